"""Which actions may be one without words deciding it: for somebody to settle."""

import datetime
from collections.abc import Mapping, Sequence

from actions.models import Action
from meetings.minutes.recorded import Question
from meetings.minutes.stories import Story
from meetings.minutes.wordings import MAYBE, Wording, Wordings


def questions(
    told: Sequence[tuple[Action, Wording]],
    day: datetime.date,
    stories: Mapping[int, Story],
    known: Wordings,
) -> list[Question]:
    """Each action that may be one with an action which a meeting on `day` told of.

    Two may be one where they are nearly alike, no meeting told of both, and the one of
    unknown origin was first spoken of after the other was raised. As this looks at the two
    alone, and at each wording when it comes, documents raise the same questions in
    whatever order they come.
    """
    by_wording: dict[Wording, list[Story]] = {}
    for story in stories.values():
        for wording in story.wordings:
            by_wording.setdefault(wording, []).append(story)
    here = {action.pk for action, _ in told}
    found: dict[tuple[int, int], Question] = {}
    for action, wording in told:
        before = stories.get(action.pk)
        days = [*before.days(), day] if before else [day]
        meetings = before.meetings() if before else set()
        raised_on = None
        if action.entry_id:
            raised_on = before.raised_on if before and before.raised_at else day
        for other in known.alike(wording, MAYBE):
            for story in by_wording.get(other, ()):
                if (
                    story.pk not in here
                    and may_be_one(raised_on, min(days), story)
                    and meetings.isdisjoint(story.meetings())
                ):
                    why = f"“{wording.text[:200]}” is nearly “{other.text[:200]}”"
                    question = Question(action.pk, story.pk, why)
                    found.setdefault((action.pk, story.pk), question)
    return list(found.values())


def may_be_one(raised_on: datetime.date | None, first_told: datetime.date, story: Story) -> bool:
    """Whether two actions can be one, by when they were raised and first told of, if known."""
    if raised_on is None:
        return story.raised_at is None or (
            story.raised_on is not None and story.raised_on < first_told
        )
    return story.waits_on(raised_on)
