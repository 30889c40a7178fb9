"""Actions from meeting to meeting: which a document raises anew, and which it reviews.

What is of one action is decided by `histories`; here the rows follow it.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import cached_property

from actions.models import Action, Review
from meetings.minutes.continuity.doubts import doubts, let_follow
from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.questions import questions, reported_next
from meetings.minutes.continuity.register import Register, Worded
from meetings.minutes.continuity.repeats import repeats, state_repeats
from meetings.minutes.continuity.stories import when
from meetings.minutes.continuity.telling import (
    Rows,
    RowsRaised,
    RowsReviewed,
    Telling,
    raised_in,
    reviewed_in,
)
from meetings.minutes.continuity.told import Raised, Report, Story, Told
from meetings.minutes.document import called
from meetings.minutes.identity.matching import People
from meetings.minutes.reading import statuses
from meetings.minutes.recorded import Recorded, Said
from meetings.models import Entry, Meeting


class Linking:
    """Finds or makes the action of each action and review in one meeting's document.

    `history` is the panel's, kept from document to document; `recorded` is told what was done.
    """

    def __init__(
        self,
        meeting: Meeting,
        people: People,
        history: History,
        recorded: Recorded,
        today: datetime.date,
    ) -> None:
        self.meeting = meeting
        self.panel = meeting.panel
        self.history = history
        self.recorded = recorded
        self.today = today
        self.telling = Telling(meeting, history.known)
        self.references: dict[Entry, str] = {}
        self.here = Told(when(meeting.held_on, meeting.starts_at, meeting.pk))
        self.register = Register(self.panel, people)

    def remember(self) -> None:
        """Know what stood in the meeting's minutes before they are recorded again."""
        self.telling.remember()

    def recognise(self, told: Rows) -> None:
        """Give actions and reviews that stood in these minutes the rows of their entries."""
        self.here = self.telling.recognise(told)

    def link(self, told: Rows) -> dict[Entry, str]:
        """Give each action and review among the meeting's stored entries its action.

        Returns the references of these.
        """
        raised, reviewed = raised_in(told), reviewed_in(told)
        repeated_before, unknown_before = repeats(self.history)
        doubted_before = doubts(self.history, unknown_before)
        here = self.here
        self.decide(here)
        self.take_origins(here, raised)
        touched = self.follow(here, reviewed)
        self.drop_former(here)
        repeated, unknown = repeats(self.history)
        state_repeats(self.panel, repeated_before, repeated)
        doubted = doubts(self.history, unknown)
        self.recorded.doubts += doubted.get(here.meeting, ())
        let_follow(doubted_before, doubted)
        self.register.find_owners()
        self.recorded.questions = questions(touched, self.history)
        self.recorded.retold = {row for story in touched for row in (story.stands, *story.began())}
        return self.references

    def decide(self, here: Told) -> None:
        """Let the history take in what the meeting tells; reports stay with what it drops."""
        named = {raised.action for raised in here.raised if raised.action}
        since = here.when
        for told in self.history.meetings:
            if told.when != here.when and any(raised.action in named for raised in told.raised):
                told.raised = [raised for raised in told.raised if raised.action not in named]
                since = min(since, told.when)
        self.history.gone -= named
        for row in named & self.history.loose.keys():
            del self.history.loose[row]
        before = self.history.put(here)
        for raised in before.raised if before else ():
            if raised.action and raised.action not in named:
                self.history.gone.add(raised.action)
                for told, report in self.history.of[raised].reports:
                    if told is not before:
                        report.held = raised.action
        self.history.decide_from(since)

    # Rows

    def take_origins(self, here: Told, raised: RowsRaised) -> None:
        """Store what was raised here; what waited for its origin keeps its row."""
        for one in here.raised:
            waiting = self.history.of[one].began()
            if one.action is None and waiting:
                one.action = min(waiting)
                self.register.moved.add(one.action)
                self.recorded.origins_found += 1
        rows = Action.objects.select_related("panel").prefetch_related("owners")
        known = rows.in_bulk({one.action for one in here.raised if one.action})
        actions = [
            known[one.action] if one.action else Action(panel=self.panel) for one in here.raised
        ]
        for one, action, (row, entry) in zip(here.raised, actions, raised, strict=True):
            action.entry = row
            action.withdrawn_on = action.joined_to = None
            action.number = entry.number
            self.register.word(action, entry, here, self.history.of[one].days())
        self.register.store(actions)
        for one, action in zip(here.raised, actions, strict=True):
            one.action = action.pk
            self.history.hold(self.history.of[one])
        self.forget_beginnings({action.pk for action in actions})
        self.recorded.raised_actions = [Said(a.reference, a.text) for a in actions]
        for action, (row, _) in zip(actions, raised, strict=True):
            self.references[row] = action.reference

    def forget_beginnings(self, raised: set[int]) -> None:
        """The row of an action that was raised was made for no report."""
        begun = [
            report
            for told in self.history.meetings
            for report in told.reports
            if report.began in raised
        ]
        for report in begun:
            report.began = None
        if begun:
            Review.objects.filter(began__in=raised).update(began=None)

    def follow(self, here: Told, reviewed: RowsReviewed) -> list[Story]:
        """Let reviews, old and new, and the actions made for them follow the history.

        Returns the stories that this meeting tells or that changed.
        """
        of = self.history.of
        moved = [
            (one, report)
            for one in self.history.meetings
            if one is not here
            for report in one.reports
            if report.action != of[report].action or report.action is None
        ]
        left = {report.action for _, report in moved}
        if moved:
            self.recorded.relinked = {one.meeting for one, _ in moved}
        parts = [*here.parts(), *(report for _, report in moved)]
        touched = list(dict.fromkeys(of[part] for part in parts))
        # What comes to light after it may be asked about by number, now that this comes before.
        reported = set(reported_next(here, self.history))
        if left or reported:
            known = set(touched)
            touched += [
                story
                for story in self.history.stories
                if (story.action in left or story in reported) and story not in known
            ]
        for story in touched:
            self.begin_first(story)
        new = {story for story in touched if story.action is None}
        words: dict[Report, Worded] = {
            report: entry for report, (_, entry) in zip(here.reports, reviewed, strict=True)
        }
        self.begin([story for story in touched if story in new], words)
        actions = self.stand(touched)
        for _, report in moved:
            report.action = of[report].stands
            self.keep(report)
        self.write_reviews(here, reviewed)
        self.lead(touched, actions)
        self.tell_from_earliest(touched, actions, words)
        for report, (row, entry) in zip(here.reports, reviewed, strict=True):
            into = self.recorded.unlinked if of[report] in new else self.recorded.linked
            self.references[row] = actions[of[report].stands].reference
            into.append(Said(self.references[row], called(entry.text, entry.number)))
        return touched

    def begin_first(self, story: Story) -> None:
        """Let the row of an action of unknown origin be that of its first report."""
        began = story.began()
        first = story.reports[0][1] if story.reports else None
        if story.origin or not first or not began or first.began == min(began):
            return
        (other,) = (report for _, report in story.reports if report.began == min(began))
        first.began, other.began = other.began, first.began
        self.keep(first)
        self.keep(other)

    def keep(self, report: Report) -> None:
        """Store what a recorded report is of; one of this meeting has no row yet."""
        if report.review is not None:
            rows = Review.objects.filter(pk=report.review)
            rows.update(action=report.action, began=report.began)

    def begin(self, stories: Sequence[Story], words: dict[Report, Worded]) -> None:
        """Make actions of unknown origin for stories that have no row."""
        firsts = [story.reports[0] for story in stories]
        self.look_up([report for _, report in firsts], words)
        actions = []
        for told, report in firsts:
            action = Action(panel=self.panel)
            self.register.word(action, words[report], told)
            actions.append(action)
        self.register.store(actions)
        for (_, report), action in zip(firsts, actions, strict=True):
            report.began = report.action = action.pk
            self.keep(report)
        for story in stories:
            self.history.hold(story)

    def look_up(self, reports: Iterable[Report], words: dict[Report, Worded]) -> None:
        """Add how reports of other meetings are put, from their rows."""
        missing = {r.review: r for r in reports if r not in words and r.review is not None}
        if missing:
            for pk, review in Review.objects.in_bulk(missing).items():
                words[missing[pk]] = review

    def stand(self, stories: Iterable[Story]) -> dict[int, Action]:
        """The actions of stories by their rows, all of which stand for themselves from now."""
        rows = Action.objects.select_related("panel").prefetch_related("owners")
        actions = rows.in_bulk({story.stands for story in stories if story.reports})
        led = [action for action in actions.values() if action.joined_to_id]
        for action in led:
            action.joined_to = None
            action.save(update_fields=["joined_to"])
        return actions

    def lead(self, stories: Iterable[Story], actions: Mapping[int, Action]) -> None:
        """Let what was made for a report, which turned out to be of another, lead there."""
        leads = {row: story.stands for story in stories for row in story.began()}
        leads = {row: stays for row, stays in leads.items() if row != stays}
        if not leads:
            return
        going = Action.objects.select_related("panel").filter(pk__in=leads, entry=None)
        for goes in going:
            stays = actions[leads[goes.pk]]
            if goes.joined_to_id != stays.pk:
                goes.lead_to(stays)
                self.recorded.joined.append((stays.reference, goes.reference))

    def write_reviews(self, here: Told, reviewed: RowsReviewed) -> None:
        rows = []
        for report, (row, entry) in zip(here.reports, reviewed, strict=True):
            review = self.telling.standing.get(report) or Review(entry=row)
            review.action_id = self.history.of[report].stands
            review.began_id = report.began
            review.by_words = report.held is None
            review.number, review.series = entry.number, report.series
            review.text, review.owners, review.due = entry.text, list(entry.owners), entry.due
            review.status = entry.status or ""
            said = entry.narrative[0].text if entry.narrative else ""
            review.status_phrase = statuses.phrase(said)[0]
            rows.append(review)
        Review.objects.bulk_create(row for row in rows if row.pk is None)
        for review in rows:
            if review.pk in self.telling.reviews:
                review.save(force_update=True)
        for report, review in zip(here.reports, rows, strict=True):
            report.review, report.action = review.pk, review.action_id

    def tell_from_earliest(
        self,
        stories: Iterable[Story],
        actions: Mapping[int, Action],
        words: dict[Report, Worded],
    ) -> None:
        """Let actions of unknown origin read as in the earliest review, if nobody edited them.

        A wording that any meeting told of any action is no edit: it may have been another's.
        """
        unknown = [story for story in stories if not story.origin and story.began()]
        self.look_up([story.reports[0][1] for story in unknown], words)
        told = []
        for story in unknown:
            action = actions[story.stands]
            day, first = story.reports[0]
            text = called(first.wording.text, first.number)
            if action.text == text and action.owners.all():
                is_changed = self.register.date(action, words[first], day, story.days())
            elif is_changed := action.text == text or action.text in self.texts:
                self.register.word(action, words[first], day, story.days())
            if is_changed:
                told.append(action)
        self.register.store(told)

    @cached_property
    def texts(self) -> set[str]:
        """How all actions were ever put."""
        return {
            called(part.wording.text, part.number)
            for told in self.history.meetings
            for part in told.parts()
        }

    def drop_former(self, here: Told) -> None:
        """Delete actions whose text went, or withdraw those that were published or reviewed."""
        parts: list[Raised | Report] = [*here.raised, *here.reports]
        kept = {self.history.of[one].action for one in parts}
        former = dict(self.telling.raised)
        former |= {review.action_id: review.action for review in self.telling.reviews.values()}
        for pk, action in former.items():
            if pk in kept:
                continue
            action.refresh_from_db()
            is_told = action.reviews.exists() or action.joined.exists()
            if action.entry_id or action.joined_to_id:
                continue
            if is_told and pk not in self.telling.raised:
                continue
            if is_told or action.was_published or self.meeting.is_published:
                action.withdrawn_on = self.today
                action.save(update_fields=["withdrawn_on"])
                self.history.gone.add(pk)
            else:
                action.delete()
                self.history.forget(pk)
