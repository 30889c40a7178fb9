import datetime

import pytest

from tests.factories import (
    ContactDetailFactory,
    MembershipFactory,
    OrganisationFactory,
    PanelFactory,
    PersonFactory,
    UserFactory,
)
from tests.viewers import client_of, queries, results

API = "http://testserver/api/v1"
pytestmark = pytest.mark.django_db


def problem(status, title, detail, **more):
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}


def assert_problem(response, status, title, detail, **more):
    assert response.json() == problem(status, title, detail, **more)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_contents_name_every_list(client):
    assert client.get("/api/v1/").json() == {
        "panels": f"{API}/panels/",
        "people": f"{API}/people/",
        "organisations": f"{API}/organisations/",
        "memberships": f"{API}/memberships/",
        "meetings": f"{API}/meetings/",
        "revisions": f"{API}/revisions/",
        "actions": f"{API}/actions/",
        "schema": f"{API}/schema/",
    }


def test_panel(client):
    PanelFactory(
        code="CJ",
        name="Courts Panel",
        other_names=["Justice Panel"],
        remit="Courts.",
        target_days=14,
    )
    panel = {
        "code": "CJ",
        "name": "Courts Panel",
        "other_names": ["Justice Panel"],
        "remit": "Courts.",
        "target_days": 14,
        "url": f"{API}/panels/CJ/",
        "memberships": f"{API}/memberships/?panel=CJ",
        "meetings": f"{API}/meetings/?panel=CJ",
        "actions": f"{API}/actions/?panel=CJ",
    }
    assert client.get("/api/v1/panels/CJ/").json() == panel
    assert client.get("/api/v1/panels/").json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [panel],
    }


def test_person_has_public_facts_alone(client):
    person = PersonFactory(name="Élise Moor", honorific="Dr", user=UserFactory(username="moor"))
    MembershipFactory(person=person)
    ContactDetailFactory(person=person, value="elise@example.org", is_shared=True)
    facts = {
        "id": person.pk,
        "honorific": "Dr",
        "name": "Élise Moor",
        "url": f"{API}/people/{person.pk}/",
        "memberships": f"{API}/memberships/?person={person.pk}",
        "meetings": f"{API}/meetings/?person={person.pk}",
        "actions": f"{API}/actions/?owner={person.pk}",
    }
    for viewer in (client, client_of(person.user)):
        assert viewer.get(f"/api/v1/people/{person.pk}/").json() == facts
        assert results(viewer, "/api/v1/people/") == [facts]


def test_person_tied_to_nothing_is_not_found(client):
    person = PersonFactory()
    assert results(client, "/api/v1/people/") == []
    assert_problem(
        client.get(f"/api/v1/people/{person.pk}/"),
        404,
        "Not Found",
        "No Person matches the given query.",
    )


def test_membership(client):
    seat = MembershipFactory(
        panel__code="CJ",
        panel__name="Courts Panel",
        person__name="Ann Lee",
        representing=OrganisationFactory(name="Legal Trust"),
        role="chair",
        started_on=datetime.date(2024, 1, 1),
    )
    person, organisation = seat.person_id, seat.representing_id
    row = {
        "id": seat.pk,
        "panel": {"code": "CJ", "name": "Courts Panel", "url": f"{API}/panels/CJ/"},
        "person": {"id": person, "name": "Ann Lee", "url": f"{API}/people/{person}/"},
        "role": "chair",
        "representing": {
            "id": organisation,
            "name": "Legal Trust",
            "url": f"{API}/organisations/{organisation}/",
        },
        "started_on": "2024-01-01",
        "ended_on": None,
        "url": f"{API}/memberships/{seat.pk}/",
    }
    assert client.get(f"/api/v1/memberships/{seat.pk}/").json() == row
    assert results(client, "/api/v1/memberships/") == [row]
    assert client.get(f"/api/v1/organisations/{organisation}/").json() == {
        "id": organisation,
        "name": "Legal Trust",
        "abbreviations": [],
        "url": f"{API}/organisations/{organisation}/",
        "memberships": f"{API}/memberships/?organisation={organisation}",
        "actions": f"{API}/actions/?organisation={organisation}",
    }


