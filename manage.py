#!/usr/bin/env python
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panel.settings")
    if sys.argv[1:2] == ["serve"]:
        os.environ["PRODUCTION"] = "true"
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What the person who set it up has to mend: one line, not a traceback.
        sys.exit(str(error))


if __name__ == "__main__":
    main()
