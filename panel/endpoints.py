"""What the addresses of the API have in common."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_filters import rest_framework as filters
from django_filters.utils import translate_validation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import MethodNotAllowed, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

LARGEST_ID = 2**53 - 1  # the last that JSON's readers all read exactly
LONGEST_TEXT = 200


class Reading(APIView):
    """An address that is only read, tells caches who may keep it and knows its parameters."""

    http_method_names = ["get", "head"]
    parameters: Iterable[str] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # Before the signed-in are asked for a CSRF token, which would hide the reason.
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
        self.refuse_unknown(request)

    def refuse_unknown(self, request: Request) -> None:
        require_known(request, self.parameters)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if request._request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, no_cache=True)
        return response


def require_known(request: Request, known: Iterable[str]) -> None:
    """Raise ValidationError where the address has an unknown parameter, or an empty one."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise ValidationError(
            {"detail": f"Unknown parameter: {', '.join(unknown)}.", "known": sorted(known)}
        )
    if empty := [name for name, value in request.query_params.items() if not value]:
        raise ValidationError({name: ["Give a value or leave it out."] for name in empty})


class Pages(PageNumberPagination):
    """A page at a time, 50 rows unless `page_size` says otherwise."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    last_page_strings = ()
    numbers = {"page": 1_000_000, "page_size": max_page_size}

    def get_page_number(self, request: Request, paginator: Any) -> int:
        return self.number(request, "page") or 1

    def get_page_size(self, request: Request) -> int:
        return self.number(request, "page_size") or self.page_size

    def number(self, request: Request, name: str) -> int | None:
        said = request.query_params.get(name)
        if said is None:
            return None
        largest = self.numbers[name]
        if not (said.isascii() and said.isdigit() and len(said) < 9 and 1 <= int(said) <= largest):
            raise ValidationError({name: [f"Give a whole number from 1 to {largest}."]})
        return int(said)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": name,
                "in": "query",
                "required": False,
                "schema": {"type": "integer", "minimum": 1, "maximum": largest},
            }
            for name, largest in self.numbers.items()
        ]


class Parameters(filters.DjangoFilterBackend):
    """Filters by the view's FilterSet and refuses every other parameter."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        filterset = self.get_filterset(request, queryset, view)
        require_known(request, [*filterset.filters, *view.paginator.numbers])
        if not filterset.is_valid():
            raise translate_validation(filterset.errors)
        return filterset.qs


class Endpoint(Reading, ReadOnlyModelViewSet):
    """A list of rows and each of them.

    `keys` says which field each part of a row's address is looked up in.
    """

    filter_backends = [Parameters]
    pagination_class = Pages
    keys = {"pk": "pk"}

    def refuse_unknown(self, request: Request) -> None:
        if self.action == "retrieve":
            super().refuse_unknown(request)

    def get_object(self) -> Any:
        return get_object_or_404(
            self.get_queryset(), **{field: self.kwargs[part] for part, field in self.keys.items()}
        )

    def elsewhere(self, name: str, *args: Any, status: int = 302) -> Response:
        """A redirect to another address of the API."""
        address = reverse(name, args=args, request=self.request)
        return Response(status=status, headers={"Location": address})


@extend_schema_field(OpenApiTypes.URI)
class Address(serializers.Field):
    """The address of a row: a URL name and the row's attributes that it takes."""

    def __init__(self, name: str, *parts: str, query: str = "") -> None:
        super().__init__(source="*", read_only=True)
        self.name = name
        self.parts = parts
        self.query = query

    def to_representation(self, row: Any) -> str:
        said = [attrgetter(part)(row) for part in self.parts]
        if self.query:
            return f"{reverse(self.name, request=self.context['request'])}?{self.query}={said[0]}"
        return reverse(self.name, args=said, request=self.context["request"])


class TextFilter(filters.CharFilter):
    """Rows by words; PostgreSQL knows no NUL."""

    def __init__(self, *, label: str, **options: Any) -> None:
        super().__init__(label=label, max_length=LONGEST_TEXT, **options)
        schema = {"type": "string", "maxLength": LONGEST_TEXT, "pattern": r"^[^\u0000]+$"}
        extend_schema_field({**schema, "description": label})(self)


class IdFilter(filters.Filter):
    """Rows by the identifier of something else."""

    field_class = forms.IntegerField

    def __init__(self, *, label: str, **options: Any) -> None:
        super().__init__(label=label, min_value=1, max_value=LARGEST_ID, **options)
        schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
        extend_schema_field({**schema, "description": label})(self)


class DayFilter(filters.DateFilter):
    """Rows by a day, as 2024-03-12."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class Ordering(filters.ChoiceFilter):
    """The order of a list by one column; rows without a value come last.

    Rows that are equal keep their order from page to page.
    """

    def __init__(self, **columns: str) -> None:
        self.columns = columns
        names = [sign + name for name in columns for sign in ("", "-")]
        super().__init__(choices=[(name, name) for name in names])
        label = "The column to order by, with a minus for the last first."
        extend_schema_field({"type": "string", "enum": names, "description": label})(self)

    def filter(self, rows: QuerySet, name: str | None) -> QuerySet:
        if not name:
            return rows
        column = F(self.columns[name.removeprefix("-")])
        order = column.desc if name.startswith("-") else column.asc
        return rows.order_by(order(nulls_last=True), "pk")
