"""Sub-groups: bodies that a panel has beside itself, named with it."""

from __future__ import annotations

import re

_KIND = (
    r"(?:sub-? ?(?:group|committee|panel)|(?:working|task(?:[ -]and[ -]finish)?) (?:group|party)"
    r"|task-? ?force)"
)
# "Weirs Sub-Group", "Working Group on Weirs"; "report of the working group" names none.
_NAME = (
    r"(?:(?!(?:by|from|its|of|our|the|to)\b)[\w&’'/-]+,? )*"
    rf"\b{_KIND}(?: (?:on|for) [^:()]+)?"
)
_SUBGROUP = re.compile(_NAME, re.I)
# As in "Some Panel: Weirs Sub-Group" and "Some Panel (Weirs Working Group)".
_BESIDE = re.compile(rf"(?P<panel>.+?)(?:\s*[:,(]\s*|\s+[–—-]\s+){_NAME}\)?", re.I)
# As in "Weirs Sub-Group of the Some Panel".
_OF = re.compile(rf"{_NAME} of (?:the )?(?P<panel>.+)", re.I)


def is_named(words: str) -> bool:
    """Whether words name a sub-group: "Weirs Sub-Group", "Working Group on Weirs"."""
    return _SUBGROUP.fullmatch(words) is not None


def panel_of(name: str) -> str:
    """The panel that a sub-group's name says it is of, or ""."""
    match = _BESIDE.fullmatch(name) or _OF.fullmatch(name)
    return match["panel"] if match else ""
