"""Which actions may be one without words deciding it: for somebody to settle."""

from collections.abc import Iterator, Sequence

from meetings.minutes.continuity.histories import History, Story
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
            why = f"both are action {story.reports[0][1].number}, and worded a little alike"
            question = Question(story.stands, other.stands, why)
            found.setdefault(frozenset((story.stands, other.stands)), question)
    return list(found.values())


def numbered_alike(story: Story, history: History) -> Iterator[Story]:
    """What a report of unknown origin may be of by its number: raised at the meeting before."""
    if story.origin or not story.reports or not story.reports[0][1].number:
        return
    first, report = story.reports[0]
    before = [told for told in history.meetings if told.when < first.when and told.raised]
    for raised in before[-1].raised if before else ():
        other = history.of[raised]
        if (
            raised.number == report.number
            and likeness(raised.wording, report.wording) >= NUMBERED
            and not owners_differ(raised.wording.owners, report.wording.owners)
            and may_be_one(story, other)
        ):
            yield other


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
