"""Three real meetings of one panel, recorded together and one by one, in every order."""

import datetime
import itertools
import random

import pytest
from django.core.management import call_command
from django.db import transaction

from actions.models import Action, Review
from meetings.minutes import writing
from meetings.minutes.publishing import minutes_of
from meetings.models import Meeting, Revision, Source
from panel.models import Organisation, Person
from tests.benchmarks.archives import PANELS
from tests.benchmarks.archives import documents as documents_of
from tests.factories import PanelFactory
from tests.meetings.minutes.facts import record_without_references

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

PANEL = "Crime and Justice Transparency Sector Panel"
AUGUST, DECEMBER, MARCH = (
    datetime.date(2011, 8, 3),
    datetime.date(2011, 12, 13),
    datetime.date(2012, 3, 13),
)
ORDERS = list(itertools.permutations(range(3)))


@pytest.fixture
def documents(corpus):
    """Paths of the documents of August, December and March."""
    paths = sorted((corpus / "minutes").glob("*crime-and-justice*"))
    return [paths[0], paths[2], paths[1]]


def import_minutes(*paths, **options):
    call_command("import_minutes", *map(str, paths), new_panel=[f"CJ={PANEL}"], **options)


def test_december_is_recorded_as_a_careful_reader_would(documents):
    import_minutes(*documents)
    meeting = Meeting.objects.get(held_on=DECEMBER)
    assert meeting.venue == "Home Office"
    assert meeting.attendances.present().count() == 13
    assert meeting.attendances.apologies().count() == 9
    assert meeting.items.count() == 8
    assert Review.objects.filter(entry__meeting=meeting).count() == 9
    assert Action.objects.filter(entry__meeting=meeting).count() == 6
    revision = meeting.revisions.get()
    assert (revision.kind, revision.number, revision.audience, revision.issued_on) == (
        Revision.Kind.MINUTES,
        1,
        Revision.Audience.PUBLIC,
        datetime.date(2012, 1, 16),
    )


def test_actions_of_december_are_linked_to_their_reviews_of_march(documents):
    import_minutes(*documents)
    raised = Action.objects.filter(entry__meeting__held_on=DECEMBER).order_by("serial")
    linked = [
        [(review.entry.meeting.held_on, review.number) for review in action.reviews.all()]
        for action in raised
    ]
    assert linked == [[(MARCH, str(number))] for number in range(1, 7)]
    statuses = ["partially_complete", *["complete"] * 4, "not_complete"]
    assert [action.status for action in raised] == statuses
    assert [action.published_status for action in raised] == statuses


def test_actions_of_a_meeting_that_is_missing_are_of_unknown_origin(documents):
    import_minutes(*documents)
    unknown = Action.objects.filter(entry=None)
    assert unknown.filter(reviews__entry__meeting__held_on=DECEMBER).count() == 9
    on = unknown.filter(reviews__entry__meeting__held_on=MARCH)
    assert sorted(
        (action.reviews.in_order().first().number, action.reviews.in_order().last().number)
        for action in on
    ) == [("2", "1"), ("3", "2"), ("5", "3"), ("8", "4")]
    assert unknown.count() == 9


def test_one_person_and_one_organisation_for_each_that_is_the_same(documents):
    import_minutes(*documents)
    names = list(Person.objects.values_list("name", flat=True))
    assert len(names) == len(set(names)) == 34
    assert printed_otherwise(Person.objects.all(), "honorific") == [["Prof.", "Dr", "Dr"]]
    spellings = printed_otherwise(Organisation.objects.all(), "organisation_name")
    assert [{name.casefold() for name in names} for names in spellings] == [
        {"honestlyreal"},
        {"talk about local"},
    ]


def printed_otherwise(things, column):
    """How each thing is printed from meeting to meeting, of those whose print changes."""
    printed = (
        list(thing.attendances.order_by("meeting__held_on").values_list(column, flat=True))
        for thing in things
    )
    return [words for words in printed if len(set(words)) > 1]


@pytest.fixture(scope="module")
def expected_once():
    """Where `expected` keeps what it found."""
    return []


@pytest.fixture
def expected(documents, expected_once):
    """What importing the three in the order of the meetings records, undone again."""
    if not expected_once:
        with transaction.atomic():
            import_minutes(*documents)
            found = record_without_references()
            references = list(Action.objects.order_by("serial").values_list("serial", "text"))
            transaction.set_rollback(True)
        expected_once.append((found, references))
    return expected_once[0]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_order_of_the_files_changes_nothing(documents, expected, order):
    import_minutes(*(documents[index] for index in order))
    references = list(Action.objects.order_by("serial").values_list("serial", "text"))
    assert (record_without_references(), references) == expected


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_one_by_one_in_any_order_gives_the_same_but_for_references(documents, expected, order):
    for index in order:
        import_minutes(documents[index])
    assert record_without_references() == expected[0]


def test_a_second_run_changes_nothing(documents, expected, capsys):
    import_minutes(*documents)
    import_minutes(*documents)
    references = list(Action.objects.order_by("serial").values_list("serial", "text"))
    assert (record_without_references(), references) == expected
    assert Source.objects.count() == 3
    assert "0 meetings recorded" in capsys.readouterr().out


@pytest.mark.parametrize("seed", [1, 2])
def test_all_documents_one_by_one_in_any_order_give_the_same(corpus, seed):
    for code, (name, *others) in PANELS.items():
        PanelFactory(code=code, name=name, other_names=others)
    paths = documents_of(corpus)
    with transaction.atomic():
        call_command("import_minutes", *map(str, paths))
        in_order = record_without_references()
        for meeting in Meeting.objects.exclude(published_on=None):
            latest = meeting.revisions.order_by("number", "audience").first()
            assert latest.document == writing.record(minutes_of(meeting))
        transaction.set_rollback(True)
    random.Random(seed).shuffle(paths)
    for path in paths:
        call_command("import_minutes", str(path))
    assert record_without_references() == in_order
