"""Signing in."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest

LONGEST_NAME = 150  # that of a user name, as django.contrib.auth has it


class SignInForm(AuthenticationForm):
    """Refuses a name too long to be one, before the attempt is written down."""

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].validators.append(MaxLengthValidator(LONGEST_NAME))


class AdminSignInForm(SignInForm, AdminAuthenticationForm):
    """The same for the admin, which lets in staff only."""
