"""Whole folders: what is taken, what is passed over, what is told and kept."""

import json
import os
import shutil

import pytest

from actions.models import Action
from meetings.minutes import archive, recording
from meetings.minutes.reading.archives import SAVE_AS
from meetings.minutes.reading.files import LARGEST
from meetings.models import Entry, Meeting, Source
from panel.models import Organisation, Panel, Person
from tests.factories import PanelFactory
from tests.meetings.management.documents import DRAFT, POST

pytestmark = pytest.mark.django_db

AGENDA = """# River Watch Panel - Agenda - 10 May 2024

**1. Welcome**

Ada Ferris

**2. The locks**

Bo Lund
"""
README = """# About this folder

1. Minutes are in the folders by year.
2. Ask the secretary for others.
"""
MAY = DRAFT.replace("10 March", "10 May")


@pytest.fixture
def folder(tmp_path):
    """Writes files at paths in a folder and gives it."""
    top = tmp_path / "archive"

    def folder(**files):
        for name, content in files.items():
            path = top / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return top

    return folder


def test_a_folder_is_taken_whole_in_the_order_of_the_meetings(panel, folder, run):
    top = folder(**{"2024__late__may_md": MAY, "2024__march_md": DRAFT, "january_md": POST})
    out, err, failure = run(top)
    assert [line.partition(":")[0] for line in out[:3]] == [
        "january.md",
        "2024/march.md",
        "2024/late/may.md",
    ]
    assert (err, failure, Meeting.objects.count()) == ([], "", 3)


def test_what_is_no_minutes_is_skipped_and_said(panel, folder, run):
    top = folder(
        agenda_md=AGENDA,
        march_md=DRAFT,
        picture_png=b"\x89PNG\r\n\x1a\n" + bytes(100),
        README_md=README,
        notes_txt="Present: Ada Ferris\n1. Welcome\nTea came on 10 March 2024.\n",
        sheet_csv="name,day\nAda Ferris,10 March 2024\n",
    )
    out, err, failure = run(top)
    skipped = [line for line in out if ": skipped: " in line]
    assert set(skipped) == {
        "agenda.md: skipped: not minutes: an agenda",
        f"notes.txt: skipped: plain text: {SAVE_AS}",
        f"picture.png: skipped: a picture: {SAVE_AS}",
        "README.md: skipped: about the folder",
        "sheet.csv: skipped: not a kind of document (.csv)",
    }
    assert (err, failure, run.code) == ([], "", 0)
    assert Meeting.objects.count() == 1
    assert "5 files skipped as no minutes or of a kind that is not read" in out[-1]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        *(
            (f"notes.{ending}", f"not a kind of document (.{ending.lower()})")
            for ending in "py PY js css csv json yml yaml toml xml eml log sql sh ini tex".split()
        ),
        ("march.md.bak", "a copy that a program left"),
        ("march.md~", "a copy that a program left"),
        ("ReadMe.md", "about the folder"),
        ("LICENCE", "about the folder"),
    ],
)
def test_in_a_folder_only_what_may_be_minutes_by_its_name_is_read(panel, folder, run, name, why):
    path = folder(march_md=MAY) / name
    path.write_text(DRAFT)
    out, err, failure = run(path.parent)
    assert f"{name}: skipped: {why}" in out
    assert (err, failure, Meeting.objects.get().held_on.month) == ([], "", 5)
    _, _, failure = run(path)
    assert (failure, Meeting.objects.count()) == ("", 2)


@pytest.mark.parametrize(
    "name", ["minutes", "minutes 10.3.2024", "minutes.TXT", "minutes.Markdown"]
)
def test_in_a_folder_other_endings_are_told_by_content(panel, folder, run, name):
    (folder(march_md=MAY) / name).write_text(DRAFT)
    run(folder())
    assert Meeting.objects.count() == 2


def test_names_that_are_no_text_are_told_as_nearly_as_can_be(panel, folder, run, tmp_path):
    top = folder(march_md=DRAFT)
    (top / "Prot\udce9g\udce9.md").write_text(MAY)
    (top / "\x1b[31mtwo\nlines.md").write_text("nothing")
    report = tmp_path / "report.json"
    out, err, failure = run(top, report=report)
    assert (err, failure) == ([], "")
    assert out[0].startswith("\ufffd[31mtwo\ufffdlines.md: skipped: not minutes")
    assert out[2].startswith("Prot\ufffdg\ufffd.md: RW/2, 10 May 2024: recorded")
    assert Source.objects.filter(name="Prot\ufffdg\ufffd.md").exists()
    assert json.loads(report.read_text())["meetings"][1]["file"] == "Prot\ufffdg\ufffd.md"


