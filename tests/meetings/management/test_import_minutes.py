"""The command that records documents, run as somebody at a terminal would."""

import datetime
import json
import os
import shlex

import pytest
from django.core.management import call_command

from meetings.minutes.archive import Import, Plan
from meetings.models import Attendance, Meeting, Revision, Source
from panel.models import Panel
from tests.factories import MembershipFactory, PanelFactory, PersonFactory
from tests.meetings.management.documents import DRAFT, POST

pytestmark = pytest.mark.django_db


def test_a_document_is_summed_up_in_a_line(panel, write, run):
    out, err, failure = run(write("march.md", DRAFT))
    assert (out[0], err, failure) == (
        "march.md: RW/1, 10 March 2024: recorded as a draft: 1 present, 0 apologies, 1 item, "
        "1 action raised (0 known from later meetings), 0 reviewed (0 of unknown origin)",
        [],
        "",
    )
    assert out[1].startswith(
        "1 meeting recorded, 0 recorded anew (0 published, 1 drafts), 0 already recorded, "
        "0 not recorded. People: 1 new"
    )


def test_a_post_that_attaches_its_minutes_is_summed_up_in_a_line(panel, write, run):
    front = POST.partition("---\n\n")[0] + (
        "resources:\n    - filename: Minutes.pdf\n      url: /minutes.pdf\n---\n\n"
    )
    out, err, failure = run(write("january.md", front + "<p>The minutes are attached.</p>"))
    assert (out[:2], err, failure) == (
        [
            "january.md: RW/1, 10 January 2024: recorded as published on 2 February 2024, "
            "minutes attached: Minutes.pdf",
            "    unread: The minutes are attached.",
        ],
        [],
        "",
    )
    assert out[2].startswith("1 meeting recorded, 0 recorded anew (1 published, 0 drafts)")
    out, _, _ = run(
        write(
            "with.md",
            front.replace("January", "March").replace("/2024", "/2025")
            + POST.partition("---\n\n")[2],
        )
    )
    assert out[0].endswith("0 reviewed (0 of unknown origin), 1 paper")


def test_a_post_that_says_no_address_is_a_draft_with_its_papers(panel, write, run):
    front, _, body = POST.replace("permalink: /library/river-watch-january-2024\n", "").partition(
        "---\n\n"
    )
    front += "resources:\n    - name: Minutes of the meeting\n      url: /minutes.pdf\n---\n\n"
    out, err, failure = run(write("january.md", front + "<p>The minutes are attached.</p>"))
    assert (out[0], err, failure) == (
        "january.md: RW/1, 10 January 2024: recorded as a draft, "
        "minutes attached: Minutes of the meeting",
        [],
        "",
    )
    run(write("with.md", front.replace("January", "March") + body))
    assert list(
        Meeting.objects.in_order().values_list("held_on__month", "papers__title", "published_on")
    ) == [(1, "Minutes of the meeting", None), (3, "Minutes of the meeting", None)]
    assert not Revision.objects.exists()


def test_a_post_is_recorded_as_published_on_its_date(panel, write, run):
    out, _, _ = run(write("january.md", POST))
    assert "recorded as published on 2 February 2024" in out[0]
    assert Revision.objects.get().issued_on == datetime.date(2024, 2, 2)


def test_draft_records_a_post_as_a_draft(panel, write, run):
    run(write("january.md", POST), draft=True)
    assert not Revision.objects.exists()


def test_published_with_a_date_publishes_any_file_on_it(panel, write, run):
    run(write("march.md", DRAFT), published="2024-04-01")
    assert Revision.objects.get().issued_on == datetime.date(2024, 4, 1)


def test_published_before_a_file_is_not_taken_for_its_date(panel, write):
    call_command("import_minutes", "--published", str(write("january.md", POST)))
    assert Revision.objects.get().issued_on == datetime.date(2024, 2, 2)


@pytest.mark.parametrize("said", ["2024-13-99", "1/4/2024", "2024.4.1"])
def test_published_on_what_is_no_date_is_refused(panel, write, run, said):
    _, err, failure = run(write("march.md", DRAFT), published=said)
    assert (err, failure) == ([], f"{said} is no date; say --published 2012-01-16")
    assert not Meeting.objects.exists()


