"""From a document to rows: finds the meeting it is of, its people and its actions.

One document is one transaction: it is recorded whole or not at all.
"""

import datetime
import difflib
import hashlib
from dataclasses import replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from actions.models import Action, ActionPair
from meetings.minutes import papers, publishing, writing
from meetings.minutes.continuity.histories import History
from meetings.minutes.continuity.stories import history_of
from meetings.minutes.continuity.wordings import Wordings
from meetings.minutes.document import Minutes, MinutesError, Reading
from meetings.minutes.edits import edited_by_hand, gave_day, once_on
from meetings.minutes.identity.matching import People
from meetings.minutes.identity.panel_names import may_be
from meetings.minutes.reading import names
from meetings.minutes.recorded import Outcome, Recorded
from meetings.minutes.rows import Writing
from meetings.models import Meeting, Passage, Source
from panel.models import Panel, User
from panel.turns import take_turn


class Batch:
    """What documents that are recorded one after the other need to look up only once.

    Of one that failed it may know more than was kept: take a new one then.
    """

    def __init__(self) -> None:
        self.histories: dict[Panel, History] = {}

    @cached_property
    def people(self) -> People:
        return People()

    def history(self, panel: Panel) -> History:
        if panel not in self.histories:
            self.histories[panel] = history_of(panel, Wordings())
        return self.histories[panel]


@transaction.atomic
def record(
    reading: Reading,
    *,
    panel: Panel,
    name: str,
    data: bytes,
    today: datetime.date,
    publish_on: datetime.date | None = None,
    replace_minutes: bool = False,
    over_edits: bool = False,
    by: User | None = None,
    batch: Batch | None = None,
) -> Recorded:
    """Record a document as minutes of `panel`, published if `publish_on` is given.

    The bytes that were recorded last are skipped, and others for a meeting that has minutes
    change nothing, without `replace_minutes`; with it both are read anew, but nothing that
    somebody changed by hand is recorded over without `over_edits`. A page that only attaches
    the minutes makes its meeting known, with the attachments as papers: there are no minutes,
    so an agenda is what is published, and nothing else of the meeting.

    Raises MinutesError where the meeting cannot be told, where published minutes would be
    replaced without being published, where edits would be lost, and where something withheld
    is no longer found.
    """
    take_turn()
    checksum = hashlib.sha256(data).hexdigest()
    received = (
        Source.objects.filter(checksum=checksum)
        .select_related("meeting__panel")
        .defer("data")
        .first()
    )
    if received and received.is_latest and not replace_minutes:
        return Recorded(Outcome.SAME, received.meeting)
    minutes = replace(reading.minutes, panel=panel.name)
    if minutes.held_on is None:
        raise MinutesError("does not say when the meeting was held")
    attached = papers.attached_by(reading)
    meeting = meeting_of(panel, minutes, received)
    outcome = Outcome.CREATED
    if meeting is None:
        meeting = Meeting(panel=panel, held_on=minutes.held_on)
        meeting.assign_number()
    elif reading.is_attached and not meeting.is_published:
        if not papers.missing(meeting, attached):
            return Recorded(Outcome.SAME, meeting)
    elif meeting.entries.exists() or meeting.is_published:
        differences = papers.compare(meeting, attached)
        if not reading.is_attached:
            differences = compare(publishing.minutes_of(meeting), minutes) + differences
        if not differences:
            return Recorded(Outcome.SAME, meeting)
        if not replace_minutes:
            return Recorded(Outcome.DIFFERS, meeting, differences=differences)
        if meeting.is_published and publish_on is None:
            raise MinutesError(
                f"would change the published minutes {meeting.reference}; "
                "give --published to publish the correction"
            )
        if not over_edits and (edits := edited_by_hand(meeting)):
            told = "; ".join([*edits[:3], *([f"{len(edits) - 3} more"] if len(edits) > 3 else ())])
            raise MinutesError(
                f"was recorded as {meeting.reference} and changed by hand since ({told}); "
                "give --over-edits to record the document all the same"
            )
        outcome = Outcome.REPLACED
    recorded = Recorded(outcome, meeting)
    writing_rows = None
    if reading.is_attached:
        keep_masthead(meeting, minutes)
    else:
        batch = batch or Batch()
        if meeting.pk and meeting.held_on != minutes.held_on:
            # Its place among the panel's meetings is another from now on.
            meeting.held_on, meeting.date_words = minutes.held_on, ""
            meeting.save(update_fields=["held_on", "date_words"])
            batch.histories.pop(panel, None)
        writing_rows = Writing(meeting, minutes, recorded, batch.people, batch.history(panel))
        writing_rows.write(today)
    recorded.papers = papers.add(meeting, papers.missing(meeting, attached))
    if may_be(panel, reading.minutes.panel):
        remember_name(panel, reading.minutes.panel)
    source = keep_source(
        reading, recorded, name=name, data=data, checksum=checksum, received=received, by=by
    )
    ask(recorded, source)
    for other in panel.meetings.filter(pk__in=recorded.relinked).exclude(published_on=None):
        # What is published says by its references which action each report is of.
        why = "Reports were found to be of other actions."
        publishing.publish(other, on=today, by=by, reason=why)
    if batch:
        batch.people.ask(source)
    where = reading.post.permalink if reading.post else ""
    revised_on = reading.post.revised_on if reading.post else None
    if publish_on and reading.is_attached and not meeting.is_published:
        recorded.revision = publishing.publish_page(
            meeting,
            minutes,
            papers.same(meeting, attached),
            on=publish_on,
            by=by,
            published_where=where,
            revised_on=revised_on,
        )
    elif publish_on:
        recorded.revision = publishing.publish(
            meeting,
            on=publish_on,
            by=by,
            reason=f"Recorded again from {name}." if outcome is Outcome.REPLACED else "",
            published_where=where,
            revised_on=revised_on,
            minutes=writing_rows.written() if writing_rows else None,
        )
    return recorded


