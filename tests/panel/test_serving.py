"""The site on its own web server: the demo, and production."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings

from panel import demo, embedded, serving
from panel.models import User

from .processes import Site, free_port, manage, wait_until

pytestmark = [pytest.mark.xdist_group("serving"), pytest.mark.whole]

PRODUCTION = {"SECRET_KEY": "s3cret" * 10, "ALLOWED_HOSTS": "panels.example.gov.uk"}
TLS = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.7"}
PROXIED = {"Host": "panels.example.gov.uk", **TLS}


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Iterator[Site]:
    """The demo as first started, which makes the database and fills it, and stopped by Ctrl-C."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        data = Path(place) / "data"
        printed = tmp_path_factory.mktemp("first") / "printed"
        site = Site("demo", printed, port=free_port(), DATA_FOLDER=str(data))
        wait_until(site.answers, seconds=120)
        site.stop(signal.SIGINT)
        wait_until(lambda: not embedded._at_work(data / "data"))
        yield site
        wait_until(lambda: not embedded._at_work(data / "data"))


@pytest.fixture
def data(first) -> Path:
    """The data folder that the demo has filled."""
    return Path(first.variables["DATA_FOLDER"])


@pytest.fixture
def start(data, tmp_path) -> Iterator[Callable[..., Site]]:
    """Starts a command that serves, and waits for its first page."""
    sites: list[Site] = []

    def start(command: str, *, port: int | None = None, **variables: str) -> Site:
        printed = tmp_path / f"{len(sites)}.txt"
        variables = {"DATA_FOLDER": str(data), **variables}
        sites.append(Site(command, printed, port=port or free_port(), **variables))
        wait_until(sites[-1].answers)
        return sites[-1]

    yield start
    for site in sites:
        if site.process.returncode is None:
            site.stop(signal.SIGKILL)


def query(data: Path, sql: str) -> None:
    asking = """
import sys, subprocess
from pathlib import Path
from panel import embedded
data, sql = sys.argv[1:]
known = ["-h", embedded.start(Path(data))["HOST"], "-U", embedded.SUPERUSER]
subprocess.run([embedded.programs() / "psql", "-Xq", *known, "-d", embedded.DATABASE, "-c", sql])
"""
    subprocess.run([sys.executable, "-c", asking, data, sql], cwd=settings.BASE_DIR, check=True)


def test_demo_prints_its_address_and_accounts(first):
    assert (
        first.said.split()
        == (
            "Recording the sample panel's minutes "
            f"Panel secretariat: {first.address.replace('127.0.0.1', 'localhost')}/ "
            "secretary password demo-secretary "
            "member password demo-member "
            "administrator password demo-administrator "
            "Ctrl-C stops it; the data stay."
        ).split()
    )
    assert first.process.returncode == 0


def test_site_comes_back_from_every_kill(start, data):
    site = start("demo")
    (worker,) = site.workers()
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: site.workers() not in ([], [worker]) and site.answers())

    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    wait_until(lambda: not listening(site.port))
    site = start("demo", port=site.port)

    postmaster = embedded._postmaster(data / "data")
    assert postmaster
    os.kill(postmaster, signal.SIGKILL)
    assert site.stop(signal.SIGINT) == 0
    site = start("demo")

    assert site.stop(signal.SIGHUP) == 0  # the terminal was closed
    wait_until(lambda: not embedded._at_work(data / "data"))


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_port_in_use_is_said_before_anything_else_is_done(command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        none = tmp_path / "none"
        done = manage(command, f"--port={port}", DATA_FOLDER=str(none), **PRODUCTION)
    assert (done.returncode, done.stdout) == (1, "")
    said = f"CommandError: Cannot listen on 127.0.0.1, port {port}: Address already in use.\n"
    assert done.stderr == said
    assert not none.exists()


def test_number_that_is_no_port_is_refused():
    with pytest.raises(serving.PortTaken, match=r"^Port 812300 is not one: they go up to 65535\.$"):
        serving.check_port("127.0.0.1", 812300)


def test_demo_is_refused_in_production():
    done = manage("demo", PRODUCTION="true", **PRODUCTION)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "CommandError: The demo's passwords are known to everybody: not in production.\n"
    )


def test_demo_leaves_a_database_with_other_accounts_alone(data):
    query(data, "UPDATE panel_user SET username = 'own-' || username")
    done = manage("demo", f"--port={free_port()}", DATA_FOLDER=str(data))
    query(data, "UPDATE panel_user SET username = replace(username, 'own-', '')")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "CommandError: This database has accounts of its own: the demo needs another.\n"
    )


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (
            {},
            "SECRET_KEY: Environment variable not set. "
            "ALLOWED_HOSTS: Environment variable not set.",
        ),
        (
            {"SECRET_KEY": "short", "ALLOWED_HOSTS": ""},
            "SECRET_KEY: Shorter than minimum length 50. ALLOWED_HOSTS: No host.",
        ),
        ({**PRODUCTION, "DATABASE_URL": "mysql"}, "DATABASE_URL: Not a valid database URL."),
    ],
)
def test_production_names_the_settings_it_lacks(variables, said):
    done = manage("serve", **variables)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"Not started. {said}\n")


def test_production_refuses_the_demos_accounts(data):
    done = manage("serve", f"--port={free_port()}", DATA_FOLDER=str(data), **PRODUCTION)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: This database has the demo's accounts")


def test_production_serves_over_tls_only_and_under_its_name_only(start, data):
    query(data, "UPDATE panel_user SET password = '!' || password")
    site = start("serve", **PRODUCTION)
    query(data, "UPDATE panel_user SET password = substr(password, 2)")

    page = site.get("/sign-in/", **PROXIED)
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
    assert "default-src 'self'" in page.headers["Content-Security-Policy"].split("; ")
    assert "Secure" in page.headers["Set-Cookie"]

    stylesheet = re.search(r'href="(/static/\S+?\.css)"', page.page)[1]
    styled = site.get(stylesheet, **PROXIED)
    assert styled.status == 200
    assert styled.headers["Cache-Control"] == "max-age=315360000, public, immutable"

    plain = site.get("/sign-in/", Host="panels.example.gov.uk")
    assert plain.status == 301
    assert plain.headers["Location"] == "https://panels.example.gov.uk/sign-in/"
    assert site.get("/sign-in/", **TLS).status == 400

    assert len(site.workers()) == 2
    assert site.stop(signal.SIGTERM) == 0


@pytest.mark.django_db
def test_demo_loads_the_sample_panel_with_an_account_for_each_right():
    assert not demo.has_accounts()
    panel = demo.load_sample(stdout=StringIO())
    demo.make_accounts(panel)
    assert demo.has_accounts()
    assert panel.meetings.count() == 3
    users = list(User.objects.order_by("pk"))
    secretary, member, _ = users
    assert panel.secretaries.get().user == secretary
    assert panel.memberships.filter(person=member.person).count() == 1
    assert [(user.username, user.is_staff, user.is_superuser) for user in users] == [
        ("secretary", True, False),
        ("member", False, False),
        ("administrator", True, True),
    ]
