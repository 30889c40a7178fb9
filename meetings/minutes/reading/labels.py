"""Labels: the words in front of a line that say what it is, and explicit marks.

Explicit marks are what the writer prints where the words alone would read otherwise:
`Point:` before text that is nothing but a point, `[withheld: …]`, `[A; B;]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..document import Status
from . import deadlines, names, numbers, statuses
from .memory import remembered

NO_OWNER = "no owner"
NOT_STATED = "not stated"
_OFFICES = frozenset(["all", "chair", "secretary", "secretariat"])
NOT_WITHHELD = "[not withheld]"

_REFERENCE = r"[A-Z][A-Z0-9]*-\d+"
_WORD = (
    r"(?:new |agreed |follow[- ]?up |(?P<office>secretariat) )?actions?(?: (?:points?|items?))?"
    r"(?: (?:agreed|arising|required))?"
)
_ACTION = re.compile(
    rf"(?:{_WORD}(?: no\.?| number)?(?: #?(?P<number>{numbers.PATTERN}))?|AP ?(?P<point>\d[\w./]*))"
    rf"(?: ?\((?P<reference>{_REFERENCE})\))?"
    # As in "Action (Ann Lee):", "Action [AL]:", "Action for DCLG:" and "Action by: DCLG".
    r"(?: ?[(\[](?P<bracket>[^():\[\]]{2,80})[)\]]| (?:for|on|by) (?P<whose>[^():.]{2,80})"
    r"| (?:for|on|by)(?= ?:)"
    # And "Action 3 from May:", "Action 3, 4 October:".
    r"|(?:, | (?=(?:from|of|raised) ))(?P<raised>[^():.–—]{3,40}?))?"
    r"(?P<mark> ?:| ?[–—-](?= )|\.(?= ))",
    re.I,
)
# As in "Action – Ann Lee:", "Action 3 / Ann Lee:", "Action 3 AL:" and "ACTION AL/CH:".
_OWNED_ACTION = re.compile(
    rf"{_WORD}(?: no\.?| number)?(?: #?(?P<number>{numbers.PATTERN}))?(?P<dash> ?[–—/,-])?"
    r" (?P<owners>[^():.–—]{2,60}?) ?:",
    re.I,
)
# The meeting that gave an earlier action its number: "Action 9 (4 October):", "(from May):".
_MEETING = re.compile(
    r"(?:from |of |raised (?:at|on|in) |meeting (?:of|on) )*(?:the )?(?P<when>[^()]{3,40}?)"
    r"(?: meeting| minutes)?",
    re.I,
)
_LAST = re.compile(r"last|previous", re.I)
_BY = re.compile(r"by ", re.I)
# "Action (from May): write", "Action for next meeting: write", "Urgent action: write", and at the
# end "A plan is due. [ACTION]", "A plan is due (Action 1)".
_LIKE_ACTION = re.compile(
    r"(?:(?!no |the |an? |th(?:is|ese) )[\w’'-]+ ){0,2}"
    r"actions?(?! (?:plan|log|list|group|team|track))(?: [\w’'./-]+){0,3}"
    r"(?: ?[(\[][^()\[\]]{1,80}[)\]])? ?: ?\S"
    r"|.*\S\s+[(\[]actions?(?: [^()\[\]]{1,40})?[)\]]\.?$",
    re.I,
)
_ACTIONS = r"(?:new |agreed |further )?actions?(?: points?| items?)?(?: (?:agreed|arising))?"
_BARE_ACTION = re.compile(rf"{_ACTIONS}|summary of actions(?: points?)?", re.I)
# "Actions for next meeting:", "Actions from this meeting": more than a label.
_ANNOUNCES = re.compile(
    rf"{_ACTIONS} "
    r"(?:(?:from|at|of) (?:this|today[’']s) meeting|(?:for|before) (?:the )?next meeting)",
    re.I,
)
_ARE_NEW = re.compile(
    r"(?:new|agreed|further) actions?(?: points?| items?)?"
    r"|actions?(?: points?| items?)? (?:agreed|arising)",
    re.I,
)
_POINT_OF_ACTION = re.compile(r"AP ?\d", re.I)
_LABEL_ALONE = re.compile(rf"{_WORD}(?: {numbers.PATTERN})?|AP ?\d[\w./]*", re.I)
# Who acts, so short that nothing else can be meant: "AL", "AL/DFX and CH".
_INITIALS = re.compile(r"(?!(?:LOG|PLAN|LIST|NOTE|ITEM|AREA|TEAM|NOW|NOT?|IS|ON|FOR)\b)[A-Z]{2,4}")
_NO_ACTION = re.compile(
    r"(?:(?:there (?:were|was|are|is) )?(?:none|nil|no (?:new |further )?actions?"
    r"(?: points?| items?)?)(?: (?:were |was )?"
    r"(?:agreed|arising|arose|identified|noted|raised|recorded|required|taken))?"
    r"(?: (?:at|from|on|under) this (?:item|meeting))?"
    r"|n/?a|noted|[–—-]+)\.?",
    re.I,
)
_DUE = re.compile(r"(?:due(?: date| by)?|deadline|target date|timescale|(?:by )?when|by) ?:", re.I)
_OWNER = re.compile(
    r"(?:(?:action )?(?:owners?|leads?)|responsib(?:le|ility)|(?:by )?whom?|assigned to) ?:", re.I
)
_STATUS = re.compile(r"(?:status|progress|update|outcome|response|result) ?:", re.I)
# "Responsibility :" and all others like it are shorter.
_LONGEST_LABEL = 24
_PRESENTERS = re.compile(r"(?:presenters?|presented by|led by) ?:", re.I)
_ALLOTTED = re.compile(r"Allotted: (?P<minutes>0|[1-9]\d{0,4}) minutes?")
_ADVICE = re.compile(r"Panel[’']s advice: ?")
_LATER = re.compile(r"For a later meeting: ?")
_POINT = re.compile(r"Point: ?")


@dataclass(frozen=True, slots=True)
class ActionLabel:
    """`Action 3 (CJ-37):`; `end` is where its text begins in the plain text.

    `owners` are those it names, as in `Action (Ann Lee):`, and `due` the deadline that it
    tells, as in `Action (Ann Lee, by May):`. `meeting` is what stands in the bracket of
    `Action 9 (4 October):`, the meeting that raised it if it is an earlier action, and else
    the deadline.
    """

    end: int
    number: str = ""
    reference: str = ""
    owners: tuple[str, ...] = ()
    due: str = ""
    meeting: str = ""


@remembered
def action(plain: str) -> ActionLabel | None:
    """The label of an action at the start of a line, if one stands there.

    "Action:", "Action 3.", "Action Point 3 –", "AP3:", "Action (Ann Lee):", "Action AL:", and
    without a number "Action – Ann Lee to write", but not "Action – on roads – was late".
    """
    if plain[:1] not in "AaNnFfSs":
        return None
    match = _ACTION.match(plain)
    is_certain = match and match["mark"].strip() == ":" and not match["raised"]
    if not is_certain and (owned := _owned(plain)):
        return owned
    if match is None:
        return None
    number = (match["number"] or match["point"] or "").rstrip(".")
    bracket = match["bracket"] or match["raised"] or ""
    who, due = deadlines.apart(bracket or match["whose"] or "")
    named = names.owners(who or match["office"] or "")
    meeting = bracket if number and _names_meeting(bracket) else ""
    is_told = named or meeting or (bracket and due and not who)
    if (bracket or match["whose"]) and not is_told:
        return None
    has_words = plain[match.end() :].lstrip()[:1].isupper()
    if match["mark"].strip() != ":" and not number and not (match["mark"] != "." and has_words):
        return None
    return ActionLabel(match.end(), number, match["reference"] or "", tuple(named), due, meeting)


def _names_meeting(words: str) -> bool:
    match = _MEETING.fullmatch(words)
    return match is not None and (
        _LAST.fullmatch(match["when"]) is not None
        or (not _BY.match(words) and deadlines.is_alone(match["when"]))
    )


def _owned(plain: str) -> ActionLabel | None:
    """A label that ends with who acts: "Action – Ann Lee:"; without a dash no full names.

    "Action AL:", but not "Action Plan Review:".
    """
    match = _OWNED_ACTION.match(plain)
    if match is None or not is_owner_alone(match["owners"]):
        return None
    named = names.owners(match["owners"])
    if not match["dash"] and any(map(names.is_person, named)):
        return None
    return ActionLabel(match.end(), match["number"] or "", owners=tuple(named))


def is_like_action(plain: str) -> bool:
    """Whether a line has a label with the word Action in it, but none that is read as such."""
    return may_hold_action(plain) and _LIKE_ACTION.match(plain) is not None


@remembered
def may_hold_action(plain: str) -> bool:
    """Whether the label of an action can stand somewhere on a line: what is quickly told."""
    folded = plain.casefold()
    return "action" in folded or ("ap" in folded and _POINT_OF_ACTION.search(plain) is not None)


def is_action_label(words: str) -> bool:
    """Whether `words` are a label without its colon: "Action", "Action 3", "Action (Ann Lee)"."""
    label, bracket, who = words.removesuffix(")").partition(" (")
    if bracket and not (words.endswith(")") and names.owners(deadlines.apart(who)[0])):
        return False
    return _LABEL_ALONE.fullmatch(label) is not None


def is_no_action(words: str) -> bool:
    """Whether what stands where an action would says that there is none: "None", "N/A"."""
    return _NO_ACTION.fullmatch(words.strip()) is not None


@remembered
def is_owner_alone(words: str) -> bool:
    """Whether `words` can be nothing but who is to act: initials, names in full, an office."""
    named = names.owners(words)
    return bool(named) and all(
        _INITIALS.fullmatch(one) or names.is_person(one) or one.casefold() in _OFFICES
        for one in named
    )


@remembered
def is_action_heading(plain: str) -> bool:
    """`Actions` on a line of its own, over a list of them."""
    return _BARE_ACTION.fullmatch(plain.rstrip(" :.")) is not None


def are_new(plain: str) -> bool:
    """Whether a line over actions says that this meeting raised them: "New actions:"."""
    words = plain.rstrip(" :.")
    return _ARE_NEW.fullmatch(words) is not None or _ANNOUNCES.fullmatch(words) is not None


def announces_actions(plain: str) -> bool:
    """Whether a line over a list says that these are new actions, and more: "for next meeting"."""
    return _ANNOUNCES.fullmatch(plain.rstrip(" :.")) is not None


@remembered
def after_due(plain: str) -> int:
    """Where the words begin in a line `Due: …`, or -1."""
    return _after(_DUE, plain)


def after_owner(plain: str) -> int:
    """Where the words begin in a line `Owner: …`, or -1."""
    return _after(_OWNER, plain)


def after_status(plain: str) -> int:
    """Where the words begin in a line `Status: …`, or -1."""
    return _after(_STATUS, plain)


def after_presenters(plain: str) -> int:
    """Where the words begin in a line `Presenters: …`, or -1."""
    return _after(_PRESENTERS, plain)


def allotted(plain: str) -> int | None:
    """The minutes of a line `Allotted: 10 minutes`, on an agenda."""
    match = _ALLOTTED.fullmatch(plain)
    return int(match["minutes"]) if match else None


def _after(pattern: re.Pattern[str], plain: str) -> int:
    if ":" not in plain[:_LONGEST_LABEL]:
        return -1
    match = pattern.match(plain)
    return match.end() if match else -1


def stated_status(words: str) -> tuple[bool, Status | None]:
    """Whether `words` after `Status:` are nothing but a status, and which."""
    if words == NOT_STATED:
        return True, None
    status = statuses.named(words)
    return status is not None, status


_WITHHELD = re.compile(r"\[withheld ?: ?", re.I)


def withheld(plain: str, start: int = 0) -> tuple[str, int]:
    """The reason in `[withheld: …]` and where what follows it begins; ("", start) if none.

    A bracket inside the reason is doubled.
    """
    if plain.startswith(NOT_WITHHELD, start):
        return "", start + len(NOT_WITHHELD)
    mark = _WITHHELD.match(plain, start) if plain.startswith("[", start) else None
    if mark is None:
        return "", start
    reason: list[str] = []
    at = mark.end()
    while at < len(plain):
        char = plain[at]
        if char == "]":
            if plain[at + 1 : at + 2] != "]":
                told = "".join(reason)
                return (told, at + 1) if told.strip() else ("", start)
            at += 1
        reason.append(char)
        at += 1
    return "", start


def write_withheld(reason: str) -> str:
    return "[withheld: " + reason.replace("]", "]]") + "]"


def parted(text: str) -> list[str]:
    """`text` parted at its single semicolons; a doubled one is a semicolon of the text."""
    parts: list[str] = []
    part: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == ";" and text[at + 1 : at + 2] != ";":
            parts.append("".join(part).strip())
            part = []
        else:
            at += char == ";"
            part.append(char)
        at += 1
    parts.append("".join(part).strip())
    return parts


@dataclass(frozen=True, slots=True)
class PointMarks:
    """What stands in front of a point's text; `end` is where the text begins."""

    end: int = 0
    is_advice: bool = False
    is_for_later: bool = False
    withheld: str = ""
    is_explicit: bool = False


_UNMARKED = PointMarks()


@remembered
def point(plain: str) -> PointMarks:
    """The marks in front of a point."""
    if plain[:1] not in ("[", "P", "F", " "):
        return _UNMARKED
    reason, end = withheld(plain)
    is_explicit = end > 0
    end = _skip_space(plain, end)
    is_advice = is_for_later = False
    if match := _ADVICE.match(plain, end):
        is_advice = is_explicit = True
        end = match.end()
    if match := _LATER.match(plain, end):
        is_for_later = is_explicit = True
        end = match.end()
    if not reason and end:
        # "For a later meeting: [withheld: section 43] Prices".
        reason, end = withheld(plain, end)
        end = _skip_space(plain, end)
    if match := _POINT.match(plain, end):
        is_explicit = True
        end = match.end()
    return PointMarks(end, is_advice, is_for_later, reason, is_explicit)


def _skip_space(plain: str, at: int) -> int:
    return at + 1 if plain[at : at + 1] == " " else at