def test_published_before_a_file_that_is_called_like_a_date_is_not_taken_for_one(
    panel, write, monkeypatch
):
    monkeypatch.chdir(write("2024-13-99", POST).parent)
    call_command("import_minutes", "--published", "2024-13-99")
    assert Revision.objects.get().issued_on == datetime.date(2024, 2, 2)


def test_published_without_any_date_is_refused(panel, write, run):
    path = write("march.md", DRAFT)
    _, err, _ = run(path, published="")
    assert err == [f"{path}: does not say when it was published; give --published DATE"]


def test_published_before_the_meeting_is_refused(panel, write, run):
    path = write("march.md", DRAFT)
    _, err, _ = run(path, published="2024-03-09")
    assert err == [f"{path}: was published on 2024-03-09, before the meeting itself"]


def test_files_are_recorded_in_the_order_of_their_meetings(panel, write, run):
    run(write("march.md", DRAFT), write("january.md", POST))
    assert list(Meeting.objects.in_order().values_list("number", "held_on")) == [
        (1, datetime.date(2024, 1, 10)),
        (2, datetime.date(2024, 3, 10)),
    ]


def test_a_second_run_says_that_all_is_recorded(panel, write, run):
    path = write("march.md", DRAFT)
    run(path)
    out, err, failure = run(path)
    assert out[0] == "march.md: RW/1, 10 March 2024: already recorded"
    assert (err, failure) == ([], "")


def test_a_changed_file_shows_what_differs_and_fails(panel, write, run):
    run(write("march.md", DRAFT))
    out, _, failure = run(write("march.md", DRAFT.replace("everybody", "all")))
    assert out[0].endswith("differs from what is recorded; --replace records it")
    assert "    -The chair welcomed everybody." in out
    assert "    +The chair welcomed all." in out
    assert failure == "1 file not recorded"


def test_of_a_long_paragraph_that_differs_the_place_is_shown(panel, write, run):
    long = "The chair welcomed everybody. " + "It was said at length. " * 500
    run(write("march.md", DRAFT.replace("The chair welcomed everybody.", f"{long}The weir leaks.")))
    changed = DRAFT.replace("The chair welcomed everybody.", f"{long}The lock leaks, {long}")
    out, _, _ = run(write("march.md", changed))
    (ours,) = [line for line in out if line.startswith("    -…")]
    (theirs,) = [line for line in out if line.startswith("    +…")]
    assert ours.endswith("at length. The weir leaks.")
    assert "at length. The lock leaks, The chair welcomed" in theirs
    assert theirs.endswith("…")
    assert max(map(len, out[:-1])) < 320


def test_replace_records_a_changed_file(panel, write, run):
    run(write("march.md", DRAFT))
    out, _, failure = run(write("march.md", DRAFT.replace("everybody", "all")), replace=True)
    assert "recorded anew as a draft" in out[0]
    assert failure == ""


# The panel


def test_new_panel_makes_it_once(write, run):
    for _ in range(2):
        _, _, failure = run(write("march.md", DRAFT), new_panel=["RW=River Watch Panel"])
        assert failure == ""
    assert (Panel.objects.get().code, Panel.objects.get().name) == ("RW", "River Watch Panel")


def new_panel_at_once(path, name):
    """An import that is to make a panel whose code another program gives to `name` meanwhile."""
    told: list[str] = []
    left: list[str] = []
    plan = Plan(
        today=datetime.date(2024, 6, 1), new_panels=(Panel(code="RW", name="River Watch Panel"),)
    )
    run = Import(plan, tell=told.append, complain=left.append)
    PanelFactory(code="RW", name=name)
    run.run([path])
    return told, left


def test_a_new_panel_that_another_program_makes_meanwhile_is_that_one(write):
    told, left = new_panel_at_once(write("march.md", DRAFT), "River Watch Panel")
    assert told[0].startswith("march.md: RW/1, 10 March 2024: recorded")
    assert (left, Panel.objects.count()) == ([], 1)


def test_what_another_program_recorded_meanwhile_is_told_in_plain_words(write):
    path = write("march.md", DRAFT)
    told, left = new_panel_at_once(path, "River Weirs Panel")
    why = "something of that name or number was recorded at the same time; run it again"
    assert (told, left) == ([], [f"{path}: {why}"])


