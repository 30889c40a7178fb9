"""The files of papers: version by version, and where each is served to whom."""

import datetime
import hashlib
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client

from meetings.minutes import publishing
from meetings.minutes.document import Manner, Purpose
from meetings.minutes.forms import FORMS
from meetings.minutes.papers import papers_of
from meetings.models import Meeting, Paper, PaperVersion
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    PanelFactory,
    PaperFactory,
    PaperVersionFactory,
    UserFactory,
)
from tests.meetings.files.made import ONE_OF_EACH, pdf
from tests.refusals import assert_refused, assert_refused_by_database
from tests.viewers import queries, viewers

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 4, 2)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory(panel=PanelFactory(code="RW", name="Rivers Panel"))


@pytest.fixture
def paper(meeting: Meeting) -> Paper:
    return PaperFactory(meeting=meeting, title="Levels", url="")


def added(paper: Paper, data: bytes, name: str = "levels.pdf") -> PaperVersion:
    version = PaperVersion.of(paper, data, name)
    version.add()
    return version


# Versions


def test_new_file_is_the_next_version_and_those_before_stay(paper):
    first, second = added(paper, pdf("first")), added(paper, ONE_OF_EACH["levels.docx"])
    assert [(v.number, v.name, bytes(v.data)) for v in paper.versions.all()] == [
        (2, "levels.docx", ONE_OF_EACH["levels.docx"]),
        (1, "levels.pdf", pdf("first")),
    ]
    assert first.checksum == hashlib.sha256(pdf("first")).hexdigest()
    assert (first.size, first.media_type) == (len(pdf("first")), "application/pdf")
    assert second.get_absolute_url() == f"/panels/RW/meetings/1/papers/{paper.pk}/2/"


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "unfit", "The file is empty."),
        (b"GIF89a\x00", "unfit", "A paper is a PDF"),
        (pdf(), "same", "The same file is there already: levels.pdf, version 1 of Levels."),
    ],
)
def test_file_is_refused_in_words_and_changes_nothing(paper, data, code, says):
    added(paper, pdf())
    with pytest.raises(ValidationError) as refused:
        added(paper, data)
    assert (refused.value.code, refused.value.message[: len(says)]) == (code, says)
    assert paper.versions.count() == 1


def test_file_of_another_paper_of_the_meeting_is_refused_and_an_older_one_comes_again(paper):
    added(PaperFactory(meeting=paper.meeting, title="Other", url=""), pdf())
    with pytest.raises(ValidationError, match=r"levels.pdf, version 1 of Other"):
        added(paper, pdf())
    for said in ("one", "two", "one"):
        added(paper, pdf(said))
    assert paper.versions.count() == 3
    assert added(PaperFactory(url=""), pdf()).number == 1


@pytest.mark.parametrize(
    ("told", "code", "says"),
    [
        ({"url": "/a.pdf"}, "link", "A paper has a file or a link, not both."),
        ({"manner": Manner.ORAL}, "oral", "What was given orally has no file."),
    ],
)
def test_paper_has_a_file_or_a_link(paper, told, code, says):
    other = PaperFactory(**{"url": ""} | told)
    with pytest.raises(ValidationError) as refused:
        PaperVersion.of(other, pdf(), "levels.pdf")
    assert (refused.value.code, refused.value.message) == (code, says)
    assert_refused_by_database(PaperVersionFactory.build(paper=other, number=1), by="a file or a")
    added(paper, pdf())
    for name, value in told.items():
        setattr(paper, name, value)
    assert_refused(paper, says, by="a paper has a file or a link")


def test_number_stands_once(paper):
    added(paper, pdf())
    twice = PaperVersionFactory.build(paper=paper, number=1)
    assert_refused_by_database(twice, by="paper_version_number_once")


def test_version_is_frozen(paper):
    added(paper, pdf())
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        paper.versions.update(name="other.pdf")


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_paper_stays_once_a_revision_lists_its_file(paper, is_withdrawn):
    version = added(paper, pdf())
    added(paper, pdf("next"))
    revision = publishing.publish_agenda(paper.meeting, on=DAY, by=None)
    if is_withdrawn:
        publishing.withdraw(revision, by=None, reason="Too early.")
    added(paper, pdf("unlisted"))
    with pytest.raises(ProtectedError) as protected:
        paper.delete()
    held: Any = protected.value.protected_objects
    assert [each.number for each in held] == [2]
    with pytest.raises(Exception, match="a version that a revision lists stays"):
        paper.versions.filter(number=2)._raw_delete("default")
    assert version.paper == paper


