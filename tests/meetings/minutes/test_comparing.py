"""What one text has that another had not: the words that matter, and no line lost."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.comparing import LONGEST, Change, changes


def shown(before: str, now: str) -> list[str]:
    """Each change as a line, what came or went in brackets."""
    return [
        " ".join([one.what, "".join(f"[{words}]" if new else words for new, words in one.parts)])
        for one in changes(before, now)
        if one.what
    ]


def test_words_that_changed_are_marked_within_a_line():
    before = "The gate is shut.\nThe locks of the lower weir are old.\nThat is all."
    now = "The gate is shut.\nThe locks of the upper weir are very old.\nThat is all."
    assert shown(before, now) == [
        "stays The gate is shut.",
        "went The locks of the [lower ]weir are old.",
        "came The locks of the [upper ]weir are [very ]old.",
        "stays That is all.",
    ]


def test_line_with_little_of_another_is_a_line_of_its_own():
    assert shown("The locks are old.", "Bo Lund spoke of mills.") == [
        "went [The locks are old.]",
        "came [Bo Lund spoke of mills.]",
    ]


def test_line_that_was_changed_stands_below_what_it_was():
    before = "The locks are old.\nThe mills are shut."
    now = "Nobody else came to say so.\nThe locks are new.\nThe mills are open."
    assert shown(before, now) == [
        "came [Nobody else came to say so.]",
        "went The locks are [old].",
        "came The locks are [new].",
        "went The mills are [shut].",
        "came The mills are [open].",
    ]


def test_passages_are_parted():
    lines = [f"{number}." for number in range(20)]
    found = list(changes("\n".join(["x", *lines, "y"]), "\n".join(lines)))
    assert [one.what for one in found] == ["", "went", "stays", "", "stays", "went"]
    assert found[0] == Change("")


def test_endless_line_is_shown_whole():
    before = "so " * (LONGEST + 1)
    assert shown(before, before + "much") == [f"went [{before}]", f"came [{before}much]"]


LINES = st.lists(st.text("ab .é\t", max_size=12), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_lines_that_neither_went_nor_came_are_those_of_both(before: str, now: str):
    found = list(changes(before, now))
    told = {
        what: Counter("".join(words for _, words in one.parts) for one in found if one.what == what)
        for what in ("went", "came")
    }
    texts = {"went": Counter(before.splitlines()), "came": Counter(now.splitlines())}
    assert all(told[what] <= texts[what] for what in told)
    assert texts["went"] - told["went"] == texts["came"] - told["came"]
    if before.splitlines() == now.splitlines():
        assert found == []
