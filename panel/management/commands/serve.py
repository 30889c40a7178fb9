from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from panel import demo, serving


class Command(BaseCommand):
    help = "Serve the site with production settings, for a proxy on this machine that ends TLS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
        parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        try:
            serving.check_port(host, port)
        except serving.PortTaken as error:
            raise CommandError(str(error)) from None
        self.check_migrations()
        if demo.has_accounts():
            raise CommandError(
                "This database has the demo's accounts, whose passwords everybody knows: "
                "delete them, or use another database."
            )
        call_command("collectstatic", interactive=False, verbosity=0)
        serving.serve(
            host=host,
            port=port,
            workers=workers,
            on_start=lambda: self.stdout.write(f"Serving on http://{host}:{port}/"),
        )