def test_new_panel_is_not_given_another_panels_minutes(panel, write, run):
    path = write("march.md", DRAFT.replace("River Watch", "Canal"))
    _, err, _ = run(path, new_panel=["RX=River Board"])
    assert err == [f"{path}: is of an unknown panel, “Canal Panel”; give --panel or --new-panel"]
    assert list(Panel.objects.values_list("code", flat=True)) == ["RW"]


@pytest.mark.parametrize(
    ("printed", "nearest"),
    [
        ("Canal Panel", ""),
        ("River Panel", "River Watch Panel (RW)"),
        ("River and Weather Watch Panel", "River Watch Panel (RW)"),
        ("Rivr Watch Pannel", "River Watch Panel (RW)"),
        ("Panel", ""),
        ("Health Watch Panel", ""),
        ("Lock Keepers’ Panels", "Lock Keepers Panel (LK)"),
    ],
)
def test_only_a_panel_that_is_near_is_offered(panel, write, run, printed, nearest):
    PanelFactory(code="LK", name="Lock Keepers Panel")
    path = write("march.md", DRAFT.replace("River Watch Panel", printed))
    _, err, _ = run(path)
    offered = f"; the nearest is {nearest}" if nearest else ""
    why = f"is of an unknown panel, “{printed}”{offered}; give --panel or --new-panel"
    assert err == [f"{path}: {why}"]


def test_new_panels_each_take_the_minutes_that_print_their_name(write, run):
    paths = [
        write("march.md", DRAFT),
        write("canal.md", DRAFT.replace("River Watch", "Canal")),
        write("short.md", DRAFT.replace("River Watch Panel", "River Panel").replace("10", "11")),
        write("known.md", DRAFT.replace("River Watch", "Weir")),
    ]
    PanelFactory(code="WP", name="Weir Panel")
    both = ["RW=River Watch Panel", "CP=Canal Panel"]
    for _ in range(2):
        _, err, failure = run(*paths, new_panel=both)
        assert (err, failure) == ([], "")
    assert sorted(Meeting.objects.values_list("panel__code", "held_on__day")) == [
        ("CP", 10),
        ("RW", 10),
        ("RW", 11),
        ("WP", 10),
    ]


def test_new_panel_may_be_given_again_at_a_terminal(write):
    call_command(
        "import_minutes",
        "--new-panel=RW=River Watch Panel",
        "--new-panel=CP=Canal Panel",
        str(write("march.md", DRAFT)),
        str(write("canal.md", DRAFT.replace("River Watch", "Canal"))),
    )
    assert set(Panel.objects.values_list("code", flat=True)) == {"RW", "CP"}


def test_a_panel_of_the_very_name_comes_before_a_new_one_that_it_may_be_short_for(
    panel, write, run
):
    run(write("march.md", DRAFT), new_panel=["RL=River Watch and Locks Panel"])
    assert Meeting.objects.get().panel == panel


def test_minutes_that_print_no_panel_go_to_the_only_new_one(write, run):
    path = write("march.md", DRAFT.replace("River Watch Panel - ", ""))
    _, err, _ = run(path, new_panel=["RW=River Watch Panel", "CP=Canal Panel"])
    assert err == [f"{path}: does not say which panel it is of; give --panel CODE"]
    assert not Panel.objects.exists()
    run(path, new_panel=["RW=River Watch Panel"])
    assert Meeting.objects.get().panel.code == "RW"


def test_minutes_that_several_new_panels_may_have_are_refused(write, run):
    path = write("march.md", DRAFT.replace("River Watch Panel", "Watch Panel"))
    _, err, _ = run(path, new_panel=["RW=River Watch Panel", "LW=Lock Watch Panel"])
    assert err == [f"{path}: “Watch Panel” could be any of the new panels RW, LW; give --panel"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("RW", 'say --new-panel CODE="Name of the panel"'),
        ("rw=River Board", "A code is capital letters and digits, beginning with a letter."),
        ("RW=Other Panel", "the code RW is that of River Watch Panel"),
        ("RX=River Watch Panel", "Panel with this Name already exists."),
    ],
)
def test_new_panel_that_cannot_be_made_is_refused(panel, write, run, given, why):
    assert run(write("march.md", DRAFT), new_panel=[given])[2] == why


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["RX=River Board", "RX=Canal Board"], "two new panels have the code RX"),
        (["RX=River Board", "RY=River Board"], "two new panels have the name River Board"),
    ],
)
def test_two_new_panels_of_one_code_or_name_are_refused(panel, write, run, given, why):
    assert run(write("march.md", DRAFT), new_panel=given)[2] == why


