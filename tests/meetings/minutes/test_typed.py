"""Text as a secretary types it."""

import pytest

from meetings.minutes.typed import with_items


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1. Roads\n\nDry.\n\n2. Mills", "## 1. Roads\n\nDry.\n\n## 2. Mills"),
        ("## 1. Roads\n\nDry.\n\n2. Mills\nWet.", "## 1. Roads\n\nDry.\n\n## 2. Mills\nWet."),
        ("## 1. Roads\n\n3) Mills", "## 1. Roads\n\n## 3) Mills"),
        ("## 7. Roads\n\n7i. Mills", "## 7. Roads\n\n## 7i. Mills"),
        ("2. [withheld: section 43] Mills", "## 2. [withheld: section 43] Mills"),
        ("1. Welcome.\n\n2. Any other business:", "## 1. Welcome.\n\n## 2. Any other business:"),
        ("1. Roads\n\n2. Mills\n\n3. Locks", "## 1. Roads\n\n## 2. Mills\n\n## 3. Locks"),
    ],
)
def test_line_with_a_number_and_a_title_begins_an_item(typed, meant):
    assert with_items(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "## 1. Roads\n\n1. First\n2. Second",
        "## 1. Roads\n\n1. First\n\n2. Second\n\n3. Third",
        "## 3. Roads\n\n1. First",
        "## 1. Roads\n\nThese:\n2. Mills",
        "## 1. Roads\n\n2. The mills are as old as the locks.",
        "## 1. Roads\n\n2. the mills",
        "## 1. Roads\n\n2. Mills, locks;",
        "## 1. Roads\n\n2. Action: Ann Lee to write",
        "## 1. Roads\n\n  2. Mills",
        "## 1. Roads\n\n" + "2. " + "Mills " * 30,
        "1.5 miles\n\n2.Mills",
    ],
)
def test_lists_and_sentences_stay_as_they_are(typed):
    assert with_items(typed) == typed