def test_memberships_filtered(client):
    ann = PersonFactory(name="Ann")
    trust = OrganisationFactory()
    first = MembershipFactory(
        panel__code="A",
        person=PersonFactory(name="Ann L", same_as=ann),
        role="chair",
        ended_on=datetime.date(2023, 12, 31),
    )
    second = MembershipFactory(
        panel__code="B",
        person=ann,
        representing=OrganisationFactory(same_as=trust),
        started_on=datetime.date(2024, 1, 1),
    )
    third = MembershipFactory(panel__code="C", person__name="Bob")

    def found(query):
        return {row["id"] for row in results(client, f"/api/v1/memberships/?{query}")}

    assert found("panel=A") == {first.pk}
    assert found(f"person={ann.pk}") == {first.pk, second.pk}
    assert found(f"organisation={trust.pk}") == {second.pk}
    assert found("role=chair") == {first.pk}
    assert found("on=2023-12-31") == {first.pk, third.pk}
    assert found("on=2024-01-01&panel=B") == {second.pk}


def test_lists_filtered_by_name_without_regard_to_case_and_accents(client):
    MembershipFactory(
        panel__code="CJ",
        panel__name="Courts Panel",
        person__name="Élise Moor",
        representing=OrganisationFactory(name="Trust & Co"),
    )
    MembershipFactory(
        panel__name="Other", person__name="Bob", representing=OrganisationFactory(name="Firm")
    )
    for query, names in {
        "panels/?name=courts": ["Courts Panel"],
        "people/?name=MOOR elise": ["Élise Moor"],
        "people/?name=%25": [],
        "people/?panel=CJ": ["Élise Moor"],
        "organisations/?name=trust": ["Trust & Co"],
    }.items():
        assert [row["name"] for row in results(client, f"/api/v1/{query}")] == names


def test_merged_person_leads_to_the_one_it_is(client):
    ann = PersonFactory(name="Ann Lee")
    twin = PersonFactory(name="Anne Lee", same_as=ann)
    MembershipFactory(person=twin)
    assert [row["name"] for row in results(client, "/api/v1/people/")] == ["Anne Lee"]
    MembershipFactory(person=ann)
    assert [row["name"] for row in results(client, "/api/v1/people/")] == ["Ann Lee"]
    response = client.get(f"/api/v1/people/{twin.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"{API}/people/{ann.pk}/")


def test_list_comes_in_pages(client):
    for number in range(3):
        PanelFactory(code=f"P{number}", name=f"Panel {number}")
    page = client.get("/api/v1/panels/?page_size=2&page=2").json()
    assert (page["count"], page["next"], page["previous"]) == (
        3,
        None,
        f"{API}/panels/?page_size=2",
    )
    assert [row["code"] for row in page["results"]] == ["P2"]


@pytest.mark.parametrize("address", ["panels", "people", "organisations", "memberships"])
def test_list_takes_as_many_queries_for_one_row_as_for_many(client, address):
    MembershipFactory(representing=OrganisationFactory())
    one = queries(client, f"/api/v1/{address}/")
    for _ in range(3):
        MembershipFactory(representing=OrganisationFactory())
    assert queries(client, f"/api/v1/{address}/") == one == 2


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/api/", "There is nothing at this address."),
        ("/api/v2/", "There is nothing at this address."),
        ("/api/v1/nothing/here/", "There is nothing at this address."),
        ("/api/v1/panels/cj/", "There is nothing at this address."),
        ("/api/v1/panels/CJ%00/", "There is nothing at this address."),
        ("/api/v1/panels/CJ/", "No Panel matches the given query."),
        ("/api/v1/panels/?page=2", "Invalid page."),
        (f"/api/v1/people/{10**30}/", "No Person matches the given query."),
    ],
)
def test_not_found(client, address, detail):
    assert_problem(client.get(address), 404, "Not Found", detail)


