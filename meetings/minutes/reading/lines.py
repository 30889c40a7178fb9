"""Lines: what an editor broke or glued together, as one action or point a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..document import Kind
from . import inline, labels, names, numbers, owners, statuses
from .blocks import Block
from .points import TYPED_BULLET

_UNMARKED = re.compile(
    r"(?:(?:Action|ACTION)(?: [Pp]oint| POINT)?|AP) ?(?P<number>\d[\w./]*)"
    r"(?: \([^()]{3,40}\))?(?= [A-Z])"
)
_UNMARKED_OWNER = re.compile(r"(?:Action|ACTION)(?= [A-Z]{2,4}(?:/[A-Z]{2,4})* to [a-z])")
# Where a label follows a sentence: "It was late. ACTION 2: Ann Lee to ask why.", "It was late.
# Action (AL): ask why.", "It was late. Action AL to ask why."
_AT_END = re.compile(
    r"[a-z0-9)’”\"][.!?)] +(?=(?:Action|ACTION)(?: [Pp]oint| POINT)?(?: \d+)?"
    r"(?:: ?\w| ?\([^():]{2,80}\) ?:|(?: ?[–—-])? [A-Za-z][^.:;()]{1,60}:)"
    rf"|{_UNMARKED_OWNER.pattern})"
)
_ENDS_SENTENCE = (".", "!", "?", ")", "’", "”", '"')
# "It was late. [Action: Ann Lee to ask why]": a label in a bracket that ends a paragraph.
_IN_BRACKET = re.compile(
    r"(?<=\S )(?:\[(?=action[^\[\]]{,600}\]\.?$)|\((?=action[^()]{,600}\)\.?$))", re.I
)
# "It was late. They should be asked. ACTION AL": who is to act, without a colon.
_OWNER_AT_END = re.compile(
    r"(?:^|(?<=[\w.!?)’”] ))(?P<label>ACTIONS?|Actions?)(?: for| on| by)? "
    r"(?P<owners>[A-Z][^:.;]{1,60})\.?$"
)
_TASK = re.compile(r"(?P<owners>[A-Z][^.:;]{1,80}?) to [a-z]")
# "Actions: 1) Ann Lee to ask; 2) Cy Hall to write": a list within a line.
_AND_AT_END = re.compile(r"[;,]?(?: and)? *$")
_RUN_IN = re.compile(
    r"(?:^|(?<=[;.,] )|(?<=[;.,] and )|(?<=\w )(?=\())\(?(?P<number>\d{1,2})[.)] +(?=[A-Z])"
)
# "Actions: Ann Lee to ask; Cy Hall to write": after the label or one task, who has the next.
_TASK = re.compile(
    r"(?:^|(?P<mark>[;,.]) (?:and )?)(?=(?P<owners>[A-Z][^;:.()]{1,60}?) to (?!be )[a-z])"
)
_MOST_LABELS = 100
_SEVERAL = re.compile(r"(?:new |agreed )?action(?:s| points| items)\b", re.I)
_LONGEST_LINE = 3000
# "Ask Ann Lee, Cy Hall to reply": others whose task it is.
_ASKS = re.compile(
    r"\b(?:ask|invite|remind|request|encourage|urge|tell|advise|require|allow|enable) [^,;.]+$"
)


def parted(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without rules: broken lines joined, and actions parted from what they end."""
    return [part for block in _joined(blocks) for part in _all_parted(block.hiding())]


def _labelled(block: Block) -> Block:
    """ "[Action: Ann Lee to ask.]" and "**Action** Ann Lee to ask." as with a plain label.

    So "Action 3 Ann Lee to ask.", "AP3 Ann Lee to ask." and "Action AL to ask.", bold or not, and
    "**Action (AL)** to ask.".
    """
    plain = block.plain
    unmarked = _UNMARKED.match(plain) or _UNMARKED_OWNER.match(plain)
    if unmarked and not labels.action(plain) and owners.is_task(plain[unmarked.end() :]):
        runs = (
            *block.part(0, unmarked.end()).runs,
            inline.Run(": "),
            *block.rest(unmarked.end()).runs,
        )
        runs = inline.folded(runs)
        return block.of_runs(runs).hiding()
    if plain[:1] in ("[", "(") and plain[-1:] in ("]", ")") and labels.action(plain[1:]):
        return block.part(1, len(plain) - 1)
    first = block.runs[0] if block.runs else None
    if (
        first
        and len(block.runs) > 1
        and first.style & (inline.STRONG | inline.UNDERLINE)
        and not block.is_bold
        and labels.is_action_label(first.text)
        and (first.text.endswith(")") or plain[len(first.text) :].lstrip()[:1].isupper())
    ):
        runs = (first._replace(text=f"{first.text}:"), *block.runs[1:])
        return block.of_runs(runs).hiding()
    return block


