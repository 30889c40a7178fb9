"""Actions raised and reviewed: one from its text and label, and the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document import Action, Kind, Point, Review, Status
from . import deadlines, earlier, endings, inline, labels, lines, names, owners, statuses
from .blocks import Block
from .points import Points, is_sub_heading, typed

# "Some report – on track": a line that is an action's title and what has become of it.
_STATUS_AT_END = re.compile(r"\s+[–—-]\s*(?=[^–—-]{2,40}$)|\s*[–—]\s*(?=[^–—-]{2,40}$)")
_DASHES = frozenset("–—-")
_LONGEST_STATUS = 42
_TO_DO = re.compile(r"[Tt]o [a-z]+ ")
# What may say that a task is an action: an arrow, or a number as in "A2. Ann Lee to write".
_MARKED = re.compile(r"(?:(?P<number>A\d{1,3})[.:)]|[→⇒➔➜➤►▶]|[=-]>)\s*(?=[A-Z])")
_IS_TO = re.compile(r"[ :–—-]*\bto [a-z]")
# "AL ACTION: write to members", "Ann Lee ACTION 3: write to members".
_AFTER_OWNER = re.compile(r"(?P<owners>[A-Z][^:.;]{1,60}?) (?P<label>ACTION(?: \d{1,3})?): ?(?=\w)")


@dataclass(slots=True)
class Facts:
    """What the lines after an action say of it; `count` of them are read."""

    due: str = ""
    status: Status | None = None
    is_status_stated: bool = False
    is_reviewed: bool = False  # whatever else is said, there was a report
    narrative: tuple[Point, ...] = ()
    count: int = 0
    owners: tuple[str, ...] = field(default=())
    stated_owners: tuple[str, ...] = field(default=())

    @property
    def is_told(self) -> bool:
        """Whether anything is said of what has become of the action."""
        return self.is_status_stated or self.is_reviewed or bool(self.narrative)

    def said_status(self) -> Status | None:
        """The status that was stated by itself, or else in the report."""
        if self.is_status_stated or not self.narrative:
            return self.status
        return earlier.of_report([inline.plain(point.text) for point in self.narrative])


def made(text: Block, label: labels.ActionLabel, facts: Facts) -> Action | Review:
    """The action whose words are `text`: a review if a status or a report follows it.

    A bracket at the end names the owners, or a line or label of their own, before it or at
    its end; without these the words do, or else the label of the list.
    """
    withheld, start = labels.withheld(text.plain)
    if not facts.is_told:
        text = _with_report(text, facts)
    named, end = owners.bracketed(text.plain)
    stated = label.owners or facts.stated_owners
    # A day in the label is the meeting's where the words tell by when.
    is_meeting = label.meeting and (facts.is_told or deadlines.due(text.plain))
    due = facts.due or ("" if is_meeting else label.due)
    if named is None and not start:
        if not stated:
            start, stated = endings.owners_first(text.plain)
        end, at_end, when = endings.told(text.plain, owners=not stated, due=not due)
        stated, due = stated or at_end, due or when
    elif not (end or start or facts.is_told):
        # "Action 3: [Ann Lee]": there are no other words.
        end = len(text.plain)
    words = text.text(start, end, emphasis=False)
    plain = text.part(start, end).plain
    if named is None:
        named = stated or owners.implied(plain) or facts.owners
    due = due or deadlines.due(plain)
    if due == labels.NOT_STATED:
        due = ""
    if not facts.is_told:
        return Action(
            text=words,
            number=label.number,
            owners=named,
            due=due,
            reference=label.reference,
            withheld=withheld,
        )
    return Review(
        text=words,
        number=label.number,
        owners=named,
        due=due,
        status=facts.said_status(),
        narrative=facts.narrative,
        reference=label.reference,
        withheld=withheld,
    )


def _with_report(text: Block, facts: Facts) -> Block:
    """Take the report out of the text that it ends: "Ann Lee to write – Complete. Sent in May."

    "Ann Lee to write. [Done]" and "Ann Lee to write. Ongoing." are such texts as well.
    """
    end, start, stop = statuses.report(text.plain)
    is_in_bracket = stop is not None
    if not end or (not is_in_bracket and owners.bracketed(text.plain)[0] is not None):
        return text
    points = Points()
    points.add(text.part(start, stop), labels.PointMarks(is_explicit=True))
    facts.narrative = points.points()
    return text.part(0, end)


def after(block: Block, following: Sequence[Block], start: int) -> Facts:
    """What the blocks from `start` on say of the action in `block`."""
    facts = Facts()
    depth = block.depth + (block.kind is Kind.BULLET)
    at = start
    told: list[Block] = []
    is_free = False  # what is told is a report in words of its own
    # An action that names its owners itself has a line of its own for when it is due.
    is_contained = lines.is_contained(block)
    while at < len(following):
        line = following[at]
        if line.kind not in (Kind.PARAGRAPH, Kind.BULLET) or line.depth != depth:
            break
        end, begins = (0, 0) if is_contained else statuses.labelled(line.plain)
        if not is_contained and (both := endings.alone(line.plain[: end or None])):
            if facts.due or facts.stated_owners:
                break
            if end and (facts.is_status_stated or not _state(facts, line.rest(begins), told)):
                break
            facts.due, facts.stated_owners = both.due, both.owners
        elif (begins := labels.after_due(line.plain)) >= 0:
            due = line.said(begins)
            if not due and _is_deadline(following, at + 1, depth):
                at += 1
                due = following[at].plain
            if facts.due or not due:
                break
            facts.due = due
        elif (begins := labels.after_owner(line.plain)) >= 0:
            named = names.owners(line.said(begins).strip(" ."))
            if facts.stated_owners or not named:
                break
            facts.stated_owners = tuple(named)
        elif (begins := labels.after_status(line.plain)) >= 0:
            said = line.rest(begins)
            if facts.is_status_stated:
                break
            if not _state(facts, said, told):
                # "Progress: Sent in May." reports, whether or not it names a status.
                if is_free or not said.plain:
                    break
                told.append(said)
                is_free = True
        else:
            break
        at += 1
    end = at
    if not is_free:
        end = _end_of_narrative(block, following, at, is_review=facts.is_status_stated)
    points = Points()
    for line in (*told, *following[at:end]):
        points.add(line)
    facts.narrative = points.points()
    facts.count = end - start
    return facts


def _state(facts: Facts, said: Block, told: list[Block]) -> bool:
    """Take the status that words after `Status:` state, if they do nothing else.

    "Awaiting the mill" and "Closed" say it in words of their own, which are the report's.
    """
    is_stated, status = labels.stated_status(said.plain)
    if is_stated:
        facts.status, facts.is_status_stated = status, True
        if status and said.plain.strip(" .").casefold() != statuses.WORDS[status]:
            told.append(said)
    return is_stated


def _is_deadline(following: Sequence[Block], at: int, depth: int) -> bool:
    """Whether the line after a bare `Due:` can be what was due."""
    if at >= len(following):
        return False
    line = following[at]
    return (
        line.kind is Kind.PARAGRAPH
        and line.depth == depth
        and len(line.plain) <= 120
        and not is_sub_heading(line)
        and labels.action(line.plain) is None
        and not labels.point(line.plain).is_explicit
    )


def _end_of_narrative(
    block: Block, following: Sequence[Block], start: int, *, is_review: bool
) -> int:
    """Where the report on an action ends, if the blocks from `start` on open with a status.

    For an action that is itself a list item it is all that the item holds; else the list,
    or the one paragraph, after it.
    """
    if start >= len(following):
        return start
    first, end = following[start], start
    opens = bool(statuses.phrase(first.plain)[0])
    if block.kind is Kind.BULLET:
        while (opens or is_review) and end < len(following) and block.holds(following[end]):
            end += 1
    elif opens and first.kind is Kind.BULLET and first.depth >= block.depth:
        while end < len(following) and (
            following[end].kind is Kind.BULLET or following[end].depth > block.depth
        ):
            end += 1
    elif opens and first.kind is Kind.PARAGRAPH and first.depth == block.depth:
        end += 1
        # "Complete" and below it "It was sent in May", the lines of one paragraph.
        while end < len(following) and following[end].is_continued:
            if owners.is_task(following[end].plain):
                break
            end += 1
    for at in range(start, end):
        line = following[at].plain
        if labels.action(line) and not labels.point(line).is_explicit:
            return at
    return end


def is_reported_on(block: Block, following: Sequence[Block], at: int) -> bool:
    """Whether a line without a label is an action, as the line after it says what came of it.

    A bullet that holds "Complete. Sent in May."; "Ann Lee to write." and then "Complete.", as
    a line or a bullet.
    """
    if at >= len(following) or block.kind not in (Kind.BULLET, Kind.PARAGRAPH):
        return False
    line = following[at]
    if not line.plain[:1].isupper() or not statuses.phrase(line.plain)[0]:
        return False
    if earlier.led_by(line.plain):
        return False
    if labels.point(line.plain).is_explicit or is_sub_heading(block):
        return False
    if block.kind is Kind.BULLET:
        is_within = line.depth > block.depth
        return is_within or (block.holds(line) and owners.is_task(block.plain))
    follows = line.depth >= block.depth if line.kind is Kind.BULLET else line.depth == block.depth
    return line.kind in (Kind.PARAGRAPH, Kind.BULLET) and follows and owners.is_task(block.plain)


def titled(block: Block) -> tuple[int, int]:
    """Where the title ends and the status begins in "Some report – on track"; (0, 0) if not."""
    if block.kind is not Kind.PARAGRAPH or len(block.plain) > 600:
        return 0, 0
    if not _DASHES & set(block.plain[-_LONGEST_STATUS:]):
        return 0, 0
    found = list(_STATUS_AT_END.finditer(block.plain))[-1:]
    for mark in found:
        if mark.start() and statuses.named(block.plain[mark.end() :]):
            return mark.start(), mark.end()
    return 0, 0


def listed_with_status(block: Block) -> tuple[int, int]:
    """Where an earlier action ends and its status begins, in a list of such; (0, 0) if not.

    "Ann Lee to write – Complete. Sent in May.", "Logo: Board to choose - not complete".
    """
    if block.kind is not Kind.BULLET or labels.action(block.plain):
        return 0, 0
    return statuses.after_dash(block.plain)


def is_task(block: Block) -> bool:
    """Whether a line after "Action: Ann Lee" says what the task is: "To write to members."

    So does one that is set in italics or bold as a whole, is no heading and names nobody else.
    """
    if block.kind is not Kind.PARAGRAPH or labels.point(block.plain).is_explicit:
        return False
    first = block.runs[0]
    is_set_off = len(block.runs) == 1 and first.style and block.plain.endswith(".")
    is_label = labels.action(block.plain) is not None
    return bool(_TO_DO.match(block.plain)) or bool(
        is_set_off and not is_label and not owners.implied(block.plain)
    )


def of_topic(block: Block) -> tuple[int, int, Status | None]:
    """Where a topic ends, what is said of its action begins, and the status that it states.

    "Roads – actions not completed, on the agenda again", "<u>Rivers</u> action was completed":
    the topic is set off by a dash or by how it is set.
    """
    end, start, status = statuses.of_topic(block.plain)
    if not status or block.kind not in (Kind.BULLET, Kind.PARAGRAPH):
        return 0, 0, None
    first = block.runs[0]
    is_set_off = first.style and len(first.text.rstrip()) == end
    has_dash = block.plain[end:start].strip() and len(block.plain[:end].split()) <= 8
    return (end, start, status) if is_set_off or has_dash else (0, 0, None)


def marked(block: Block) -> labels.ActionLabel | None:
    """The label of an action whose line begins with an arrow, a number or its owner.

    "→ Ann Lee to write", "A2. Ann Lee to write", "**AL** to write"; it has owners in "AL ACTION:
    write to members".
    """
    if block.kind not in (Kind.BULLET, Kind.PARAGRAPH):
        return None
    first = block.runs[0]
    if first.style & inline.STRONG and _IS_TO.match(block.plain, len(first.text)):
        return labels.ActionLabel(0) if labels.is_owner_alone(first.text.strip(" :–—-")) else None
    if match := _MARKED.match(block.plain):
        label = labels.ActionLabel(match.end(), match["number"] or "")
        return label if owners.is_task(block.plain[match.end() :]) else None
    match = _AFTER_OWNER.match(block.plain)
    if match is None or not labels.is_owner_alone(match["owners"]):
        return None
    named = tuple(names.owners(match["owners"]))
    return labels.ActionLabel(match.end(), match["label"].partition(" ")[2], owners=named)


def reports(block: Block) -> bool:
    """Whether a paragraph after "Some report – on track" can report on it."""
    return (
        block.kind is Kind.PARAGRAPH
        and not block.level
        and block.plain.endswith((".", ";", ":", "’", "”", ")"))
        and not is_sub_heading(block)
        and labels.action(block.plain) is None
        and not labels.is_action_heading(block.plain)
        and not labels.point(block.plain).is_explicit
        and not titled(block)[0]
    )


def goes_on(block: Block, first: Block, *, is_typed: bool, is_plural: bool) -> bool:
    """Whether a list of actions that began with `first` goes on with `block`.

    After a label of several, a paragraph that says who is to act goes on from another.
    """
    if labels.action(block.plain) or labels.point(block.plain).is_explicit:
        return False
    if first.kind is Kind.BULLET:
        return block.kind is Kind.BULLET and block.depth >= first.depth
    if block.kind is not Kind.PARAGRAPH:
        return False
    if is_typed:
        return typed(block) is not None
    if is_sub_heading(block) and not owners.implied(block.plain):
        return False
    if is_plural and owners.is_task(first.plain) and owners.is_task(block.plain):
        return True
    # As in "Actions:", "Ann Lee to write" and "Cy Hall to ask", the lines of one paragraph.
    are_lines = first.is_continued and block.is_continued and owners.is_task(block.plain)
    return are_lines or (first.is_bold and block.is_bold)
