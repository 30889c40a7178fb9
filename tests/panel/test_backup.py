"""Backup and restore between two databases of the server that the tests run on."""

import stat
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from panel.backup import Failed, backup, restore

from .databases import Database, other_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> Iterator[Database]:
    with other_database("full") as database:
        database.ask("CREATE TABLE kept AS SELECT 'Été' AS word")
        yield database


@pytest.fixture
def empty() -> Iterator[Database]:
    with other_database("empty") as database:
        yield database


def test_restore_gives_back_what_backup_kept(full, empty, tmp_path):
    file = tmp_path / "a backup"
    backup(full, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]

    restore(empty, file, force=False)
    assert empty.ask("SELECT word FROM kept") == [("Été",)]


def test_restore_over_other_data_is_refused_unless_forced(full, tmp_path):
    file = tmp_path / "backup"
    backup(full, file)
    full.ask("UPDATE kept SET word = 'lost'; CREATE TABLE later()")
    with pytest.raises(Failed, match=r"The database is not empty: FORCE=1 \(--force\) replaces"):
        restore(full, file, force=False)
    assert full.ask("SELECT word FROM kept") == [("lost",)]

    restore(full, file, force=True)
    assert full.ask("SELECT word, to_regclass('later') FROM kept") == [("Été", None)]


def test_restore_of_half_a_file_changes_nothing(full, tmp_path):
    full.ask("CREATE TABLE long AS SELECT md5(n::text) FROM generate_series(1, 20000) n")
    file = tmp_path / "backup"
    backup(full, file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(Failed, match="could not read from input file: end of file"):
        restore(full, file, force=True)
    assert full.ask("SELECT word, count(*) FROM kept, long GROUP BY word") == [("Été", 20000)]


def test_restore_of_another_kind_of_file_changes_nothing(full, tmp_path):
    file = tmp_path / "minutes.md"
    file.write_text("# Minutes\n" * 100)
    with pytest.raises(Failed, match="input file does not appear to be a valid"):
        restore(full, file, force=True)
    assert full.ask("SELECT word FROM kept") == [("Été",)]


def test_backup_overwrites_nothing(full, tmp_path):
    file = tmp_path / "backup"
    file.write_text("an older one")
    with pytest.raises(Failed, match=f"^{file} exists: choose another name.$"):
        backup(full, file)
    assert file.read_text() == "an older one"


def test_commands_name_the_file_that_is_wrong(tmp_path):
    nowhere = tmp_path / "none" / "backup"
    with pytest.raises(CommandError, match=f"^{nowhere}: No such file or directory.$"):
        call_command("backup", nowhere)
    with pytest.raises(CommandError, match=f"^{nowhere} is not a file.$"):
        call_command("restore", nowhere)
