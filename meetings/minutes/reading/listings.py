"""Listings: several people on one line of the attendance, and what they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..passages import as_marks
from . import misfits, names, people, posts, roles, withheld
from .columns import Line
from .memory import remembered

_WHOSE = "an organisation after several people without one: read as the last one’s alone"
_PAIRED = "a name after a name, where the others have an organisation: read as that"
_THEIRS = "an organisation after several people without one: read as the last two’s alone"
_EX_OFFICIO = re.compile(r"(?:[–-] ?)?\bex[ -]officio ?: ?", re.I)
_SINGULAR = {
    "councillors": "Councillor",
    "cllrs": "Cllr",
    "messrs": "Mr",
    "drs": "Dr",
    "professors": "Professor",
    "profs": "Prof",
}
_TITLES = re.compile(rf"(?P<titles>{'|'.join(_SINGULAR)})\.? (?=[A-Z])", re.I)
_BRACKETS = re.compile(r" ?\([^()]*\)")
_COMMA_WITHIN = re.compile(r"\([^)]*,")
_BEFORE_NAME = re.compile(r"(?:^|(?<=, )|(?<= and ))(?=[A-Z])")
_BETWEEN_PEOPLE = re.compile(r"(\(|\)|, | and |; |(?<=\)) (?=[A-Z])|(?<=\)\.) (?=[A-Z]))")
_INITIALS = re.compile(r" ?(?P<name>[^(]+?) ?\((?P<initials>[A-Z][A-Za-z]{1,3})[,)]")
# As in "Ann Lee, Jo Bloggs – both Some Office".
_OF_ALL = re.compile(
    r"[(–—-] ?(?P<how_many>both|all) (?P<organisation>[A-Z][^(),]*)(?:, (?P<role>\w+))?"
)


def _nobody_tells(_: str) -> bool:
    return False


def people_in(
    text: str, *, is_body: Callable[[str], bool] = _nobody_tells
) -> tuple[list[Line], list[str]]:
    """People run in, and the parts that are nobody.

    "Ann Lee (Some Office), Jo Bloggs and Cy Hall (Some Group) Ex Officio: Bo Lund"
    `is_body` tells which names are surely where the person before them is from.
    """
    text, marked = withheld.without_marks(as_marks(text))
    if marked:
        found, nobody = people_in(text, is_body=is_body)
        return withheld.withheld(found, marked), nobody
    lines: list[Line] = []
    unread: list[str] = []
    first, *others = _EX_OFFICIO.split(_each_titled(text.translate(people.ROUND)))
    for part, is_ex_officio in [(first, False), *((other, True) for other in others)]:
        groups = _groups(part, is_body)
        for group in groups:
            found, nobody = _group(group, is_line=len(groups) > 1 and len(group) == 1)
            lines += [_ex_officio(line) for line in found] if is_ex_officio else found
            unread += nobody
    return lines, unread


def with_commas(text: str) -> str:
    """ "Ann Lee & Jo Day", "Ann Lee / Jo Day" and "Ann Lee | Jo Day" with "and" or a comma.

    In "Ann Lee (Fen & Co)" the mark is a part of a name, as in "Ann Lee, Fen & Co".
    """
    for mark, instead in ((" & ", " and "), (" / ", ", "), (" | ", ", ")):
        if mark not in text:
            continue
        outside = _BRACKETS.sub("", text)
        parts = outside.replace(mark, ", ").replace(" and ", ", ").split(", ")
        if outside.count(mark) == text.count(mark) and all(map(names.is_person, parts)):
            text = text.replace(mark, instead)
    return text


def _each_titled(text: str) -> str:
    """ "Councillors Fox, Bell (Chair) and Orr" with the title of each."""
    match = _TITLES.match(text)
    if match is None or _COMMA_WITHIN.search(text):
        return text
    return _BEFORE_NAME.sub(f"{_SINGULAR[match['titles'].lower()]} ", text[match.end() :])


def _groups(text: str, is_body: Callable[[str], bool]) -> list[list[str]]:
    """The parts of a listing, each with somebody, in groups that share what is said of all.

    Where semicolons part the people, commas do not: "Ann Lee, Some Office; Cy Hall, Mill,
    Road and Co". But "…; Ann Lee, Jo Bloggs (both Some Office)" are two at its end, and
    "Ann Lee, Jo Bloggs and Cy Hall, Some Office; …" three from there.
    """
    parts = [part.strip(" .") for part in text.split(";") if part.strip(" .")]
    if len(parts) < 2 or not all(map(misfits.lines_on, parts)):
        return [_parts(text, is_body)]
    return [_group_of(part, _parts(part, is_body)) for part in parts]


def _group_of(text: str, parts: list[str]) -> list[str]:
    """What stands between two semicolons, as its parts if they are several people."""
    if _OF_ALL.search(text):
        return parts
    if not _are_together(parts):
        return [text]
    *before, last = parts
    return [*(f"{part.removesuffix(' and')} and" for part in before), last]


def _group(parts: Iterable[str], *, is_line: bool) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    unread: list[str] = []
    shared: list[int] = []  # where somebody follows an "and"
    for part in parts:
        is_joined = part.endswith(" and")
        part = part.removesuffix(" and").strip(" .,;–—-")
        person = people.attendee(part)
        told = [Line(person=person, printed=part)] if person else []
        told = told or misfits.of_body(part) or misfits.with_others(part)
        told = told or misfits.in_listing(part, ")")
        if is_line:
            told = misfits.lines_on(part)
        if not told:
            unread.append(part)
            continue
        lines += told
        if is_joined:
            shared.append(len(lines))
    for index in reversed(shared):
        if index < len(lines):
            lines[index - 1] = misfits.sharing(lines[index - 1], lines[index])
    return _doubted(_paired(_each_with_initials(_all_of(lines)))), unread


def _doubted(lines: list[Line]) -> list[Line]:
    """ "Ann Lee, Jo Day, Mill Trust": whether Ann Lee is from there too is not told.

    Nor is it in "Ann Lee, Jo Day and Cy Hall of the Mill Trust".
    """
    for index, line in enumerate(lines[1:], 1):
        one, before = line.person, lines[index - 1]
        is_told = one and one.organisation and line.printed.endswith(f", {one.organisation}")
        if not one or not is_told or not _is_name(before, or_initials=True):
            continue
        are_two = before.person is not None and before.person.organisation == one.organisation
        if not are_two or (index > 1 and is_bare(lines[index - 2], or_initials=True)):
            why = _THEIRS if are_two else _WHOSE
            return [*lines[:index], replace(line, why=why), *lines[index + 1 :]]
    return lines


def _paired(lines: list[Line]) -> list[Line]:
    """ "Ann Lee, DFX, Jo Day, Blue Reef, Cy Hall, QRS": most are told with a body, so all are."""
    found: list[Line] = []
    count = at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not is_bare(line):
            if "(" in line.printed or ", " not in line.printed:
                return lines
            found.append(line)
        elif at == len(lines) or not is_bare(lines[at]) or names.honorific(lines[at].printed)[0]:
            return lines
        else:
            printed = f"{line.printed}, {lines[at].printed}"
            found.append(Line(person=people.attendee(printed), printed=printed, why=_PAIRED))
            count, at = count + 1, at + 1
    return found if 0 < count * 2 < len(found) else lines


def _each_with_initials(lines: list[Line]) -> list[Line]:
    """ "Ann Lee (AL), Mill Trust, Jo Day (JD), Blue Reef": who has no initials is a body.

    So it is where everybody then has both.
    """
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else Line()
        has_initials = not is_bare(before) and is_bare(before, or_initials=True)
        if has_initials and is_bare(line) and not names.honorific(line.printed)[0]:
            printed = f"{before.printed}, {line.printed}"
            found[-1] = Line(person=people.attendee(printed), printed=printed, why=_PAIRED)
        else:
            found.append(line)
    have_both = (
        line.person
        and people.told_initials(line.person)
        and (line.person.organisation or line.person.role)
        for line in found
    )
    return found if 1 < len(found) < len(lines) and all(have_both) else lines


def _is_name(line: Line, *, or_initials: bool = False) -> bool:
    """Whether a line is printed as a name and no more, "Ann Lee (AL)" aside."""
    one = line.person
    if one is None:
        return False
    name = f"{one.honorific} {one.name}".strip()
    return line.printed == name or (
        or_initials
        and line.printed == f"{name} ({one.note})"
        and people.are_initials(one.note, one.name, one.honorific)
    )


def is_bare(line: Line, *, or_initials: bool = False) -> bool:
    """Whether a line is a name, of whom nobody says where from."""
    is_name = _is_name(line, or_initials=or_initials)
    return is_name and line.person is not None and not line.person.organisation


def _stands_alone(part: str, before: str) -> bool:
    """Whether a part of a listing is somebody, or nobody, and not told of the one before.

    "Free Church of Fen" after a name is where that one is from.
    """
    name = before.removesuffix(" and").strip()
    return (
        people.is_attendee(part)
        or names.is_nobody(part)
        or bool(misfits.in_listing(part, name))
        or (bool(misfits.of_body(part)) and (name != before or not names.is_person(name)))
    )


def _ex_officio(line: Line) -> Line:
    if line.person is None:
        return line
    note = f"{line.person.note}; ex officio" if line.person.note else "ex officio"
    return replace(line, person=replace(line.person, note=note))


@remembered
def is_listing(plain: str) -> bool:
    """Whether a line lists several people: "Ann Lee (Chair), Jo Bloggs (Some Office)".

    "Ann Lee, Jo Bloggs – both Some Office", "Ann Lee, DFX; Jo Bloggs, QRS", "Ann Lee, Jo
    Bloggs and Cy Hall" and "Ann Lee (Some Office), Jo Bloggs" do too.
    """
    if not any(mark in plain for mark in (", ", " and ", ";", ") ", ").")):
        return False
    parts = _parts(plain)
    are_joined = len(parts) > 2 and parts[-2].endswith(" and") and _are_together(parts)
    if are_joined or _are_apart(plain) or _are_mixed(plain, parts):
        return True
    if plain.count("(") < 2 and not _OF_ALL.search(plain):
        return False
    return len(parts) > 1 and all(people.is_attendee(part.strip(" .,;")) for part in parts[:2])


def _are_apart(plain: str) -> bool:
    """Whether semicolons part people: "Ann Lee, DFX; Jo Bloggs, QRS"."""
    parts = [part.strip() for part in plain.split(";") if part.strip(" .")]
    return len(parts) > 1 and all(map(misfits.lines_on, parts))


def _are_together(parts: Sequence[str]) -> bool:
    """Whether names go before one that may say more: "Ann Lee", "Jo Bloggs and", "Cy Hall, DFX".

    Two are joined by "and"; "Ann Lee, Blue Reef" can be one.
    """
    *before, last = (part.removesuffix(" and").strip(" .,;") for part in parts)
    is_joined = len(parts) > 1 and parts[-2].endswith(" and")
    return (
        (is_joined or len(before) > 1)
        and people.is_attendee(last)
        and all(names.is_person(part.partition(" (")[0]) for part in before)
        and not any(map(_tells_more, before))
    )


def _tells_more(part: str) -> bool:
    one = people.attendee(part)
    return one is None or bool(one.organisation or one.description)


def are_names(text: str, *, or_office: bool = False) -> bool:
    """Whether words are several names and no more: "Ann Lee, Jo Bloggs".

    With `or_office` the first may have one: "Ann Lee (Chair), Jo Bloggs".
    """
    lines, nobody = people_in(text)
    names_from = int(or_office and bool(lines) and _is_officer(lines[0]))
    return len(lines) > 1 and not nobody and all(map(is_bare, lines[names_from:]))


def _is_officer(line: Line) -> bool:
    one = line.person
    return bool(one and one.role and not (one.organisation or one.description or one.note))


def _are_mixed(plain: str, parts: Sequence[str]) -> bool:
    """Whether names stand beside one with a body: "Ann Lee (Mercia Tides), Jo Bloggs".

    Where names come first, the body must be told as one: "Jo Bloggs, Ann Lee (Mercia Council)".
    """
    if plain.count("(") != 1:
        return False
    parts = [part.removesuffix(" and").strip(" .,;") for part in parts]
    others = [part for part in parts if "(" not in part]
    one = next((people.attendee(part) for part in parts if "(" in part), None)
    if not others or one is None or not one.organisation:
        return False
    is_told = "(" in parts[0] or _is_surely_body(one.organisation)
    return is_told and all(names.is_person(part) and not posts.is_post(part) for part in others)


def _is_surely_body(name: str) -> bool:
    return names.is_body(name) or misfits.is_abbreviation(name)


def _all_of(lines: list[Line]) -> list[Line]:
    """ "Ann Lee, Jo Bloggs – all Some Office": those of no other organisation are of it.

    "Cy Hall, Ann Lee, Jo Bloggs – both Some Office" are the last two.
    """
    last = lines[-1].person if lines else None
    if last is None:
        return lines
    match = _OF_ALL.search(lines[-1].printed)
    if match is None:
        return lines
    role = roles.ROLES.get(match["role"] or "")
    if last.description.startswith(match["how_many"]):
        last = replace(last, description="", note=last.description)
        lines = [*lines[:-1], replace(lines[-1], person=last)]
    first = max(0, len(lines) - 2) if match["how_many"] == "both" else 0
    return lines[:first] + [
        replace(
            line,
            person=replace(
                line.person,
                organisation=line.person.organisation or match["organisation"].strip(),
                role=line.person.role or role,
            ),
        )
        if line.person
        else line
        for line in lines[first:]
    ]


def _parts(text: str, is_body: Callable[[str], bool] = _nobody_tells) -> list[str]:
    """Parts at commas and "and" outside brackets, and where a new name follows a bracket.

    A part before an "and" keeps the word at its end. `is_body` as in `people_in`.
    """
    parts, part, depth = [], "", 0
    tokens = _BETWEEN_PEOPLE.split(text)
    for index, token in enumerate(tokens):
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif (
            token == " " and depth == 1 and names.is_person("".join(tokens[index + 1 : index + 2]))
        ):
            depth = 0  # a bracket that was never closed
        if not depth and token in (", ", " and ", "; ", " "):
            parts.append(part + (" and" if token == " and " else ""))
            part = ""
        else:
            part += token
    parts.append(part)
    # What follows a comma but is no name belongs to the name before it.
    joined: list[str] = []
    for part in parts:
        name = part.removesuffix(" and").strip()
        if name.startswith("and ") and joined and _stands_alone(name[4:], joined[-1]):
            # As in "Ann Lee, Jo Day, and Cy Hall".
            part, name = part.strip()[4:], name[4:]
        is_told = bool(joined) and is_body(name) and names.is_person(joined[-1])
        if joined and name and (is_told or not _stands_alone(name, joined[-1])):
            joined[-1] += f" {part}" if joined[-1].endswith(" and") else f", {part}"
        elif part.strip():
            joined.append(part)
    return _with_initials(joined) if "(" in text else joined


def _with_initials(parts: Sequence[str]) -> list[str]:
    """ "Ann Lee", "Blue Reef (AL)" is one: the bracket holds her initials, not those before it."""
    found: list[str] = []
    for part in parts:
        match = _INITIALS.match(part)
        before = people.attendee(found[-1]) if match and found and "(" not in found[-1] else None
        if (
            match
            and before
            and not before.organisation
            and people.are_initials(match["initials"], before.name)
            and not people.are_initials(match["initials"], match["name"])
        ):
            found[-1] += f", {part}"
        else:
            found.append(part)
    return found
