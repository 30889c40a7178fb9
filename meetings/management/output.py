"""What a command prints, where nobody may be reading it any more."""

import contextlib
import os
import sys
from collections.abc import Iterator

from django.core.management.base import CommandError


@contextlib.contextmanager
def ended_where_closed() -> Iterator[None]:
    """Turn output that was closed, as `head` does, into one line of error."""
    try:
        yield
    except BrokenPipeError:
        # Python would complain once more when it closes the output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CommandError("the output was closed before all was printed") from None
