"""Documents of several panels give the same history, in whatever order they are recorded."""

import datetime
import random
from dataclasses import replace

import pytest
from django.db import transaction

from actions.models import Action
from meetings.minutes import writing
from meetings.minutes.document import Action as Raised
from meetings.minutes.document import Attendee, Minutes, Point, Presence, Review, Status
from meetings.minutes.publishing import minutes_of
from meetings.minutes.recording import Batch
from meetings.models import Meeting
from tests.factories import PanelFactory
from tests.meetings.minutes.documents import minutes, put
from tests.meetings.minutes.facts import record_without_references

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

PEOPLE = [
    ["William Tarn", "Will Tarn", "W Tarn", "Sir William Tarn"],
    ["Wilma Tarn"],
    ["Ada Ferris", "Dr Ada Ferris", "Ada Feris"],
    ["Katherine Moss", "Kate Moss"],
]
ORGANISATIONS = [
    ["Canal Trust", "CT", ""],
    ["Department for Rivers", "DfR", "Department for Reeds"],
    ["Angling Union", ""],
    ["Ministry of Justice", "MoJ", "Ministry of Joints", "Minstry of Justice"],
]
TASKS = [
    ["to send a map of roadworks to the board", "to send a roadworks map to the board"],
    ["to send a map of cycle paths to the board", "to send the board a map of all cycle paths"],
    ["to count the locks", "to count the locks and weirs of the upper river"],
    ["to count the weirs of the upper river", "to count all weirs of the upper river"],
]
SAID = [
    "Said.",
    "Under way.",
    "This was a repeat of action 1.",
    "This was a repeat of action 2 of the last meeting.",
]
PUBLISHED_ON = datetime.date(2025, 1, 10)
OWNERS = ["Bo Lund", "Di Nash", "Bo Lund and Di Nash", "Secretariat"]


def archive(chance: random.Random) -> list[tuple[str, Minutes]]:
    """(panel's code, document) of up to five meetings of each of two panels."""
    return [
        (code, document(chance, datetime.date(2024, month, 10)))
        for code in ("RW", "CN")
        for month in sorted(chance.sample(range(1, 13), chance.randint(3, 5)))
    ]


def document(chance: random.Random, day: datetime.date) -> Minutes:
    attendance = tuple(
        Attendee(
            chance.choice(names),
            organisation=chance.choice(chance.choice(ORGANISATIONS)),
            presence=chance.choice(list(Presence)),
        )
        for names in chance.sample(PEOPLE, 3)
    )
    if chance.random() < 0.5:
        attendance += (Attendee("Bo Lund", organisation="Angling Union"),)
    reviews = [
        Review(
            text,
            number=str(number + 1),
            owners=owners,
            status=chance.choice([None, *Status]),
            narrative=(Point(chance.choice(SAID)),),
        )
        for number, (text, owners) in enumerate(tasks(chance, 3))
    ]
    chance_of_number = random.Random(repr(reviews))
    if chance_of_number.random() < 0.5:
        status = chance_of_number.choice(list(Status))
        reviews.append(Review("", number=str(len(reviews) + 1), status=status))
    raised = [
        Raised(text, number=str(number + 1), owners=owners)
        for number, (text, owners) in enumerate(tasks(chance, 2))
    ]
    return minutes(day, *reviews, *raised, attendance=attendance)


def tasks(chance: random.Random, most: int) -> list[tuple[str, tuple[str, ...]]]:
    chosen = chance.sample(TASKS, chance.randint(0, most))
    owners = [chance.choice(OWNERS) for _ in chosen]
    return [
        (f"{owner} {chance.choice(task)}.", (owner,))
        for task, owner in zip(chosen, owners, strict=True)
    ]


def recorded(told, *, at_once):
    """What recording these in this order gives; then all is undone."""
    with transaction.atomic():
        panels = {code: PanelFactory(code=code, name=f"Panel {code}") for code in ("RW", "CN")}
        batch = Batch() if at_once else None
        for code, one in told:
            put(panels[code], replace(one, panel=panels[code].name), batch=batch)
        found = record_without_references()
        assert not Action.objects.standing().filter(entry=None, reviews=None).exists()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("seed", [*range(20), 33, 43])
def test_documents_in_any_order_give_the_same_history(seed):
    chance = random.Random(seed)
    told = archive(chance)
    expected = recorded(told, at_once=True)
    for at_once in (True, False):
        chance.shuffle(told)
        assert recorded(told, at_once=at_once) == expected


@pytest.mark.parametrize("seed", range(10))
def test_what_is_published_is_what_the_rows_hold(seed):
    chance = random.Random(seed)
    panels = {code: PanelFactory(code=code, name=f"Panel {code}") for code in ("RW", "CN")}
    told, batch = archive(chance), Batch()
    chance.shuffle(told)
    for code, one in told:
        whole = replace(one, panel=panels[code].name)
        revision = put(panels[code], whole, batch=batch, publish_on=PUBLISHED_ON).revision
        assert revision.document == writing.record(minutes_of(revision.meeting))
    for meeting in Meeting.objects.all():
        latest = meeting.revisions.order_by("number").last()
        assert latest.document == writing.record(minutes_of(meeting))
