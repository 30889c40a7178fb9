import pytest

from meetings.minutes.reading import owners, progress


@pytest.mark.parametrize(
    "said",
    [
        "Circulated on 3 May.",
        "Meeting arranged for 18 June.",
        "Letter sent",
        "Chased twice.",
        "Cy Hall reported that ducks had been counted.",
        "DFX have been asked.",
        "She wrote in May; no answer yet.",
        "The mill replied.",
        "Counting is now due in June.",
        "Green.",
        "Amber/red – it is dear",
        "Verbal update to be given.",
        "To be discussed at item 5.",
        "No reply yet.",
        "Cy Hall will do it instead of Ann Lee.",
        "Cy Hall to take over from Ann Lee.",
    ],
)
def test_what_tells_of_an_action(said: str) -> None:
    assert progress.tells(said)


@pytest.mark.parametrize(
    "said",
    [
        "He should copy the Chair.",
        "This is to include all mills.",
        "To be fed back to Ann Lee.",
        "Revised map to be made.",
        "She will copy DFX.",
        "Need to be quick.",
        "Draft by June.",
        "The list is long.",
        "Ann Lee to help. She was asked.",
        "Green lines to be drawn.",
    ],
)
def test_what_says_more_of_what_is_to_be_done(said: str) -> None:
    assert not progress.tells(said)


@pytest.mark.parametrize(
    ("said", "is_handed_over"),
    [
        ("Cy Hall will do it instead of Ann Lee. Not complete", True),
        ("Cy Hall to take this on from Ann Lee.", True),
        ("Cy Hall is to do this in place of DFX", True),
        ("Cy Hall takes over from Ann Lee.", True),
        ("Cy Hall to use a table instead of Ann Lee’s chart.", False),
        ("Cy Hall to get these from Ann Lee.", False),
        ("Cy Hall to count ducks. Ann Lee will do it instead of him.", False),
    ],
)
def test_who_takes_over_has_no_task_of_their_own(said: str, is_handed_over: bool) -> None:
    assert progress.hands_over(said) == is_handed_over
    assert owners.is_task(said) != is_handed_over
