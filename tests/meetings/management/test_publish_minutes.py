"""The command that writes published minutes to a folder, run as somebody at a terminal would."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.minutes import publishing, reading, recording
from meetings.models import Meeting
from tests.factories import EntryFactory, MeetingFactory, PanelFactory

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
    assert again.post
    assert again.post.permalink == found.post.permalink
    assert again.post.created_on == found.post.created_on
    assert (again.unread, again.doubts) == ((), found.doubts)