def test_paper_goes_with_files_that_nobody_was_given(paper):
    added(paper, pdf())
    publishing.publish_agenda(MeetingFactory(panel=paper.meeting.panel), on=DAY, by=None)
    paper.delete()
    assert not PaperVersion.objects.exists()


# What a revision lists


def told(meeting: Meeting) -> list[tuple[str, int | None, str, str, bool]]:
    return [
        (paper.title, paper.version, paper.url, paper.file_name, paper.is_late)
        for paper in papers_of(meeting)
    ]


def test_paper_is_listed_with_its_latest_version(paper):
    assert told(paper.meeting) == [("Levels", None, "", "", False)]
    added(paper, pdf("one"))
    added(paper, pdf("two"), "new.pdf")
    address = f"/panels/RW/meetings/1/papers/{paper.pk}/2/"
    assert told(paper.meeting) == [("Levels", 2, address, "new.pdf", False)]


def late(meeting: Meeting) -> set[str]:
    return {paper.title for paper in papers_of(meeting) if paper.is_late}


@pytest.mark.parametrize("freeze", [publishing.circulate_agenda, publishing.publish_agenda])
def test_paper_is_late_that_came_after_the_agenda_went_out(meeting, paper, freeze):
    """A new version of what was there in time is not; one that was only announced is."""
    promised = PaperFactory(meeting=meeting, title="Promised", url="")
    PaperFactory(meeting=meeting, title="For members", is_restricted=True)
    added(paper, pdf())
    freeze(meeting, on=DAY, by=None)
    added(paper, pdf("corrected"))
    assert late(meeting) == set()
    added(promised, pdf("promised"))
    PaperFactory(meeting=meeting, title="New")
    PaperFactory(meeting=meeting, title="Tabled", manner=Manner.TABLED)
    PaperFactory(meeting=meeting, title="Minutes", purpose=Purpose.MINUTES)
    PaperFactory(meeting=meeting, title="To come", url="")
    assert late(meeting) == {"Promised", "New"}
    freeze(meeting, on=DAY, by=None)
    PaperFactory(meeting=meeting, title="Newer")
    assert late(meeting) == {"Promised", "New", "Newer"}


def test_no_paper_is_late_where_no_agenda_went_out_or_it_was_withdrawn(meeting, paper):
    added(paper, pdf())
    assert late(meeting) == set()
    revision = publishing.publish_agenda(meeting, on=DAY, by=None)
    publishing.withdraw(revision, by=None, reason="Too early.")
    PaperFactory(meeting=meeting)
    assert late(meeting) == set()


def test_page_says_which_version_and_that_it_is_late(client: Client, meeting, paper):
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    added(paper, pdf())
    added(paper, pdf("two"))
    publishing.publish_agenda(meeting, on=DAY, by=None)
    html = " ".join(client.get(meeting.get_absolute_url()).content.decode().split())
    assert (
        f'<a href="/panels/RW/meetings/1/papers/{paper.pk}/2/" type="application/pdf">Levels</a> '
        '<span class="note">late, version 2, PDF</span>'
    ) in html


def test_api_and_post_carry_the_address(client: Client, meeting, paper):
    address = added(paper, pdf()).get_absolute_url()
    revision = publishing.publish(meeting, on=DAY, by=None)
    [listed] = client.get("/api/v1/meetings/RW/1/").json()["papers"]
    assert (listed["url"], listed["version"]) == (f"http://testserver{address}", 1)
    assert listed["file_name"] == "levels.pdf"
    assert f"url: {address}\n" in FORMS["post.md"].write(revision).decode()


# Where it is served


def test_file_is_served_as_it_was_given_and_runs_nothing(client: Client, meeting, paper):
    version = added(paper, pdf(), "été 2024.pdf")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    response: Any = client.get(version.get_absolute_url())
    assert (response.status_code, response.content) == (200, pdf())
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(pdf())),
        "Content-Disposition": "attachment; filename*=utf-8''%C3%A9t%C3%A9%202024.pdf",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
        "ETag": f'"{version.checksum}"',
    }
    assert client.head(version.get_absolute_url())["Content-Length"] == str(len(pdf()))
    assert client.post(version.get_absolute_url()).status_code == 405


def test_file_that_the_browser_has_is_not_sent_again(client: Client, meeting, paper):
    version = added(paper, pdf())
    publishing.publish_agenda(meeting, on=DAY, by=None)
    has = {"if-none-match": f'"{version.checksum}"'}
    response = client.get(version.get_absolute_url(), headers=has)
    assert (response.status_code, response.content) == (304, b"")
    has = {"if-none-match": '"other"'}
    assert client.get(version.get_absolute_url(), headers=has).content == pdf()