def is_contained(block: Block) -> bool:
    """Whether a block is an action whatever its words: a bullet, a label, owners in brackets."""
    return (
        block.kind is Kind.BULLET
        and labels.action(block.plain) is not None
        and owners.bracketed(block.plain)[0] is not None
    )


def _all_parted(block: Block) -> list[Block]:
    """ "Action 1: Ann Lee to ask. Action 2: Cy Hall to write." is two, and so with more."""
    out: list[Block] = []
    for _ in range(_MOST_LABELS):
        parts = _parted(block)
        if len(parts) != 2 or not labels.action(parts[1].plain) or not labels.action(block.plain):
            return out + parts
        out.append(parts[0])
        block = parts[1]
    return [*out, block]


def _parted(block: Block) -> list[Block]:
    """ "It was late. **Action: Ann Lee to ask why.**" is a point and an action.

    So are "It was late. Action 2: Ann Lee to ask why." and "It was late. **Action (AL)** to ask
    why.", where a sentence ended before.
    """
    if block.kind is Kind.QUOTATION or labels.point(block.plain).is_explicit:
        return [block]
    if (
        not labels.may_hold_action(block.plain)
        or is_contained(block)
        or labels.after_due(block.plain) >= 0
    ):
        return [block]
    block = _labelled(block)
    at = len(block.runs[0].text) if block.runs else 0
    for run in block.runs[1:]:
        before = block.plain[max(0, at - 2) : at].rstrip()
        if run.style & inline.STRONG and (
            (labels.action(run.text) and not before.endswith(("(", "[")))
            or (before.endswith(_ENDS_SENTENCE) and labels.is_action_label(run.text.strip()))
        ):
            last = _labelled(replace(block.part(at, None), kind=Kind.PARAGRAPH))
            if labels.action(last.plain):
                return [block.part(0, at), last]
        at += len(run.text)
    if match := _AT_END.search(block.plain):
        last = _labelled(replace(block.part(match.end(), None), kind=Kind.PARAGRAPH))
        if labels.action(last.plain):
            return [block.part(0, match.end()), last]
    match = _IN_BRACKET.search(block.plain)
    if match and (label := labels.action(block.plain[match.end() :])):
        end = len(block.plain.rstrip(".")) - 1
        if not names.owners(block.plain[match.end() + label.end : end]):
            last = replace(block.part(match.end(), end), kind=Kind.PARAGRAPH)
            return [block.part(0, match.start()), last]
    match = _OWNER_AT_END.search(block.plain)
    if match and labels.is_owner_alone(match["owners"]) and _is_set_off(block, match["label"]):
        at, end = match.start(), match.start("owners")
        runs = inline.folded((inline.Run("Action: "), *block.rest(end).runs))
        last = replace(block.of_runs(runs).hiding(), kind=Kind.PARAGRAPH)
        return [block.part(0, at), last] if at else [last]
    return _run_in(block)


def _is_set_off(block: Block, label: str) -> bool:
    """Whether a label without a colon is told by capitals, or by bold that begins with it."""
    last = block.runs[-1]
    is_bold = last.style & inline.STRONG and last.text.lstrip().startswith(label)
    return label.isupper() or bool(is_bold)


def _run_in(block: Block) -> list[Block]:
    """A label and the lines of its list, where that runs on in one line."""
    label = labels.action(block.plain)
    if label is None or label.number:
        return [block]
    found = list(_RUN_IN.finditer(block.plain[label.end :].lstrip()))
    at = len(block.plain) - len(block.plain[label.end :].lstrip())
    counted = [int(match["number"]) for match in found]
    if len(found) < 2 or found[0].start() or counted != list(range(1, len(found) + 1)):
        return _several(block, label)
    starts = [at + match.start() for match in found]
    ends = [*starts[1:], len(block.plain)]
    parts = [
        block.part(start, start + len(_AND_AT_END.sub("", block.plain[start:end])))
        for start, end in zip(starts, ends, strict=True)
    ]
    return [block.part(0, at), *(replace(part, kind=Kind.PARAGRAPH) for part in parts)]