def test_no_panel_is_made_where_no_file_can_be_read(write, run):
    run(write("empty.md", ""), new_panel=["RW=River Watch Panel"])
    assert not Panel.objects.exists()


def test_panel_names_the_panel_of_all_files(panel, write, run):
    run(write("march.md", DRAFT.replace("River Watch", "Canal")), panel="RW")
    assert Meeting.objects.get().panel == panel
    panel.refresh_from_db()
    assert panel.other_names == []


def test_an_unknown_code_is_refused_with_the_known(panel, write, run):
    assert run(write("march.md", DRAFT), panel="CJ")[2] == ("no panel has the code CJ; known: RW")


def test_a_panel_is_found_by_another_name(panel, write, run):
    Panel.objects.update(other_names=["Canal Panel"])
    run(write("march.md", DRAFT.replace("River Watch", "Canal")))
    assert Meeting.objects.get().panel == panel


# Panels that are not known


@pytest.mark.parametrize("is_dry_run", [True, False])
def test_unknown_panels_are_told_once_with_what_would_make_them(
    panel, tmp_path, write, run, is_dry_run
):
    PanelFactory(code="CBP", name="Other Panel")
    canal = DRAFT.replace("River Watch", "Canal & Basin")
    report = tmp_path / "report.json"
    out, err, failure = run(
        write("march.md", canal),
        write("again.md", canal.replace("everybody", "all")),
        write("may.md", canal.replace("10 March", "3 May").replace("Ada Ferris", "Bo Lund")),
        write("short.md", DRAFT.replace("River Watch", "Basin").replace("10 March", "4 June")),
        write("lock.md", DRAFT.replace("River Watch Panel", "The Keeper’s Board")),
        write("known.md", DRAFT),
        report=report,
        dry_run=is_dry_run,
    )
    at = out.index("Not recorded, as no panel has these names; an option makes each:")
    assert out[at + 1 : at + 3] == [
        "    “Canal & Basin Panel”, also “Basin Panel”: 4 files, as read 3 meetings, 2 people, "
        "4 actions raised and 0 reviewed: --new-panel CBP2='Canal & Basin Panel'",
        "    “The Keeper’s Board”: 1 file, as read 1 meeting, 1 person, "
        "1 action raised and 0 reviewed: --new-panel KB='The Keeper’s Board'",
    ]
    assert (len(err), failure) == (5, "5 files not recorded")
    assert out[0].startswith("known.md: RW/1, 10 March 2024: recorded")
    told = json.loads(report.read_text())["unknown_panels"]
    assert told[1] == {
        "panel": "The Keeper’s Board",
        "printed": ["The Keeper’s Board"],
        "files": 1,
        "meetings": 1,
        "people": 1,
        "actions_raised": 1,
        "actions_reviewed": 0,
        "nearest": "",
        "option": "--new-panel KB='The Keeper’s Board'",
    }


def test_an_unknown_panel_that_may_be_a_known_one_is_told_so(panel, write, run):
    out, _, _ = run(write("march.md", DRAFT.replace("River Watch", "River and Weir Watch")))
    assert out[-1] == (
        "    “River and Weir Watch Panel”: 1 file, as read 1 meeting, 1 person, 1 action raised "
        "and 0 reviewed: perhaps River Watch Panel (RW): add the name to its others; "
        "else --new-panel RWWP='River and Weir Watch Panel'"
    )


@pytest.mark.parametrize(
    "printed",
    [
        "River Watch Panel: Weirs Sub-Group",
        "River Watch Panel – Weirs Working Group",
        "Weirs Task and Finish Group of the River Watch Panel",
    ],
)
def test_minutes_of_a_sub_group_are_none_of_the_panels(panel, write, run, printed):
    path = write("march.md", DRAFT.replace("River Watch Panel", printed))
    _, err, _ = run(path)
    assert err == [
        f"{path}: is of an unknown panel, “{printed}”; the nearest is River Watch Panel (RW); "
        "give --panel or --new-panel"
    ]


