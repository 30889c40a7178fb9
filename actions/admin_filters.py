"""How the list of actions is narrowed."""

import datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone


class PassedOver(admin.SimpleListFilter):
    """Open actions that nobody speaks of any more, as imported history leaves many."""

    title = "not mentioned"
    parameter_name = "passed_over"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            ("1", "at the latest meeting"),
            ("2", "at the latest two meetings"),
            ("4", "at the latest four meetings"),
            ("year", "for a year"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        value = self.value()
        if value == "year":
            year = datetime.timedelta(days=365)
            return queryset.unmentioned_since(timezone.localdate() - year)
        if value in {"1", "2", "4"}:
            return queryset.passed_over(int(value))
        return queryset


class Wanting(admin.SimpleListFilter):
    """Open actions of which something is to be seen to."""

    title = "to see to"
    parameter_name = "wanting"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            ("overdue", "overdue"),
            ("owner", "nobody owns it"),
            ("somebody", "its owners are nobody now"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        today = timezone.localdate()
        match self.value():
            case "overdue":
                return queryset.overdue(today)
            case "owner":
                return queryset.unowned()
            case "somebody":
                return queryset.unreachable(today)
        return queryset


class WhereRaised(admin.SimpleListFilter):
    """Actions that only reports tell of: to be settled, or raised in minutes yet to come."""

    title = "raised"
    parameter_name = "raised"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("known", "in minutes"), ("unknown", "not known where")]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        if self.value() == "known":
            return queryset.exclude(entry=None)
        if self.value() == "unknown":
            return queryset.standing().filter(entry=None)
        return queryset
