"""What somebody has typed of minutes and not saved, and what a page of theirs has seen of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from meetings.minutes import editing, publishing
from panel.models import User
from panel.turns import take_turn

from .models import Meeting, WorkingText


def mark(text: str) -> str:
    """A short mark by which a page says which text it has seen."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def replaced(request: HttpRequest) -> set[str]:
    """Marks and versions of the texts that the writer knows this one to take the place of."""
    return {request.POST.get("version", ""), *request.POST.getlist("over")}


def reason_of(meeting: Meeting) -> str:
    """The session's name for a reason that was typed and whose revision was refused."""
    return f"reason-{meeting.pk}"


def elsewhere(request: HttpRequest, meeting: Meeting, text: str) -> WorkingText | None:
    """What the writer typed in another tab or browser, if the page that posts has not seen it."""
    user: Any = request.user
    texts = WorkingText.objects.select_for_update(of=["self"])
    working = texts.filter(meeting=meeting, user=user).first()
    if working is None or working.text == text or working.version in replaced(request):
        return None
    return working


def refuse_unsaved(meeting: Meeting, *, stood: str, by: User) -> None:
    """Raise ValidationError where minutes would go out otherwise than somebody sees them.

    That is `typed` while what they typed is not saved, and `stale` where what stands is no
    longer what their page showed, of which `stood` is the mark. Nobody changes the minutes
    from now to the end of the transaction.
    """
    take_turn()
    stands = editing.text_of(publishing.locked(meeting))
    if WorkingText.objects.filter(meeting=meeting, user=by).exclude(text=stands).exists():
        raise ValidationError("Save first, or drop, what you typed.", code="typed")
    if stood != mark(stands):
        raise ValidationError(
            "The minutes were changed since this page was opened. Look at them as they stand "
            "now, and do it again.",
            code="stale",
        )
