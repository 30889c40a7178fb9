"""What the documents say to type can be typed, and what they link to is there."""

import re
import shlex
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

DOCUMENTS = [settings.BASE_DIR / "README.md", *sorted((settings.BASE_DIR / "docs").glob("*.md"))]
BLOCK = re.compile(r"```sh\n(.*?)```", re.S)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")

COMMANDS = [
    (path.name, line)
    for path in DOCUMENTS
    for block in BLOCK.findall(path.read_text(encoding="utf-8"))
    for line in block.splitlines()
    if line
]


@pytest.mark.parametrize(("document", "line"), COMMANDS)
def test_command_can_be_typed(document, line):
    """`make` knows the target, `manage.py` the command and its arguments, the shell the file."""
    words = shlex.split(line)
    if words[0] == "make":
        subprocess.run([*words, "--dry-run"], cwd=settings.BASE_DIR, check=True)
    elif words[:2] == [".venv/bin/python", "manage.py"]:
        command = load_command_class(get_commands()[words[2]], words[2])
        command.create_parser("manage.py", words[2]).parse_args(words[3:])
    else:
        assert words[0] == "cp"
        assert (settings.BASE_DIR / words[1]).is_file()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_each_picture_of_the_handbook_is_shown_and_taken_by_the_tests():
    docs = settings.BASE_DIR / "docs"
    shown = set(re.findall(r"\(pictures/(\w+)\.png\)", (docs / "handbook.md").read_text("utf-8")))
    cycle = (settings.BASE_DIR / "tests/browser/test_cycle.py").read_text("utf-8")
    assert shown == {path.stem for path in (docs / "pictures").iterdir()}
    assert shown == set(re.findall(r'picture\(desk, "(\w+)"\)', cycle))
