"""The admin's page "To settle": one click settles a question, and one takes that back."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from meetings.models import Passage, Source
from panel.admin_scope import keeps_any
from panel.models import Panel

from .admin_questions import (
    KEY,
    KINDS,
    ONE,
    Kind,
    Question,
    Questions,
    may_unite,
    question_of,
    waiting_by_kind_and_panel,
)
from .models import ActionPair

PER_PAGE = 20
STAYS = ["panel", "kind", "source", "settled", "page"]
"""What of the page's address holds after a click."""
AGAIN = "again"


def urls(site: admin.AdminSite) -> list:
    return [
        path("to-settle/", site.admin_view(to_settle), name="to_settle"),
        path("to-settle/<str:kind>/<int:pk>/", site.admin_view(settle), name="settle"),
    ]


@require_safe
def to_settle(request: HttpRequest) -> HttpResponse:
    """All questions of the panels that the user keeps, or those of one panel, kind or document."""
    user: Any = request.user
    if not keeps_any(user):
        raise PermissionDenied
    asked = {name: request.GET[name] for name in STAYS if request.GET.get(name)}
    panels = {panel.code: panel for panel in Panel.objects.kept_by(user)}
    kind = found_kind(asked["kind"]) if "kind" in asked else None
    panel = found_panel(panels, asked["panel"]) if "panel" in asked else None
    source = found_source(asked["source"], user) if "source" in asked else None

    def narrow(of: Kind, rows: QuerySet) -> QuerySet:
        if panel:
            rows = rows.filter(**{of.panel: panel})
        return rows.filter(source=source) if source else rows

    kinds = [kind] if kind else list(KINDS.values())
    questions: Any = Questions(user, kinds, settled="settled" in asked, narrow=narrow)
    pages = Paginator(questions, PER_PAGE)
    page = pages.get_page(asked.get("page"))
    page.object_list = list(page.object_list)
    counts = waiting_by_kind_and_panel(user, **({"source": source} if source else {}))
    done, then = question_of(request.GET.get("done", ""), user), request.GET.get("then", "")
    context = {
        **admin.site.each_context(request),
        "title": "To settle",
        "subtitle": None,
        "page": page,
        "pages": [
            (number, link(asked, page=number) if isinstance(number, int) else "")
            for number in pages.get_elided_page_range(page.number)
        ],
        "back": query_of(asked),
        "done": done if done and done.is_settled else None,
        "then": then,
        "then_is_listed": any(question.key == then for question in page),
        "source": source,
        "is_settled": "settled" in asked,
        "all_documents": link(asked, source=None, page=None),
        "states": [
            ("Waiting", link(asked, settled=None, page=None), "settled" not in asked),
            ("Settled", link(asked, settled="yes", page=None), "settled" in asked),
        ],
        "kinds": [
            (
                title,
                link(asked, kind=name, page=None),
                sum(n for (of, pk), n in counts.items() if name in (None, of) and of_(panel, pk)),
                asked.get("kind") == name,
            )
            for name, title in [(None, "All"), *((k.name, k.title) for k in KINDS.values())]
        ],
        "panels": [
            (
                title,
                link(asked, panel=code, page=None),
                sum(n for (_, pk), n in counts.items() if of_(panels.get(code), pk)),
                asked.get("panel") == code,
            )
            for code, title in [("", "All panels"), *((c, p.name) for c, p in panels.items())]
        ]
        if len(panels) > 1
        else [],
    }
    return TemplateResponse(request, "admin/to_settle.html", context)


def of_(panel: Panel | None, pk: int) -> bool:
    return panel is None or panel.pk == pk


def found_kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def found_panel(panels: dict[str, Panel], code: str) -> Panel:
    if code not in panels:
        raise Http404
    return panels[code]


def found_source(pk: str, user: Any) -> Source:
    if not (pk.isdecimal() and len(pk) <= 18):
        raise Http404
    return get_object_or_404(Source.objects.visible_to(user).defer("data"), pk=int(pk))


def query_of(asked: dict[str, Any]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    return query.urlencode()


def link(asked: dict[str, Any], **changed: Any) -> str:
    return f"{reverse('admin:to_settle')}?{query_of({**asked, **changed})}"


@require_POST
def settle(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Settle one question, or ask it again, and go back to its place in the list."""
    user: Any = request.user
    question = question_of(f"{found_kind(kind).name}-{pk}", user)
    if question is None:
        raise Http404
    answer, then = request.POST.get("answer", ""), request.POST.get("then", "")
    done = question.key
    try:
        if answer == AGAIN:
            ask_again(question, user)
            done, then = "", then or question.key
        else:
            give(question, answer, user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        if refused.error_list[0].code not in {"settled", "open"}:
            done, then = "", question.key
    stays = QueryDict(request.POST.get("back", ""))
    asked = {name: stays.get(name) for name in STAYS}
    anchor = then if KEY.fullmatch(then) else "settled"
    return HttpResponseRedirect(f"{link(asked, done=done, then=then)}#{anchor}")


def give(question: Question, answer: str, user: Any) -> None:
    """Settle the question so. Raises ValidationError where it cannot be."""
    row, now = question.row, timezone.now()
    if answer not in question.kind.answers:
        raise Http404
    if isinstance(row, Passage):
        if not Passage.objects.filter(pk=row.pk).settle(at=now, by=user):
            raise ValidationError("This was settled meanwhile.", code="settled")
    elif answer == ONE:
        refuse_others_people(row, user)
        row.settle_as_one(by=user, at=now)
    else:
        row.settle_as_two(by=user, at=now)


def ask_again(question: Question, user: Any) -> None:
    row = question.row
    if isinstance(row, Passage):
        Passage.objects.filter(pk=row.pk).reopen()
        return
    if row.are_one:
        refuse_others_people(row, user)
    row.reopen()


def refuse_others_people(pair: Any, user: Any) -> None:
    """Those that other panels know too are made one, and parted, by who keeps them all."""
    if not isinstance(pair, ActionPair) and not may_unite([pair], user):
        raise ValidationError(
            "Other panels know them too: an administrator may say that, or a secretary of every "
            "panel that knows them.",
            code="others",
        )
