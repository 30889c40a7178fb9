"""An agenda, or minutes, as others would read them before they go out: as a page, and as files."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import agendas
from meetings.minutes import editing, publishing, writing
from meetings.minutes.document import MinutesError
from meetings.minutes.forms import FORMS, Form, forms_of
from meetings.minutes.papers import listed, papers_in, papers_of, redacted

from .admin_editor import kept_meeting
from .models import Meeting, Revision
from .views import outline

KINDS = {
    "agenda": (Revision.Kind.AGENDA, "admin:agenda"),
    "minutes": (Revision.Kind.MINUTES, "admin:minutes_editor"),
}


def urls(site: AdminSite) -> list[URLPattern]:
    """The previews for each audience, for the site of the admin."""
    found = []
    for name in KINDS:
        start = f"meetings/meeting/<int:pk>/{name}/as/<str:audience>"
        views: list[tuple[str, Callable[..., HttpResponse], str]] = [
            (f"{start}/", page, f"{name}_preview"),
            (f"{start}/{name}.<str:ending>", file, f"{name}_preview_file"),
        ]
        found += [
            path(route, site.admin_view(view), {"name": name}, name=called)
            for route, view, called in views
        ]
    return found


def previewed(request: HttpRequest, pk: int, name: str, audience: str) -> Revision:
    """The revision that an audience would read; 404 of another panel, or for no such audience."""
    meeting = kept_meeting(request, pk)
    if audience not in set(Revision.Audience):
        raise Http404
    today, reader = timezone.localdate(), Revision.Audience(audience)
    if KINDS[name][0] == Revision.Kind.AGENDA:
        return agendas.preview(meeting, reader, on=today)
    return minutes_for(meeting, reader)


def minutes_for(meeting: Meeting, audience: Revision.Audience) -> Revision:
    """The minutes, or their correction in preparation, as they would be published; stored nowhere.

    404 where they cannot be read.
    """
    try:
        minutes = editing.standing(meeting)
    except MinutesError as error:
        raise Http404 from error
    papers = papers_of(meeting)
    if audience == Revision.Audience.PUBLIC:
        minutes, papers = minutes.redacted(), redacted(papers)
    before = meeting.revisions.filter(kind=Revision.Kind.MINUTES)
    return Revision(
        meeting=meeting,
        kind=Revision.Kind.MINUTES,
        number=(before.aggregate(last=Max("number"))["last"] or 0) + 1,
        audience=audience,
        document=writing.record(minutes),
        papers=listed(papers),
        issued_on=timezone.localdate(),
    )


def forms(revision: Revision) -> list[Form]:
    """The forms to look at: a post tells when the minutes went out first, and these did not."""
    return [form for form in forms_of(revision) if form is not FORMS["post.md"]]


@require_safe
def page(request: HttpRequest, pk: int, name: str, audience: str) -> HttpResponse:
    """What an audience would read, with links to what it may see already."""
    revision = previewed(request, pk, name, audience)
    meeting = revision.meeting
    reader = AnonymousUser() if audience == agendas.PUBLIC else request.user
    minutes, papers = publishing.document_of(revision), papers_in(revision)
    context = {
        "meeting": meeting,
        "revision": revision,
        "outline": outline(minutes, papers, meeting, reader),
        "back": reverse(KINDS[name][1], args=[pk]),
        "plan_or_minutes": "plan" if name == "agenda" else name,
        "forms": [
            (form, reverse(f"admin:{name}_preview_file", args=[pk, audience, form.ending]))
            for form in forms(revision)
        ],
    }
    return render(request, "admin/meetings/preview.html", context)


@require_safe
def file(request: HttpRequest, pk: int, name: str, audience: str, ending: str) -> HttpResponse:
    """The same as a file in one form."""
    revision = previewed(request, pk, name, audience)
    form = next((form for form in forms(revision) if form.ending == ending), None)
    if form is None:
        raise Http404
    disposition = {
        "Content-Disposition": f'attachment; filename="preview-{form.file_name(revision)}"'
    }
    return HttpResponse(form.write(revision), content_type=form.media_type, headers=disposition)
