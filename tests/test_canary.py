"""No address shows a viewer what they may not see: each is fetched and searched for it."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import URLResolver, get_resolver
from pypdf import PdfReader

from actions.admin_questions import KINDS
from actions.models import Action
from meetings.minutes.forms import FORMS, PACK
from meetings.models import Meeting, PaperVersion, Revision
from panel.models import Membership, Organisation, Panel, Person, User
from tests.canaries import Canaries, plant

pytestmark = pytest.mark.whole

VIEWERS = ["public", "member", "secretary", "other secretary", "administrator"]


@pytest.fixture
def planted(db) -> tuple[Canaries, dict[str, User | None]]:
    return plant()


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=True)
    if user:
        client.force_login(user)
    return client


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every route of the site, as "panels/<code>/" or, where it is one, a regular expression."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route)


REGULAR = {"/api/^": "/api/v2/panels/", "/admin/(?P<url>": "/admin/nothing/"}
"""How the routes begin that are regular expressions, with what they match."""

BY_PK: dict[str, type[models.Model]] = {
    "minutes": Meeting,
    "agenda": Meeting,
    "plan": Panel,
    "people": Person,
    "organisations": Organisation,
    "memberships": Membership,
    "version": PaperVersion,
}


def arguments(route: str, names: set[str]) -> Iterator[dict[str, object]]:
    """What fills a route's arguments: each of the planted rows that it can lead to."""
    segments = route.split("/")
    if names & {"object_id", "id"} and segments[1] == "admin":
        for pk in rows_of(apps.get_model(segments[2], segments[3])).values_list("pk", flat=True):
            yield {"object_id": pk, "id": pk}
    elif names == {"pk"}:
        model = next(model for name, model in BY_PK.items() if name in segments)
        for pk in rows_of(model).values_list("pk", flat=True):
            yield {"pk": pk}
    elif "audience" in names:
        for pk in Meeting.objects.values_list("pk", flat=True):
            for audience in Revision.Audience.values:
                for ending in ("md", "pdf") if "ending" in names else ("",):
                    yield {"pk": pk, "audience": audience, "ending": ending}
    elif names == {"code"}:
        for code in Panel.objects.values_list("code", flat=True):
            yield {"code": code}
    elif names == {"kind", "pk"}:
        for kind in KINDS.values():
            for pk in rows_of(kind.model).values_list("pk", flat=True):
                yield {"kind": kind.name, "pk": pk}
    elif "version" in names:
        versions = PaperVersion.objects.select_related("paper__meeting__panel").defer("data")
        for version in versions:
            meeting = version.paper.meeting
            yield {
                "code": meeting.panel.code,
                "meeting_number": meeting.number,
                "paper": version.paper_id,
                "version": version.number,
            }
    elif "kind" in names:
        endings = [*FORMS, PACK.ending] if "ending" in names else [""]
        for revision in Revision.objects.select_related("meeting__panel"):
            meeting = revision.meeting
            for ending in endings:
                yield {
                    "code": meeting.panel.code,
                    "panel": meeting.panel.code,
                    "meeting": meeting.number,
                    "meeting_number": meeting.number,
                    "kind": revision.kind,
                    "number": revision.number,
                    "ending": ending,
                }
    elif "serial" in names:
        for action in Action.objects.select_related("panel"):
            code = action.panel.code
            yield {"code": code, "panel": code, "serial": action.serial}
    elif "number" in names:
        for meeting in Meeting.objects.select_related("panel"):
            code = meeting.panel.code
            yield {"code": code, "panel": code, "number": meeting.number}


def rows_of(model: type[models.Model]) -> models.QuerySet:
    return model._default_manager.all()


def fill(route: str, values: dict[str, object]) -> str:
    return re.sub(r"<(\w+)>", lambda name: str(values[name[1]]), route)


def addresses() -> list[str]:
    """Every address of the site; a route that nothing planted fills is a failure here."""
    found: dict[str, None] = {}
    for route in routes():
        names = set(re.findall(r"<(\w+)>", route))
        if labels := re.fullmatch(r"/admin/\^\(\?P<app_label>([\w|]+)\)/\$", route):
            filled = [f"/admin/{label}/" for label in labels[1].split("|")]
        elif "^" in route or "(" in route:
            filled = [match for begins, match in REGULAR.items() if route.startswith(begins)]
        elif names:
            filled = [fill(route, values) for values in arguments(route, names)]
        else:
            filled = [route]
        if not (filled or empty(route)):
            pytest.fail(f"nothing planted leads to {route}")
        found.update(dict.fromkeys(filled))
    return list(found)


def empty(route: str) -> bool:
    """Whether a route leads to rows of a library's own, of which none are planted."""
    return route.startswith("/admin/axes/")


def variants(address: str, parameters: dict[str, list[str]]) -> Iterator[str]:
    """The address alone, and with each parameter that it takes."""
    yield address
    yield f"{address}?page=2"
    yield f"{address}?format=json"
    for name, values in parameters.items():
        for value in values:
            yield f"{address}?{name}={value}"


def schema(client: Client) -> dict[str, list[dict]]:
    """The parameters of each address of the API, from its own description."""
    accept = {"accept": "application/vnd.oai.openapi+json"}
    described = client.get("/api/v1/schema/", headers=accept).json()
    return {
        path: [each for each in operations["get"].get("parameters", ()) if each["in"] == "query"]
        for path, operations in described["paths"].items()
    }


SAMPLES = {"integer": ["1"], "number": ["1"], "boolean": ["true", "false"], "string": ["a"]}


