"""The explicit form of a person's line: "Name: Ann Lee; Organisation: Mill, Road; Role: chair".

Semicolons within a field are doubled. The writer prints it where plain words would be read
as somebody else.
"""

from __future__ import annotations

from ..document import Attendee, Role
from . import labels

# The labels of an explicit line, after "Name".
FIELDS = ("Title", "Organisation", "Description", "Role", "Deputy for", "Note")


def _sorted(line: str) -> tuple[dict[str, str], list[str]]:
    """The fields of an explicit line, and its parts that are none.

    "Name: Ann Lee; Organisation: A; B": "B" is none, where the semicolon was not doubled.
    """
    fields: dict[str, str] = {}
    others: list[str] = []
    for part in labels.parted(line):
        label, colon, value = part.partition(": ")
        is_known = label in ("Name", *FIELDS) and label not in fields
        if not colon or not is_known or (label == "Role" and value.strip() not in set(Role)):
            others.append(part)
        else:
            fields[label] = value.strip()
    return fields, [part for part in others if part]


def untold(line: str) -> list[str]:
    """What an explicit line says beside its fields."""
    line = line[labels.withheld(line)[1] :].strip()
    return _sorted(line)[1] if line.startswith("Name: ") else []


def read(line: str) -> Attendee | None:
    """The person on a plain line of this form; None if it is of another."""
    if not line.startswith("Name: "):
        return None
    fields, _ = _sorted(line)
    if not fields.get("Name"):
        return None
    role = fields.get("Role")
    return Attendee(
        name=fields["Name"],
        honorific=fields.get("Title", ""),
        organisation=fields.get("Organisation", ""),
        description=fields.get("Description", ""),
        role=Role(role) if role else None,
        deputy_for=fields.get("Deputy for", ""),
        note=fields.get("Note", ""),
    )


def written(person: Attendee) -> str:
    """The line that is read as `person` whatever the fields hold."""
    values = (
        person.honorific,
        person.organisation,
        person.description,
        person.role or "",
        person.deputy_for,
        person.note,
    )
    parts = [f"Name: {_doubled(person.name)}"]
    parts += [
        f"{label}: {_doubled(value)}" for label, value in zip(FIELDS, values, strict=True) if value
    ]
    return "; ".join(parts)


def _doubled(value: str) -> str:
    return value.replace(";", ";;")
