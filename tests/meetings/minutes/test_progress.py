import pytest

from meetings.minutes.reading import progress


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
