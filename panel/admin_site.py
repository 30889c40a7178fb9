"""The admin as the secretariat meets it."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from actions import admin_settling
from actions.admin_desk import desk
from meetings import admin_editor, admin_planning

from .admin_deleting import delete_selected
from .forms import AdminSignInForm


class SecretariatSite(AdminSite):
    site_header = "Panel secretariat"
    site_title = "Panel secretariat"
    index_title = "Desk"
    login_form = AdminSignInForm
    # Lists need the width of a laptop's screen; the way back is the trail above them.
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.add_action(delete_selected)

    def get_urls(self) -> list:
        """Without the address that leads from any row's identifier to its page, seen or not."""
        stock = super().get_urls()
        ours = admin_settling.urls(self) + admin_editor.urls(self) + admin_planning.urls(self)
        return ours + [url for url in stock if getattr(url, "name", "") != "view_on_site"]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The desk: what each panel that the user keeps waits for, above the whole record."""
        user: Any = request.user
        trays = desk(user, timezone.localdate())
        return super().index(request, {"trays": trays, **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuses a NUL in the address: PostgreSQL compares no text with one."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if any("\0" in value for _, values in request.GET.lists() for value in values):
                raise BadRequest("NUL in the query")
            return guarded(request, *args, **kwargs)

        return checked
