import pytest

from meetings.minutes.document import Status
from meetings.minutes.reading import statuses


@pytest.mark.parametrize(
    ("text", "phrase", "status"),
    [
        ("Complete. The letter went in May.", "Complete", Status.COMPLETE),
        ("Completed – see item 4", "Completed", Status.COMPLETE),
        ("Partially complete; two replies came", "Partially complete", Status.PARTIALLY_COMPLETE),
        ("On track", "On track", Status.PARTIALLY_COMPLETE),
        ("In progress.", "In progress", Status.PARTIALLY_COMPLETE),
        ("Not complete.", "Not complete", Status.NOT_COMPLETE),
        (
            "Not to be taken forward. The need has gone.",
            "Not to be taken forward",
            Status.NOT_TAKEN_FORWARD,
        ),
        ("Completed in May", "Completed", Status.COMPLETE),
        ("Carried forward to the next meeting", "Carried forward", Status.NOT_COMPLETE),
        ("On track for May", "On track", Status.PARTIALLY_COMPLETE),
        ("Action complete", "Action complete", Status.COMPLETE),
        ("Still outstanding.", "Still outstanding", Status.NOT_COMPLETE),
        ("No further action", "No further action", Status.NOT_TAKEN_FORWARD),
        ("completed in May", "", None),
        ("Open in May", "", None),
        ("Complete the form by May", "", None),
        ("Open data was discussed", "", None),
        ("Ongoing-work list", "", None),
        ("To do.", "To do", Status.NOT_COMPLETE),
        ("To do: buy ink", "", None),
        ("Postponed – see item 4", "Postponed", Status.NOT_COMPLETE),
        ("Awaiting a reply from DFX; chased", "Awaiting a reply from DFX", Status.NOT_COMPLETE),
        ("Awaiting", "", None),
        ("Yet to start", "Yet to start", Status.NOT_COMPLETE),
        ("Nearly complete.", "Nearly complete", Status.PARTIALLY_COMPLETE),
        (
            "Complete for 15 of 17 mills. Two are shut.",
            "Complete for 15 of 17 mills",
            Status.PARTIALLY_COMPLETE,
        ),
        ("Complete for 17 of 17 mills.", "", None),
        ("Complete apart from the map", "Complete apart from the map", Status.PARTIALLY_COMPLETE),
        ("Done, bar one letter.", "Done, bar one letter", Status.PARTIALLY_COMPLETE),
        (
            "Completed for all but two mills.",
            "Completed for all but two mills",
            Status.PARTIALLY_COMPLETE,
        ),
        ("Complete forms for 15 of 17 mills.", "", None),
        ("Work has started", "Work has started", Status.PARTIALLY_COMPLETE),
        ("Nearly complete ruins were seen.", "", None),
        ("Completed in part", "Completed in part", Status.PARTIALLY_COMPLETE),
        ("Complete in part. Two came.", "Complete in part", Status.PARTIALLY_COMPLETE),
        ("Partly delivered", "Partly delivered", Status.PARTIALLY_COMPLETE),
        ("Partial.", "Partial", Status.PARTIALLY_COMPLETE),
        ("Partial eclipses were seen.", "", None),
        ("Completed (in part)", "Completed (in part)", Status.PARTIALLY_COMPLETE),
        ("Complete – mostly.", "Complete – mostly", Status.PARTIALLY_COMPLETE),
        ("Complete – mostly kind replies.", "Complete", Status.COMPLETE),
        (
            "Complete (apart from the map)",
            "Complete (apart from the map)",
            Status.PARTIALLY_COMPLETE,
        ),
        (
            "Completed with the exception of the map.",
            "Completed with the exception of the map",
            Status.PARTIALLY_COMPLETE,
        ),
        (
            "Completed in May except for the map. Late.",
            "Completed in May except for the map",
            Status.PARTIALLY_COMPLETE,
        ),
        ("Complete: sent to all except DFX", "Complete", Status.COMPLETE),
        ("Complete: Bar Council asked.", "Complete", Status.COMPLETE),
        ("Complete bar Ann Lee’s map", "Complete bar Ann Lee’s map", Status.PARTIALLY_COMPLETE),
        ("Completed but not yet sent.", "Completed but not yet sent", Status.PARTIALLY_COMPLETE),
        ("Done, but Ann Lee was late.", "Done", Status.COMPLETE),
        ("Complete subject to approval", "Complete subject to approval", Status.PARTIALLY_COMPLETE),
        ("Complete, awaiting a reply", "Complete, awaiting a reply", Status.PARTIALLY_COMPLETE),
        ("Complete pending cases by May.", "", None),
        (
            "Completed for three of the four mills",
            "Completed for three of the four mills",
            Status.PARTIALLY_COMPLETE,
        ),
        ("Completed by one of the two chairs", "Completed", Status.COMPLETE),
        ("Substantially complete.", "Substantially complete", Status.PARTIALLY_COMPLETE),
        ("All but done", "All but done", Status.PARTIALLY_COMPLETE),
        ("Nearing completion", "Nearing completion", Status.PARTIALLY_COMPLETE),
        ("50% complete", "50% complete", Status.PARTIALLY_COMPLETE),
        ("100% complete", "100% complete", Status.COMPLETE),
        ("0% complete", "0% complete", Status.NOT_COMPLETE),
        ("Not yet fully complete", "Not yet fully complete", Status.PARTIALLY_COMPLETE),
        ("Not yet closed", "Not yet closed", Status.NOT_COMPLETE),
        ("Uncompleted", "Uncompleted", Status.NOT_COMPLETE),
        ("WIP", "WIP", Status.PARTIALLY_COMPLETE),
        ("Closed 3 May", "Closed", Status.COMPLETE),
        ("Completed 3/5/12", "Completed", Status.COMPLETE),
        ("Completed 3 forms", "", None),
        ("Not yet.", "Not yet", Status.NOT_COMPLETE),
        ("Not yet told", "", None),
        ("Partly.", "Partly", Status.PARTIALLY_COMPLETE),
        ("Remains ongoing", "Remains ongoing", Status.PARTIALLY_COMPLETE),
        ("Keep open.", "Keep open", Status.NOT_COMPLETE),
        ("Carried fwd", "Carried fwd", Status.NOT_COMPLETE),
        ("Not yet actioned but in May", "Not yet actioned", Status.NOT_COMPLETE),
        ("Item closed", "Item closed", Status.COMPLETE),
        ("Not needed now", "Not needed now", Status.NOT_TAKEN_FORWARD),
        ("NFA.", "NFA", Status.NOT_TAKEN_FORWARD),
        ("Will not be done", "Will not be done", Status.NOT_TAKEN_FORWARD),
        ("✓", "✓", Status.COMPLETE),
        ("✔ Done", "✔ Done", Status.COMPLETE),
        ("✗", "✗", Status.NOT_COMPLETE),
        ("✓ Ann Lee to write", "", None),
        (
            "Overtaken by events and closed",
            "Overtaken by events and closed",
            Status.NOT_TAKEN_FORWARD,
        ),
        ("Closed – no longer needed.", "Closed – no longer needed", Status.NOT_TAKEN_FORWARD),
        ("Closed (superseded)", "Closed (superseded)", Status.NOT_TAKEN_FORWARD),
        ("Closed: cancelled fairs are back", "Closed", Status.COMPLETE),
        ("Closed as incomplete", "Closed as incomplete", Status.NOT_TAKEN_FORWARD),
        ("The work is complete.", "", None),
    ],
)
def test_phrase_opens_a_report(text: str, phrase: str, status: Status | None) -> None:
    assert statuses.phrase(text) == (phrase, status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete. Sent in May.", Status.COMPLETE),
        ("This has been completed.", Status.COMPLETE),
        ("The action is now closed; ink was bought.", Status.COMPLETE),
        ("It has not yet been done.", Status.NOT_COMPLETE),
        ("This remains outstanding.", Status.NOT_COMPLETE),
        ("These are still in hand", Status.PARTIALLY_COMPLETE),
        ("Work is ongoing to find them.", Status.PARTIALLY_COMPLETE),
        ("Cy Hall reported that he had done this.", Status.COMPLETE),
        ("The Chair said that this was no longer needed.", Status.NOT_TAKEN_FORWARD),
        ("She had not yet completed it.", Status.NOT_COMPLETE),
        ("The Panel agreed that this could be closed.", Status.COMPLETE),
        ("It was agreed that these be carried forward to May.", Status.NOT_COMPLETE),
        ("It was agreed to carry this forward.", Status.NOT_COMPLETE),
        ("Members agreed to drop it.", Status.NOT_TAKEN_FORWARD),
        ("It has been completed in part.", Status.PARTIALLY_COMPLETE),
        ("This is complete apart from the map.", Status.PARTIALLY_COMPLETE),
        ("Cy Hall had done this in part.", Status.PARTIALLY_COMPLETE),
        ("It was agreed that this should be sent.", None),
        ("It was agreed to carry on.", None),
        ("Cy Hall reported that ducks had been counted.", None),
        ("This was open to all.", None),
        ("The letter was sent.", None),
        ("Sent in May. This is complete.", None),
    ],
)
def test_a_report_can_state_its_status_in_a_sentence(text: str, status: Status | None) -> None:
    assert statuses.of_report(text) is status