def ask(recorded: Recorded, source: Source) -> None:
    """Keep which actions may be one as questions to settle, and drop those that no more are."""
    wanted = {frozenset((asked.one, asked.other)) for asked in recorded.questions}
    rows = recorded.retold
    stands = (
        ActionPair.objects.filter(are_one=None)
        .exclude(source=None)
        .filter(Q(one__in=rows) | Q(other__in=rows))
    )
    stale = [pair.pk for pair in stands if frozenset((pair.one_id, pair.other_id)) not in wanted]
    if stale:
        ActionPair.objects.filter(pk__in=stale).delete()
    pks = {pk for pair in wanted for pk in pair}
    if pks:
        actions = Action.objects.select_related("joined_to", "panel").in_bulk(pks)
        ActionPair.objects.propose(
            ActionPair(
                one=actions[asked.one], other=actions[asked.other], why=asked.why, source=source
            )
            for asked in recorded.questions
        )


def keep_masthead(meeting: Meeting, minutes: Minutes) -> None:
    """Save the meeting with what a page says that only attaches its minutes."""
    meeting.title = meeting.title or minutes.title
    meeting.starts_at = meeting.starts_at or minutes.starts_at
    meeting.ends_at = meeting.ends_at or minutes.ends_at
    meeting.venue = meeting.venue or minutes.venue
    meeting.save()


def meeting_of(panel: Panel, minutes: Minutes, received: Source | None) -> Meeting | None:
    """The panel's meeting that a document is of, or None.

    That is the one that these bytes were `received` for, else the one of that day, else the
    one that a document gave that day and somebody another. Raises MinutesError that names
    them where there are several of the day and no time decides.
    """
    if received and received.meeting.panel == panel and not received.meeting.cancelled_at:
        return received.meeting
    day = minutes.held_on
    near = list(
        panel.meetings.filter(Q(held_on=day) | Q(pk__in=once_on(panel, day)), cancelled_at=None)
        .select_related("panel")
        .order_by("number")
    )
    meetings = [meeting for meeting in near if meeting.held_on == day]
    if len(meetings) > 1 and minutes.starts_at:
        meetings = [m for m in meetings if m.starts_at == minutes.starts_at] or meetings
    meetings = meetings or [meeting for meeting in near if gave_day(meeting, day)]
    if len(meetings) > 1:
        which = ", ".join(meeting.reference for meeting in meetings)
        raise MinutesError(f"could be of any of the meetings {which} of that day")
    return meetings[0] if meetings else None


def compare(recorded: Minutes, document: Minutes) -> list[str]:
    """What differs between the recorded minutes and a document's, as lines of a comparison."""
    ours, theirs = (writing.markdown(minutes).splitlines() for minutes in (recorded, document))
    return list(difflib.unified_diff(ours, theirs, "recorded", "document", n=0, lineterm=""))


def remember_name(panel: Panel, printed: str) -> None:
    """Keep a name under which the panel's minutes were printed."""
    known = {names.organisation_key(name) for name in (panel.name, *panel.other_names)}
    if printed and names.organisation_key(printed) not in known:
        panel.other_names = [*panel.other_names, printed]
        panel.save(update_fields=["other_names"])


def keep_source(
    reading: Reading,
    recorded: Recorded,
    *,
    name: str,
    data: bytes,
    checksum: str,
    received: Source | None,
    by: User | None,
) -> Source:
    """Keep the bytes with what was not read and what was read with doubt.

    What was settled of the meeting's documents stays settled where it is read again.
    """
    settled: dict[tuple[str, str], Passage] = {}
    if recorded.outcome is not Outcome.CREATED:
        told = Passage.objects.filter(source__meeting=recorded.meeting).exclude(settled_at=None)
        settled = {(passage.text, passage.why): passage for passage in told}
    if received is None:
        received = Source(checksum=checksum)
    else:
        received.passages.all().delete()
    received.meeting = recorded.meeting
    received.name = name
    received.data = data
    received.received_at = timezone.now()
    received.received_by = by
    received.save()
    recorded.unread = len(reading.unread)
    recorded.doubts = [*reading.doubts, *recorded.doubts]
    told_of = [(text, "") for text in reading.unread]
    told_of += [(doubt.passage, doubt.why) for doubt in recorded.doubts]
    passages = [
        Passage(source=received, position=position, text=text, why=why)
        for position, (text, why) in enumerate(told_of)
    ]
    for passage in passages:
        if before := settled.get((passage.text, passage.why)):
            passage.settled_at, passage.settled_by = before.settled_at, before.settled_by
    Passage.objects.bulk_create(passages)
    return received
