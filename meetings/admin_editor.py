"""The page on which a secretary writes a meeting's minutes as a text."""

import itertools
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.minutes import editing, passages, pasting, publishing, writing
from meetings.minutes.comparing import changes
from meetings.minutes.document import Minutes, MinutesError, Presence
from meetings.minutes.forms import FORMS
from meetings.minutes.reading import inline, labels, names
from panel.models import Membership

from . import admin_steps
from .admin_paper_notes import linked
from .admin_typed import elsewhere, mark, reason_of, refuse_unsaved, replaced
from .models import Correction, Meeting, WorkingText
from .models.draft import LARGEST
from .outline import Outline


@dataclass(frozen=True)
class Remark:
    """Something in the text to look at: the passage, why, and the line it stands in, from 1."""

    passage: str
    why: str
    line: int | None
    is_lost: bool = False


@dataclass(frozen=True)
class Found:
    """What is read of a text, or in a line why nothing is."""

    minutes: Minutes | None
    remarks: tuple[Remark, ...] = ()
    fault: str = ""
    presences = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)
    """What somebody is ticked as."""

    @property
    def outline(self) -> Outline | None:
        return Outline(self.minutes, (), {}) if self.minutes else None

    def expected(self) -> list[int]:
        """The places in the attendance of those of whom it is not said yet whether they came."""
        attendance = self.minutes.attendance if self.minutes else ()
        return [at for at, one in enumerate(attendance) if one.presence is Presence.EXPECTED]

    def summary(self) -> str:
        """How much was read, in a line that is also said aloud."""
        if self.minutes is None:
            return f"Not read: {self.fault}"
        counts = [
            (len(self.minutes.attendance), "person", "people"),
            (len(self.minutes.items), "item", "items"),
            (len(self.minutes.reviews()), "action reported on", "actions reported on"),
            (len(self.minutes.actions()), "action raised", "actions raised"),
            (len(self.remarks), "thing to look at", "things to look at"),
        ]
        return "Read: " + ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts)


def urls(site: AdminSite) -> list[URLPattern]:
    return admin_steps.urls(site, kept_meeting) + [
        path(f"meetings/meeting/<int:pk>/minutes/{end}", site.admin_view(view), name=name)
        for end, view, name in (
            ("", editor, "minutes_editor"),
            ("read/", read, "minutes_read"),
            ("keep/", keep, "minutes_keep"),
            ("leave/", leave, "minutes_leave"),
            ("publish/", publish, "minutes_publish"),
            ("tick/", tick, "minutes_tick"),
            ("paste/", paste, "minutes_paste"),
            ("action-note.docx", action_note, "minutes_action_note"),
        )
    ]


def kept_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if the user is secretary of its panel; else it does not exist."""
    kept = Meeting.objects.kept_by(request.user).select_related("panel")
    return get_object_or_404(kept, pk=pk)


def posted(request: HttpRequest, name: str) -> str:
    """A text as it was typed: browsers send each line break as two characters."""
    return request.POST.get(name, "").replace("\r\n", "\n")


@require_safe
def action_note(request: HttpRequest, pk: int) -> HttpResponse:
    """The actions of a meeting as they are saved, as a Word document to send out."""
    meeting = kept_meeting(request, pk)
    data = writing.action_note_docx(publishing.minutes_of(meeting), day=meeting.date_text)
    name = f"{meeting.panel.code}-{meeting.number}-action-note.docx"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=FORMS["docx"].media_type, headers=disposition)


@require_http_methods(["GET", "HEAD", "POST"])
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a meeting's minutes, and what is read of it; saves it when it is posted."""
    meeting = kept_meeting(request, pk)
    user: Any = request.user
    if request.method != "POST":
        return page(request, meeting)
    text, base = posted(request, "text"), posted(request, "base")
    with transaction.atomic():
        if other := elsewhere(request, meeting, text):
            return page(request, meeting, text=text, base=base, other=other)
    if mark(stands := editing.text_of(meeting)) in replaced(request):
        base = stands
    today = timezone.localdate()
    told: dict[str, Any] = {}
    try:
        editing.save(meeting, text=text, base=base, by=user, today=today, became=became(request))
    except editing.UnclearError as error:
        told["unclear"] = error
    except editing.StaleError:
        pass  # the page shows what stands beside what the text was begun from
    except MinutesError as error:
        told["faults"] = [str(error)]
    except ValidationError as error:
        told["faults"] = error.messages
    else:
        messages.success(request, "Saved.")
        address = reverse("admin:minutes_editor", args=[meeting.pk])
        return HttpResponseRedirect(f"{address}?saved=yes")
    with suppress(ValidationError):  # too long to be kept: it stands in the page alone
        editing.keep(meeting, text=text, base=base, by=user)
    return page(request, meeting, text=text, base=base, **told)


