"""Steps of a planned meeting: what the buttons below its plan do once the plan is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from meetings import agendas, planning
from meetings.planning import UnsureError

from .admin_planned_papers import BUTTON
from .forms import NewDay
from .models import Meeting

STEP = "step"
"""The name of the buttons that save the plan and take a step."""
SURE = "sure"
"""The name of the fields that say what is done knowingly."""
CIRCULATE, PUBLISH = "circulate", "publish"
CANCEL, MINUTES, POSTPONE = "cancel", "minutes", "postpone"
NOBODY = "nobody"

Step = Callable[[Meeting, HttpRequest], str]


def asked(request: HttpRequest) -> Step | None:
    """The step that the button asks for that posted the plan: it takes it, and says so."""
    return STEPS.get(request.POST.get(STEP, ""))


def refuse_untaken(request: HttpRequest) -> None:
    """Raises ValidationError `untaken` where a new day is typed and another button is pressed."""
    typed = request.POST.get("to", "") + request.POST.get("words", "")
    if typed.strip() and request.POST.get(STEP) != POSTPONE:
        raise ValidationError(
            "A new date is typed at the end of the page: press “Move to another day” there, or "
            "empty it.",
            code="untaken",
        )


def refuse_unseen(request: HttpRequest, papers: str) -> None:
    """Raises UnsureError where other `papers` would go out than the page showed."""
    answer = f"papers {papers}"
    if request.POST.get(STEP) not in (CIRCULATE, PUBLISH) or answer in sure(request):
        return
    if request.POST.get("papers") != papers:
        raise UnsureError(
            "Papers were added, changed or removed since you opened the page. Those that stand "
            "below now would go out.",
            answer=answer,
            button="Yes, send it out with these papers",
        )


def refuse_to_nobody(meeting: Meeting, request: HttpRequest) -> None:
    """Raises UnsureError where an agenda goes out of a meeting to which nobody is to come."""
    if NOBODY not in sure(request) and not meeting.attendances.exists():
        raise UnsureError(
            "Nobody is expected at the meeting. Is its agenda to go out all the same?",
            answer=NOBODY,
            button="Yes, send it out",
        )


def sure(request: HttpRequest) -> set[str]:
    """What the secretary was asked and does all the same."""
    return set(request.POST.getlist(SURE))


def pressed(request: HttpRequest) -> tuple[str, str]:
    """(name, value) of the button that posted the plan, to be pressed again."""
    for name in (STEP, BUTTON):
        if value := request.POST.get(name, ""):
            return name, value
    return "", ""


def address(meeting: Meeting, request: HttpRequest) -> str:
    """Where a step leads, if not back to the plan."""
    if request.POST.get(STEP) != MINUTES:
        return ""
    return reverse("admin:minutes_editor", args=[meeting.pk])


def circulate(meeting: Meeting, request: HttpRequest) -> str:
    user: Any = request.user
    agendas.circulate_agenda(meeting, on=timezone.localdate(), by=user)
    refuse_to_nobody(meeting, request)
    return "The agenda was circulated to the members."


def publish(meeting: Meeting, request: HttpRequest) -> str:
    user: Any = request.user
    agendas.publish_agenda(meeting, on=timezone.localdate(), by=user)
    refuse_to_nobody(meeting, request)
    return "The agenda was published."


def cancel(meeting: Meeting, request: HttpRequest) -> str:
    meeting.cancel(at=timezone.now())
    if CANCEL not in sure(request):
        raise UnsureError(
            f"Is the meeting of {meeting.date_text} to be cancelled? Whoever knows of it reads "
            "so on its page, and calendars take it out.",
            answer=CANCEL,
            button="Yes, cancel the meeting",
        )
    return "The meeting is cancelled; it keeps its address."


def reinstate(meeting: Meeting, request: HttpRequest) -> str:
    there = Meeting(
        pk=meeting.pk,
        panel=meeting.panel,
        held_on=meeting.held_on,
        date_words=meeting.date_words,
    )
    planning.refuse_twice(there, sure(request))
    meeting.reinstate()
    return "The meeting is no longer cancelled."


def postpone(meeting: Meeting, request: HttpRequest) -> str:
    form = NewDay(request.POST)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    to, words = form.cleaned_data["to"], form.cleaned_data["words"]
    there = Meeting(pk=meeting.pk, panel=meeting.panel, held_on=to, date_words="" if to else words)
    planning.refuse_twice(there, sure(request))
    meeting.postpone(to=to, words=words)
    return f"The meeting is moved to {meeting.date_text}; it keeps its address."


def write_minutes(meeting: Meeting, request: HttpRequest) -> str:
    """Nothing to say: the page of the minutes opens."""
    return ""


STEPS: dict[str, Step] = {
    CIRCULATE: circulate,
    PUBLISH: publish,
    CANCEL: cancel,
    "reinstate": reinstate,
    POSTPONE: postpone,
    MINUTES: write_minutes,
}
