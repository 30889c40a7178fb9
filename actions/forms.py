"""How the register of actions is narrowed."""

import datetime
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet, Value

from panel.models import Panel, Viewer
from panel.text import Folded

from .models import STATED, ActionQuerySet, Owner, Status

OPEN = ("open", "Open")


class RegisterForm(forms.Form):
    """The filters of the register; a secretary can also ask for what lapsed or is overdue."""

    panel = forms.ModelChoiceField(
        Panel.objects.all(), to_field_name="code", required=False, empty_label="All panels"
    )
    status = forms.ChoiceField(choices=[("", "Any status"), OPEN, *STATED], required=False)
    owner = forms.CharField(max_length=200, required=False)
    words = forms.CharField(label="Words in the action", max_length=200, required=False)
    overdue = forms.BooleanField(label="Overdue only", required=False)

    def __init__(self, data: Any, *, user: Viewer, panel: Panel | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.user = user
        self.of_panel = panel
        if panel:
            del self.fields["panel"]
        if Panel.objects.kept_by(user).exists():
            self.fields["status"] = forms.ChoiceField(
                choices=[("", "Any status"), OPEN, *Status.choices], required=False
            )
        else:
            del self.fields["overdue"]

    def narrow(self, actions: ActionQuerySet, *, on: datetime.date) -> ActionQuerySet:
        """Of `Action.objects.as_read_by(user)`, those that a valid form asks for on that day."""
        asked = self.cleaned_data
        if panel := self.of_panel or asked["panel"]:
            actions = actions.filter(panel=panel)
        if asked["status"] == OPEN[0]:
            actions = actions.read_as_open()
        elif asked["status"]:
            actions = actions.filter(read_status=asked["status"])
        if asked["owner"]:
            owners = containing(Owner.objects.visible_to(self.user), "name", asked["owner"])
            actions = actions.filter(pk__in=owners.values("action"))
        for word in asked["words"].split():
            actions = containing(actions, "read_text", word)
        if asked.get("overdue"):
            actions = actions.filter(is_kept=True).overdue(on)
        return actions


Rows = TypeVar("Rows", bound=QuerySet)


def containing(rows: Rows, name: str, words: str) -> Rows:
    """The rows whose column contains the words, in any case and with or without accents."""
    return rows.alias(folded=Folded(name)).filter(folded__contains=Folded(Value(words)))
