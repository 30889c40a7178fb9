import os
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real minutes, from CORPUS or beside the project."""
    folder = Path(os.environ.get("CORPUS", settings.BASE_DIR.parent / "shared" / "corpus"))
    if not os.environ.get("CORPUS", "unset") or not (folder / "documents").is_dir():
        pytest.skip(f"no corpus of minutes in {folder} (set CORPUS)")
    return folder
