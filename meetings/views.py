"""The pages of meetings and of the revisions of their minutes."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from actions.models import Action
from meetings.minutes import publishing, writing
from meetings.minutes.comparing import Change, changes
from meetings.minutes.document import Minutes, Paper
from meetings.minutes.forms import forms_of
from meetings.minutes.papers import papers_in
from panel.models import Panel, Viewer
from panel.pages import page_of

from . import invitation as invitations
from .models import Attendance, Meeting, PaperVersion, Revision
from .outline import Outline


@require_safe
@login_not_required
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """All meetings of a panel that the viewer may know of, the latest first."""
    panel = get_object_or_404(Panel, code=code)
    visible = Meeting.objects.visible_to(request.user).filter(panel=panel)
    revisions = (
        Revision.objects.visible_to(request.user)
        .select_related("withdrawal")
        .defer("document")
        .current_first()
    )
    page = page_of(
        request,
        visible.select_related("panel").prefetch_related(
            Prefetch("revisions", revisions, to_attr="readable")
        ),
    )
    return render(request, "meetings/meetings.html", {"panel": panel, "page": page})


@require_safe
@login_not_required
def meeting(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A meeting with what the viewer reads of it now.

    The secretary reads the rows until they are published, everybody else a revision.
    """
    user = request.user
    visible = Meeting.objects.visible_to(user).filter(panel__code=code).select_related("panel")
    meeting = get_object_or_404(visible, number=number)
    revision, minutes = publishing.current_minutes(meeting, user)
    papers = publishing.current_papers(meeting, revision, minutes)
    is_record = minutes is not None and revision is None
    earlier, later = neighbours(meeting, list(visible.in_order()))
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": meeting,
            "revision": publishing.current_revision(meeting, user) if is_record else revision,
            "is_record": is_record,
            "outline": outline(minutes, papers, meeting, user) if minutes else None,
            "forms": forms_of(revision) if revision else [],
            "publications": meeting.publications.all() if meeting.is_published else [],
            "revisions": addresses(meeting, user),
            "may_join": Meeting.objects.joinable_by(user).filter(pk=meeting.pk).exists(),
            "earlier": earlier,
            "later": later,
        },
    )


@require_safe
@login_not_required
def invitation(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A meeting to come or past for calendars, as the viewer reads it now."""
    visible = Meeting.objects.visible_to(request.user).select_related("panel")
    meeting = get_object_or_404(visible, panel__code=code, number=number)
    _, minutes = publishing.current_minutes(meeting, request.user)
    if minutes is None or minutes.held_on is None:
        raise Http404
    calendar = invitations.invitation(
        meeting,
        minutes,
        address=request.build_absolute_uri(meeting.get_absolute_url()),
        may_join=Meeting.objects.joinable_by(request.user).filter(pk=meeting.pk).exists(),
    )
    name = f"{meeting.panel.code}-{meeting.number}.ics"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_safe
@login_not_required
def revision(
    request: HttpRequest, code: str, meeting_number: int, kind: str, number: int
) -> HttpResponse:
    """One revision of a meeting's agenda or minutes; a withdrawn one says only that (410).

    The secretary reads that too.
    """
    widest = widest_revision(request.user, code, meeting_number, kind, number)
    context = {"meeting": widest.meeting, "revision": widest}
    if not widest.is_read:
        return render(request, "meetings/withdrawn.html", context, status=410)
    minutes, papers = publishing.document_of(widest), papers_in(widest)
    return render(
        request,
        "meetings/revision.html",
        {
            **context,
            "outline": outline(minutes, papers, widest.meeting, request.user),
            "newer": publishing.current_revision(widest.meeting, request.user) != widest,
            "changes": changes_since(widest, request.user),
            "forms": forms_of(widest),
        },
    )


@require_safe
@login_not_required
def revision_file(
    request: HttpRequest, code: str, meeting_number: int, kind: str, number: int, ending: str
) -> HttpResponse:
    """What the viewer reads of a revision, as a file in one form; a withdrawn one has none."""
    widest = widest_revision(request.user, code, meeting_number, kind, number)
    form = next((form for form in forms_of(widest) if form.ending == ending), None)
    if form is None:
        raise Http404
    if not widest.is_read:
        context = {"meeting": widest.meeting, "revision": widest}
        return render(request, "meetings/withdrawn.html", context, status=410)
    name = form.file_name(widest)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(form.write(widest), content_type=form.media_type, headers=disposition)


@require_safe
@login_not_required
def paper(
    request: HttpRequest, code: str, meeting_number: int, paper: int, version: int
) -> HttpResponse:
    """A paper's file in one version, as it was given, for those whom a revision lists it to.

    It is saved and not shown, and whatever shows it all the same runs nothing in it.
    """
    found: PaperVersion = get_object_or_404(
        PaperVersion.objects.visible_to(request.user).defer("data"),
        paper=paper,
        paper__meeting__panel__code=code,
        paper__meeting__number=meeting_number,
        number=version,
    )
    response = get_conditional_response(request, etag=f'"{found.checksum}"')
    if response is None:
        response = HttpResponse(
            found.data,
            content_type=found.media_type,
            headers={
                "Content-Disposition": content_disposition_header(True, found.name),
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "ETag": f'"{found.checksum}"',
            },
        )
    patch_cache_control(response, private=True, no_cache=True)
    return response


def changes_since(revision: Any, user: Viewer) -> list[Change]:
    """What a revision says otherwise than the one before, where `user` reads both."""
    if revision.number == 1:
        return []
    before = (
        Revision.objects.as_read_by(user)
        .filter(meeting=revision.meeting_id, kind=revision.kind, number=revision.number - 1)
        .first()
    )
    if before is None or not before.is_read:
        return []
    texts = (writing.markdown(publishing.document_of(one)) for one in (before, revision))
    return list(changes(*texts))


def widest_revision(user: Viewer, code: str, meeting_number: int, kind: str, number: int) -> Any:
    """The revision at an address as `user` reads it, with `is_read`; 404 if there is none."""
    return get_object_or_404(
        Revision.objects.as_read_by(user).select_related("meeting__panel"),
        meeting__panel__code=code,
        meeting__number=meeting_number,
        kind=kind,
        number=number,
    )


def addresses(meeting: Meeting, user: Viewer) -> QuerySet[Revision]:
    """The revisions that have an address for this viewer, each once, minutes first."""
    rows = Revision.objects.as_read_by(user).filter(meeting=meeting)
    return rows.select_related("meeting__panel").order_by("-kind", "-number").defer("document")


def neighbours(meeting: Meeting, meetings: list[Meeting]) -> tuple[Meeting | None, Meeting | None]:
    """The meetings before and after one that stands in the list."""
    place = meetings.index(meeting)
    return (
        meetings[place - 1] if place else None,
        meetings[place + 1] if place + 1 < len(meetings) else None,
    )


def outline(minutes: Minutes, papers: tuple[Paper, ...], meeting: Meeting, user: Viewer) -> Outline:
    """The minutes with links to those actions and people that the viewer may see."""
    references = [action.reference for action in minutes.actions()]
    references += [review.reference for review in minutes.reviews()]
    serials = [int(reference.rpartition("-")[2]) for reference in references if reference]
    actions = (
        Action.objects.visible_to(user)
        .filter(Q(serial__in=serials) | Q(joined__serial__in=serials), panel=meeting.panel)
        .select_related("panel")
        .prefetch_related("joined")
        .distinct()
    )
    attendances = Attendance.objects.visible_to(user).filter(meeting=meeting)
    people = {(row.honorific, row.name): row.person_id for row in attendances}
    return Outline(minutes, actions, people, papers)