def page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    text: str | None = None,
    base: str = "",
    faults: list[str] | None = None,
    unclear: editing.UnclearError | None = None,
    other: WorkingText | None = None,
    reason: str = "",
) -> HttpResponse:
    """The editor with a text, or with what was kept or stands where none is given.

    `base` is what the text was begun from; where something else stands by now, both are shown,
    and so is what the same writer typed in another tab.
    """
    user: Any = request.user
    stands = editing.text_of(meeting)
    is_typed = text is not None
    texts = WorkingText.objects.filter(meeting=meeting).select_related("user")
    working = texts.filter(user=user).first()
    correction = Correction.objects.filter(meeting=meeting).first()
    if text is None:
        text, base = (working.text, working.base) if working else (stands, stands)
    is_stale = base != stands
    context = {
        **admin.site.each_context(request),
        "title": f"Minutes: {meeting}",
        "subtitle": None,
        "meeting": meeting,
        "text": text,
        "base": base,
        "meanwhile": list(changes(base, stands)) if is_stale else [],
        "stands": stands,
        "stood": mark(stands),
        "other": other,
        "of_other": list(changes(text, other.text)) if other else [],
        "version": "" if other or not working else working.version,
        "faults": faults or [],
        "is_typed": is_typed,
        "unclear": unclear,
        "found": found_in(text, meeting),
        "names": names_offered(meeting),
        "working": working,
        "was_saved": request.method != "POST" and "saved" in request.GET,
        "others": texts.exclude(user=user),
        "correction": correction,
        "corrected": list(changes(correction.base, correction.text)) if correction else [],
        "reason": reason or request.session.get(reason_of(meeting), ""),
        **admin_steps.context(meeting, correction, timezone.localdate()),
    }
    is_refused = bool(faults or unclear)
    is_told = request.method == "POST" and (is_stale or other)
    status = 409 if is_told else 422 if is_refused else 200
    return TemplateResponse(request, "admin/meetings/minutes.html", context, status=status)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What is read of a text that is being typed, as a part of the page; nothing is kept."""
    meeting = kept_meeting(request, pk)
    found = found_in(posted(request, "text"), meeting)
    return TemplateResponse(request, "admin/meetings/_found.html", {"found": found})


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """A text with the presence of some noted otherwise, as JSON; nothing is kept."""
    meeting = kept_meeting(request, pk)
    places, presences = request.POST.getlist("place"), request.POST.getlist("presence")
    if not all(place.isdecimal() for place in places) or not set(presences) <= set(Presence):
        raise BadRequest("no such place or presence")
    told = {int(at): Presence(one) for at, one in zip(places, presences, strict=False)}
    try:
        text = editing.ticked(posted(request, "text"), meeting, told)
    except MinutesError as error:
        return JsonResponse({"error": str(error)}, status=422)
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)
    return JsonResponse({"text": text})


@require_POST
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """What was pasted as HTML, as lines of the text, as JSON."""
    kept_meeting(request, pk)
    html = posted(request, "html")
    if len(html) > LARGEST:
        return JsonResponse({"error": "Too large to be pasted at once."}, status=422)
    return JsonResponse({"text": pasting.text_of(html)})


def became(request: HttpRequest) -> dict[str, int | None]:
    """What the writer says that actions became, from fields such as "became-CJ-37"."""
    said = {
        name.removeprefix("became-"): request.POST.get(name, "")
        for name in request.POST
        if name.startswith("became-")
    }
    return {
        reference: int(value) if value else None
        for reference, value in said.items()
        if not value or value.isdecimal()
    }


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a text as it is typed, so that nothing ends it but its writer."""
    meeting = kept_meeting(request, pk)
    user: Any = request.user
    text = posted(request, "text")
    with transaction.atomic():
        if other := elsewhere(request, meeting, text):
            error = "You are writing these minutes in another tab too."
            return JsonResponse({"error": error, "version": other.version}, status=409)
        try:
            kept = editing.keep(meeting, text=text, base=posted(request, "base"), by=user)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)
    at = timezone.localtime(kept.kept_at).strftime("%H:%M:%S")
    return JsonResponse({"kept_at": at, "version": kept.version})


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to what stands, dropping what was typed since."""
    meeting = kept_meeting(request, pk)
    user: Any = request.user
    editing.leave(meeting, by=user)
    messages.success(request, "What you had typed and not saved was dropped.")
    return HttpResponseRedirect(reverse("admin:minutes_editor", args=[meeting.pk]))


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the correction in preparation, with the reason that is given."""
    meeting = kept_meeting(request, pk)
    user: Any = request.user
    reason, today = request.POST.get("reason", ""), timezone.localdate()
    request.session[reason_of(meeting)] = reason
    try:
        with transaction.atomic():
            refuse_unsaved(meeting, stood=request.POST.get("stood", ""), by=user)
            revision = editing.publish_correction(
                meeting, reason=reason, on=today, by=user, seen=request.POST.get("seen", "")
            )
    except editing.StaleError:
        correction = Correction.objects.get(meeting=meeting)
        editing.keep(meeting, text=correction.text, base=correction.base, by=user)
        correction.delete()
        return page(request, meeting, text=correction.text, base=correction.base)
    except ValidationError as error:
        return page(request, meeting, reason=reason, faults=linked(error).messages)
    del request.session[reason_of(meeting)]
    messages.success(request, f"Published: {revision}.")
    return HttpResponseRedirect(reverse("admin:minutes_editor", args=[meeting.pk]))


