"""Papers where a meeting is planned: what stands before each item, and the way to a paper's page.

A paper is added, changed and taken away on its own page. The button that leads there saves the
plan first, so nothing that was typed is lost, and the page comes back to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from meetings.minutes.document import Paper

from .models import AgendaItem, Meeting, PaperVersion
from .models.paper import MANNERS, PURPOSES

BUTTON = "paper"
"""The name of the buttons: "add", "add items-3", "change 12", "delete 12" or "up 12" is what they
post."""
PLAN = "plan"
"""What the address of a paper's page says of the meeting to whose plan it comes back."""
ADD, UP, PAGES = "add", "up", ("change", "delete")
NO_TITLE = "Give the new item a title: a paper is to stand before it."
GOES = "The item before which a paper is to stand goes: untick that, or choose another."
GONE = "The paper is no longer there: somebody took it away."
PUBLISHED = "The minutes are published: their papers keep their order."
WORDS = dict((*PURPOSES, *MANNERS))


@dataclass(frozen=True)
class Shown:
    """A paper as the plan shows it; `unseen` is what nobody has confirmed of its file."""

    paper: Paper
    unseen: tuple[str, ...] = ()

    @property
    def notes(self) -> list[str]:
        """What is said beside the title: "for decision", "late", "levels.pdf, version 2"."""
        paper = self.paper
        notes = [WORDS[told] for told in (paper.purpose, paper.manner) if told]
        if paper.is_restricted:
            notes.append("for members only")
        elif not paper.withheld:
            notes.append("for all")
        if paper.is_late:
            notes.append("late")
        if paper.version:
            notes.append(f"{paper.file_name}, version {paper.version}")
        elif not (paper.url or paper.manner):
            notes.append("no file yet")
        if paper.withheld:
            notes.append(f"withheld from the public: {paper.withheld}")
        return notes


def before_items(meeting: Meeting, papers: Iterable[Paper]) -> dict[int | None, list[Shown]]:
    """A meeting's papers by the place of their item; None for the meeting as a whole."""
    found: dict[int | None, list[Shown]] = {}
    if not papers:
        return found
    waiting = PaperVersion.objects.latest_of_each().unconfirmed().filter(paper__meeting=meeting)
    unseen = {
        version.paper_id: tuple(str(finding) for finding in version.findings)
        for version in waiting.defer("data")
    }
    for paper in papers:
        found.setdefault(paper.item, []).append(Shown(paper, unseen.get(paper.id or 0, ())))
    return found


def asked(request: HttpRequest) -> str:
    """What the button asks for that posted the plan; "" where it was only to be saved."""
    return request.POST.get(BUTTON, "")


def refuse(meeting: Meeting, button: str, formset: Any) -> None:
    """Raises ValidationError `no_item`, `gone` or `published` where a button leads nowhere."""
    for form in formset.forms:
        if button != f"{ADD} {form.prefix}":
            continue
        if form.cleaned_data.get("DELETE"):
            raise ValidationError(GOES, code="no_item")
        if not form.cleaned_data.get("title"):
            raise ValidationError(NO_TITLE, code="no_item")
    what, _, which = button.partition(" ")
    if what in (UP, *PAGES) and not (
        which.isdecimal() and meeting.pk and meeting.papers.filter(pk=int(which)).exists()
    ):
        raise ValidationError(GONE, code="gone")
    if what == UP and meeting.is_published:
        raise ValidationError(PUBLISHED, code="published")


def move(meeting: Meeting, button: str) -> str:
    """Put a paper before the one above it, if that is asked for; what to say of it."""
    what, _, which = button.partition(" ")
    if what != UP:
        return ""
    paper = meeting.papers.get(pk=int(which))
    paper.move_up()
    return f"“{paper.title}” stands further up."


def address(meeting: Meeting, button: str, items: Mapping[str, AgendaItem]) -> str:
    """Where a button leads to, once the plan is saved; `items` by their forms' prefix.

    The plan itself, where it was only to be saved.
    """
    what, _, which = button.partition(" ")
    told: dict[str, Any] = {PLAN: meeting.pk}
    if what in PAGES:
        return f"{reverse(f'admin:meetings_paper_{what}', args=[which])}?{urlencode(told)}"
    if what == UP:
        return back(meeting.pk, meeting.papers.get(pk=int(which)).item_id)
    if what != ADD:
        return reverse("admin:agenda", args=[meeting.pk])
    told["meeting"] = meeting.pk
    if which in items:
        told["item"] = items[which].pk
    return f"{reverse('admin:meetings_paper_add')}?{urlencode(told)}"


def plan_of(request: HttpRequest) -> int | None:
    """The meeting to whose plan the page of a paper comes back, if it was opened from one."""
    told = request.GET.get(PLAN, "")
    return int(told) if told.isascii() and told.isdecimal() else None


def back(plan: int, item: int | None = None) -> str:
    """Where the papers of an item, or of the meeting as a whole, stand in its plan."""
    return f"{reverse('admin:agenda', args=[plan])}#papers-{item or 'meeting'}"