def test_address_without_its_slash_leads_to_the_one_with_it(client):
    response = client.get("/api/v1/panels")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/panels/")


@pytest.mark.parametrize(
    ("address", "errors"),
    [
        ("panels/?page=0", {"page": ["Give a whole number from 1 to 1000000."]}),
        ("panels/?page=last", {"page": ["Give a whole number from 1 to 1000000."]}),
        ("panels/?page_size=201", {"page_size": ["Give a whole number from 1 to 200."]}),
        ("panels/?name=", {"name": ["Give a value or leave it out."]}),
        ("panels/?name=%00", {"name": ["Null characters are not allowed."]}),
        ("memberships/?on=31/12/2024", {"on": ["Enter a valid date."]}),
        ("memberships/?person=x", {"person": ["Enter a whole number."]}),
        (
            "memberships/?role=king",
            {"role": ["Select a valid choice. king is not one of the available choices."]},
        ),
    ],
)
def test_bad_value_is_refused(client, address, errors):
    assert_problem(
        client.get(f"/api/v1/{address}"),
        400,
        "Bad Request",
        "Not every parameter can be understood.",
        errors=errors,
    )


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("panels/?format=json", ["name", "page", "page_size"]),
        ("people/?format=json", ["name", "page", "page_size", "panel"]),
        ("panels/CJ/?format=json", []),
        ("?format=json", []),
        ("schema/?format=json", []),
    ],
)
def test_unknown_parameter_is_refused_with_the_known_ones(client, address, known):
    assert_problem(
        client.get(f"/api/v1/{address}"),
        400,
        "Bad Request",
        "Unknown parameter: format.",
        known=known,
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ["/api/v1/panels/", "/api/v1/", "/api/v1/schema/"])
def test_other_method_is_refused_to_the_signed_in_too(method, address):
    for user in (None, UserFactory()):
        client = client_of(user)
        client.handler.enforce_csrf_checks = True
        response = getattr(client, method)(address)
        assert_problem(
            response, 405, "Method Not Allowed", f'Method "{method.upper()}" not allowed.'
        )
        assert response["Allow"] == "GET, HEAD"


def test_other_media_type_is_refused(client):
    assert_problem(
        client.get("/api/v1/panels/", headers={"accept": "text/csv"}),
        406,
        "Not Acceptable",
        "Could not satisfy the request Accept header.",
    )


def test_problem_is_json_where_the_answer_would_be_yaml(client):
    assert_problem(
        client.get("/api/v1/schema/?lang=cy", headers={"accept": "application/vnd.oai.openapi"}),
        400,
        "Bad Request",
        "Unknown parameter: lang.",
        known=[],
    )


def test_fault_within_the_api_is_a_problem(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("panel.api.PanelSerializer.to_representation", lambda self, panel: 1 / 0)
    PanelFactory(code="CJ")
    assert_problem(
        client.get("/api/v1/panels/CJ/"),
        500,
        "Internal Server Error",
        "The fault is on our side and has been logged.",
    )


@pytest.mark.parametrize("address", ["/api/v1/panels/", "/api/v1/panels/XX/", "/api/v1/nothing/"])
def test_caches_keep_nothing_of_the_signed_in(address):
    public, own = client_of(None).get(address), client_of(UserFactory()).get(address)
    assert (public["Vary"], public["Cache-Control"]) == ("Cookie", "no-cache")
    assert (own["Vary"], own["Cache-Control"]) == ("Cookie", "private, no-store")


def test_schema_comes_as_json_or_yaml(client):
    assert client.get("/api/v1/schema/").json()["info"]["title"] == "Panel secretariat"
    response = client.get("/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi"})
    assert response.content.startswith(b"openapi: 3.0.3\ninfo:\n  title: Panel secretariat\n")
