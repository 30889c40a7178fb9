"""The agenda as others would read it, before it goes out: as a page, and as each file."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import agendas
from meetings.minutes import publishing
from meetings.minutes.forms import forms_of
from meetings.minutes.papers import papers_in

from .admin_editor import kept_meeting
from .models import Revision
from .views import outline


def urls(site: AdminSite) -> list[URLPattern]:
    """The preview for each audience, for the site of the admin."""
    start = "meetings/meeting/<int:pk>/agenda/as/<str:audience>"
    return [
        path(f"{start}/", site.admin_view(page), name="agenda_preview"),
        path(f"{start}/agenda.<str:ending>", site.admin_view(file), name="agenda_preview_file"),
    ]


def previewed(request: HttpRequest, pk: int, audience: str) -> Revision:
    """The revision that an audience would read; 404 of another panel, or for no such audience."""
    meeting = kept_meeting(request, pk)
    if audience not in set(Revision.Audience):
        raise Http404
    return agendas.preview(meeting, Revision.Audience(audience), on=timezone.localdate())


@require_safe
def page(request: HttpRequest, pk: int, audience: str) -> HttpResponse:
    """What an audience would read, with links to what it may see already."""
    revision = previewed(request, pk, audience)
    meeting = revision.meeting
    reader = AnonymousUser() if audience == agendas.PUBLIC else request.user
    minutes, papers = publishing.document_of(revision), papers_in(revision)
    context = {
        "meeting": meeting,
        "revision": revision,
        "outline": outline(minutes, papers, meeting, reader),
        "forms": forms_of(revision),
    }
    return render(request, "admin/meetings/agenda_preview.html", context)


@require_safe
def file(request: HttpRequest, pk: int, audience: str, ending: str) -> HttpResponse:
    """The same as a file in one form."""
    revision = previewed(request, pk, audience)
    form = next((form for form in forms_of(revision) if form.ending == ending), None)
    if form is None:
        raise Http404
    disposition = {
        "Content-Disposition": f'attachment; filename="preview-{form.file_name(revision)}"'
    }
    return HttpResponse(form.write(revision), content_type=form.media_type, headers=disposition)