def test_what_cannot_be_read_in_a_folder_fails_in_a_line(panel, folder, run):
    top = folder(march_md=DRAFT, empty_md="")
    (top / "loop.md").symlink_to("loop.md")
    with (top / "huge.md").open("wb") as file:
        file.truncate(LARGEST * 100)
    _, err, failure = run(top)
    assert sorted(err) == [
        f"{top}/empty.md: empty",
        f"{top}/huge.md: larger than 20 MB, the most that is read",
        f"{top}/loop.md: cannot be opened: Too many levels of symbolic links",
    ]
    assert (failure, Meeting.objects.count()) == ("3 files not recorded", 1)


def test_what_is_no_minutes_but_named_is_an_error(panel, folder, run):
    path = folder(agenda_md=AGENDA) / "agenda.md"
    _, err, failure = run(path)
    assert err == [f"{path}: not minutes: an agenda"]
    assert (failure, run.code) == ("1 file not recorded", 1)


def test_minutes_that_cannot_be_recorded_fail_in_a_folder_too(panel, folder, run):
    top = folder(undated_md=DRAFT.replace("10 March 2024", ""), march_md=DRAFT)
    _, err, failure = run(top)
    why = "no date of the meeting in the title or the first lines"
    assert err == [f"{top}/undated.md: {why}"]
    assert failure == "1 file not recorded"
    assert Meeting.objects.count() == 1


def test_hidden_files_and_locks_are_passed_over(panel, folder, run):
    top = folder(march_md=DRAFT)
    for name in (".hidden.md", ".~lock.march.odt#", "~$march.docx"):
        (top / name).write_text(MAY)
    (top / ".git").mkdir()
    (top / ".git" / "may.md").write_text(MAY)
    out, err, _ = run(top)
    assert (len(out), err, Meeting.objects.count()) == (2, [], 1)


def test_links_that_lead_back_and_a_file_named_twice_are_taken_once(panel, folder, run):
    top = folder(march_md=DRAFT)
    (top / "again").symlink_to(top)
    (top / "other.md").symlink_to(top / "march.md")
    (top / "nowhere.md").symlink_to(top / "none.md")
    out, err, _ = run(top, top / "march.md")
    assert out[0].startswith("march.md: RW/1, 10 March 2024: recorded")
    assert err == [f"{top}/nowhere.md: no such file"]
    assert Source.objects.count() == 1


def test_copies_of_one_file_are_recorded_once(panel, folder, run):
    out, _, failure = run(folder(a_md=DRAFT, b_md=DRAFT))
    assert out[1] == "b.md: RW/1, 10 March 2024: already recorded"
    assert failure == ""


def test_a_pipe_in_a_folder_is_not_waited_for(panel, folder, run):
    top = folder(march_md=DRAFT)
    os.mkfifo(top / "pipe.md")
    out, _, _ = run(top)
    assert "pipe.md: skipped: not a file that holds anything" in out


def test_a_pipe_that_is_named_is_not_waited_for(panel, folder, run):
    top = folder(march_md=DRAFT)
    os.mkfifo(top / "pipe.md")
    _, err, failure = run(top / "pipe.md", top / "march.md")
    assert err == [f"{top}/pipe.md: not a file that holds anything"]
    assert (failure, Meeting.objects.count()) == ("1 file not recorded", 1)


def test_a_folder_that_cannot_be_opened_fails(panel, folder, run):
    top = folder(march_md=DRAFT, closed__may_md=MAY)
    (top / "closed").chmod(0)
    try:
        _, err, _ = run(top)
    finally:
        (top / "closed").chmod(0o700)
    if os.geteuid() == 0:
        assert err == []
    else:
        assert err == [f"{top}/closed: cannot be opened: Permission denied"]


def test_a_folder_without_minutes_is_an_error(panel, folder, run):
    assert run(folder(README_md=README))[2] == "there are no minutes in it"


def test_a_document_that_the_database_refuses_does_not_stop_the_rest(panel, folder, run):
    title = "River Watch Panel " + "and what it saw " * 20
    top = folder(bad_md=DRAFT.replace("River Watch Panel", title), may_md=MAY)
    _, err, failure = run(top, panel="RW")
    assert err == [f"{top}/bad.md: value too long for type character varying(300)"]
    assert failure == "1 file not recorded"
    assert [meeting.held_on.month for meeting in Meeting.objects.all()] == [5]


# A run that is stopped goes on later


def test_a_second_run_reads_nothing_that_is_recorded(panel, folder, run, monkeypatch):
    top = folder(march_md=DRAFT)
    run(top)
    monkeypatch.setattr("meetings.minutes.folders.read", None)
    out, err, failure = run(top)
    assert out[0] == "march.md: RW/1, 10 March 2024: already recorded"
    assert (err, failure) == ([], "")


def test_control_c_ends_in_one_line_and_keeps_what_was_done(panel, folder, run, monkeypatch):
    top = folder(january_md=POST, march_md=DRAFT, may_md=MAY)
    record = recording.record

    def stopped(found, **options):
        if options["name"] == "march.md":
            record(found, **options)
            raise KeyboardInterrupt
        return record(found, **options)

    with monkeypatch.context() as patch:
        patch.setattr(recording, "record", stopped)
        out, err, failure = run(top)
    assert failure == "stopped; 1 meeting recorded before; run it again to go on"
    assert (len(out), err, run.code) == (1, [], 130)
    _, _, failure = run(top)
    assert (failure, Meeting.objects.count()) == ("", 3)


