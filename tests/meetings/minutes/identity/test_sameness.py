"""Who printed people are, and that no order of documents changes it."""

import datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.identity.sameness import Sighting, people_of
from tests.examples import examples

TRUST, OFFICE, COUNCIL = 1, 2, 3
RIVERS, CANALS = frozenset({1}), frozenset({2})


def seen(name, organisation=None, meeting=1, panel=RIVERS, **fields):
    """Somebody at the panel's meeting of that number, one a month."""
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=30 * meeting)
    number = meeting + 100 * min(panel)
    fields = {"position": 0, "day": day, **fields}
    return Sighting(name, organisation=organisation, meeting=number, panels=panel, **fields)


def decided(*sightings, two=frozenset(), akin=lambda one, other: False):
    """The sightings' indexes by person, and the pairs of people who may be one."""
    found = people_of(sightings, two, akin)
    index = {sighting: number for number, sighting in enumerate(sightings)}
    people = [sorted(index[s] for s in person) for person in found.people]
    perhaps = sorted(sorted((people[p.one], people[p.other])) for p in found.perhaps)
    return sorted(people), perhaps


Decided = tuple[list[list[int]], list[list[list[int]]]]
ONE: Decided = ([[0, 1]], [])
TWO: Decided = ([[0], [1]], [])
PERHAPS: Decided = ([[0], [1]], [[[0], [1]]])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", OFFICE, 2), ONE),  # moved
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", OFFICE, 1, position=1), TWO),
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", None, 2), ONE),
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", TRUST, 1, CANALS), ONE),
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", None, 2, CANALS), ONE),
        (seen("Jo Reed", TRUST, 1), seen("Jo Reed", OFFICE, 2, CANALS), PERHAPS),
        (seen("Will Tarn", TRUST), seen("William Tarn", TRUST, 2), ONE),
        (seen("Will Tarn", TRUST), seen("William Tarn", None, 2), ONE),
        (seen("Will Tarn", TRUST), seen("William Tarn", OFFICE, 2), PERHAPS),
        (seen("Will Tarn", TRUST), seen("William Tarn", OFFICE, 2, CANALS), TWO),
        (seen("Will Tarn", TRUST), seen("William Tarn", TRUST, 1, position=1), TWO),
        (seen("W. Tarn", TRUST), seen("William Tarn", TRUST, 2), ONE),
        (seen("W. Tarn", None), seen("William Tarn", TRUST, 2), PERHAPS),
        (seen("W. Tarn", OFFICE), seen("William Tarn", TRUST, 2), TWO),
        (seen("Jon Smyth", TRUST), seen("Jon Smith", TRUST, 2), ONE),
        (seen("Jon Smyth", None), seen("Jon Smith", TRUST, 2), PERHAPS),
        (seen("Jon Smyth", OFFICE), seen("Jon Smith", TRUST, 2), TWO),
        (seen("Joan Tarn", TRUST), seen("John Tarn", TRUST, 2), PERHAPS),
        (seen("Joan Tarn", None), seen("John Tarn", TRUST, 2), TWO),
        (seen("Tarn", honorific="Lord"), seen("Will Tarn", meeting=2, honorific="Lord"), ONE),
        (seen("Tarn", honorific="Mr"), seen("Will Tarn", meeting=2, honorific="Lord"), PERHAPS),
        (seen("Tarn", TRUST, honorific="Mr"), seen("Will Tarn", OFFICE, 2), TWO),
    ],
)  # fmt: skip
def test_two_sightings(one, other, expected):
    assert decided(one, other) == expected
    assert decided(other, one) == expected


def by_turns(*organisations):
    return [seen("Jo Reed", one, number) for number, one in enumerate(organisations)]


def test_one_name_from_two_organisations_by_turns_is_two_people():
    assert decided(*by_turns(TRUST, OFFICE, TRUST, OFFICE)) == ([[0, 2], [1, 3]], [])


def test_one_return_to_an_organisation_is_asked():
    two = [[0, 2], [1]]
    assert decided(*by_turns(TRUST, OFFICE, TRUST)) == (two, [two])


def test_turns_of_organisations_that_are_akin_are_nothing():
    turns = by_turns(TRUST, OFFICE, TRUST, OFFICE)
    assert decided(*turns, akin=lambda one, other: True) == ([[0, 1, 2, 3]], [])


