"""Papers in the admin: on the page of their meeting, and each on its own."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Max
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from meetings.files import kinds
from meetings.minutes.papers import address_of
from panel.admin_rows import KeptInline, RowFormSet, is_deleted
from panel.admin_scope import ReadOnly, RelatedFilter, RowForm

from .admin_correcting import CorrectingAdmin, CorrectingForm
from .admin_minuted import open_meeting
from .admin_paper_notes import page_of, tell_cleaned, tell_still_shown, tell_unseen
from .admin_planned_papers import PLAN, back, plan_of
from .models import AgendaItem, Meeting, Paper, PaperVersion

CLEAN, CONFIRM, BOTH = "clean", "confirm", "both"


class PaperForm(RowForm):
    """Takes a file, which becomes the paper's next version."""

    upload = forms.FileField(
        label="File",
        required=False,
        help_text=f"{kinds.FITTING} At most {kinds.LARGEST // 1_000_000} MB. "
        "A new file becomes the next version; those before stay.",
    )
    version: PaperVersion | None = None

    class Meta:
        help_texts: ClassVar = {
            "is_restricted": "The public does not learn of it from what is published from now on."
        }

    def clean_upload(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload and (upload.size or 0) > kinds.LARGEST:
            raise ValidationError(kinds.TOO_LARGE, code="unfit")
        return upload

    def validate_unique(self) -> None:
        """Also looks into the file, beside what else is known of the paper by now."""
        super().validate_unique()
        upload = self.cleaned_data.get("upload")
        if upload and not self.errors:
            upload.seek(0)  # a correction that is refused is looked at again
            try:
                self.version = PaperVersion.of(self.instance, upload.read(), upload.name)
            except ValidationError as error:
                self.add_error("upload", error)

    def keep_file(self, by: Any) -> None:
        """Store the file that was given, once the paper is."""
        if self.version:
            self.version.paper = self.instance
            self.version.received_by = by
            self.version.add()

    def tell(self, request: HttpRequest) -> None:
        """Say what is to be known of the paper, once all of the page is saved."""
        if self.version and (latest := kept_versions(request).filter(paper=self.instance).first()):
            tell_unseen(request, latest)
        tell_still_shown(request, self)


class PaperCorrectingForm(CorrectingForm):
    """The form of a paper of published minutes: what others read of it changes with a reason."""

    settled = forms.ChoiceField(
        required=False,
        choices=[
            ("", "say so, and publish nothing"),
            (CLEAN, "clean it away"),
            (CONFIRM, "let it become public"),
            (BOTH, "clean it away, and let become public what cannot be cleaned"),
        ],
        label="What the file holds that is not seen",
        help_text="Tracked changes, comments, hidden text, who wrote it.",
    )

    def corrects(self) -> bool:
        cleans = self.cleaned_data.get("settled") in (CLEAN, BOTH)
        return cleans or bool({*self.changed_data} - {"reason", "settled"})

    def withholds(self) -> bool:
        is_closed = "is_restricted" in self.changed_data and self.cleaned_data["is_restricted"]
        return super().withholds() or is_closed

    def settle(self, by: Any, at: datetime.datetime) -> None:
        """Clean or confirm the file that stands, as was chosen."""
        chosen = self.cleaned_data["settled"]
        if not chosen:
            return
        version = self.instance.versions.order_by("-number").first()
        if version is None:
            raise ValidationError("The paper has no file.", code="no_file")
        if chosen in (CLEAN, BOTH):
            version = version.add_cleaned(by=by)
        if chosen == CONFIRM or (chosen == BOTH and version.unseen):
            version.confirm(by=by, at=at)


class PaperFormSet(RowFormSet):
    """Offers the items of the meeting, asked for once."""

    @cached_property
    def items(self) -> list[tuple[Any, str]]:
        items = self.instance.items.all() if self.instance.pk else ()
        return [*BLANK_CHOICE_DASH, *((item.pk, str(item)) for item in items)]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.meeting_id = self.instance.pk
        if "item" in form.fields:
            field: Any = form.fields["item"]
            field.queryset = AgendaItem.objects.filter(meeting=self.instance.pk)
            field.choices = self.items
            field.widget.can_add_related = False

    def clean(self) -> None:
        super().clean()
        given: dict[str, str] = {}
        for form in self.forms:
            if form.version and not is_deleted(form):
                name, checksum = form.version.name, form.version.checksum
                if checksum in given:
                    raise ValidationError(
                        f"{given[checksum]} and {name} are the same file.", code="same"
                    )
                given[checksum] = name

    def keep_files(self, request: HttpRequest) -> None:
        for form in self.forms:
            if form.instance.pk:
                form.keep_file(request.user)
                form.tell(request)


class PaperInline(KeptInline):
    model = Paper
    form = PaperForm
    formset = PaperFormSet
    fields = [
        "reference",
        "title",
        "purpose",
        "item",
        "latest",
        "upload",
        "url",
        "file_name",
        "media_type",
        "manner",
        "is_restricted",
        "withheld",
    ]
    related = ("item", "meeting__panel")
    readonly_fields = ["latest"]
    show_change_link = True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [f for f in self.fields if f != "upload" or self.may_change(request, obj)]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.with_file().in_order()

    @admin.display(description="stands")
    def latest(self, paper: Any) -> str:
        """The file that others read next, with the number of its version."""
        if not (paper.pk and paper.file):
            return "no file yet"
        number, name = paper.file["number"], paper.file["name"]
        address = address_of(paper.meeting, paper.pk, number)
        note = ", holds what is not seen" if paper.file["is_waiting"] else ""
        return format_html('<a href="{}">{}</a>, version {}{}', address, name, number, note)


class VersionInline(ReadOnly, KeptInline):
    """The files of a paper, the latest first; each stays at its address."""

    model = PaperVersion
    verbose_name_plural = "versions"
    fields = ["number", "file", "kind", "length", "received_at", "received_by", "not_seen"]
    readonly_fields = ["file", "kind", "length", "not_seen"]
    can_delete = False
    view_on_site = False
    related = ("paper__meeting__panel", "received_by", "confirmed_by")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("data")

    @admin.display(description="file")
    def file(self, version: PaperVersion) -> str:
        return format_html('<a href="{}">{}</a>', version.get_absolute_url(), version.name)

    @admin.display(description="kind")
    def kind(self, version: PaperVersion) -> str:
        return version.get_media_type_display()

    @admin.display(description="size")
    def length(self, version: PaperVersion) -> str:
        return filesizeformat(version.size)

    @admin.display(description="not seen in it", empty_value="nothing")
    def not_seen(self, version: PaperVersion) -> str | None:
        return "; ".join(map(str, version.findings)) or None


def kept_versions(request: HttpRequest) -> models.QuerySet[PaperVersion]:
    """The versions of papers of the panels that the user keeps, the latest first."""
    kept = Meeting.objects.kept_by(request.user).values("pk")
    versions = PaperVersion.objects.filter(paper__meeting__in=kept).order_by("-number")
    return versions.select_related("paper", "confirmed_by").defer("data")


@admin.register(Paper)
class PaperAdmin(CorrectingAdmin):
    correcting_form = PaperCorrectingForm
    panel_path = "meeting__panel"
    form = PaperForm
    fixed = ["meeting"]
    fields = ["meeting", *(field for field in PaperInline.fields if field != "latest")]
    inlines = [VersionInline]
    autocomplete_fields = ["meeting", "item"]
    list_display = ["title", "reference", "purpose", "meeting", "is_restricted", "withheld"]
    list_filter = [
        ("meeting__panel", RelatedFilter),
        "purpose",
        "is_restricted",
        ("withheld", admin.EmptyFieldListFilter),
    ]
    date_hierarchy = "meeting__held_on"
    search_fields = ["title", "reference", "file_name"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("meeting__panel", "item")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        may_change = obj is None or self.has_change_permission(request, obj)
        return [f for f in self.fields if f != "upload" or may_change]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        """Of a meeting that is being planned there are few items: all are listed."""
        fields = super().get_autocomplete_fields(request)
        return [f for f in fields if f != "item" or plan_of(request) is None]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        plan = plan_of(request)
        if db_field.name == "item" and plan is not None:
            items = self.admin_site.get_model_admin(AgendaItem).get_queryset(request)
            kwargs["queryset"] = items.filter(meeting=plan)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of a meeting that is being planned, nothing is added or changed in a window beside."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if plan_of(request) is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            for may in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{may}_related", False)
        return field

    def get_urls(self) -> list[URLPattern]:
        ours = [
            path(
                f"version/<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"paper_version_{name}",
            )
            for name, view in (("confirm", self.confirm), ("clean", self.clean))
        ]
        return ours + super().get_urls()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Shows, above the form, what the file holds that is not seen."""
        context["latest"] = kept_versions(request).filter(paper=kwargs.get("obj")).first()
        plan = plan_of(request)
        if plan is not None:
            context[PLAN] = plan
            context["back"] = back(plan)
            context["show_save_and_continue"] = context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        def confirm(version: PaperVersion, by: Any) -> None:
            version.confirm(by=by, at=timezone.now())
            messages.success(request, "Confirmed: what the file holds may become public.")

        return self.carry_out(request, pk, confirm)

    def clean(self, request: HttpRequest, pk: int) -> HttpResponse:
        def clean(version: PaperVersion, by: Any) -> None:
            tell_cleaned(request, version.add_cleaned(by=by))

        return self.carry_out(request, pk, clean)

    def carry_out(
        self, request: HttpRequest, pk: int, rule: Callable[[PaperVersion, Any], None]
    ) -> HttpResponse:
        """Call a rule for a version, while its minutes are not published, or say why not."""
        version = get_object_or_404(kept_versions(request), pk=pk)
        try:
            with transaction.atomic():
                open_meeting(version.paper.meeting_id)
                rule(version, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(page_of(version.paper_id, plan_of(request)))

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Goes back to the plan of the meeting, if the page was opened from there."""
        if plan_of(request) is None:
            return super().response_post_save_add(request, obj)
        return HttpResponseRedirect(back(obj.meeting_id, obj.item_id))

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        if plan_of(request) is None:
            return super().response_post_save_change(request, obj)
        return HttpResponseRedirect(back(obj.meeting_id, obj.item_id))

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        plan = plan_of(request)
        if plan is not None:
            kwargs["extra_context"] = {**(kwargs.get("extra_context") or {}), "back": back(plan)}
        return super().delete_view(request, *args, **kwargs)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        response = super().response_delete(request, obj_display, obj_id)
        plan = plan_of(request)
        return response if plan is None else HttpResponseRedirect(back(plan))

    def view_on_site(self, obj: Any) -> str:
        return obj.meeting.get_absolute_url()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.tell(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            last = open_meeting(obj.meeting_id).papers.aggregate(last=Max("position"))["last"]
            obj.position = 0 if last is None else last + 1
        super().save_model(request, obj, form, change)
        form.keep_file(request.user)
        if isinstance(form, PaperCorrectingForm):
            form.settle(request.user, timezone.now())
