"""The server that starts itself, as processes that come and go, and are killed, find it."""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from panel import embedded

pytestmark = [pytest.mark.xdist_group("embedded"), pytest.mark.whole]

IS_ROOT = os.geteuid() == 0

# Uses the server of the folder until its standard input is closed.
USING = """
import sys
from pathlib import Path
from panel import embedded
try:
    print(embedded.start(Path(sys.argv[1]))["HOST"], flush=True)
except embedded.NotStarted as error:
    sys.exit(str(error))
sys.stdin.read()
"""


class User:
    """A process that uses the server of a folder, by default as who runs the tests."""

    def __init__(self, folder: Path, *, account: str | None = None, packages: Path | None = None):
        self.folder = folder
        paths = [settings.BASE_DIR, packages or embedded.programs().parents[2]]
        self.process = subprocess.Popen(
            [_python(account), "-c", USING, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": os.pathsep.join(map(str, paths)), "PATH": os.environ["PATH"]},
            user=account,
            group=pwd.getpwnam(account).pw_gid if account else None,
            extra_groups=[] if account else None,
        )

    def wait_until_served(self) -> "User":
        self.host = self.process.stdout.readline().strip()
        assert self.host, self.process.stderr.read()
        return self

    def ask(self, sql: str) -> str:
        asking = [embedded.programs() / "psql", "-XAt", "-h", self.host]
        asking += ["-U", embedded.SUPERUSER, "-d", embedded.DATABASE, "-c", sql]
        answer = subprocess.run(asking, capture_output=True, text=True, check=True)
        return answer.stdout.strip()

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def refusal(self) -> str:
        """What a process that could not start says, which is all that it says."""
        printed, said = self.process.communicate(timeout=30)
        assert (printed, self.process.returncode) == ("", 1)
        return said.strip()


def _python(account: str | None) -> str:
    """An ordinary user may not enter the folder of the Python that runs the tests."""
    return shutil.which("python3", path="/usr/bin") or sys.executable if account else sys.executable


def running(folder: Path) -> set[int]:
    return embedded._at_work(folder.resolve() / "data")


def kill_server(folder: Path) -> None:
    postmaster = embedded._postmaster(folder / "data")
    assert postmaster
    os.kill(postmaster, signal.SIGKILL)


def watchers(place: Path) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-f", f"embedded.py {place}"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in found.stdout.split()]


def wait_until(true: Callable[[], object]) -> None:
    ends = time.monotonic() + 15
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """A folder whose database was made and stopped; making one takes seconds."""
    with open_folder() as place:
        user = User(place / "made").wait_until_served()
        user.ask("CREATE TABLE kept AS SELECT 42 AS number")
        user.leave()
        wait_until(lambda: not running(place / "made"))
        yield place / "made"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody can enter, as pytest's own is not."""
    with open_folder() as place:
        yield place


@pytest.fixture
def use() -> Iterator[Callable[..., User]]:
    """Starts a User; those that have not left at the end of the test are killed."""
    users: list[User] = []

    def use(*args: Any, **kwargs: Any) -> User:
        users.append(User(*args, **kwargs))
        return users[-1]

    yield use
    for user in users:
        if user.process.returncode is None:
            user.kill()
    wait_until(lambda: not any(running(user.folder) for user in users))


@pytest.fixture
def lend(made_once, place) -> Iterator[Callable[[str], Path]]:
    """Gives the data folder a name for the test, and puts it in order again."""
    lent = []

    def lend(name: str) -> Path:
        lent.append(made_once.rename(place / name))
        return lent[0]

    yield lend
    wait_until(lambda: not running(lent[0]))
    (lent[0] / "data" / "PG_VERSION").write_text(f"{embedded.MAJOR}\n")
    (lent[0] / "data" / "postgresql.auto.conf").write_text("")
    lent[0].rename(made_once)


@pytest.fixture
def folder(lend) -> Path:
    """A data folder with a table in it, not running."""
    return lend("data")


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="embedded-"))
    place.chmod(0o755)
    yield place
    wait_until(lambda: not watchers(place))
    shutil.rmtree(place)


def test_last_to_leave_stops_the_server(folder, use):
    first = use(folder).wait_until_served()
    second = use(folder).wait_until_served()
    first.leave()
    time.sleep(0.5)
    assert second.ask("SELECT number FROM kept") == "42"
    second.leave()
    wait_until(lambda: not running(folder))


def test_many_at_once_share_one_server(folder, use):
    users = [use(folder) for _ in range(5)]
    started = {user.wait_until_served().ask("SELECT pg_postmaster_start_time()") for user in users}
    assert len(started) == 1
    for user in users:
        user.leave()
    wait_until(lambda: not running(folder))


def test_folder_may_be_made_by_many_at_once(place):
    for number in range(30):
        start = threading.Barrier(4)

        def prepare(folder: Path, start: threading.Barrier = start) -> Path:
            start.wait()
            made = embedded._prepare(folder)
            os.close(embedded._lock(made / "users.lock", fcntl.LOCK_SH))
            return made

        with ThreadPoolExecutor(4) as threads:
            assert set(threads.map(prepare, [place / str(number)] * 4)) == {place / str(number)}


def test_killed_users_leave_no_server(folder, use):
    users = [use(folder).wait_until_served() for _ in range(2)]
    for user in users:
        user.kill()
    wait_until(lambda: not running(folder))


def test_killed_server_starts_again_with_its_data(folder, use):
    use(folder).wait_until_served()
    kill_server(folder)
    assert use(folder).wait_until_served().ask("SELECT number FROM kept") == "42"


