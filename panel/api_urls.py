"""The addresses of the API: like those of the pages, and as permanent."""

from typing import Any

from django.urls import path, re_path
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from actions.api import Actions
from meetings.api import Meetings, Revisions

from . import addresses  # noqa: F401 – the converter of codes
from .api import Memberships, Organisations, Panels, People
from .endpoints import Reading

LISTS = {
    "panels": Panels,
    "people": People,
    "organisations": Organisations,
    "memberships": Memberships,
    "meetings": Meetings,
    "revisions": Revisions,
    "actions": Actions,
}


class Contents(Reading):
    """The lists that there are, and the schema that describes them."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(
            {name: reverse(f"api:{name}", request=request) for name in (*LISTS, "schema")}
        )


@extend_schema(exclude=True)
class Schema(Reading, SpectacularAPIView):
    """The OpenAPI document, as JSON or as YAML."""

    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer]


@extend_schema(exclude=True)
class Unknown(Reading):
    """Every other address under the API's."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound("There is nothing at this address.")


LIST: dict[str, Any] = {"get": "list"}
ROW: dict[str, Any] = {"get": "retrieve"}

app_name = "api"
urlpatterns = [
    path("v1/", Contents.as_view(), name="contents"),
    path("v1/schema/", Schema.as_view(), name="schema"),
    *(path(f"v1/{name}/", rows.as_view(LIST), name=name) for name, rows in LISTS.items()),
    path("v1/panels/<code:code>/", Panels.as_view(ROW), name="panel"),
    path("v1/people/<int:pk>/", People.as_view(ROW), name="person"),
    path("v1/organisations/<int:pk>/", Organisations.as_view(ROW), name="organisation"),
    path("v1/memberships/<int:pk>/", Memberships.as_view(ROW), name="membership"),
    path("v1/meetings/<code:panel>/<int:number>/", Meetings.as_view(ROW), name="meeting"),
    path(
        "v1/revisions/<code:panel>/<int:meeting>/<slug:kind>/<int:number>/",
        Revisions.as_view(ROW),
        name="revision",
    ),
    path("v1/actions/<code:panel>/<int:serial>/", Actions.as_view(ROW), name="action"),
    # Ends in a slash, so that an address without its own is led to the one with it.
    re_path(r"^(?:[\s\S]*/)?$", Unknown.as_view()),
]
