"""The sample panel's minutes in the database, through the import that real ones go through."""

from django.conf import settings
from django.core.management import call_command

from panel.models import Panel


def import_sample() -> Panel:
    """The Rivers and Waters Transparency Panel: two meetings published, the third a draft."""
    files = sorted(map(str, (settings.BASE_DIR / "panel" / "sample").iterdir()))
    call_command(
        "import_minutes", *files, new_panel="RW=Rivers and Waters Transparency Panel", verbosity=0
    )
    return Panel.objects.get(code="RW")
