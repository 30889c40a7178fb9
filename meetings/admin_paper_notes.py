"""What a secretary is told of a paper: what its file hides, and where all still read it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from meetings.minutes.papers import UnconfirmedError, holds

from .admin_planned_papers import PLAN, plan_of
from .models import Paper, PaperVersion, Revision

CLOSING = {"is_restricted", "withheld", "item"}
"""The fields that may take a paper from the public."""


def page_of(paper: int, plan: int | None = None) -> str:
    """Where a paper is changed, and its file cleaned or confirmed."""
    address = reverse("admin:meetings_paper_change", args=[paper])
    return address if plan is None else f"{address}?{PLAN}={plan}"


def tell_unseen(request: HttpRequest, version: PaperVersion) -> None:
    """Say what a file that was just given holds that is not seen, and where that is settled."""
    if not version.unseen or version.confirmed_at:
        return
    text = format_html(
        '{}. The paper does not become public before you <a href="{}">clean it, or confirm that '
        "it may</a>.",
        holds(version),
        page_of(version.paper_id, plan_of(request)),
    )
    messages.warning(request, text)


def tell_cleaned(request: HttpRequest, version: PaperVersion) -> None:
    """Say what came of cleaning, whose outcome is `version`."""
    if not version.unseen:
        text = "Cleaned: the next version is the same without what could be taken away."
        messages.success(request, text)
        return
    text = (
        f"Cleaned only in part: what could be taken away is gone, and version {version.number}, "
        f"{holds(version)}. To take that out, give a file without it; or confirm that it may "
        "become public."
    )
    messages.warning(request, text)


def tell_still_shown(request: HttpRequest, form: Any) -> None:
    """Say where the public still reads a paper that `form` has just taken from it."""
    paper: Paper = form.instance
    is_open = not (paper.is_restricted or paper.withheld or (paper.item and paper.item.withheld))
    if is_open or not CLOSING.intersection(form.changed_data):
        return
    listing = Revision.objects.published().listing(paper).filter(meeting=paper.meeting_id)
    revisions = list(listing.select_related("meeting__panel").order_by("kind", "number"))
    if not revisions:
        return
    listed = ",".join(str(revision.pk) for revision in revisions)
    text = format_html(
        "Everybody still reads “{}” in what is published already: {}. What is published from now "
        "on leaves it out, and those stay as they are: if nobody is to read it there any more, "
        '<a href="{}?pk__in={}">tick them in their list and choose “Withdraw”</a>.',
        paper.title,
        format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((each.get_absolute_url(), f"{each.kind} {each.number}") for each in revisions),
        ),
        reverse("admin:meetings_revision_changelist"),
        listed,
    )
    messages.warning(request, text)


def linked(error: ValidationError) -> ValidationError:
    """The refusal to publish what is hidden, with a way to the page of each paper.

    It opens beside the page that was refused, so that nothing typed there is lost. Any other
    refusal stays as it is.
    """
    if not isinstance(error, UnconfirmedError):
        return error
    return ValidationError(
        [
            ValidationError(
                format_html(
                    '{}: {}. <a href="{}" target="_blank">Clean it, or confirm that it may become '
                    "public, on the page of the paper</a> (a new tab).",
                    title,
                    holds(version),
                    page_of(version.paper_id),
                ),
                code="hidden",
            )
            for title, version in error.waiting
        ]
    )
