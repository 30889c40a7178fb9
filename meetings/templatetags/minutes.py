import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.minutes import writing

register = template.Library()

_WITHHELD = re.compile(r"\[words withheld(?:: [^\[\]<>]*)?\]")


@register.filter
def inline(text: str) -> SafeString:
    """One line of inline Markdown as HTML; the writer escapes all but emphasis and links.

    The reason that stands in the place of a withheld passage is set off.
    """
    said = writing.inline_html(text)
    return mark_safe(_WITHHELD.sub(r'<span class="withheld">\g<0></span>', said))  # noqa: S308
