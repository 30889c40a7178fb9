"""How many examples a property is tried with."""

import os


def examples(whole: int) -> int:
    """`whole`, or a tenth with QUICK in the environment: `make unit` is for every change."""
    return max(whole // 10, 5) if os.environ.get("QUICK") else whole
