"""Deleting many rows chosen in a list: all of them, or none."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin import actions
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.text import Truncator

NAMED = 3
"""So many of those that stand in the way are named."""


@admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
def delete_selected(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: models.QuerySet
) -> TemplateResponse | None:
    """Asks, then deletes; where one of the rows may not go, says which, and deletes none."""
    rows = list(queryset)
    held = [row for row in rows if not modeladmin.has_delete_permission(request, row)]
    if not held:
        return actions.delete_selected(modeladmin, request, queryset)
    named = ", ".join(f"“{Truncator(str(row)).chars(60)}”" for row in held[:NAMED])
    more = f" and {len(held) - NAMED} more" if len(held) > NAMED else ""
    modeladmin.message_user(
        request,
        f"Nothing was deleted. {len(held)} of the {len(rows)} chosen cannot be: "
        f"published minutes hold them, or other rows speak of them: {named}{more}.",
        messages.ERROR,
    )
    return None