def test_named_is_a_whole_line() -> None:
    assert statuses.named("Complete.") is Status.COMPLETE
    assert statuses.named("Complete. Sent.") is None


@pytest.mark.parametrize(
    ("text", "action", "report"),
    [
        ("Ann Lee to write – Complete. Sent.", "Ann Lee to write", "Complete. Sent."),
        ("Ann Lee to write. Ongoing.", "Ann Lee to write.", "Ongoing."),
        ("Ann Lee to write. [Done]", "Ann Lee to write.", "Done"),
        ("Ann Lee to write - all of it", "", ""),
        ("Ann Lee to write. Open data matters.", "", ""),
        ("Ann Lee to write (done)", "", ""),
        ("[Done]", "", ""),
    ],
)
def test_report_stands_after_the_action(text: str, action: str, report: str) -> None:
    end, start, stop = statuses.report(text)
    assert (text[:end], text[start:stop] if end else "") == (action, report)


@pytest.mark.parametrize(
    ("text", "topic", "status"),
    [
        ("Roads - actions not completed, on the agenda.", "Roads", Status.NOT_COMPLETE),
        ("River Data action was completed.", "River Data", Status.COMPLETE),
        ("Roads – the action is ongoing", "Roads", Status.PARTIALLY_COMPLETE),
        ("Roads – action completed in part", "Roads", Status.PARTIALLY_COMPLETE),
        ("Roads – Ann Lee to write to the council", "", None),
        ("Roads – action completedness was discussed", "", None),
    ],
)
def test_a_topic_and_what_became_of_its_action(
    text: str, topic: str, status: Status | None
) -> None:
    end, _, found = statuses.of_topic(text)
    assert (text[:end], found) == (topic, status)
