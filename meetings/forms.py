"""What is typed where a meeting is planned: its facts, its agenda, who is expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.forms import formset_factory
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from meetings import planning
from meetings.minutes import passages
from meetings.minutes.reading import inline, names, people
from panel.admin_scope import RowForm
from panel.models import Membership, Person
from panel.text import Folded

from .models import Attendance, Meeting, Topic
from .models.content import UNCLEAR

FACTS = [
    "held_on",
    "date_words",
    "starts_at",
    "ends_at",
    "venue",
    "joining_details",
    "title",
]


class PeopleWidget(AutocompleteSelectMultiple):
    """Shows again only what can be somebody: what is refused may be any text.

    Each chosen has its own cross: the one for all would stand within their list, as no part of it.
    """

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().build_attrs(*args, **kwargs), "data-allow-clear": "false"}

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        value = [one for one in value if len(one) < 10 and one.isdecimal()]
        return super().optgroups(name, value, attrs)


class TopicsField(forms.ModelMultipleChoiceField):
    """What waits on the forward agenda; of what does so no longer it says that."""

    default_error_messages = {
        "invalid_choice": (
            "A topic that you ticked is no longer on the forward agenda: another meeting took it "
            "up meanwhile, or it was dropped. Save again to go on without it."
        )
    }


class MeetingForm(forms.ModelForm):
    """The meeting itself, and who is expected at it."""

    seats = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        required=False,
        label="Members",
        widget=forms.CheckboxSelectMultiple,
    )
    guests = forms.ModelMultipleChoiceField(
        Person.objects.none(), required=False, help_text="Who holds no seat and is invited."
    )
    named = forms.CharField(
        required=False,
        label="Further guests",
        widget=forms.Textarea({"rows": 2}),
        help_text="Who is not found there, one a line: Dr Dee Moss, Land Board.",
    )
    topics = TopicsField(
        Topic.objects.none(),
        required=False,
        label="Take up",
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    papers = forms.CharField(required=False, widget=forms.HiddenInput)
    """Which papers the page shows."""
    seats_on = forms.DateField(required=False, widget=forms.HiddenInput)
    """The day whose members are offered."""

    class Meta:
        model = Meeting
        fields = FACTS
        widgets = {
            "held_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "joining_details": forms.Textarea({"rows": 3}),
        }
        help_texts = {"date_words": "While no day is known: March 2025."}

    def __init__(
        self,
        *args: Any,
        request: HttpRequest,
        held: Sequence[Membership],
        is_apart: bool,
        is_refused: bool,
        **kwargs: Any,
    ) -> None:
        """`held` are the seats that are offered; what `is_apart` is changed elsewhere.

        What was typed before it was, and `is_refused`, is shown all the same.
        """
        super().__init__(*args, **kwargs)
        meeting = self.instance
        fields: Any = self.fields
        self.held, self.is_apart = held, is_apart
        fields["seats"].queryset = Membership.objects.filter(pk__in=[seat.pk for seat in held])
        fields["seats"].choices = [(seat.pk, called(seat)) for seat in held]
        fields["guests"].queryset = admin.site.get_model_admin(Person).get_queryset(request)
        person = Attendance._meta.get_field("person")
        fields["guests"].widget = PeopleWidget(person, admin.site, choices=fields["guests"].choices)
        waiting = Topic.objects.waiting().filter(panel=meeting.panel)
        if meeting.pk:  # of one that was cancelled, what stands on its own agenda
            waiting = waiting.exclude(item__meeting=meeting)
        waiting = waiting.select_related("entry__meeting", "entry__item", "panel")
        fields["topics"].queryset = waiting
        fields["topics"].choices = [(topic.pk, offered(topic)) for topic in waiting]
        if not waiting and self.add_prefix("topics") not in self.data:
            del fields["topics"]
        for name, field in fields.items():
            field.disabled = is_apart and not is_refused and name != "version"

    def clean_named(self) -> list[tuple[Person, str]]:
        """(person, organisation as printed) of each line: somebody known by that name, or new."""
        found: dict[str, tuple[Person, str]] = {}
        known: Any = self.fields["guests"]
        for line in filter(None, map(str.strip, self.cleaned_data["named"].splitlines())):
            one = people.attendee(line)
            if one is None or not one.name:
                raise ValidationError(f"“{line}” is no name of a person.", code="no_name")
            key = names.key(one.name)
            same = list(known.queryset.filter(sort_name=Folded(Value(one.name)), same_as=None)[:2])
            if len(same) > 1:
                raise ValidationError(
                    f"Several people are called {one.name}: choose among the guests above.",
                    code="several",
                )
            person = same[0] if same else Person(name=one.name, honorific=one.honorific)
            person.clean_fields(exclude=["user", "same_as"])
            before = found.get(key, (person, ""))[1]
            if before and one.organisation not in ("", before):
                raise ValidationError(
                    f"{one.name} is named twice: of {before} and of {one.organisation}.",
                    code="twice",
                )
            if not before:
                found[key] = (person, one.organisation)
        return list(found.values())


def called(seat: Membership) -> str:
    """A seat as it is offered: "Ada Ferris, chair (Land Board)"."""
    role = "" if seat.role == Membership.Role.MEMBER else f", {seat.get_role_display().lower()}"
    body = f" ({seat.representing})" if seat.representing else ""
    return f"{seat.person}{role}{body}"


def offered(topic: Topic) -> str:
    when = f", for {topic.when}" if topic.when else ""
    put_off = f" – put off on {topic.entry.meeting.date_text}" if topic.entry else ""
    return f"{inline.plain(topic.says)}{put_off}{when}"


class DayForm(RowForm):
    """A meeting that comes to the day of another only where it is planned: there that is asked."""

    def validate_unique(self) -> None:
        super().validate_unique()
        if self.errors:
            return
        meeting = self.instance
        try:
            planning.refuse_twice(meeting)
        except planning.UnsureError as error:
            page, pk = ("plan", meeting.panel_id) if meeting.pk is None else ("agenda", meeting.pk)
            says = format_html(
                '{} If so, say it <a href="{}">where the meeting is planned</a>.',
                error.message,
                reverse(f"admin:{page}", args=[pk]),
            )
            self.add_error(None, ValidationError(says, code="unsure"))


class ItemForm(forms.Form):
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=500, required=False)
    presenters = forms.CharField(max_length=300, required=False)
    minutes = forms.IntegerField(min_value=0, max_value=1440, required=False)
    withheld = forms.CharField(
        max_length=200, required=False, label="Reserved because", help_text="Empty if it is public."
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("title") and any(
            found.get(name) for name in ("item", "presenters", "minutes", "withheld")
        ):
            self.add_error("title", "Give the item a title, or tick that it goes.")
        if passages.misplaced(found.get("title") or ""):
            self.add_error("title", UNCLEAR)
        return found


class AllItems(forms.BaseFormSet):
    def clean(self) -> None:
        """An item goes where that is ticked, never for being left out."""
        is_told = self.management_form.is_valid()
        if is_told and self.total_form_count() < self.initial_form_count():
            raise ValidationError("Some of the items were not sent.", code="missing")


ItemFormSet = formset_factory(
    ItemForm, AllItems, can_order=True, can_delete=True, extra=2, max_num=100
)


class NewDay(forms.Form):
    to = forms.DateField(
        required=False,
        label="New date",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(max_length=80, required=False, label="or in words")
