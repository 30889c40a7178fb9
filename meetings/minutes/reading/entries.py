"""Entries: the points, actions and reviews that a run of blocks makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Action, Doubt, Entry, Kind, Point, Review
from ..passages import masked
from . import (
    actions,
    doubtful,
    earlier,
    flattened,
    grids,
    initials,
    inline,
    labels,
    lines,
    logs,
    names,
    owners,
    reviews,
    series,
    statuses,
    tasks,
    within,
)
from .about import NOTHING, About
from .blocks import Block
from .points import Points, typed

# "Actions: for Secretariat", over a list: whose all of them are.
_FOR_ALL = re.compile(r" ?for (?P<owners>[^.:]{1,80})")
# "Action: [Ann Lee]".
_IN_BRACKET = re.compile(r"[\[(](?P<owners>[^\[\]();]+)[\])]")

_COULD_BE = "could be of an earlier action: read as a point"
_COULD_BE_ACTION = "could be an action, but no label says so: read as a point"
_COULD_TELL = "could tell what became of the action beside it: read as a point"


def entries_of(
    blocks: Sequence[Block],
    *,
    people: frozenset[str] = frozenset(),
    bodies: initials.Bodies = initials.NOBODY,
    about: About = NOTHING,
    doubts: list[Doubt] | None = None,
) -> tuple[Entry, ...]:
    """The entries that `blocks` make, in order.

    `people` are those whose tasks are actions without a label (`tasks.known`); where the
    item reports on earlier actions, as its heading says (`about`), there are no such.
    `bodies` are where those are from whose initials may be named (`initials.bodies`).
    `doubts` takes what might have been meant otherwise.
    """
    parts = lines.parted(blocks)
    people = frozenset() if about.are_reviews else people
    return _Walk(parts, people, bodies, about, [] if doubts is None else doubts).read()


class _Walk:
    """Walks the blocks once, each rule taking as many as it reads."""

    def __init__(
        self,
        blocks: list[Block],
        people: frozenset[str],
        bodies: initials.Bodies,
        about: About,
        doubts: list[Doubt],
    ) -> None:
        self.blocks = blocks
        self.listed = self.people = people
        self.bodies = bodies
        self.item = self.about = about
        self.doubts = doubts
        self.at = 0
        self.out = Points()
        self.series: Mapping[int, series.Member] = {}  # of the series that ends before `unseen`
        self.unseen = 0

    def read(self) -> tuple[Entry, ...]:
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            marks = labels.point(block.plain)
            self._turn(block)
            if block.kind is Kind.QUOTATION or marks.is_explicit:
                self.at += 1
                self.out.add(block, marks)
                if not marks.is_explicit and labels.action(block.plain):
                    self._doubt(block, _COULD_BE_ACTION)
            elif log := logs.log(self.blocks, self.at, is_announced=self.about.are_actions):
                self._log(log)
            elif heads := logs.heads(self.blocks, self.at):
                self._heads(heads)
            elif grid := self._grid():
                self._lines(grid)
            elif label := labels.action(block.plain):
                self._labelled(block, label)
            elif table := flattened.table(self.blocks, self.at):
                self.at = table.end
                for task in table.tasks:
                    self.out.add_entry(task)
            elif labels.is_action_heading(block.plain) or labels.announces_actions(block.plain):
                self._list_under(block, labels.ActionLabel(len(block.plain)))
            elif self.about.are_reviews and (
                found := reviews.headed(self.blocks, self.at, are_earlier=self.item.are_earlier)
            ):
                self._report(found)
            elif block.kind is not Kind.HEADING:
                self._unlabelled(block)
            else:
                if self.item.are_earlier and reviews.is_topic(self.blocks, self.at):
                    self._doubt(block, _COULD_BE)
                self.at += 1
                self.out.add(block, marks)
        self.doubts.extend(doubtful.doubts_in(self.out.entries))
        return tuple(self.out.entries)

    def _turn(self, block: Block) -> None:
        """A sub-heading can turn to earlier actions, and the next one turns away from them."""
        about = self.about
        if about.are_reviews and reviews.headed(self.blocks, self.at, are_earlier=False):
            return
        self.about = about.after(block, self.item)
        self.people = frozenset() if self.about.are_reviews else self.listed

    def _look(self) -> None:
        """Know the series of earlier actions that may begin here."""
        if self.at >= self.unseen:
            self.series, self.unseen = series.of(self.blocks, self.at, self.about)

    def _labelled(self, block: Block, label: labels.ActionLabel) -> None:
        self._look()
        rest = block.plain[label.end :]
        for_all = _FOR_ALL.fullmatch(rest)
        named = names.owners(for_all["owners"]) if for_all else []
        are_reviews = self.about.are_reviews
        is_contained = lines.is_contained(block)
        found = reviews.after_label(self.blocks, self.at, label, are_reviews=are_reviews)
        if found and not is_contained:
            self._report(found)
            return
        if named or not rest.strip():
            self._list_under(block, label, tuple(named))
            return
        self.at += 1
        if labels.is_no_action(rest) and not is_contained:
            self.out.add(block, labels.PointMarks())
            return
        # A number would stand after the words that it numbers, and who acts is named once.
        whose = rest.strip(" .")
        if not is_contained and (bracket := _IN_BRACKET.fullmatch(whose)):
            whose = bracket["owners"]
        whose = whose[max(0, labels.after_owner(whose)) :].strip()
        is_bare = "[" not in whose and not label.number and not label.owners
        named = names.owners(whose) if is_bare else []
        if named and self.at < len(self.blocks) and actions.is_task(self.blocks[self.at]):
            self.at += 1
            task = self.blocks[self.at - 1]
            self._action(task, task, replace(label, owners=tuple(named)))
            return
        if named and (point := self.out.take_point()):
            self._about(point, label, tuple(named))
            return
        if named and not is_contained:
            label = replace(label, owners=tuple(named))
            self._doubt(block, "names who is to act, but not what is to be done")
        text = block.rest(label.end)
        if not is_contained and statuses.phrase(statuses.capital(text.plain))[0]:
            # "Action: Complete": what it was is said in minutes before these.
            self.out.add(block, labels.PointMarks())
            self._doubt(block, "tells what became of an action, but not which: read as a point")
            return
        self._action(block, text, label)

    def _about(self, point: Point, label: labels.ActionLabel, named: tuple[str, ...]) -> None:
        """ "They should be asked why." and "Action: Ann Lee": what she is to do stands before."""
        runs = inline.runs(point.text)
        start = owners.last_sentence(masked(inline.plain_of(runs)))
        if start:
            said = inline.compose(inline.cut(runs, 0, start))
            self.out.put_back(replace(point, text=said))
        facts = actions.after(self.blocks[self.at - 1], self.blocks, self.at)
        facts.owners = named
        self.at += facts.count
        words = inline.cut(runs, start)
        text = Block(words, inline.plain_of(words)).hiding()
        made = actions.made(text, label, facts)
        self.out.add_entry(replace(made, owners=named))

    def _action(
        self, block: Block, text: Block, label: labels.ActionLabel, named: tuple[str, ...] = ()
    ) -> None:
        """One action, and the deadline, status and report that follow it."""
        member = self.series.get(self.at - 1)
        facts = actions.after(block, self.blocks, self.at)
        facts.owners = named or self.about.owners
        self.at += facts.count
        if not (facts.is_told or lines.is_contained(block)) and (self.about.are_reviews or member):
            is_known = member is not None and member.is_in_line
            if told := earlier.told_under(label, text.plain, is_known=is_known):
                text = reviews.within(text, told, facts)
            elif member and member.end > self.at:
                reviews.follow(self.blocks[self.at : member.end], facts, self.about.status)
                self.at = member.end
        if member and member.why:
            self._doubt(text, member.why)
        task = actions.made(text, label, facts)
        if len(task.owners) > 1 and self.bodies and owners.bracketed(text.plain)[0] is None:
            named = initials.without_bodies(task.owners, block.plain, self.bodies)
            task = replace(task, owners=named)
        if isinstance(task, Review) or not label.due or task.due != label.due:
            self._raised_at(label.meeting)
        elif label.meeting:
            why = "the day in its label may be a meeting’s: read as the deadline"
            self._doubt(block, why)
        is_new = block.plain[:4].casefold() == "new "
        self._put(task, is_new=is_new, is_awaited=member is not None)

    def _put(
        self, task: Action | Review, *, is_new: bool = False, is_awaited: bool = False
    ) -> None:
        if isinstance(task, Action) and self.about.status and not is_new:
            fields = {name: getattr(task, name) for name in Action.__dataclass_fields__}
            task = Review(**fields, status=self.about.status)
        self.out.add_entry(task)
        is_awaited = (is_awaited or self.about.are_earlier) and not is_new
        if is_awaited and isinstance(task, Action) and not task.reference:
            why = "stands among earlier actions without what became of it: read as a new one"
            self.doubts.append(Doubt(inline.plain(task.text), why))

    def _raised_at(self, meeting: str) -> None:
        """The meeting that numbered an earlier action, above what is told of it."""
        if meeting:
            self.out.add_entry(Point(inline.escaped(f"({meeting}):")))

    def _list_under(
        self, heading: Block, label: labels.ActionLabel, named: tuple[str, ...] = ()
    ) -> None:
        """Actions under a label of their own: a list, or paragraphs.

        "Actions:" and a list or a table; "Action:" and one paragraph, or several typed as
        a list.
        """
        self.at += 1
        log = None
        if self.at < len(self.blocks):
            log = logs.log(self.blocks, self.at, is_announced=True)
        if log:
            if label.number or named:
                self.out.add(heading, labels.PointMarks())
            self._log(log)
            return
        before = self.at
        while owner := tasks.heads_list(self.blocks, self.at):
            # "Ann Lee" over a list of what she is to do.
            self.out.add(self.blocks[self.at])
            self.at += 1
            while self.at < len(self.blocks) and self.blocks[self.at].kind is Kind.BULLET:
                self.at += 1
                task = self.blocks[self.at - 1]
                self._action(task, task, _NO_LABEL, owner)
        if self.at > before:
            return
        first = self.blocks[self.at] if self.at < len(self.blocks) else None
        if (
            first is None
            or logs.heads(self.blocks, self.at)
            or first.kind in (Kind.QUOTATION, Kind.HEADING)
            or labels.action(first.plain)
            or labels.point(first.plain).is_explicit
        ):
            self.out.add(heading, labels.PointMarks())
            return
        if labels.is_no_action(first.plain):
            self.at += 1
            self.out.add(heading, labels.PointMarks())
            self.out.add(first, labels.PointMarks())
            return
        is_typed = typed(first) is not None
        is_plural = heading.plain.rstrip(" :").lower().endswith("s") or bool(named)
        before = len(self.out.entries)
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            if block is not first and not actions.goes_on(
                block, first, is_typed=is_typed, is_plural=is_plural
            ):
                break
            self._look()
            held = tasks.held(self.blocks, self.at)
            self.at += 1
            if held.are_tasks:
                self.out.add(block)
                while self.at < held.end:
                    task = self.blocks[self.at]
                    self.at += 1
                    self._action(task, task, label, held.owners or named)
                    label = _NO_LABEL
                continue
            mark = typed(block)
            number = mark["number"] if mark else block.ordinal * (block.depth == first.depth)
            label = replace(label, number=label.number or str(number or ""))
            self._action(block, block.rest(mark.end()) if mark else block, label, named)
            label = _NO_LABEL
            while held.are_parts and self.at < held.end:
                self.out.add(self.blocks[self.at])
                self.at += 1
            if first.kind is not Kind.BULLET and not (is_typed or is_plural):
                break
        made = self.out.entries[before:]
        if labels.announces_actions(heading.plain) or not set(named) <= {
            owner for one in made for owner in getattr(one, "owners", ())
        }:
            # The heading says more: for when, or whose all are where each names others itself.
            self.out.entries[before:before] = _point_of(heading)

    def _log(self, log: logs.Log) -> None:
        """A table of actions under headings of its columns."""
        self.at += log.length
        for block in log.other:
            self.out.add(block)
        about = self.about
        for block in log.could_report():
            self._doubt(block, _COULD_TELL)
        rows = log.tasks(
            are_raised=about.are_raised,
            are_reviews=about.are_reviews,
            looks_back=about.looks_back,
        )
        for before, task, after in rows:
            for block in before:
                self.out.add(block)
            if task:
                self._put(task, is_new=any(map(logs.is_new, after)))
            for block in after:
                self.out.add(block)

    def _heads(self, heads: Sequence[Block]) -> None:
        """Headings of columns over a table that is no table of actions: no cell of it is one."""
        self.at += len(heads)
        for block in heads:
            self.out.add(block)
        line = replace(heads[0], plain=" | ".join(block.plain for block in heads))
        self._doubt(line, "a table with a column of actions, read as points")

    def _grid(self) -> Sequence[Block]:
        grid = grids.grid(self.blocks, self.at)
        is_of_actions = self.about.are_actions and any(map(earlier.could_be, grid))
        return () if is_of_actions else grid

    def _lines(self, grid: Sequence[Block]) -> None:
        """A table of neither, as one line a row."""
        self.at += len(grid)
        about = self.about
        for line in grids.lines(grid):
            if about.are_earlier or (about.are_reviews and earlier.could_be(line)):
                self._doubt(line, _COULD_BE)
            self.out.add(line, labels.PointMarks(is_explicit=True))

    def _unlabelled(self, block: Block) -> None:
        """A paragraph that holds an action, or a title and its status, or is a point."""
        self._look()
        about = self.about
        if found := reviews.on_line(
            self.blocks,
            self.at,
            are_reviews=about.are_reviews,
            are_earlier=about.are_earlier,
            status=about.status,
        ):
            self._report(found)
            return
        self.at += 1
        member = self.series.get(self.at - 1)
        is_reported_on = actions.is_reported_on(block, self.blocks, self.at)
        if is_reported_on or (member and member.has_report):
            label = earlier.number(block) if about.are_reviews else _NO_LABEL
            self._action(block, block.rest(label.end), label)
        elif one := within.found(block, self.people):
            if one.why:
                self._doubt(block, one.why)
            self._part(block, 0, one.start)
            text = block.part(one.start, one.end)
            self.out.add_entry(actions.made(text, one.label, actions.Facts()))
            self._part(block, one.goes_on, None)
        elif not self.about.are_reviews and (marked := actions.marked(block)):
            if not marked.owners:
                self._doubt(block, "a mark before it may say that it is an action: read as one")
            self._action(block, block.rest(marked.end), marked)
        elif tasks.is_task(block, self.people):
            self._doubt(block, "says what somebody is to do, but no label: read as an action")
            self._action(block, block, _NO_LABEL)
        else:
            looks_back = self.about.are_reviews or self.about.looks_back
            following = self.blocks[self.at].plain if self.at < len(self.blocks) else ""
            # Where a labelled action follows, it is what was agreed.
            is_agreed = tasks.was_agreed(block, self.people) and not labels.action(following)
            is_like = labels.is_like_action(block.plain) and not self.about.are_reviews
            if is_agreed or is_like or (self.people and tasks.could_be(block)):
                self._doubt(block, _COULD_BE_ACTION)
            elif (
                looks_back and earlier.of_group(block.plain) is None and earlier.could_be(block)
            ) or (self.item.are_earlier and reviews.is_topic(self.blocks, self.at - 1)):
                self._doubt(block, _COULD_BE)
            self.out.add(block)

    def _doubt(self, block: Block, why: str) -> None:
        self.doubts.append(Doubt(block.plain, why))

    def _part(self, block: Block, start: int, end: int | None) -> None:
        part = block.part(start, end)
        if part.plain:
            self.out.add(part, labels.PointMarks())

    def _report(self, found: reviews.Found) -> None:
        if found.why:
            self._doubt(self.blocks[self.at], found.why)
        self.at = found.end
        self._raised_at(found.meeting)
        for review in found.reviews:
            is_owned = review.owners or not review.text
            owner = review.owners if is_owned else self.about.owners
            self.out.add_entry(replace(review, owners=owner))


_NO_LABEL = labels.ActionLabel(0)


def _point_of(block: Block) -> tuple[Point, ...]:
    points = Points()
    points.add(block, labels.PointMarks())
    return points.points()
