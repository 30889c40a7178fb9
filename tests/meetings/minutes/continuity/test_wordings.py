"""Wordings found by their words are those that comparing with each would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.continuity.wordings import Wording, Wordings, likeness, owners_differ, pairs

FLOORS = [0.45, 0.62, 0.8]
WORDS = "count locks weirs river upper paper paper's draft the of Bo Lund. Team And".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
wordings = st.builds(Wording, texts, st.sampled_from([(), ("Bo Lund",), ("Team", "Bo")]))
sides = st.dictionaries(st.integers(0, 9), st.lists(wordings, max_size=3), max_size=6)


def plain_pairs(left, right, floor, prefer):
    """Compares each with each."""
    scored = [
        (-round(score, 2), prefer(a, b), a, b)
        for a, ours in left.items()
        for b, theirs in right.items()
        if (score := max((likeness(x, y) for x in ours for y in theirs), default=0.0)) >= floor
    ]
    scored.sort(key=lambda row: row[:2])
    matched: dict[int, int] = {}
    for _, _, a, b in scored:
        if a not in matched and b not in matched.values():
            matched[a] = b
    return matched


@given(st.lists(wordings, max_size=12), wordings, st.sampled_from(FLOORS))
def test_those_alike_are_those_that_comparing_with_each_finds(many, one, floor):
    known = Wordings()
    for wording in many:
        known.wording(wording.text, wording.owners)
    compared = {wording: likeness(one, wording) for wording in many}
    assert known.alike(one, floor) == {w: score for w, score in compared.items() if score >= floor}


@given(sides, sides, st.sampled_from(FLOORS), st.lists(st.integers(0, 3), min_size=10, max_size=10))
def test_pairs_are_those_that_comparing_with_each_finds(left, right, floor, ranks):
    known = Wordings()
    for theirs in right.values():
        for wording in theirs:
            known.wording(wording.text, wording.owners)
    known.wording("count locks on no river that anybody asks about")

    def prefer(a, b):
        return (ranks[b],)

    assert pairs(left, right, known, floor, prefer) == plain_pairs(left, right, floor, prefer)


def test_one_text_with_the_same_owners_is_one_wording():
    known = Wordings()
    assert known.wording("Count the locks.", ["Bo"]) is known.wording("Count the locks.", ("Bo",))
    assert known.wording("Count the locks.", ["Al"]) != known.wording("Count the locks.", ["Bo"])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("count locks", "count locks", 1.0),
        ("count the locks", "count locks", 1.0),
        ("count locks on weirs", "count locks", (2 * 2 / 5 + 1) / 2),
        ("paper paper", "paper", (2 * 1 / 3 + 1) / 2),
        ("count locks", "draft papers", 0.0),
        ("the", "the", 0.0),
        ("Count locks. Then write of it at length to many people.", "Count locks.", 1.0),
    ],
)
def test_likeness(one, other, expected):
    assert likeness(Wording(one), Wording(other)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (["Ann Lee"], ["Bo Lund"], True),
        (["Ann Lee"], ["Dr A Lee"], False),
        (["Ann Lee", "Bo Lund"], ["Bo Lund"], False),
        (["Home Office"], ["Cabinet Office"], True),
        (["Home Office"], ["HO"], False),
        (["Secretariat"], ["Bo Lund"], False),
        ([], ["Bo Lund"], False),
    ],
)
def test_owners_differ(ours, theirs, expected):
    assert owners_differ(ours, theirs) is expected
    assert owners_differ(theirs, ours) is expected
