"""The OpenAPI schema of the record of a meeting's minutes, as the API gives it.

It is the record of `writing.record` with the addresses of people and of actions added.
"""

from enum import StrEnum
from typing import Any

from .document import Kind, Manner, Presence, Purpose, Role, Status

Schema = dict[str, Any]


def whole(**properties: Schema) -> Schema:
    """An object that has all of these properties and no other."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def one_of(kind: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [each.value for each in kind]}


def or_null(schema: Schema) -> Schema:
    known = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **known, "nullable": True}


TEXT: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
INDEX: Schema = {"type": "integer", "minimum": 0}
COUNT: Schema = {"type": "integer", "minimum": 0}
DATE: Schema = {"type": "string", "format": "date"}
TIME: Schema = {"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"}
ADDRESS: Schema = {"type": "string", "format": "uri", "nullable": True}
WITHHELD = said(TEXT, "Why the public does not read this; empty if it does.")
MARKDOWN = said(TEXT, "One line of Markdown that holds emphasis and links only.")
REFERENCE = said(TEXT, "The permanent reference, as CJ-37.")
OWNERS = said(array(TEXT), "As printed.")

ATTENDEE = whole(
    name=said(TEXT, "As printed, without honorific."),
    honorific=or_null(TEXT),
    organisation=or_null(TEXT),
    description=said(TEXT, "In place of an organisation: practising barrister."),
    role=or_null(one_of(Role)),
    deputy_for=TEXT,
    note=or_null(TEXT),
    presence=one_of(Presence),
    heading=said(TEXT, "The heading that the name stands under."),
    position=said(INDEX, "Place in the printed order."),
    withheld=WITHHELD,
    url=said(ADDRESS, "The person."),
)
POINT = whole(
    point=MARKDOWN,
    kind=one_of(Kind),
    depth=INDEX,
    is_advice=said(BOOLEAN, "Marked as the panel's advice."),
    is_for_later=said(BOOLEAN, "Marked as for a later meeting."),
    withheld=WITHHELD,
)
CONTENT = said(
    array(
        {
            "oneOf": [
                POINT,
                whole(raised=said(INDEX, "Index into `actions_raised`.")),
                whole(reviewed=said(INDEX, "Index into `actions_reviewed`.")),
            ]
        }
    ),
    "What was said, in order.",
)
ITEM = whole(
    number=or_null(said(TEXT, "As printed; it may repeat.")),
    title=TEXT,
    presenters=TEXT,
    allotted=or_null(said(COUNT, "Minutes, on an agenda.")),
    withheld=WITHHELD,
    content=CONTENT,
)
RAISED = whole(
    item=or_null(said(INDEX, "Index into `items`.")),
    number=or_null(TEXT),
    text=MARKDOWN,
    owners=OWNERS,
    due=or_null(said(TEXT, "The deadline as said.")),
    reference=REFERENCE,
    withheld=WITHHELD,
    url=said(ADDRESS, "The action."),
)
REVIEWED = whole(
    **RAISED["properties"],
    status=or_null(one_of(Status)),
    progress=said(array(TEXT), "What was reported, without Markdown."),
    narrative=said(array(POINT), "What was reported, the status phrase included."),
)
MINUTES = whole(
    panel=or_null(said(TEXT, "As printed.")),
    title=or_null(TEXT),
    date=or_null(DATE),
    starts_at=or_null(TIME),
    ends_at=or_null(TIME),
    venue=or_null(TEXT),
    attendees=array(ATTENDEE),
    apologies=said(array(ATTENDEE), "With those who were absent without."),
    before=said(CONTENT, "What stands before the first item."),
    items=array(ITEM),
    after=said(CONTENT, "What stands after the last item."),
    actions_reviewed=array(REVIEWED),
    actions_raised=array(RAISED),
)
PAPER = whole(
    reference=said(TEXT, "As printed: CJ(11)3."),
    title=TEXT,
    purpose=or_null(
        said(one_of(Purpose), "`minutes`: it is the minutes of this meeting as a document.")
    ),
    manner=or_null(said(one_of(Manner), "How it came, where it was not sent out beforehand.")),
    item=or_null(said(INDEX, "Index into `items` of the minutes or the agenda.")),
    url=said(ADDRESS, "Where it stands; a file of this site stays there as it is."),
    file_name=TEXT,
    media_type=TEXT,
    is_restricted=said(BOOLEAN, "Only members learn of it."),
    withheld=WITHHELD,
    version=or_null(said(COUNT, "Which version of the file it is; null for a link.")),
    is_late=said(BOOLEAN, "It came after the agenda had gone out."),
)
PAPERS = said(array(PAPER), "Papers before the meeting that you may read, in order.")
