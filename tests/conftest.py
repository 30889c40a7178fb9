import gc
import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from tests.examples import examples

hypothesis.settings.register_profile("examples", max_examples=examples(100))
hypothesis.settings.load_profile("examples")

gc.set_threshold(50_000)  # tests make many objects that live as long as the run: a tenth less time


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real minutes, from CORPUS or beside the project."""
    folder = Path(os.environ.get("CORPUS", settings.BASE_DIR.parent / "shared" / "corpus"))
    if not os.environ.get("CORPUS", "unset") or not (folder / "documents").is_dir():
        pytest.skip(f"no corpus of minutes in {folder} (set CORPUS)")
    return folder


@pytest.fixture(autouse=True, scope="session")
def static_files_found_when_asked_for() -> None:
    """Each client starts the middleware, which would go through all static files first."""
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages of the admin take as long as all else together: `make unit` leaves them out."""
    for item in items:
        if item.path.name.startswith("test_admin"):
            item.add_marker("whole")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With NO_SKIPS a test left out is a failure: a check that never runs tells nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