def found_in(text: str, meeting: Meeting) -> Found:
    try:
        found = editing.read(text, meeting)
    except MinutesError as error:
        return Found(None, fault=str(error))
    lines = [plain(line) for line in text.splitlines()]
    remarks = [
        Remark(passage, "fits nowhere in the minutes", line_of(passage, lines), is_lost=True)
        for passage in found.unread
    ]
    remarks += [
        Remark(doubt.passage, doubt.why, line_of(doubt.passage, lines)) for doubt in found.doubts
    ]
    remarks += [
        Remark(words, "looks withheld, and is not", line_of(words, lines), is_lost=True)
        for words in unclear(found.minutes)
    ]
    return Found(found.minutes, tuple(remarks))


def unclear(minutes: Minutes) -> Iterator[str]:
    """What of the minutes looks withheld, and is not."""
    for one in minutes.attendance:
        said = ", ".join(filter(None, (one.name, one.organisation, one.description, one.note)))
        if passages.has_mark(said):
            yield said
    whole = [minutes.title, minutes.venue, *(item.presenters for item in minutes.items)]
    for entry in minutes.entries():
        for one in (entry, *getattr(entry, "narrative", ())):
            if one.withheld and not one.text:
                yield labels.write_withheld(one.withheld)
    told = [item.title for item in minutes.items]
    for entry in minutes.entries():
        told += [entry.text, *(p.text for p in getattr(entry, "narrative", ()))]
        whole += [getattr(entry, "due", ""), *getattr(entry, "owners", ())]
    yield from filter(passages.has_mark, whole)
    yield from filter(passages.misplaced, told)


def plain(line: str) -> str:
    """A line's words alone, as a passage is compared with it."""
    return " ".join(names.folded_words(inline.plain(line)))


def line_of(passage: str, lines: list[str]) -> int | None:
    """The line, from 1, that holds a passage, or the one that it begins with."""
    words = plain(passage)
    if not words:
        return None
    held = (at for at, line in enumerate(lines, 1) if words in line)
    begun = (at for at, line in enumerate(lines, 1) if line and words.startswith(line))
    return next(itertools.chain(held, begun), None)


def names_offered(meeting: Meeting) -> list[str]:
    """Who can be named as an owner: those listed, those who sit on the panel that day, bodies."""
    listed = list(meeting.attendances.values_list("name", flat=True))
    seats = Membership.objects.filter(panel=meeting.panel_id)
    if meeting.held_on:
        seats = seats.current(meeting.held_on)
    seated = seats.order_by("person__sort_name").values_list("person__name", flat=True)
    return list(dict.fromkeys([*listed, *seated, "Secretariat", "Panel members", "Chair"]))
