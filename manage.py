#!/usr/bin/env python
import os
import signal
import sys

# What a shell gives for a program that was stopped from the keyboard.
STOPPED = 130


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panel.settings")
    if sys.argv[1:2] == ["serve"]:
        os.environ["PRODUCTION"] = "true"
    # Here, so that Control-C is answered in a line from the first moment.
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What the person who set it up has to mend: one line, not a traceback.
        sys.exit(str(error))


def press_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Repeat a Control-C that came while Python cleared up, as after weak references.

    It drops what is raised there, which happens hundreds of times while modules are loaded.
    """
    if issubclass(dropped.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(dropped)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    sys.unraisablehook = press_again
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(STOPPED)
    finally:
        # Pressed again, it would break into the end of threads and of the interpreter.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