def test_files_that_vanish_while_they_are_read_and_recorded_fail_in_a_line(
    panel, folder, run, monkeypatch
):
    top = folder(january_md=POST, march_md=DRAFT, may_md=MAY)
    checksum_of, record = archive.checksum_of, recording.record

    def first_gone(path):
        checksum = checksum_of(path)
        if path.name == "march.md":
            path.unlink()
        return checksum

    def last_gone(found, **options):
        (top / "may.md").unlink(missing_ok=True)
        return record(found, **options)

    monkeypatch.setattr(archive, "checksum_of", first_gone)
    monkeypatch.setattr(recording, "record", last_gone)
    _, err, failure = run(top)
    assert err == [f"{top}/march.md: no such file", f"{top}/may.md: no such file"]
    assert (failure, Meeting.objects.get().held_on.month) == ("2 files not recorded", 1)


# Dry runs


def test_a_dry_run_tells_the_same_and_leaves_nothing(folder, run):
    top = folder(january_md=POST, march_md=DRAFT, may_md=MAY)
    dry, _, _ = run(top, new_panel=["RW=River Watch Panel"], dry_run=True)
    models = (Panel, Meeting, Entry, Action, Person, Organisation, Source)
    assert [model.objects.count() for model in models] == [0] * 7
    wet, _, _ = run(top, new_panel=["RW=River Watch Panel"])
    assert dry == [*wet, "Nothing was recorded: this was a dry run."]
    assert "RW/3" in dry[2]


def test_a_dry_run_takes_no_numbers(panel, folder, run):
    run(folder(march_md=DRAFT), dry_run=True)
    panel.refresh_from_db()
    assert (panel.last_meeting, panel.last_action) == (0, 0)


# Reports


def test_a_report_keeps_what_was_done_and_what_is_left(panel, folder, run, tmp_path):
    reviewed = MAY.replace(
        "**Action 1:** Ada Ferris to write to the locks.",
        "**Actions from the last meeting**\n\n1. Bo Lund to measure the weirs.\n\n   * Complete",
    )
    top = folder(agenda_md=AGENDA, march_md=DRAFT, may_md=reviewed, notes_html="")
    report = tmp_path / "report.json"
    run(top, report=report)
    kept = json.loads(report.read_text())
    assert [(row["file"], row["meeting"], row["outcome"]) for row in kept["meetings"]] == [
        ("march.md", "RW/1", "recorded"),
        ("may.md", "RW/2", "recorded"),
    ]
    assert kept["skipped"] == [{"file": f"{top}/agenda.md", "why": "not minutes: an agenda"}]
    assert kept["failed"] == [{"file": f"{top}/notes.html", "why": "empty"}]
    assert kept["people"] == [{"file": "march.md", "name": "Ada Ferris"}]
    assert kept["actions_raised"] == [
        {"file": "march.md", "action": "RW-1", "text": "Ada Ferris to write to the locks."}
    ]
    assert kept["reviews_not_linked"] == [
        {"file": "may.md", "action": "RW-2", "text": "Bo Lund to measure the weirs."}
    ]
    assert kept["not_mentioned_again"] == [
        {
            "action": "RW-1",
            "text": "Ada Ferris to write to the locks.",
            "owners": ["Ada Ferris"],
            "last_mentioned_on": "2024-03-10",
        }
    ]
    assert (kept["to_settle"], kept["is_dry_run"], kept["was_interrupted"]) == ([], False, False)
    assert list(tmp_path.glob(".report-*")) == []


def test_a_report_that_cannot_be_written_is_told_before_any_work(panel, folder, run, tmp_path):
    report = tmp_path / "none" / "report.json"
    _, _, failure = run(folder(march_md=DRAFT), report=report)
    assert failure == f"{report}: no report can be written: No such file or directory"
    assert not Meeting.objects.exists()


def test_a_report_replaces_no_folder(panel, folder, run, tmp_path):
    _, _, failure = run(folder(march_md=DRAFT), report=tmp_path)
    assert failure == f"{tmp_path}: no report can be written: is not a file"


# Many files


@pytest.mark.whole
def test_many_files_are_read_beside_and_recorded_the_same(folder, run, monkeypatch):
    files = {
        f"day{day:02}_md": DRAFT.replace("10 March", f"{day} March").replace("locks", f"lock {day}")
        for day in range(1, 29)
    }
    top = folder(**files)
    PanelFactory(code="RW", name="River Watch Panel")
    beside, _, _ = run(top, dry_run=True)
    monkeypatch.setattr("meetings.minutes.folders._MANY", 100)
    alone, err, failure = run(top)
    assert beside[:-1] == alone
    assert (err, failure, Meeting.objects.count()) == ([], "", 28)
    shutil.rmtree(top)
