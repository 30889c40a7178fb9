"""One line of an attendance list: a person, where from, as what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from ..document import Attendee, Role
from ..passages import as_marks
from . import brackets, explicit, inline, labels, names, posts, roles
from .memory import remembered

_NOTES = re.compile(
    r"(?:items? ?\d.*|[\w ]+ only|via|by|items?|for (?:the )?items?|part|until|from (?:item )?\d+"
    r"|joined|left|all item|on the phone|on ?line|in person|dial|remote(?:ly)?|observer|observing"
    r"|(?:deputi[sz]ed|represented|replaced) by|[A-Z][\w’'-]+ [A-Z][\w’'-]+ (?:attended|attending)"
    r"|presenting|present for|agenda|apologies|absent|not present|ex officio)\b",
    re.I,
)
# As in "Ann Lee (Some Office (item 2))".
_NOTE_WITHIN = re.compile(r"(?P<body>[^()]+?) ?\((?P<note>[^()]+)\)?")
# "Ann Lee (Some Office) gave a presentation." is no line of the attendance.
_SPOKE = re.compile(
    r"\b(?:gave|said|presented|introduced|noted|asked|explained|outlined|welcomed|thanked|reported"
    r"|agreed|led|updated)\b"
)
# So are "Ann Lee (Some Office) briefed the panel" and "Ann Lee, Some Office, took us through it".
_SPOKE_OF = re.compile(
    r"[),] (?:also |then |briefly )?(?!joined|left|attended|arrived|called|dialled)"
    r"(?:[a-z]+ed|spoke|gave|took|ran|led|told|said|set out)"
    r"(?:\.$| (?:the|an?|his|her|their|our|that|on|of|about|through|to|how|what|why|us|all"
    r"|members) )"
)
# "on behalf of Cy Hall" is "for Cy Hall".
_IN_PLACE_OF = re.compile(
    r"(?:(?:deputi[sz]ing|substituting|standing in|sitting in|attending|deputy|alternate) for"
    r"|on behalf of"
    r"|representing) ",
    re.I,
)
# What stands beside a name after a comma or a dash, or needs neither: "Ann Lee for item 3".
_BESIDE = re.compile(
    r", |,$| (?=[–—-] )|\s*[–—]|(?<=\w)- | -(?=[A-Z])"
    rf"| (?=(?:{_IN_PLACE_OF.pattern})[A-Z])| (?=(?:for|from|until) (?:the )?(?:agenda )?items? \d)"
    r"| (?=(?:via|by|on) (?:the )?"
    r"(?:(?:tele|video)?(?:phone|conference|link)|video|teams|zoom|skype)\b)",
    re.I,
)
# The words that say so, which are kept in no field.
IN_PLACE = frozenset(
    "deputising deputizing substituting standing sitting attending in deputy alternate on behalf of"
    " representing".split()
)
# "Some Office, deputising for Cy Hall".
_AFTER_BODY = re.compile(rf", (?={_IN_PLACE_OF.pattern})", re.I)
# "Ann Lee*" refers to a note elsewhere.
_MARKS = re.compile(r" ?(?P<mark>[*†‡]+) ?$")
_DASH = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*")
# "Office for Water Standards" is one name, as is "Adviser for Rural Affairs"; "Home Office for
# Jo Bloggs" is two.
_NAMED_FOR = re.compile(
    r"(?:^|, | [–—-] | of )(?:the )?"
    r"(?:department|dept\.?|ministry|office|directorate|bureau|unit)$"
    r"|\b(?:agency|alliance|association|campaign|centre|charity|college|commission|foundation"
    r"|fund|group|institute|network|partnership|school|society|trust)$"
    rf"|{posts.POST.pattern}$",
    re.I,
)

# "Ann Lee, Some Office <ann@example.org>", "Ann Lee (tel. 020 7946 0018)".
_CONTACT = re.compile(
    r"[(<]?(?:\b(?:tel|telephone|phone|mob|mobile|e-?mail)\b\.?:? ?)?"
    r"(?:[\w.+-]+@[\w-]+\.[\w.-]*\w|(?:\+44|\(?\b0)\d[\d ()-]{7,}\d)[)>]?",
    re.I,
)
# "Ann Lee [Some Office]" is "Ann Lee (Some Office)".
ROUND = str.maketrans("[]", "()")
# A longer line tells of more than one person.
_LONGEST = 1000


@dataclass(slots=True)
class _Parts:
    name: str
    honorific: str = ""  # where a bracket right after the name can hold its initials
    organisation: str = ""
    description: str = ""
    role: Role | None = None
    deputy_for: str = ""
    note: str = ""
    letters: str = ""  # after the name: "OBE MP"
    held_at: str = ""  # the body that a post names

    def take(self, text: str) -> None:
        """One part of a line beside the name, sorted by its words."""
        text = text.strip(" ,;")
        if not text:
            return
        if (inner := _NOTE_WITHIN.fullmatch(text)) and _NOTES.match(inner["note"]):
            self.take(inner["body"])
            self.take(inner["note"])
        elif (parts := self._initials_apart(text))[0]:
            # As in "Ann Lee (AL, Some Office)" or "Ann Lee (Some Office, AL)".
            self.take(parts[1])
            self.take(parts[0])
        elif text.casefold() in roles.ROLES and self.role is None:
            self.role = roles.ROLES[text.casefold()]
        elif (two := text.casefold().partition(" and "))[0] in roles.ROLES and two[
            2
        ] in roles.ROLES:
            # As in "Ann Lee (Secretary and minute taker)".
            first, _, second = text.partition(" and ")
            self.take(first)
            self.note = f"{self.note}; {second}" if self.note else second
        elif (
            (match := _IN_PLACE_OF.match(text))
            and not self.deputy_for
            and names.is_person(_before_dash(text[match.end() :]))
        ):
            self.take(f"for {text[match.end() :]}")
        elif (
            text.casefold().startswith("for ")
            and not self.deputy_for
            and names.is_person(_before_dash(text[4:]))
        ):
            who, organisation = _split_dash(text[4:])
            self.deputy_for = who
            self.role = self.role or Role.DEPUTY
            if organisation:
                self.take(organisation)
        elif _are_letters(text) and not (self.letters or self._are_initials(text)):
            self.letters = text
        elif _NOTES.match(text) or self._are_initials(text):
            self.note = f"{self.note}; {text}" if self.note else text
        elif (match := posts.AT_BODY.fullmatch(text)) and not self.description:
            self.description, self.held_at = text, match["body"]
        elif match := posts.BESIDE.fullmatch(text):
            self.take(match["organisation"] or match["body"] or match["short"])
            self.take(match["post"] or match["acting"] or match["other"] or match["held"])
        elif names.begins_small(text) or (posts.is_held(text) and not self.description):
            # What somebody is, not where from: "practising barrister".
            self.description = f"{self.description}, {text}" if self.description else text
        elif not self.organisation:
            self.organisation = text
        else:
            self.note = f"{self.note}; {text}" if self.note else text

    def _are_initials(self, text: str) -> bool:
        return are_initials(text, self.name, self.honorific)

    def _initials_apart(self, text: str) -> tuple[str, str]:
        """The initials of the name that begin or end what stands beside it, and the rest."""
        if ", " in text:
            first, _, rest = text.partition(", ")
            if self._are_initials(first):
                return first, rest
            rest, _, last = text.rpartition(", ")
            if self._are_initials(last):
                return last, rest
        return "", text


def _are_letters(text: str) -> bool:
    """Whether words are letters that stand after a name: "OBE MP"."""
    return all(map(names.is_post_nominal, text.split()))


def are_initials(text: str, name: str, honorific: str = "") -> bool:
    """ "HS" and "HSa" are Helen Sand's, "AMvS" is Ann-Marie van Sand's.

    Of one name the title has a part in them: "LS" and "LSa" are Lord Sand's.
    """
    if honorific and " " not in (surname := name.partition(" of ")[0]):
        letters = honorific.rpartition(" ")[2][0] + surname
        return 1 < len(text) <= 4 and letters.startswith(text)
    words = name.replace("-", " ").split()
    if len(words) > 2 and text == "".join(word[0] for word in words):
        return True
    initials = "".join(word[0] for word in words if word[0].isupper())
    return 1 < len(text) <= 4 and len(initials) > 1 and text[:2] == initials[0] + initials[-1]


def _before_dash(text: str) -> str:
    return _split_dash(text)[0]


def _split_dash(text: str) -> tuple[str, str]:
    for mark in (_DASH, re.compile(", ")):
        if match := mark.search(text):
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.strip(), ""


def told_initials(one: Attendee) -> set[str]:
    """The initials that are noted of somebody."""
    noted = one.note.split("; ")
    return {part for part in noted if are_initials(part, one.name, one.honorific)}


def attendee(line: str, *, is_name: Callable[[str], bool] = names.is_person) -> Attendee | None:
    """The person on a plain line; None if it is no such line. Presence is for the caller.

    "Dr Jo Bloggs, Some Office (minute taker) (for Ann Lee) – from item 3"
    "Jo Bloggs – Chair", "Jo Bloggs (Some Office, secretariat)"
    "Jo Bloggs*": the star is a note.
    "Name: Jo; Organisation: Some Office": the explicit form, semicolons within doubled.

    `is_name` tells what can be a name.
    """
    line = as_marks(line)
    reason, start = labels.withheld(line)
    line = line[start:].strip()
    if not line:
        return Attendee(name="", withheld=reason) if reason else None
    person = explicit.read(line)
    if person is None:
        if not reason and "[" in line:
            reason, line = _withheld_at_end(line)
        person = _natural(line, is_name)
    return replace(person, withheld=reason) if person and reason else person


def _withheld_at_end(line: str) -> tuple[str, str]:
    """The reason after somebody, and who it is: "Jo Bloggs, Some Office [withheld: asked]"."""
    at = line.rfind(" [")
    reason, end = labels.withheld(line, at + 1)
    return (reason, line[:at].rstrip()) if reason and end == len(line) else ("", line)


def is_explicit(line: str) -> bool:
    """Whether a line is marked as a person: by `[withheld: …]` or by `Name:`."""
    line = as_marks(line)
    reason, end = labels.withheld(line)
    is_marked = bool(reason) or line[end:].startswith("Name: ")
    return is_marked and attendee(line) is not None


@remembered
def is_attendee(line: str) -> bool:
    if is_explicit(line):
        return True
    return len(line) <= _LONGEST and not _is_sentence(line) and attendee(line) is not None


def is_note(text: str) -> bool:
    """Whether a part of a line tells when or how somebody was there: "item 2", "by phone"."""
    return _NOTES.match(text) is not None


def contacts(line: str) -> list[str]:
    """The addresses and numbers on a line by which to reach somebody: no field holds them."""
    return [match.group().strip("()<>") for match in _CONTACT.finditer(line)]


def without_contacts(line: str) -> str:
    may_have = "@" in line or "0" in line or "+44" in line
    return _CONTACT.sub("", line) if may_have else line


def tells_what_was_said(line: str) -> bool:
    """Whether a line tells what somebody did: "Ann Lee gave a talk"."""
    return _SPOKE.search(line) is not None


def _is_sentence(line: str) -> bool:
    words = line.count(" ") + 1
    return (
        words > 25
        or (line.endswith(".") and (words > 10 or tells_what_was_said(line)))
        or (words > 3 and _SPOKE_OF.search(line) is not None)
    )


def write_natural(person: Attendee, *, in_bracket: bool = False) -> str:
    """The line a secretary would write; it may read otherwise where names are unusual.

    The organisation stands after a comma, or `in_bracket`.
    """
    letters, _, description = person.description.partition(", ")
    if not letters or not _are_letters(letters):
        letters, description = "", person.description
    line = f"{person.honorific} {person.name} {letters}".strip()
    organisation = person.organisation
    if organisation:
        line += f" ({organisation})" if in_bracket else f", {organisation}"
    line += f", {description}" if description else ""
    if person.role and not (person.role is Role.DEPUTY and person.deputy_for):
        line += f" ({person.role})"
    if person.deputy_for:
        line += f" (for {person.deputy_for})"
    if person.note:
        line += f" – {person.note}"
    return line


@lru_cache(maxsize=256)
def _natural(line: str, is_name: Callable[[str], bool]) -> Attendee | None:
    if len(line) > _LONGEST:
        return None
    line = inline.fold(without_contacts(line)).translate(ROUND).strip(" ,;")
    mark = ""
    if marked := _MARKS.search(line):
        line, mark = line[: marked.start()], marked["mark"]
    head, groups, tail = brackets.parted(line)
    name, rest = head, ""
    if match := _BESIDE.search(head):
        name, rest = head[: match.start()], head[match.end() :].strip(" –—-")
    if (marked := _MARKS.search(name)) and not mark:
        name, mark = name[: marked.start()], marked["mark"]
    name, letters = names.post_nominals(name.strip())
    title, bare = names.honorific(name)
    if not is_name(name):
        return None
    parts = _Parts(bare, "" if rest else title, note=mark, letters=letters)
    for piece in _pieces(rest):
        parts.take(piece)
    for group in groups:
        for piece in _pieces(group):
            parts.take(piece)
    # After a bracket that told no organisation, a dash can: "Ann Lee (AL) – Some Office".
    is_listed = tail.startswith((",", " for ")) or not (parts.organisation or parts.description)
    tail = tail.strip(" –—-,;.")
    if is_listed or tail.casefold() in roles.ROLES:
        # As in "Ann Lee (Chair), Some Office" or "Jo Bloggs (Some Office) – Chair".
        for piece in _pieces(tail):
            parts.take(piece)
    elif tail:
        parts.note = f"{parts.note}; {tail}" if parts.note else tail
    return Attendee(
        name=bare,
        honorific=title,
        organisation=parts.organisation or parts.held_at,
        description=", ".join(filter(None, (parts.letters, parts.description))),
        role=parts.role,
        deputy_for=parts.deputy_for,
        note=parts.note,
    )


def _pieces(text: str) -> list[str]:
    """Parts of what stands beside a name; a last part that is a role or note stands alone."""
    text = text.strip()
    if not text:
        return []
    if ";" in text:
        return [piece for part in text.split(";") for piece in _pieces(part)]
    if text.casefold().startswith("for ") or _IN_PLACE_OF.match(text):
        return [text]
    if (match := _AFTER_BODY.search(text)) and names.is_person(
        _before_dash(_IN_PLACE_OF.sub("", text[match.end() :], count=1))
    ):
        return [*_pieces(text[: match.start()]), text[match.end() :]]
    first, found, deputised = text.partition(" for ")
    if (
        found
        and names.is_person(_before_dash(deputised))
        and not _NOTES.match(text)
        and not _NAMED_FOR.search(first)
    ):
        return [*_pieces(first), f"for {deputised}"]
    first, found, last = text.rpartition(", ")
    if found and posts.OF_SEVERAL.match(first) and names.is_body(last):
        return [first, last]
    # "Deputy Director – Water Team, Some Office" parts at the dash, which comes first.
    marks = [mark for mark in (", ", " - ", " – ", " — ") if mark in text]
    for mark in sorted(marks, key=text.index):
        first, found, last = text.rpartition(mark)
        is_post = posts.POST.match(last) and names.is_body(first) and not posts.POST.search(first)
        if found and (is_post or last.strip(" ,").casefold() in roles.ROLES or _NOTES.match(last)):
            return [*_pieces(first), last]
        first, found, last = text.partition(mark)
        if found and (
            first.casefold() in roles.ROLES
            or _are_letters(first)
            or (posts.POST.search(first) and not posts.POST.search(last))
        ):
            return [first, *_pieces(last)]
    return [text]
