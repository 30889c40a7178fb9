"""Which rows a document speaks of: its panel, people and organisations."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import process

from actions.models import Owner
from meetings.minutes.document import Attendee, MinutesError
from meetings.minutes.reading import names
from meetings.models import Attendance
from panel.models import Organisation, Panel, Person

_MEMBERS = re.compile(
    r"(?:all |the |panel |board |group |committee )*(?:members|panel|board|group|committee)"
)
_SECRETARIAT = re.compile(r"(?:the |panel |board )*secretar(?:iat|y)")


def panel_named(printed: str) -> Panel:
    """The panel of that name or other name.

    Raises MinutesError that names the nearest where there is none.
    """
    panels = list(Panel.objects.all())
    wanted = names.organisation_key(printed)
    by_name = {name: panel for panel in panels for name in (panel.name, *panel.other_names)}
    for name, panel in by_name.items():
        if wanted and names.organisation_key(name) == wanted:
            return panel
    if not printed:
        raise MinutesError("does not say which panel it is of; give --panel CODE")
    nearest = process.extractOne(printed, list(by_name), score_cutoff=50)
    hint = f"; the nearest is {nearest[0]} ({by_name[nearest[0]].code})" if nearest else ""
    raise MinutesError(f"is of an unknown panel, “{printed}”{hint}; give --panel or --new-panel")


def may_be(panel: Panel, printed: str) -> bool:
    """Whether a name as printed could be short for the panel's: its words, in their order."""
    for name in (panel.name, *panel.other_names):
        words = iter(names.folded_words(name))
        if all(word in words for word in names.folded_words(printed)):
            return True
    return False


def person_key(name: str) -> str:
    """A name folded so that "Kieran O’ Neil" is "Kieran O’Neil"."""
    return names.key(name).replace(" ", "")


class People:
    """Everybody who is known, found by name; one query each for people and organisations."""

    def __init__(self) -> None:
        self.people: dict[str, list[Person]] = {}
        self.organisations: dict[str, Organisation] = {}
        for person in Person.objects.select_related("same_as").order_by("pk"):
            known = self.people.setdefault(person_key(person.name), [])
            if (one := person.same_as or person) not in known:
                known.append(one)
        for organisation in Organisation.objects.select_related("same_as").order_by("pk"):
            one = organisation.same_as or organisation
            for name in (organisation.name, *organisation.abbreviations):
                self.organisations.setdefault(names.organisation_key(name), one)

    def organisation(self, printed: str) -> Organisation | None:
        return self.organisations.get(names.organisation_key(printed))

    def add_organisation(self, printed: str) -> Organisation:
        organisation = Organisation.objects.create(name=printed)
        self.organisations[names.organisation_key(printed)] = organisation
        return organisation

    def person(
        self, printed: str, organisation: Organisation | None = None, taken: Iterable[Person] = ()
    ) -> Person | None:
        """The person of that name; of several, the one seen with the organisation, else None.

        `taken` are others in the same list, who are not meant a second time.
        """
        known = [p for p in self.people.get(person_key(printed), []) if p not in set(taken)]
        if len(known) > 1:
            came = Attendance.objects.filter(person__in=known, organisation=organisation)
            seen = set(came.values_list("person", flat=True)) if organisation else set()
            known = [person for person in known if person.pk in seen]
        return known[0] if len(known) == 1 else None

    def is_ambiguous(self, printed: str) -> bool:
        return len(self.people.get(person_key(printed), [])) > 1

    def add_person(self, attendee: Attendee) -> Person:
        person = Person.objects.create(name=attendee.name, honorific=attendee.honorific)
        self.people.setdefault(person_key(attendee.name), []).append(person)
        return person

    def owner(self, printed: str, attendances: Sequence[Attendance]) -> dict[str, object]:
        """Whom an owner as printed means, as values of Owner's person, organisation or body.

        A first name or initials mean the only one at the meeting who has them; what means
        nobody is an office as printed.
        """
        folded = names.key(printed)
        if _SECRETARIAT.fullmatch(folded):
            return {"body": Owner.Body.SECRETARIAT}
        if _MEMBERS.fullmatch(folded):
            return {"body": Owner.Body.MEMBERS}
        if person := self.person(printed):
            return {"person": person}
        if organisation := self.organisation(printed):
            return {"organisation": organisation}
        short = {row.person for row in attendances if _is_short_for(folded, row.name)}
        return {"person": short.pop()} if len(short) == 1 else {}


def _is_short_for(folded: str, name: str) -> bool:
    words = names.key(name).split()
    return len(words) > 1 and folded in {words[0], "".join(word[0] for word in words)}


def listed_twice(attendee: Attendee, other: Attendee) -> bool:
    """Whether two lines of an attendance name one person, and not two of one name."""
    ours, theirs = attendee.organisation, other.organisation
    return person_key(attendee.name) == person_key(other.name) and (
        not ours or not theirs or names.organisation_key(ours) == names.organisation_key(theirs)
    )
