"""The project's commands as processes of their own, as a person runs them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPResponse
from pathlib import Path

from django.conf import settings

UNSET = ("DATABASE_URL", "DATA_FOLDER", "DEBUG", "PRODUCTION", "SECRET_KEY", "ALLOWED_HOSTS")


def environment(**variables: str) -> dict[str, str]:
    """The environment of a command that is told only `variables` of what the settings ask for."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, "DATABASE_URL": "", **variables}


def manage(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", *arguments],
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Site:
    """A web server started by a command; `said` is all that it printed."""

    def __init__(self, command: str, printed: Path, *, port: int, **variables: str):
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.printed = printed
        self.variables = variables
        with printed.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, settings.BASE_DIR / "manage.py", command, f"--port={port}"],
                env=environment(**variables),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.printed.read_text()

    def answers(self) -> bool:
        assert self.process.poll() is None, self.said
        try:
            self.get("/sign-in/")
        except (ConnectionError, urllib.error.URLError):
            return False
        return True

    def get(self, path: str, **headers: str) -> HTTPResponse | urllib.error.HTTPError:
        opener = urllib.request.build_opener(_NoRedirect)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, headers=named)
        try:
            with opener.open(request, timeout=30) as response:
                response.page = response.read().decode()
                return response
        except urllib.error.HTTPError as error:
            with error:
                return error

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]

    def stop(self, how: signal.Signals) -> int:
        """Send a signal as the terminal does, to all; give the exit status."""
        os.killpg(self.process.pid, how)
        return self.process.wait(timeout=8)  # after 10 granian kills its workers
