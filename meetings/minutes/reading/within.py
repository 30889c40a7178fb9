"""Within: an action that is a part of a paragraph, told by who is to act.

"It was agreed to ask why (Action DCLG). Then …", "A summary is due. **(Ann Lee)**"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import inline, labels, names, owners, tasks
from .blocks import Block

# "It was agreed to ask why. (Action DCLG)", "[Action 3: Ann Lee]".
_IN_BRACKET = re.compile(
    r"\s*[(\[]Actions?(?: (?P<number>\d{1,3}))?(?: for)?(?::| [–—-])?"
    r" (?P<owners>[^()\[\]]{2,80})[)\]]\.?",
    re.I,
)
_BOLD_BRACKET = re.compile(r"\s*\((?P<owners>[^()]{2,80})\)\.?")
_AT_END = "who is named at its end may be to act: read as an action"


class Within(NamedTuple):
    """Where an action's sentence begins and ends, where the text goes on, and its label.

    `why` it is doubted.
    """

    start: int
    end: int
    goes_on: int
    label: labels.ActionLabel
    why: str = ""


def found(block: Block, people: frozenset[str]) -> Within | None:
    """The action that a paragraph holds, if it does; `people` are those who were listed."""
    return _in_bracket(block) or _before_bold_bracket(block) or _before_name(block, people)


def _in_bracket(block: Block) -> Within | None:
    """ "To ask why (Action DCLG). Then …"."""
    if not labels.may_hold_action(block.plain):
        return None
    match = _IN_BRACKET.search(block.plain)
    named = names.owners(match["owners"]) if match and match.start() else []
    if match is None or not named:
        return None
    label = labels.ActionLabel(0, match["number"] or "", owners=tuple(named))
    start = owners.last_sentence(block.plain[: match.start()])
    return Within(start, match.start(), match.end(), label)


def _before_bold_bracket(block: Block) -> Within | None:
    """ "A summary is due. **(Ann Lee)**": all of the paragraph."""
    last = block.runs[-1] if block.runs else None
    if last is None or not last.style & inline.STRONG or len(block.runs) < 2:
        return None
    match = _BOLD_BRACKET.fullmatch(last.text)
    named = names.owners(match["owners"]) if match else []
    if not named or any(run.style & inline.STRONG for run in block.runs[:-1]):
        return None
    at = len(block.plain) - len(last.text.lstrip())
    return Within(0, at, len(block.plain), labels.ActionLabel(0, owners=tuple(named)))


def _before_name(block: Block, people: frozenset[str]) -> Within | None:
    """ "It was late. Somebody is to ask why. **AL**"."""
    apart = tasks.set_apart(block, people)
    if apart is None:
        return None
    start, end, named = apart
    label = labels.ActionLabel(0, owners=named)
    return Within(start, end, len(block.plain), label, _AT_END)
