"""The web server: granian, with workers that are replaced when they die."""

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class PortTaken(Exception):
    """Nothing can listen there; the message is one line."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken unless a server can listen on the port.

    granian itself would share a port with another granian, and each would answer half the requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"Cannot listen on {host}, port {port}: {error.strerror}.") from None
        except OverflowError:
            raise PortTaken(f"Port {port} is not one: they go up to 65535.") from None


def serve(*, host: str, port: int, workers: int, on_start: Callable[[], None]) -> None:
    """Serve until told to stop by SIGINT or SIGTERM; SIGHUP replaces the workers.

    The workers are forks of this process, so it gives back its database connections first.
    """
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the stubs lack it
    server = Granian(
        "panel.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.POOL["max_size"],
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    )
    server.on_startup(on_start)
    main = os.getpid()

    def load(target: str) -> WSGIHandler:
        os.setpgrp()  # Ctrl-C reaches the main process only: a worker that is told twice hangs
        _end_with(main)
        from panel.wsgi import application

        return application

    server.serve(target_loader=load)


def _end_with(parent: int) -> None:
    """Have this worker stop when the main process is killed, rather than keep the port."""
    pr_set_pdeathsig = 1  # linux/prctl.h
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit()