def samples(parameter: dict) -> list[str]:
    """Values to try for a parameter of the API: all that there are, else one of its type."""
    kind = parameter["schema"]
    of_list = kind.get("items", {})
    choices = kind.get("enum") or of_list.get("enum")
    if choices:
        return [str(choice) for choice in choices]
    if kind.get("format") == "date":
        return ["2024-01-01"]
    return SAMPLES[of_list.get("type") or kind["type"]]


def everything(client: Client) -> Iterator[tuple[str, Any]]:
    """Each address with each of its parameters, and what is answered there."""
    described = schema(client)
    pages = {"/actions/": {"status": ["open", "lapsed", "complete"], "overdue": ["on"]}}
    for address in addresses():
        parameters = {each["name"]: samples(each) for each in described.get(address, ())}
        is_row = re.search(r"/\d+/", address)
        urls = variants(address, parameters or pages.get(address, {}))
        for url in [address] if is_row else urls:
            yield url, client.get(url)
        if address.startswith("/api/"):
            yield f"OPTIONS {address}", client.options(address)
    for url in autocompletes():
        yield url, client.get(url)


def autocompletes() -> Iterator[str]:
    """The admin's autocompletes, one for each field that has it."""
    for model_admin in admin.site._registry.values():
        inlines = [inline(model_admin.model, admin.site) for inline in model_admin.inlines]
        for owner in (model_admin, *inlines):
            for name in owner.autocomplete_fields:
                options = owner.model._meta
                yield (
                    f"/admin/autocomplete/?app_label={options.app_label}"
                    f"&model_name={options.model_name}&field_name={name}&term="
                )


def text_of(response: Any) -> str:
    """Everything that was sent: headers, cookies and body."""
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    body = response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b" ".join(map(archive.read, archive.namelist()))
    elif body.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(body)).pages
        body = " ".join(page.extract_text() for page in pages).encode()
    return f"{headers} {response.cookies} {body.decode()}".lower()


PLANTED = re.compile(r"z(?:open|members|secret|elsewhere)[a-z]+z")


@pytest.mark.parametrize("viewer", ["public", "member", "other secretary"])
def test_no_address_shows_what_the_viewer_may_not_see(planted, viewer):
    canaries, users = planted
    may_see = canaries.readable(viewer)
    seen: set[str] = set()
    leaks = set()
    for url, response in everything(client_of(users[viewer])):
        assert response.status_code < 500, url
        words = set(PLANTED.findall(text_of(response)))
        leaks |= {(url, word) for word in words - may_see}
        seen |= words
    assert sorted(leaks) == []
    assert seen == may_see


@pytest.mark.parametrize("viewer", ["secretary", "administrator"])
def test_every_planted_word_is_found_by_who_may_read_it(planted, viewer):
    canaries, users = planted
    client = client_of(users[viewer])
    may_see = canaries.readable(viewer)
    seen: set[str] = set()
    for url in addresses():
        if not url.startswith("/admin/") or url.endswith(("/change/", "/to-settle/", "/minutes/")):
            seen |= set(PLANTED.findall(text_of(client.get(url))))
        if seen == may_see:
            break
    assert seen == may_see


@pytest.mark.parametrize("viewer", ["public", "member", "other secretary"])
def test_searching_for_a_hidden_word_answers_as_for_any_other(planted, viewer):
    """A filter over a column that the viewer may not see would tell what stands in it."""
    canaries, users = planted
    client = client_of(users[viewer])
    readable = canaries.lists(viewer)
    hidden = [each.prefix for each in canaries.lists("administrator") if each not in readable]
    fields = [("/actions/", "words"), ("/actions/", "owner")]
    fields += [
        (path, parameter["name"])
        for path, parameters in schema(client).items()
        for parameter in parameters
        if samples(parameter) == ["a"] and "{" not in path
    ]
    if viewer == "other secretary":
        fields += [(url, "q") for url in addresses() if re.fullmatch(r"/admin/\w+/\w+/", url)]
        fields += [(url.removesuffix("&term="), "term") for url in autocompletes()]
    assert ("/api/v1/actions/", "words") in fields
    assert hidden

    def answer(address: str, name: str, word: str) -> str:
        joint = "&" if "?" in address else "?"
        text = client.get(f"{address}{joint}{name}={word}").content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text).replace(word, "")

    def nonsense(word: str) -> str:
        return "zj" + "x" * (len(word) - 2)

    told = [
        (address, name, word)
        for address, name in fields
        for word in hidden
        if answer(address, name, word) != answer(address, name, nonsense(word))
    ]
    assert told == []


OPEN_COLUMNS = {
    "actions.Action.number",
    "actions.Review.number",
    "meetings.AgendaItem.number",
    "meetings.Attendance.honorific",
    "meetings.PaperVersion.checksum",
    "meetings.Revision.published_where",
    "meetings.Revision.reason",
    "meetings.Source.checksum",
}
"""Columns of text that hold no words, or only what is said of a publication in public."""


def test_every_column_of_text_holds_a_word(planted):
    """So that a new column is planted too, or said to be open here."""
    canaries, _ = planted
    words = canaries.readable("administrator")
    unplanted = {
        str(column)
        for label in ("meetings", "actions")
        for model in apps.get_app_config(label).get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
        and not column.choices
        and not model.__name__.endswith("Event")
        and not words
        & set(PLANTED.findall(" ".join(rows_of(model).values_list(column.name, flat=True))))
    }
    assert unplanted == OPEN_COLUMNS
