"""The whole database into one file and back, with the PostgreSQL programs of the embedded server.

They read and write servers of any version from 15 on, so DATABASE_URL needs none of its own.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Any

from django.db.backends.base.base import BaseDatabaseWrapper

from . import embedded


class Failed(Exception):
    """Nothing was changed; the message is one line."""


def backup(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Write pg_dump's custom format to a new file that only its owner can read. Raises Failed."""
    if file.exists():
        raise Failed(f"{file} exists: choose another name.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        with _only_ours(unfinished) as out, tempfile.TemporaryFile() as said:
            dumping = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
            process = _database_program(connection, *dumping, stdout=out, stderr=said)
            if process.wait():
                raise Failed(_last_line(said))
        unfinished.rename(file)
    except OSError as error:
        raise Failed(f"{file}: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(connection: BaseDatabaseWrapper, file: Path, *, force: bool) -> None:
    """Put back what `backup` wrote, in one transaction: all of it, or nothing is changed.

    With `force` all that the database holds is dropped first, otherwise it must be empty.
    Raises Failed.
    """
    if not file.is_file():
        raise Failed(f"{file} is not a file.")
    if connection.introspection.table_names() and not force:
        raise Failed("The database is not empty: FORCE=1 (--force) replaces all that it holds.")
    with tempfile.TemporaryFile() as unread, tempfile.TemporaryFile() as refused:
        reading: list[str | Path] = [embedded.programs() / "pg_restore"]
        script = subprocess.Popen(
            [*reading, "--no-owner", "--no-privileges", "--file=-", file],
            stdout=subprocess.PIPE,
            stderr=unread,
        )
        writing = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        database = _database_program(
            connection, *writing, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=refused
        )
        with script, database:
            try:
                _replay(script, database)
            except BrokenPipeError:  # psql stopped at an error, which it has told
                script.kill()
        if database.returncode:
            raise Failed(_last_line(refused))
        if script.returncode:
            raise Failed(_last_line(unread))


def _replay(script: subprocess.Popen[bytes], database: subprocess.Popen[bytes]) -> None:
    """Commit only once the file was read to its end."""
    read, told = script.stdout, database.stdin
    assert read and told
    told.write(b"BEGIN; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n")
    for line in read:
        if line == b"SET transaction_timeout = 0;\n":  # unknown to PostgreSQL before 17
            break
        told.write(line)
    shutil.copyfileobj(read, told)
    if script.wait() == 0:
        told.write(b"COMMIT;\n")
    told.close()


def _database_program(
    connection: BaseDatabaseWrapper, program: str, *arguments: str, **streams: Any
) -> subprocess.Popen[bytes]:
    connection.ensure_connection()  # which starts the server, where it starts itself
    client, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    connection.close()
    command: list[str | Path] = [embedded.programs() / program, *arguments, *client[1:]]
    return subprocess.Popen(command, env={**os.environ, **(environment or {})}, **streams)


def _only_ours(file: Path) -> IO[bytes]:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode(errors="replace").strip().splitlines()[-1]
