"""What one text of minutes has that another had not, line by line."""

import difflib
import itertools
from collections.abc import Iterator

Change = tuple[str, str]
"""What became of a line ("came", "went", "stays", "" between passages), and the line."""


def changes(before: str, now: str) -> Iterator[Change]:
    """Each line that went or came, and one around."""
    compared = difflib.unified_diff(before.splitlines(), now.splitlines(), n=1, lineterm="")
    for line in itertools.islice(compared, 2, None):
        if line.startswith("@@"):
            yield "", ""
        else:
            yield {"+": "came", "-": "went"}.get(line[0], "stays"), line[1:]
