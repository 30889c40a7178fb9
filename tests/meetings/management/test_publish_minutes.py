"""The command that writes published minutes to a folder, run as somebody at a terminal would."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from selectolax.lexbor import LexborHTMLParser

from meetings.minutes import publishing, reading, recording
from meetings.minutes.forms import FORMS
from meetings.models import Meeting, Paper, PaperVersion
from tests.factories import (
    AgendaItemFactory,
    EntryFactory,
    MeetingFactory,
    PanelFactory,
    PaperFactory,
)
from tests.meetings.files.made import pdf

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)


@pytest.fixture
def meeting(panel) -> Meeting:
    meeting = MeetingFactory(panel=panel, held_on=datetime.date(2024, 3, 12))
    EntryFactory(meeting=meeting, text="All locks are open.")
    return meeting


@pytest.fixture
def publish(tmp_path, capsys):
    def publish(*options: str) -> list[str]:
        call_command("publish_minutes", str(tmp_path / "site"), *options)
        return capsys.readouterr().out.splitlines()

    return publish


def files(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_published_minutes_are_written_in_each_form(meeting, publish, tmp_path):
    publishing.publish(meeting, on=DAY, by=None)
    number = meeting.number
    said = publish()
    names = [f"RW/{number}/minutes.{ending}" for ending in ("docx", "html", "json", "md")]
    assert files(tmp_path / "site") == [*names, f"_posts/2024-04-02-rw-{number}.md"]
    assert said[-1] == "5 written, 0 unchanged, 0 removed."
    assert publish() == ["0 written, 5 unchanged, 0 removed."]


def test_only_what_the_public_reads_is_written(meeting, publish, tmp_path):
    publishing.publish_agenda(meeting, on=DAY, by=None)
    publishing.circulate_draft(meeting, on=DAY, by=None)
    assert publish() == ["0 written, 0 unchanged, 0 removed."]
    assert not (tmp_path / "site").exists()


def test_correction_replaces_and_withdrawal_removes(meeting, publish, tmp_path):
    publishing.publish(meeting, on=DAY, by=None)
    publish()
    kept = tmp_path / "site" / "RW" / str(meeting.number) / "notes.txt"
    kept.write_text("Not ours.")
    meeting.entries.update(text="Most locks are open.")
    correction = publishing.publish(
        meeting, on=datetime.date(2024, 5, 6), by=None, reason="One was shut."
    )
    assert publish("--form", "md")[-1] == "1 written, 0 unchanged, 0 removed."
    assert "Most locks" in (kept.parent / "minutes.md").read_text()
    publishing.withdraw(correction, by=None, reason="Wrong.")
    assert publish("--form", "md")[-1] == "1 written, 0 unchanged, 0 removed."
    publishing.withdraw(meeting.revisions.get(number=1), by=None, reason="Wrong.")
    assert publish()[-1] == "0 written, 0 unchanged, 5 removed."
    assert files(tmp_path / "site") == [f"RW/{meeting.number}/notes.txt"]


def paper_with(meeting: Meeting, *datas: bytes, name: str = "levels.pdf", **fields: Any) -> Paper:
    paper = PaperFactory(meeting=meeting, url="", **fields)
    for data in datas:
        PaperVersion.of(paper, data, name).add()
    return paper


def test_papers_that_the_public_reads_are_written_and_led_to(meeting, publish, tmp_path):
    paper = paper_with(meeting, pdf("1"), pdf("2"), title="Levels & <locks>", reference="RW(1)1")
    paper_with(meeting, pdf("3"), title="Costs", is_restricted=True)
    paper_with(meeting, pdf("4"), title="Terms", reference="RW(1)3", withheld="s. 43")
    reserved = AgendaItemFactory(meeting=meeting, withheld="s. 35")
    paper_with(meeting, pdf("5"), title="Bids", item=reserved)
    PaperFactory(meeting=meeting, title="Rules", url="https://example.org/rules.pdf")
    publishing.publish(meeting, on=DAY, by=None)
    PaperVersion.of(paper, pdf("6"), "levels.pdf").add()  # nobody else reads it yet
    publish()
    site = tmp_path / "site" / "RW" / str(meeting.number)
    place = f"papers/{paper.pk}-2-levels.pdf"
    assert files(site / "papers") == [place.removeprefix("papers/")]
    assert (site / place).read_bytes() == pdf("2")
    page = LexborHTMLParser((site / "minutes.html").read_text())
    assert [link.attributes["href"] for link in page.css("nav a")] == [
        place,
        "https://example.org/rules.pdf",
    ]
    assert [line.text() for line in page.css("nav li")] == [
        "RW(1)1 Levels & <locks>",
        "RW(1)3 [withheld: s. 43]",
        " Rules",
        " [withheld: s. 35]",
    ]
    told = json.loads((site / "minutes.json").read_bytes())["papers"]
    assert [one["url"] for one in told] == [place, "", "https://example.org/rules.pdf", ""]
    (post,) = (tmp_path / "site" / "_posts").iterdir()
    read = reading.read(post.read_bytes()).post
    assert read
    assert [one.url for one in read.attachments] == [
        f"/RW/{meeting.number}/{place}",
        "https://example.org/rules.pdf",
    ]
    written = b"".join(path.read_bytes() for path in (tmp_path / "site").rglob("*.*"))
    for secret in (b"Costs", b"Terms", b"Bids", b"/panels/RW/meetings/1/papers"):
        assert secret not in written
    assert publish() == ["0 written, 6 unchanged, 0 removed."]


def test_page_with_papers_reads_back_as_the_same_minutes(meeting, publish, tmp_path):
    paper_with(meeting, pdf(), title="Levels")
    revision = publishing.publish(meeting, on=DAY, by=None)
    plain = FORMS["html"].write(revision)
    publish("--form", "html")
    page = (tmp_path / "site" / "RW" / str(meeting.number) / "minutes.html").read_bytes()
    assert b"<nav" in page
    assert b"<nav" not in plain
    assert reading.read(page) == reading.read(plain)


def test_papers_follow_corrections_and_go_with_what_is_withdrawn(meeting, publish, tmp_path):
    paper = paper_with(meeting, pdf("1"))
    publishing.publish(meeting, on=DAY, by=None)
    publish()
    folder = tmp_path / "site" / "RW" / str(meeting.number) / "papers"
    (folder / "1-1-notes.txt").write_text("Not ours.")
    (folder / f"{paper.pk}-1-levels.pdf").write_text("Changed by somebody.")
    assert publish()[-1] == "1 written, 5 unchanged, 0 removed."
    PaperVersion.of(paper, pdf("2"), "levels.pdf").add()
    publishing.publish(meeting, on=DAY, by=None, reason="A figure.")
    said = publish()
    assert f"removed: RW/{meeting.number}/papers/{paper.pk}-1-levels.pdf" in said
    assert files(folder) == sorted(["1-1-notes.txt", f"{paper.pk}-2-levels.pdf"])
    Paper.objects.update(is_restricted=True)
    last = publishing.publish(meeting, on=DAY, by=None, reason="For members only.")
    publish()
    assert files(folder) == ["1-1-notes.txt"]
    publishing.withdraw(last, by=None, reason="It is for all.")
    publish()
    assert files(folder) == sorted(["1-1-notes.txt", f"{paper.pk}-2-levels.pdf"])
    for number in (1, 2):
        publishing.withdraw(
            meeting.revisions.get(number=number, audience="public"), by=None, reason="Wrong."
        )
    publish()
    assert files(tmp_path / "site") == [f"RW/{meeting.number}/papers/1-1-notes.txt"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../River levels (new)#1.PDF", "-river-levels-new1.pdf"),
        ("_Ärger?.pdf", "-arger.pdf"),
        ("水位.pdf", ".pdf"),
        ("x" * 300 + ".pdf", f"-{'x' * 80}.pdf"),
        ("levels.tar.gz", "-levelstargz.pdf"),
    ],
)
def test_names_of_papers_are_safe(meeting, publish, tmp_path, name, written):
    paper = paper_with(meeting, pdf(), name=name)
    publishing.publish(meeting, on=DAY, by=None)
    publish("--form", "json")
    place = f"RW/{meeting.number}"
    assert files(tmp_path) == [
        f"site/{place}/minutes.json",
        f"site/{place}/papers/{paper.pk}-1{written}",
    ]


def test_panels_and_forms_are_chosen(meeting, publish, tmp_path):
    other = MeetingFactory(panel=PanelFactory(code="CJ"))
    for one in (meeting, other):
        publishing.publish(one, on=DAY, by=None)
    publish("--panel", "CJ", "--form", "json", "--form", "post")
    assert files(tmp_path / "site") == [
        f"CJ/{other.number}/minutes.json",
        f"_posts/2024-04-02-cj-{other.number}.md",
    ]


def test_unknown_panel_is_refused_with_the_known(panel, publish):
    with pytest.raises(CommandError, match="no panel XX; there are RW"):
        publish("--panel", "XX")


def test_folder_that_cannot_be_written_is_told_in_a_line(meeting, publish, tmp_path):
    publishing.publish(meeting, on=DAY, by=None)
    (tmp_path / "site").write_text("A file.")
    with pytest.raises(CommandError, match=r"site.*: (Not a directory|File exists)"):
        publish()


def test_real_minutes_published_as_a_post_read_back(corpus, publish, tmp_path):
    (path,) = (corpus / "minutes").glob("*13-december-2011*")
    found = reading.read(path.read_bytes(), path.name)
    panel = PanelFactory(code="CJ", name=found.minutes.panel)
    assert found.post
    recording.record(
        found,
        panel=panel,
        name=path.name,
        data=path.read_bytes(),
        today=DAY,
        publish_on=found.post.created_on,
    )
    publish("--form", "post")
    (written,) = (tmp_path / "site" / "_posts").iterdir()
    again = reading.read(written.read_bytes())
    assert again.minutes == found.minutes
    assert again.post == found.post
    assert (again.unread, again.doubts) == ((), found.doubts)