def test_a_panel_and_its_sub_group_that_are_not_known_are_two(write, run):
    out, _, _ = run(
        write("march.md", DRAFT),
        write("weirs.md", DRAFT.replace("River Watch Panel", "River Watch Panel: Weirs Sub-Group")),
    )
    assert [line.partition("--new-panel ")[2] for line in out[-2:]] == [
        "RWP='River Watch Panel'",
        "RWPWSG='River Watch Panel: Weirs Sub-Group'",
    ]


def test_an_unknown_panel_is_called_as_it_is_printed_without_capitals(write, run):
    out, _, _ = run(
        write("march.md", DRAFT.replace("River Watch Panel", "RIVER WATCH PANEL")),
        write("may.md", DRAFT.replace("10 March", "3 May")),
    )
    assert out[-1].startswith("    “River Watch Panel”, also “RIVER WATCH PANEL”: 2 files")
    assert out[-1].endswith("--new-panel RWP='River Watch Panel'")


def test_the_options_that_are_told_record_all(write, run):
    paths = [
        write("march.md", DRAFT.replace("River Watch", "Canal")),
        write("may.md", DRAFT.replace("River Watch Panel", "Keeper's Board")),
    ]
    out, _, _ = run(*paths, dry_run=True)
    options = [line.partition("--new-panel ")[2] for line in out if "--new-panel " in line]
    given = [word for option in options for word in shlex.split(option)]
    assert [option.partition("=")[0] for option in given] == ["CP", "KB"]
    _, err, failure = run(*paths, new_panel=given)
    assert (err, failure, Meeting.objects.count()) == ([], "", 2)


# What cannot be recorded: one line a file, the good files recorded


def bad_files(tmp_path, write):
    closed = write("closed.md", DRAFT)
    closed.chmod(0)
    return {
        tmp_path / "none.md": "no such file",
        write("empty.md", ""): "empty",
        write("blank.md", " \n\n"): "empty",
        write("binary.md", bytes(range(256)) * 10): "not text",
        write("large.md", b"x" * 50_000_000): "MB",
        write("latin.md", DRAFT.replace("Ada", "Adéle").encode("latin-1")): "UTF-8",
        write("undated.md", DRAFT.replace("10 March 2024", "")): "no date",
        write("other.md", DRAFT.replace("River Watch", "Canal")): "is of an unknown panel",
    } | ({} if os.geteuid() == 0 else {closed: "cannot be opened: Permission denied"})


def test_each_bad_file_gets_one_line_and_the_good_one_is_recorded(panel, tmp_path, write, run):
    bad = bad_files(tmp_path, write)
    _, err, failure = run(*bad, write("march.md", DRAFT))
    assert failure == f"{len(bad)} files not recorded"
    assert len(err) == len(bad)
    for path, why in bad.items():
        (line,) = [line for line in err if line.startswith(f"{path}: ")]
        assert why in line
    assert [meeting.held_on for meeting in Meeting.objects.all()] == [datetime.date(2024, 3, 10)]
    assert Source.objects.count() == 1


def test_no_file_is_an_error(run):
    assert run()[2] == "name at least one file or folder"


COLUMNS = ["Members:", "Officials:", "Ann Lee (Chair)", "Al Ray (DFX)", "Jo Day", "Bo Fox (QRS)"]
COLUMNS += ["Di Low (Mill Trust)", "Ed Sun (DFX)", "Flo Pym (DFX)"]


@pytest.mark.parametrize(
    ("seat", "is_member"),
    [
        ({}, True),
        ({"role": "chair", "started_on": datetime.date(2012, 5, 3)}, True),
        ({"role": "official"}, False),
        ({"ended_on": datetime.date(2012, 5, 2)}, False),
        ({"panel": None}, False),
    ],
)
def test_seats_of_that_day_tell_who_stood_in_which_lost_column(panel, write, run, seat, is_member):
    if "panel" in seat:
        seat = {"panel": PanelFactory()}
    PersonFactory(same_as=MembershipFactory(**{"panel": panel, **seat}).person, name="Di Low")
    lines = "".join(f"<p>{line}</p>" for line in COLUMNS)
    page = f"<h1>River Watch Panel - 3 May 2012</h1>{lines}<p><b>1. Welcome</b></p><p>Tea.</p>"
    run(write("a.html", page))
    assert (Attendance.objects.get(name="Di Low").heading == "Members") is is_member
