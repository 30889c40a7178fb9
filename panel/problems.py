"""Errors of the API as problem documents (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"

SCHEMA = {
    "type": "object",
    "description": "Why there is no answer (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": ["about:blank"]},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "What is wrong with each parameter.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "known": {
            "type": "array",
            "description": "The parameters that the address takes.",
            "items": {"type": "string"},
        },
        "withdrawn_at": {"type": "string", "format": "date-time"},
        "withdrawn_on": {"type": "string", "format": "date"},
        "reason": {"type": "string", "description": "Why it was withdrawn."},
    },
}


class Withdrawn(APIException):
    """A revision or an action that was taken back: that, when and why, and nothing more."""

    status_code = HTTPStatus.GONE


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error; None where the error is a fault of ours, which Django logs."""
    response = exception_handler(error, context)
    if response is None:
        return None
    # Whatever the address would answer in otherwise: a problem document is JSON.
    context["request"].accepted_renderer = JSONRenderer()
    context["request"].accepted_media_type = MEDIA_TYPE
    response.data = problem(response.status_code, response.data)
    response.content_type = MEDIA_TYPE
    return response


def problem(status: int, said: dict[str, Any]) -> dict[str, Any]:
    """The document for an HTTP status; `said` holds a `detail`, or the errors by parameter."""
    if "detail" not in said:
        said = {"detail": "Not every parameter can be understood.", "errors": said}
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **said}


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a problem document within the API, a page elsewhere."""
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    said = {"detail": "The fault is on our side and has been logged."}
    return JsonResponse(problem(status, said), status=status, content_type=MEDIA_TYPE)


def describe(result: dict[str, Any], **generation: Any) -> dict[str, Any]:
    """Add to an OpenAPI document that every operation answers its errors with a problem."""
    result["components"]["schemas"]["Problem"] = SCHEMA
    answer = {
        "description": "Why there is no answer.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = answer
    return result
