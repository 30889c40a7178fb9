"""How people and organisations are called, of all that was printed of each."""

from collections import Counter
from collections.abc import Sequence

from meetings.minutes.identity import organisation_names, personal_names
from meetings.minutes.identity.organisations import Mention
from meetings.minutes.identity.personal_names import Likeness, parsed
from meetings.minutes.identity.sameness import Sighting
from panel.models import Organisation, Person


def new_person(group: Sequence[Sighting]) -> Person:
    return Person(**person_called(group, None))


def new_organisation(group: Sequence[Mention]) -> Organisation:
    return Organisation(**organisation_called(group, None))


def person_called(group: Sequence[Sighting], person: Person | None) -> dict[str, str]:
    """How somebody is called: as last printed, by the fullest kind of name, misprints aside.

    A name or honorific that was never printed is somebody's own entry and stays.
    """
    printed = [sighting for sighting in group if sighting.meeting is not None]
    if not printed:
        return {}
    full = [sighting for sighting in printed if sighting.parsed.is_full] or printed
    full = _without_misprints(full)
    titles = [sighting.honorific for sighting in printed if sighting.honorific]
    values = {}
    if person is None or person.name in {sighting.name for sighting in printed}:
        values["name"] = full[-1].name
    if titles and (person is None or person.honorific in {"", *titles}):
        values["honorific"] = titles[-1]
    return values


def _without_misprints(printed: Sequence[Sighting]) -> list[Sighting]:
    """Those whose name is not a letter from one that is printed more often."""
    often = Counter(sighting.name for sighting in printed)
    misprints = {
        name
        for name, times in often.items()
        if any(
            times < often[other]
            and personal_names.likeness(parsed(name), parsed(other)) is Likeness.MISPRINT
            for other in often
        )
    }
    return [sighting for sighting in printed if sighting.name not in misprints]


def organisation_called(
    group: Sequence[Mention], organisation: Organisation | None
) -> dict[str, object]:
    """How an organisation is called: as last printed in full, with the abbreviations in use."""
    full = [m for m in group if not organisation_names.is_abbreviation(m.name)] or group
    printed = [organisation_names.taught(m.name)[0] for m in full if m.is_printed]
    short = {m.name for m in group if m.remembered_of}
    short |= {m.name for m in group if organisation_names.is_abbreviation(m.name)}
    short |= {organisation_names.taught(m.name)[1] for m in group} - {""}
    values: dict[str, object] = {}
    name = organisation.name if organisation else ""
    if printed and (organisation is None or name in {m.name for m in group if m.is_printed}):
        values["name"] = name = printed[-1]
    known = [word for word in (organisation.abbreviations if organisation else ()) if word in short]
    folded = {word.casefold() for word in known}
    for word in sorted(short - {name}):
        if word.casefold() not in folded and word.casefold() != name.casefold():
            known.append(word)
            folded.add(word.casefold())
    return {**values, "abbreviations": known}
