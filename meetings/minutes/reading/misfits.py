"""Misfits: lines in a list of people that are no plain line of one person.

They are read only where people stand around them, as nothing but these tells "Jo Day and
Cy Hall" from the heading "Road Works and River Works". What is certain is taken; where a
line may have been meant otherwise, or is nobody, that is doubted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Attendee, Role
from . import names, people, posts, roles
from .columns import Line

NOT_UNDERSTOOD = "a line among the people of the attendance that is nobody: kept as a point"
NO_LABEL = "could be somebody who came, but no label says so: kept as a point"
_SURNAME_FIRST = "read as a surname and then a first name"
_ONE_NAME = "read as a person of whom only one name is said"
_OTHERS = "read as one person, with others who are not named"
_SHARED = "read as two people of one surname"
_OFFICE = "read as a person who is called by an office only"

# As in "Jo Day and Cy Hall (Mill Trust)", "Jo Day / Cy Hall".
_TWO = re.compile(r"(?P<one>[^(]+?)(?P<between> and | & | ?/ ?| ?\+ ?|; )(?P<other>.+)")
# As in "Jo Day: Mill Trust", "Jo Day; Mill Trust" or "Jo Day of the Mill Trust".
_APART = re.compile(r"(?P<name>[^:;|(,]+?)(?: ?[:;|] ?| (?:of|from|at) (?:the )?)(?P<rest>[A-Z].*)")
# As in "Jo Day / Mill Trust", where what follows is a body's name.
_SLASH = re.compile(r"(?P<name>[^/(,]+?) ?/ ?(?P<rest>[^/]+)")
_OF_BODY = re.compile(r"(?P<name>[^:;|(,]+?) (?:of|from|at) (?:the )?[A-Z].*")
# As in "Smith, John" or "de Souza, Maria (Mill Trust)".
_INVERTED = re.compile(
    r"(?P<surname>[^,(]+), (?P<first>[A-Z][\w’'-]+(?: [A-Z]\.?)?|(?:[A-Z]\.? ?){1,3})"
    r"(?P<rest>$|,? [(–—-].*|, .*)"
)
_UNNAMED = re.compile(
    r"(?:\d+|an?|one|two|three|four|five|several|some|other|others|his|her|their|guests?"
    r"|colleagues?|staff)\b"
)
_ABBREVIATION = re.compile(r"[A-Z]+[a-z]?[A-Z]+s?")
_OFFICE_OF = re.compile(
    r"(?:The )?(?:(?:Arch)?[Bb]ishop|(?:Lord |Lady )?Mayor|Mayoress|Dean|Provost|Speaker|Sheriff"
    r"|Lord Lieutenant|Ombudsman|Registrar|Earl|Countess|Duke|Duchess|Warden|Rector"
    r"|(?:Vice-)?Chancellor|(?:[A-Z]\w+ )?Commissioner|Minister|Secretary of State)"
    r" (?:of|for) [A-Z].*"
)
MOST_WORDS = 15


def lines_on(plain: str) -> list[Line]:
    """The people on a line of a list, plain or not."""
    if people.is_attendee(plain) and not is_inverted(plain):
        return [Line(person=people.attendee(plain), printed=plain)]
    return people_on(plain)


def people_on(plain: str) -> list[Line]:
    """The people on a line of a list; none if it is nobody or is not understood.

    "Jo Day / Cy Hall (Mill Trust)" are two from there, "Smith, John" is John Smith,
    "Li (Mill Trust)" somebody of one name, "The Bishop of Fen" somebody of none.
    """
    plain = plain.strip(" .,;")
    if names.is_nobody(plain) or len(plain.split()) > MOST_WORDS:
        return []
    return office(plain) or _apart(plain) or _two(plain) or _inverted(plain) or _one_name(plain)


def with_others(plain: str) -> list[Line]:
    """ "Jo Day and others" on a line of several."""
    match = _TWO.fullmatch(plain)
    return _two(plain) if match and _UNNAMED.match(match["other"]) else []


def of_body(plain: str) -> list[Line]:
    """ "Jo Day of the Mill Trust", but not "Deputy Head of Roads" or "The Bishop of Fen"."""
    match = _OF_BODY.fullmatch(plain)
    if match is None or posts.is_post(match["name"]) or is_office(plain):
        return []
    return _apart(plain)


def _apart(plain: str) -> list[Line]:
    match = _APART.fullmatch(plain)
    if (slash := _SLASH.fullmatch(plain)) and names.is_body(slash["rest"].partition(" (")[0]):
        match = slash
    if not match or not names.is_person(match["name"]):
        return []
    if ";" in plain and names.is_person(match["rest"].partition(" (")[0]):
        return []
    line = f"{match['name']}, {match['rest']}"
    person = people.attendee(line)
    return [Line(person=person, printed=line)] if person else []


def _two(plain: str) -> list[Line]:
    match = _TWO.fullmatch(plain)
    if not match:
        return []
    one, other = people.attendee(match["one"]), people.attendee(match["other"])
    if one and (lines := [Line(person=other)] if other else of_body(match["other"])):
        printed = lines[0].printed or match["other"]
        lines = [Line(person=one, printed=match["one"]), replace(lines[0], printed=printed)]
        return lines if ";" in match["between"] else [sharing(*lines), lines[1]]
    if one and _UNNAMED.match(match["other"]):
        # As in "Jo Day and guests".
        return [Line(person=replace(one, note=f"and {match['other']}"), printed=plain, why=_OTHERS)]
    if other and _is_surname(match["one"]) and ";" not in match["between"]:
        # As in "Jo and Cy Hall".
        one = replace(other, name=f"{match['one']} {other.name.rpartition(' ')[2]}")
        return [
            Line(person=one, printed=match["one"]),
            Line(person=other, printed=match["other"], why=_SHARED),
        ]
    return []


def office(plain: str) -> list[Line]:
    """Somebody who is called by an office only: "The Bishop of Fen (Chair)"."""
    return _told(plain, people.attendee(plain, is_name=is_office), _OFFICE)


def is_office(text: str) -> bool:
    return _OFFICE_OF.fullmatch(text) is not None


def _inverted(plain: str) -> list[Line]:
    match = _INVERTED.fullmatch(plain)
    if (
        not match
        or not (_is_surname(match["surname"]) or _begins_small(match["surname"]))
        or names.is_body(match["first"])
        or is_abbreviation(match["first"])
        or match["first"].casefold() in roles.ROLES
    ):
        return []
    person = people.attendee(f"{match['first']} {match['surname']}{match['rest']}")
    return _told(plain, person, _SURNAME_FIRST)


def _one_name(plain: str) -> list[Line]:
    person = people.attendee(plain, is_name=_is_surname)
    if (
        person is None
        or names.is_nobody(plain)
        or not (person.organisation or person.description or person.role)
    ):
        return []
    return _told(plain, person, _ONE_NAME)


def in_listing(part: str, before: str) -> list[Line]:
    """Somebody of no full name on a line of several, who does not belong to the one before.

    "The Bishop of Fen", or after a bracket "Bishop of Fen" or "Li (Mill Trust)".
    """
    if part.startswith("The ") or before.endswith(")"):
        return office(part) or (_one_name(part) if "(" in part else [])
    return []


def _told(plain: str, person: Attendee | None, why: str) -> list[Line]:
    return [Line(person=person, printed=plain, why=why)] if person else []


def is_abbreviation(text: str) -> bool:
    return _ABBREVIATION.fullmatch(text) is not None


def _is_surname(text: str) -> bool:
    """Whether one word can be the only name that is said of somebody: "Li", "O’Neil"."""
    return " " not in text and names.is_person(f"Mr {text}") and not names.is_body(text)


def _begins_small(text: str) -> bool:
    return text[0].islower() and names.is_person(text)


def is_inverted(plain: str) -> bool:
    """Whether a line that could be somebody with an organisation is a surname first.

    "de Souza, Maria (Mill Trust)", as nobody is called by a particle and a surname only.
    """
    return plain[:1].islower() and bool(_inverted(plain.strip(" .,;")))


def sharing(line: Line, following: Line) -> Line:
    """ "Ann Lee and Jo Bloggs (Some Office – for item 2)": both from there, both for that.

    "Ann Lee (Chair) and Jo Bloggs (Some Office)" are not: it need not be the chair's.
    """
    one, other = line.person, following.person
    if one is None or other is None or one.organisation or one.description:
        return line
    if one.role is Role.CHAIR:
        return line
    person = replace(one, organisation=other.organisation, note=one.note or other.note)
    return replace(line, person=person)
