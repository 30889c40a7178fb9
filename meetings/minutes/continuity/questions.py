"""Which actions may be one without words deciding it: for somebody to settle."""

from collections.abc import Iterator, Sequence

from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.told import Raised, Story, Told
from meetings.minutes.continuity.wordings import MAYBE, NUMBERED, likeness, owners_differ
from meetings.minutes.recorded import Question


def questions(touched: Sequence[Story], history: History) -> list[Question]:
    """Each pair of actions, one of them told of by `touched`, that may be one.

    Two may be one where they are nearly alike, no meeting told of both, and the one of
    unknown origin was first spoken of after the other was raised. That follows from the
    stories alone, so documents raise the same questions in whatever order they come.

    What has the number of an action of the meeting before may be reworded more freely.
    """
    found: dict[frozenset[int], Question] = {}
    for story in touched:
        for wording in reversed(story.wordings()):
            for alike in history.known.alike(wording, MAYBE):
                for other in history.by_wording.get(alike, ()):
                    if (
                        other is not story
                        and other.action not in history.gone
                        and may_be_one(story, other)
                    ):
                        why = f"“{wording.text[:200]}” is nearly “{alike.text[:200]}”"
                        question = Question(story.stands, other.stands, why)
                        found.setdefault(frozenset((story.stands, other.stands)), question)
        for other in numbered_alike(story, history):
            number = (story.raised or story.reports[0][1]).number
            why = f"both are action {number}, and worded a little alike"
            question = Question(story.stands, other.stands, why)
            found.setdefault(frozenset((story.stands, other.stands)), question)
    return list(found.values())


def numbered_alike(story: Story, history: History) -> Iterator[Story]:
    """What may be one with a story by its number.

    That are what was raised at the last meeting that raised any, and what the meetings after
    it, up to the next that raises some, report of unknown origin.
    """
    for raised, unknown in _one_after_the_other(story, history):
        other, report = history.of[raised], unknown.reports[0][1]
        if (
            report.number
            and raised.number == report.number
            and likeness(raised.wording, report.wording) >= NUMBERED
            and not owners_differ(raised.wording.owners, report.wording.owners)
            and may_be_one(other, unknown)
        ):
            yield unknown if other is story else other


def _one_after_the_other(story: Story, history: History) -> Iterator[tuple[Raised, Story]]:
    """Where the story is one of two, what was raised, and the story of unknown origin after it."""
    if story.origin:
        told, raised = story.origin
        for unknown in reported_next(told, history):
            yield raised, unknown
    elif story.reports:
        first = story.reports[0][0]
        before = [told for told in history.meetings if told.when < first.when and told.raised]
        for raised in before[-1].raised if before else ():
            yield raised, story


def reported_next(told: Told, history: History) -> Iterator[Story]:
    """The stories of unknown origin that meetings after one told of first.

    The first meeting that raises actions itself is the last of them.
    """
    for later in history.meetings:
        if later.when <= told.when:
            continue
        for report in later.reports:
            story = history.of[report]
            if story.origin is None and story.reports[0][1] is report:
                yield story
        if later.raised:
            return


def may_be_one(one: Story, other: Story) -> bool:
    """Whether two actions can be one, by the meetings that told of them."""
    if one.origin and other.origin:
        return False
    ours, theirs = one.told(), other.told()
    if any(told is there for told in ours for there in theirs):
        return False
    if one.origin or other.origin:
        raised, unknown = (one, other) if one.origin else (other, one)
        told = unknown.told()
        return bool(told) and raised.told()[0].when < min(there.when for there in told)
    return True
