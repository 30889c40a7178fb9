import signal
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from panel import demo, serving
from panel.models import User

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Serve a sample panel on this machine, with an account for each right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo's passwords are known to everybody: not in production.")
        try:
            serving.check_port(HOST, port)
        except serving.PortTaken as error:
            raise CommandError(str(error)) from None
        call_command("migrate", verbosity=0)
        if not User.objects.filter(username__in=demo.PASSWORDS).exists():
            if User.objects.exists():
                raise CommandError("This database has accounts of its own: the demo needs another.")
            self.stdout.write("Recording the sample panel's minutes")
            demo.make_accounts(demo.load_sample(stdout=StringIO()))
        serving.serve(host=HOST, port=port, workers=1, on_start=lambda: self.announce(port))

    def announce(self, port: int) -> None:
        # A closed terminal ends the demo; granian would go on without one.
        signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
        self.stdout.write(f"\nPanel secretariat: http://localhost:{port}/\n\n")
        for name, password in demo.PASSWORDS.items():
            self.stdout.write(f"    {name:<15} password {password}")
        self.stdout.write("\nCtrl-C stops it; the data stay.\n")
        self.stdout.flush()