def test_who_sits_elsewhere_at_the_same_hours_is_another():
    day, early, late = datetime.date(2024, 3, 1), datetime.time(9), datetime.time(12)
    overlap = (datetime.time(11), datetime.time(13))
    one = seen("Jo Reed", TRUST, day=day, hours=(early, late))
    at_once = seen("Jo Reed", None, panel=CANALS, day=day, hours=overlap)
    after = seen("Jo Reed", None, panel=CANALS, day=day, hours=(late, datetime.time(13)))
    assert decided(one, at_once) == TWO
    assert decided(one, after) == ONE


def test_who_could_be_either_of_two_is_neither():
    listed = [seen("Jo Reed", TRUST, 1), seen("Jo Reed", OFFICE, 1, position=1)]
    third = seen("Jo Reed", None, 2)
    assert decided(*listed, third) == ([[0], [1], [2]], [[[0], [2]], [[1], [2]]])
    short = seen("J. Reed", TRUST, 2)
    forms = [seen("Joan Reed", TRUST, 1), seen("Jim Reed", TRUST, 1, position=1)]
    assert decided(*forms, short) == ([[0], [1], [2]], [[[0], [2]], [[1], [2]]])


def test_who_could_be_either_of_two_is_no_third_elsewhere():
    listed = [seen("Jo Reed", TRUST, 1), seen("Jo Reed", OFFICE, 1, position=1)]
    either, elsewhere = seen("Jo Reed", None, 2), seen("Jo Reed", COUNCIL, 3, panel=CANALS)
    people, asked = decided(*listed, either, elsewhere)
    assert people == [[0], [1], [2], [3]]
    assert [[2], [3]] in asked


@pytest.mark.parametrize("form", ["Will Tarn", "Wiliam Tarn"])
def test_nobody_moves_to_where_somebody_of_a_like_name_stayed_beside_them(form):
    """ "William Tarn" of the trust is "Will Tarn" of the trust, who met the council's."""
    trust = [seen("William Tarn", TRUST, 1), seen(form, TRUST, 2)]
    together = [seen(form, TRUST, 3), seen("William Tarn", COUNCIL, 3, position=1)]
    assert decided(*trust, *together) == ([[0, 1, 2], [3]], [])
    assert decided(*trust, seen("William Tarn", COUNCIL, 4)) == ([[0, 1, 2]], [])


def test_what_was_settled_comes_before_the_evidence():
    one = seen("Jo Reed", TRUST, held=1)
    other = seen("Jo Reed", TRUST, 2, held=2)
    assert decided(one, other) == ONE
    assert decided(one, other, two={frozenset({1, 2})}) == TWO
    namesake = seen("Ada Lund", OFFICE, 2, held=1)
    assert decided(one, namesake) == ONE


NAMES = [
    "Jo Reed", "Joanna Reed", "J Reed", "Joan Reed", "John Reed", "Jo Read", "Reed",
    "Will Tarn", "William Tarn", "Wiliam Tarn", "W Tarn", "Will R Tarn", "Will T Tarn",
]  # fmt: skip


@st.composite
def archives(draw):
    """Sightings of a few people who are easily confused, at meetings of two panels."""
    positions = count()
    found = draw(
        st.lists(
            st.builds(
                seen,
                st.sampled_from(NAMES),
                st.sampled_from([None, TRUST, OFFICE, COUNCIL]),
                st.integers(1, 6),
                st.sampled_from([RIVERS, CANALS]),
                honorific=st.sampled_from(["", "", "Lord"]),
            ),
            max_size=14,
            unique_by=lambda s: (s.meeting, s.name, s.organisation),
        )
    )
    for sighting in found:
        sighting.position = next(positions)
    return found


@settings(max_examples=examples(300), deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_no_order_changes_who_is_who(sightings, random):
    def described(found):
        people = [frozenset(person) for person in found.people]
        asked = {(frozenset({people[p.one], people[p.other]}), p.why) for p in found.perhaps}
        return set(people), asked

    expected = described(people_of(sightings))
    random.shuffle(sightings)
    assert described(people_of(sightings)) == expected
    for person in expected[0]:
        assert len({s.meeting for s in person}) == len(person), "one person, twice at one meeting"
