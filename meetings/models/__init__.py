"""Meetings: who came, what was on the agenda, what the minutes say, and what was frozen."""

from .attendance import Attendance, AttendanceQuerySet
from .content import ContentQuerySet, refuse_unclear_marks, reserved_because, text_for
from .draft import Correction, WorkingText
from .meeting import Meeting, MeetingQuerySet
from .minuted import AgendaItem, Entry, EntryQuerySet
from .pairs import OrganisationPair, PersonPair, SourcedPairQuerySet
from .paper import Paper, PaperQuerySet
from .publication import Publication
from .revision import Revision, RevisionQuerySet, Withdrawal
from .source import Passage, PassageQuerySet, Source, SourceQuerySet
from .topic import Topic, TopicQuerySet
from .version import PaperVersion, PaperVersionQuerySet

__all__ = [
    "AgendaItem",
    "Attendance",
    "AttendanceQuerySet",
    "ContentQuerySet",
    "Correction",
    "Entry",
    "EntryQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "OrganisationPair",
    "Paper",
    "PaperQuerySet",
    "PaperVersion",
    "PaperVersionQuerySet",
    "Passage",
    "PassageQuerySet",
    "PersonPair",
    "Publication",
    "Revision",
    "RevisionQuerySet",
    "Source",
    "SourceQuerySet",
    "SourcedPairQuerySet",
    "Topic",
    "TopicQuerySet",
    "Withdrawal",
    "WorkingText",
    "refuse_unclear_marks",
    "reserved_because",
    "text_for",
]
