"""How long an archive takes to import, and how much memory.

    DOCUMENTS=400 pytest tests/benchmarks -s

Copies of the corpus under other dates stand for the archive; see `archives`.
"""

import contextlib
import os
import resource
import time
from pathlib import Path

import pghistory
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from meetings.models import Entry, Meeting
from panel.planner import plan_anew
from tests.benchmarks import archives, measured
from tests.factories import MeetingFactory, PanelFactory

pytestmark = [pytest.mark.django_db, pytest.mark.whole]

MOST_MEMORY = 200  # MB beside the hundred that the command takes before it reads anything


def test_an_archive_is_imported(corpus, tmp_path, capsys):
    count = int(os.environ.get("DOCUMENTS", "12"))
    for code, (name, *others) in archives.PANELS.items():
        PanelFactory(code=code, name=name, other_names=others)
    archives.copies(corpus, tmp_path, count)
    before = measured.held_from_here()
    started, used, asked = time.monotonic(), cpu_seconds(), server_seconds()
    with contextlib.suppress(CommandError):  # some documents of the corpus name no day or panel
        call_command("import_minutes", str(tmp_path))
    took = time.monotonic() - started
    here, server = cpu_seconds() - used, server_seconds() - asked
    memory = (measured.most_held() - before) // 1_000_000
    with capsys.disabled():
        print(  # noqa: T201  what a benchmark is for
            f"\n{count} documents: {took:.1f} s; processor {here:.1f} s here and "
            f"{server:.1f} s at the server, {1000 * (here + server) / count:.0f} ms each; "
            f"{memory} MB more than before"
        )
    assert Meeting.objects.count() > count * 0.85
    assert memory < MOST_MEMORY


def test_a_row_takes_no_longer_after_many_in_one_transaction():
    """As in a dry run, which is one transaction."""
    meeting = MeetingFactory()

    def seconds() -> float:
        before = server_seconds()
        position = meeting.entries.count()
        Entry.objects.bulk_create(
            Entry(meeting=meeting, position=position + one, text="The lock was seen.")
            for one in range(2_000)
        )
        return server_seconds() - before

    with pghistory.context(command="import_minutes"):
        first = seconds()
        plan_anew()  # as an import does; whatever was known of the tables while they were empty
        *_, last = [seconds() for _ in range(8)]
    assert last < 2 * first + 0.1


def cpu_seconds() -> float:
    """What this process and those it started have used of the processor."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def server_seconds() -> float:
    """What the database's process for this connection has used, where it runs here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