def test_everything_killed_starts_again(folder, use):
    user = use(folder).wait_until_served()
    (watcher,) = watchers(folder)
    os.kill(watcher, signal.SIGKILL)
    kill_server(folder)
    user.kill()
    user = use(folder).wait_until_served()
    assert user.ask("SELECT number FROM kept") == "42"
    user.leave()
    wait_until(lambda: not running(folder))


def test_server_left_without_a_watcher_gets_one(folder, use):
    first = use(folder).wait_until_served()
    (watcher,) = watchers(folder)
    os.kill(watcher, signal.SIGKILL)
    first.kill()
    second = use(folder).wait_until_served()
    second.leave()
    wait_until(lambda: not running(folder))


def test_process_number_of_a_killed_server_may_be_anothers(folder, use):
    (folder / "data" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{folder}/data\n1700000000\n5432\n{folder}\n\n0 0\nready\n"
    )
    assert use(folder).wait_until_served().ask("SELECT number FROM kept") == "42"


def test_database_whose_making_was_killed_is_made_anew(place, use):
    (place / "data" / "data.new").mkdir(parents=True)
    (place / "data" / "data.new" / "PG_VERSION").write_text("18\n")
    (place / "data" / "users.lock").touch()
    if IS_ROOT:
        subprocess.run(["chown", "-R", "nobody", place / "data"], check=True)
    user = use(place / "data").wait_until_served()
    assert user.ask("SELECT lower('É'), current_setting('server_encoding')") == "é|UTF8"


@pytest.mark.parametrize("name", ["with a space", "d'Été, $HOME", "long" * 30])
def test_folder_may_have_any_name(name, lend, use):
    folder = lend(name)
    user = use(folder).wait_until_served()
    assert user.ask("SELECT number FROM kept") == "42"
    host = Path(user.host)
    assert stat.S_IMODE(host.stat().st_mode) == 0o700
    user.leave()
    wait_until(lambda: not running(folder))
    if host != folder:
        shutil.rmtree(host)


def test_folder_of_another_version_is_refused(folder, use):
    (folder / "data" / "PG_VERSION").write_text("17\n")
    assert use(folder).refusal() == (
        f"The database in {folder} was made by PostgreSQL 17, and this is 18: "
        "move the folder away, then restore a backup."
    )


def test_folder_with_other_things_is_refused(place, use):
    (place / "minutes.md").touch()
    assert use(place).refusal() == (
        f"{place} holds other things: the database needs its own folder."
    )


def test_database_that_does_not_start_is_named_with_the_reason(folder, use):
    (folder / "data" / "postgresql.auto.conf").write_text("shared_buffers = 1\n")
    refusal = use(folder).refusal()
    assert refusal.startswith(f"The database in {folder} did not start: ")
    assert refusal.endswith(f"(see {folder}/postgres.log)")
    assert "\n" not in refusal


def test_settings_of_a_command_without_database_start_none(place):
    for command in (["check"], ["migrate", "--help"]):
        subprocess.run(
            [sys.executable, settings.BASE_DIR / "manage.py", *command],
            env={**os.environ, "DATA_FOLDER": str(place / "none"), "DATABASE_URL": ""},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    assert not (place / "none").exists()


needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can act as another user")


@needs_root
def test_ordinary_user_runs_it_as_itself(place, use):
    os.chown(place, pwd.getpwnam("daemon").pw_uid, -1)
    user = use(place / "data", account="daemon").wait_until_served()
    assert user.ask("SELECT 1") == "1"
    assert (place / "data" / "data").owner() == "daemon"
    user.leave()
    wait_until(lambda: not running(place / "data"))

    as_root = use(place / "data").wait_until_served()
    assert Path(f"/proc/{embedded._postmaster(place / 'data' / 'data')}").owner() == "daemon"
    as_root.leave()
    wait_until(lambda: not running(place / "data"))
    assert use(place / "data", account="daemon").wait_until_served().ask("SELECT 2") == "2"


@needs_root
def test_folder_that_cannot_be_written_is_refused(place, folder, use):
    new = place / "new"
    assert use(new, account="daemon").refusal() == (
        f"The database cannot start in {new}: Permission denied ({new})."
    )
    assert use(folder, account="daemon").refusal() == (
        f"The database cannot start in {folder}: Permission denied ({folder})."
    )


@needs_root
def test_root_opens_no_folder_of_its_own(place, use):
    """The project and its programs in root's home: the data go where their owner can reach them."""
    packages = place / "home" / "packages"
    packages.mkdir(parents=True)
    installed = embedded.programs().parents[2]
    for part in installed.glob(f"{embedded.WHEEL}*"):
        subprocess.run(["cp", "-al", part, packages], check=True)
    place.chmod(0o700)
    before = {path: path.stat().st_mode for path in [place, *place.rglob("*")]}

    user = use(place / "home" / ".data", packages=packages).wait_until_served()
    assert user.ask("SELECT 1") == "1"
    elsewhere = (place / "home" / ".data").resolve()
    assert elsewhere.parent == embedded.OPEN_PLACE
    assert (elsewhere.owner(), stat.S_IMODE(elsewhere.stat().st_mode)) == ("nobody", 0o700)
    assert {path: path.stat().st_mode for path in before} == before
    user.leave()
    wait_until(lambda: not running(elsewhere))
    again = use(place / "home" / ".data", packages=packages).wait_until_served()
    assert again.host == user.host
    again.leave()
    wait_until(lambda: not running(elsewhere) and not watchers(elsewhere))
    shutil.rmtree(elsewhere)
