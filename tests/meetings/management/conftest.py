import pytest
from django.core.management import CommandError, call_command

from tests.factories import PanelFactory


@pytest.fixture
def panel():
    return PanelFactory(code="RW", name="River Watch Panel")


@pytest.fixture
def write(tmp_path):
    """Writes a file of that name and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


class Run:
    """Runs the command; gives (lines of output, lines of error, the final error or "").

    `code` is what the shell would be given.
    """

    code = 0

    def __init__(self, capsys):
        self.capsys = capsys

    def __call__(self, *paths, **options):
        failure, self.code = "", 0
        try:
            call_command("import_minutes", *map(str, paths), **options)
        except CommandError as error:
            failure, self.code = str(error), error.returncode
        out, err = self.capsys.readouterr()
        return out.splitlines(), err.splitlines(), failure


@pytest.fixture
def run(capsys):
    return Run(capsys)
