import pytest

from meetings.minutes.reading import endings


@pytest.mark.parametrize(
    ("text", "words", "owners", "due"),
    [
        ("Buy ink. Owner: Ann Lee. Due: June", "Buy ink.", ["Ann Lee"], "June"),
        ("Buy ink (Lead: AL; By: 3 June).", "Buy ink", ["AL"], "3 June"),
        ("Buy ink – Owner – AL/CH, due – soon.", "Buy ink", ["AL", "CH"], "soon"),
        ("Buy ink Owner: Ann Lee Due: May", "Buy ink", ["Ann Lee"], "May"),
        (
            "Buy ink. By: next meeting of the Mill Board",
            "Buy ink.",
            [],
            "next meeting of the Mill Board",
        ),
        ("Buy ink. By: Ann Lee", "Buy ink.", ["Ann Lee"], ""),
        ("Buy ink. By when: tomorrow. By whom: DFX", "Buy ink.", ["DFX"], "tomorrow"),
        ("Buy ink. [Owner: Ann Lee (DFX)]", "Buy ink.", ["Ann Lee (DFX)"], ""),
        ("Buy ink. Owner AL. Due May.", "Buy ink.", ["AL"], "May"),
        ("Buy ink (lead AL)", "Buy ink", ["AL"], ""),
        ("Buy ink for the Boat Owner Club", "Buy ink for the Boat Owner Club", [], ""),
        ("Buy ink. Lead Pencils Ltd sell it", "Buy ink. Lead Pencils Ltd sell it", [], ""),
        # What is no name or no date stays among the words, and so does all of a broken bracket.
        ("Buy ink. Owner: nobody yet", "Buy ink. Owner: nobody yet", [], ""),
        ("Buy ink (it is dear; Due: May)", "Buy ink (it is dear; Due: May)", [], ""),
        ("Owner: Ann Lee", "Owner: Ann Lee", [], ""),
        ("Buy ink. Due: May. Due: June", "Buy ink. Due: May.", [], "June"),
        ("Find the lead: it is short", "Find the lead: it is short", [], ""),
    ],
)
def test_labels_at_the_end(text: str, words: str, owners: list[str], due: str) -> None:
    found = endings.told(text)
    assert (text[: found.end], list(found.owners), found.due) == (words, owners, due)


def test_only_what_is_asked_for_is_taken() -> None:
    text = "Buy ink. Owner: Ann Lee. Due: June"
    assert endings.told(text, owners=False) == (len("Buy ink. Owner: Ann Lee."), (), "June")
    assert endings.told(text, due=False) == (len(text), (), "")