def _several(block: Block, label: labels.ActionLabel) -> list[Block]:
    """Each task on a line of its own, where one label stands before several and their owners.

    Semicolons part them, and commas and full stops after a label that says so: "Actions".
    """
    text = block.plain[label.end :].lstrip()
    if len(text) > _LONGEST_LINE:
        return [block]
    tasks = _tasks(text, marks=";,." if _SEVERAL.match(block.plain) else ";")
    is_whole = label.owners or owners.bracketed(text)[0] is not None or statuses.report(text)[0]
    if len(tasks) < 2 or tasks[0].start() or is_whole:
        return [block]
    at = len(block.plain) - len(text)
    # A task keeps the full stop after it.
    ends = [at + task.start() + (task["mark"] == ".") for task in tasks[1:]]
    parts = [block.part(0, ends[0])]
    for task, end in zip(tasks[1:], [*ends[1:], len(block.plain)], strict=True):
        words = block.part(at + task.end(), end).runs
        runs = inline.folded((inline.Run("Action: "), *words))
        parts.append(replace(block.of_runs(runs).hiding(), kind=Kind.PARAGRAPH))
    return parts


def _tasks(text: str, marks: str) -> list[re.Match[str]]:
    """Where tasks begin, each with its owner: at the start and after one of the `marks`."""
    found: list[re.Match[str]] = []
    end = 0
    for match in _TASK.finditer(text):
        mark, named = match["mark"] or ";", match["owners"]
        if mark not in marks or match.end() < end:
            continue
        end = match.end("owners")
        is_told = mark == ";" and names.owners(named)
        if is_told or (labels.is_owner_alone(named) and not _ASKS.search(text[: match.start()])):
            found.append(match)
    return found


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Lines parted by a line break become one again, unless the break began something."""
    out: list[Block] = []
    lines: list[Block] = []
    for block in blocks:
        if block.is_rule:
            continue
        if block.is_continued and lines and not _begins_something(block, lines[0]):
            lines.append(block)
            continue
        if lines:
            out.append(_one(lines))
        lines = [block]
    if lines:
        out.append(_one(lines))
    return out


def _one(lines: list[Block]) -> Block:
    if len(lines) == 1:
        return lines[0]
    runs = inline.folded(run for line in lines for run in (*line.runs, inline.Run(" ")))
    return lines[0].of_runs(runs)


def _begins_something(block: Block, before: Block) -> bool:
    """Whether a line after a break begins something, `before` it the first of its lines.

    "4.2 It is late" after "4.1 It is long", "Cy Hall to ask" after "Ann Lee to write", "Cy Hall"
    below "Ann Lee" in a cell, "It was sent" below "Complete".
    """
    plain = block.plain
    is_in_cell = block.cell is not None and labels.is_owner_alone(plain)
    return (
        labels.action(plain) is not None
        or labels.point(plain).is_explicit
        or (is_in_cell and labels.is_owner_alone(before.plain))
        or labels.is_action_heading(plain)
        or labels.after_due(plain) >= 0
        or TYPED_BULLET.match(plain) is not None
        or numbers.follow(before.plain, plain)
        or (_is_task(plain) and (_is_task(before.plain) or labels.is_action_heading(before.plain)))
        or (
            (labels.after_status(plain) >= 0 or labels.after_owner(plain) >= 0)
            # "Status: Complete" below "Action 1: Ann Lee to ask" or "Update: it was sent".
            and (labels.action(before.plain) is not None or labels.after_status(before.plain) >= 0)
        )
        or (
            plain[:1].isupper()
            and bool(statuses.phrase(plain)[0])
            and bool(labels.action(before.plain) or owners.implied(before.plain))
        )
        or (plain[:1].isupper() and statuses.named(before.plain) is not None)
    )


def _is_task(plain: str) -> bool:
    """Whether a line says who is "to" do what, as in a list of actions: "Ann Lee to write"."""
    match = _TASK.match(plain)
    return match is not None and bool(names.owners(match["owners"]))
