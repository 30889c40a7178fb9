"""The files that a command is given."""

from pathlib import Path

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.files import LARGEST


def bytes_of(path: Path) -> bytes:
    """A file's bytes; MinutesError says in one line why there are none."""
    try:
        if path.is_dir():
            raise MinutesError("is a folder; name the files in it")
        with path.open("rb") as file:
            # One byte more than is read tells that there is too much.
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise MinutesError("no such file") from None
    except OSError as error:
        raise MinutesError(f"cannot be opened: {error.strerror}") from None
