"""What the tests of pages look for in them."""

import re
from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser


def parsed(response: Any) -> LexborHTMLParser:
    return LexborHTMLParser(response.content.decode())


def texts(response: Any, selector: str) -> list[str]:
    """The text of each element that matches, with white space folded."""
    return [
        re.sub(r"\s+", " ", element.text()).strip() for element in parsed(response).css(selector)
    ]


def links(response: Any, selector: str = "main") -> list[str | None]:
    """Where each link within the matching elements leads."""
    return [link.attributes["href"] for link in parsed(response).css(f"{selector} a")]


def signed_in(user: Any) -> Client:
    """A client of that account's, or of nobody's for None."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
