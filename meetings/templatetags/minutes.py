from django import template
from django.utils.safestring import SafeString, mark_safe

from meetings.minutes import writing

register = template.Library()


@register.filter
def inline(text: str) -> SafeString:
    """One line of inline Markdown as HTML; the writer escapes all but emphasis and links."""
    return mark_safe(writing.inline_html(text))  # noqa: S308