def test_text_is_served_without_a_coding_that_nobody_told(client: Client, meeting, paper):
    version = added(paper, "Éire".encode("cp1252"), "eire.txt")
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert client.get(version.get_absolute_url())["Content-Type"] == "text/plain"


def test_newer_version_is_read_once_the_agenda_goes_out_again(meeting, paper):
    clients = viewers(meeting)

    def readers(version: PaperVersion) -> set[str]:
        address = version.get_absolute_url()
        codes = {name: client.get(address).status_code for name, client in clients.items()}
        assert set(codes.values()) <= {200, 404}
        return {name for name, code in codes.items() if code == 200}

    keepers = {"secretary", "administrator"}
    members = keepers | {"member", "invited"}
    first = added(paper, pdf("one"))
    assert readers(first) == keepers
    publishing.circulate_agenda(meeting, on=DAY, by=None)
    second = added(paper, pdf("two"))
    assert (readers(first), readers(second)) == (members, keepers)
    revision = publishing.publish_agenda(meeting, on=DAY, by=None)
    assert (readers(first), readers(second)) == (members, set(clients))
    publishing.withdraw(revision, by=None, reason="Too early.")
    assert (readers(first), readers(second)) == (members, keepers)


@pytest.mark.parametrize(
    "kept", [{"is_restricted": True}, {"withheld": "s. 43"}, {"item__withheld": "s. 35"}]
)
def test_public_is_not_served_what_is_for_members(meeting, kept):
    clients = viewers(meeting)
    if "item__withheld" in kept:
        kept = {"item": AgendaItemFactory(meeting=meeting, withheld="s. 35")}
    version = added(PaperFactory(meeting=meeting, url="", **kept), pdf())
    publishing.publish(meeting, on=DAY, by=None)
    codes = {
        name: client.get(version.get_absolute_url()).status_code for name, client in clients.items()
    }
    assert codes == dict.fromkeys(clients, 200) | {"public": 404, "other secretary": 404}


def test_address_leads_to_nothing_under_another_meeting(client: Client, meeting, paper):
    version = added(paper, pdf())
    publishing.publish_agenda(meeting, on=DAY, by=None)
    publishing.publish_agenda(MeetingFactory(panel=meeting.panel), on=DAY, by=None)
    address = version.get_absolute_url()
    for wrong in (
        address.replace("meetings/1", "meetings/2"),
        address.replace("RW", "XX"),
        f"/panels/RW/meetings/1/papers/{paper.pk}/2/",
        f"/panels/RW/meetings/1/papers/{paper.pk + 1}/1/",
        "/panels/RW/meetings/1/papers/99999999999999999999/1/",
        f"/panels/RW/meetings/1/papers/{paper.pk}/99999999999999999999/",
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_lists_of_papers_ask_the_same_queries_for_one_file_and_for_many(meeting, paper):
    clients = viewers(meeting)
    added(paper, pdf())
    publishing.publish_agenda(meeting, on=DAY, by=None)
    addresses = [meeting.get_absolute_url(), "/api/v1/meetings/RW/1/"]

    def asked() -> list[int]:
        return [
            queries(clients[name], address)
            for name in ("public", "member", "secretary")
            for address in addresses
        ]

    few = asked()
    for number in range(8):
        other = PaperFactory(meeting=meeting, url="")
        added(other, pdf(f"a {number}"))
        added(other, pdf(f"b {number}"))
    publishing.publish_agenda(meeting, on=DAY, by=None)
    assert asked() == few
    assert queries(clients["public"], other.versions.first().get_absolute_url()) == 2


def test_account_that_gave_a_file_is_kept(paper):
    user = UserFactory()
    version = PaperVersion.of(paper, pdf(), "levels.pdf")
    version.received_by = user
    version.add()
    with pytest.raises(ProtectedError):
        user.delete()


@pytest.mark.django_db(transaction=True)
def test_files_given_at_once_are_each_a_version():
    paper = PaperFactory(url="")
    together = Barrier(4)

    def give(number):
        version = PaperVersion.of(paper, pdf(f"file {number}"), f"{number}.pdf")
        together.wait()
        version.add()
        connection.close()

    threads = [Thread(target=give, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers, names = zip(*paper.versions.values_list("number", "name"), strict=True)
    assert numbers == (4, 3, 2, 1)
    assert set(names) == {"0.pdf", "1.pdf", "2.pdf", "3.pdf"}
