"""What stands in addresses, of pages and of the API alike."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class Code(StringConverter):
    """A panel's code."""

    regex = "[A-Z][A-Z0-9]{0,11}"


register_converter(Code, "code")
