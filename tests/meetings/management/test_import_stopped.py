"""An import that is killed, and run again, records what an import that was not killed does."""

import contextlib
import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from actions.models import Action
from meetings.models import Attendance, Meeting, Passage, PersonPair, Source
from panel.models import Organisation, Panel, Person
from tests.panel.processes import environment, wait_until

pytestmark = [pytest.mark.whole, pytest.mark.django_db(transaction=True)]

MEETINGS = 28
MINUTES = """# River Watch Panel - {day} 2024

**Present**

{chair} (chair)

Bo Lund, Canal Trust{number}

**1. Welcome**

The chair welcomed everybody to meeting {number}.

**2. Actions from the last meeting**

1. Bo Lund to measure lock {before} at its deepest.

   * {status}

**3. The locks**

**Action 1:** Bo Lund to measure lock {number} at its deepest.
"""


DROPS = """
import runpy, signal, sys, time, django.core.management

class Cleared:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

def execute(argv):
    Cleared()
    time.sleep(10)

django.core.management.execute_from_command_line = execute
sys.argv = ["manage.py", "check"]
runpy.run_path("manage.py", run_name="__main__")
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Minutes of a meeting a week, each of which reviews what the one before it raised."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MEETINGS):
        day = datetime.date(2024, 1, 8) + datetime.timedelta(weeks=number)
        text = MINUTES.format(
            day=f"{day.day} {day:%B}",
            chair="Ada Ferris" if number % 3 else "Dr A Ferris",
            number=number,
            before=number - 1,
            status="Complete" if number % 2 else "Not complete",
        )
        (folder / f"minutes {number * 5 % MEETINGS}.md").write_text(text)
    return folder


def recorded() -> dict[str, list]:
    """All that was recorded, without identifiers."""
    return {
        "panels": list(Panel.objects.values_list("code", "name", "other_names")),
        "meetings": list(Meeting.objects.in_order().values_list("number", "held_on", "title")),
        "attendance": list(
            Attendance.objects.order_by("meeting__held_on", "position").values_list(
                "meeting__held_on", "name", "person__name", "organisation__name", "presence"
            )
        ),
        "people": sorted(Person.objects.values_list("name", "honorific", "same_as__name")),
        "organisations": sorted(Organisation.objects.values_list("name", "abbreviations")),
        "actions": [
            (
                action.reference,
                action.text,
                action.status,
                action.entry and action.entry.meeting.held_on,
                action.joined_to and action.joined_to.reference,
                [str(owner.person) for owner in action.owners.all()],
                [(each.entry.meeting.held_on, each.text) for each in action.reviews.in_order()],
            )
            for action in Action.objects.order_by("serial")
        ],
        "sources": sorted(Source.objects.values_list("name", "checksum")),
        "passages": sorted(Passage.objects.values_list("source__name", "text", "why")),
        "questions": sorted(PersonPair.objects.values_list("one__name", "other__name", "why")),
    }


OPTIONS = ["--new-panel", "RW=River Watch Panel"]


def start(folder: Path, **pipes: Any) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on the database of the test."""
    told = {name: str(value or "") for name, value in connection.settings_dict.items()}
    account = ":".join(quote(told[part], safe="") for part in ("USER", "PASSWORD") if told[part])
    variables = {"PGPORT": told["PORT"]} if told["PORT"] else {}
    variables["DATABASE_URL"] = (
        f"postgresql://{account}@{quote(told['HOST'], safe='')}/{quote(told['NAME'])}"
    )
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "import_minutes", folder, *OPTIONS],
        env=environment(**variables),
        start_new_session=True,
        **{"stdout": subprocess.DEVNULL, **pipes},
    )


def members(session: int) -> list[int]:
    """The processes that a session has left."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def killed(folder: Path, how: signal.Signals, when: Callable[[int], object]) -> int:
    """The exit status of an import that was sent a signal once `when` is true of its process.

    Nothing of it stays behind.
    """
    run = start(folder)
    wait_until(lambda: when(run.pid))
    os.kill(run.pid, how)
    status = run.wait(timeout=30)
    wait_until(lambda: not members(run.pid))
    return status


def test_an_import_that_was_killed_is_finished_by_another(archive: Path):
    with transaction.atomic():
        call_command("import_minutes", str(archive), new_panel=["RW=River Watch Panel"])
        whole = recorded()
        transaction.set_rollback(True)
    assert len(whole["meetings"]) == len(whole["actions"]) - 1 == MEETINGS

    # Two of its processes read, a third watches over what these two share.
    assert killed(archive, signal.SIGKILL, lambda pid: len(members(pid)) == 4) == -signal.SIGKILL
    assert not Meeting.objects.exists()
    after_five = killed(archive, signal.SIGKILL, lambda pid: Meeting.objects.count() >= 5)
    after_ten = killed(archive, signal.SIGINT, lambda pid: Meeting.objects.count() >= 10)
    assert (after_five, after_ten) == (-signal.SIGKILL, 130)
    assert 10 <= Meeting.objects.count() < MEETINGS
    assert start(archive).wait(timeout=120) == 0
    assert recorded() == whole


def test_an_import_whose_output_was_closed_ends_in_a_line(archive: Path):
    end, output = os.pipe()
    os.close(end)
    run = start(archive, stdout=output, stderr=subprocess.PIPE)
    os.close(output)
    _, said = run.communicate(timeout=60)
    assert said.decode().splitlines() == [
        "CommandError: the output was closed before all was printed"
    ]
    assert run.returncode == 1


def pressed(folder: Path, when: Callable[[int], object]) -> tuple[int, list[str]]:
    """The exit status and the lines of an import stopped at a terminal by Control-C, twice."""
    run = start(folder, stderr=subprocess.PIPE)
    wait_until(lambda: when(run.pid))
    for _ in range(2):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    wait_until(lambda: not members(run.pid))
    return run.returncode, said.decode().splitlines()


def loads(module: str) -> Callable[[int], bool]:
    """Whether a process has loaded the machine code of a module."""
    return lambda pid: module in Path(f"/proc/{pid}/maps").read_text()


@pytest.mark.parametrize(
    "when",
    [
        loads("_socket"),  # Django
        loads("psycopg"),  # the models
        lambda pid: len(members(pid)) >= 3,  # it starts two that read
        lambda pid: len(members(pid)) == 4,  # they start
    ],
)
def test_control_c_ends_in_one_line_whenever_it_is_pressed(archive: Path, when):
    status, [said] = pressed(archive, when)
    assert (status, said) in [
        (130, "stopped"),
        (130, "CommandError: stopped; 0 meetings recorded before; run it again to go on"),
    ]


def test_control_c_that_python_drops_is_pressed_again():
    done = subprocess.run(
        [sys.executable, "-c", DROPS], cwd=settings.BASE_DIR, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, b"stopped\n")
