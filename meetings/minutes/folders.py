"""Files as somebody names them, files found in folders, and what each holds; no database."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import stat
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, current_thread, main_thread

from meetings.minutes import reading
from meetings.minutes.document import MinutesError, NotMinutesError, Presence, Reading
from meetings.minutes.reading.files import LARGEST

# The endings of files that can hold minutes as they are read; "" is a file without one.
READ = {"", ".docx", ".htm", ".html", ".markdown", ".md", ".odt", ".txt", ".xhtml"}
# Files of other kinds, though some of them read as text: programs, settings, data, mails, logs.
_OTHER = frozenset(
    "bat bib c cfg cmd conf cpp cs css csv eml env gemspec go h ics ini ipynb java js json jsonl"
    " jsx less lock log mbox mjs php pl po properties ps1 py pyi r rb rs scss sh sql srt svg tex"
    " toml ts tsv tsx vbs vcf vtt xml xsd xsl yaml yml".split()
)
_COPIES = frozenset("bak bck old orig part swp tmp".split())
# Files about the folder that they stand in, whatever their ending.
_ABOUT = frozenset("changelog contributing copying licence license readme".split())
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# What word processors leave beside a document that is open: "~$nutes.docx".
_LOCKS = ("~$", ".")
# Of pipes and devices.
_HOLDS_NOTHING = "not a file that holds anything"
# From so many files, a second process is started sooner than one has read them.
_MANY = 24


@dataclass(frozen=True)
class File:
    """A file to read: how it is called in what is printed, and whether it was named itself.

    Of one found in a folder, what is not minutes is left out; of one named, it is an error.
    """

    path: Path
    name: str
    is_named: bool = True


@dataclass(frozen=True)
class Read:
    """What a file says, or why it says nothing; `is_other` for what is not minutes at all."""

    file: File
    checksum: str = ""
    reading: Reading | None = None
    why: str = ""
    is_other: bool = False


def shown(path: Path | str) -> str:
    """A name in one line of text: what is not UTF-8 stands as nearly as can be."""
    return _CONTROL.sub("\ufffd", os.fsencode(path).decode("utf-8", "replace"))


def why_not_read(path: Path) -> str:
    """Why a file in a folder plainly holds no minutes, by its name; "" if it may."""
    ending = path.suffix.casefold().removeprefix(".")
    if ending in _OTHER:
        return f"not a kind of document (.{ending})"
    if ending in _COPIES or path.name.endswith("~"):
        return "a copy that a program left"
    return "about the folder" if path.stem.casefold() in _ABOUT else ""


def bytes_of(path: Path) -> bytes:
    """A file's bytes; MinutesError says in one line why there are none."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MinutesError("is a folder; name the files in it")
        if not stat.S_ISREG(mode):
            # A pipe would be waited for.
            raise MinutesError(_HOLDS_NOTHING)
        with path.open("rb") as file:
            # One byte more than is read tells that there is too much.
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise MinutesError("no such file") from None
    except OSError as error:
        raise MinutesError(f"cannot be opened: {error.strerror}") from None


def files_in(paths: Iterable[Path]) -> Iterator[File | Read]:
    """Each file that is named or stands in a named folder, once, folders in order of names.

    Hidden files and word processors' locks are passed over. What cannot be opened, or in a
    folder plainly holds no minutes, comes as a Read that says why; what is named is read
    whatever it is called.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if not path.is_dir():
            file = File(path, shown(path.name))
            if is_new(path, seen):
                yield file
        else:
            yield from _files_under(path, path, seen)


def _files_under(folder: Path, top: Path, seen: set[tuple[int, int]]) -> Iterator[File | Read]:
    # A link that leads back to a folder above it is one that was seen.
    if not is_new(folder, seen):
        return
    try:
        inside = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
    except OSError as error:
        yield Read(File(folder, shown(folder)), why=f"cannot be opened: {error.strerror}")
        return
    for path in inside:
        if path.name.startswith(_LOCKS):
            continue
        if path.is_dir():
            yield from _files_under(path, top, seen)
            continue
        file = File(path, shown(path.relative_to(top)), is_named=False)
        if path.exists() and not path.is_file():
            yield Read(file, why=_HOLDS_NOTHING, is_other=True)
        elif is_new(path, seen):
            why = why_not_read(path)
            yield Read(file, why=why, is_other=True) if why else file


def is_new(path: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether a file or folder was not seen yet, by whatever name; one that is not there is."""
    try:
        status = path.stat()
    except OSError:
        return True
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def checksum_of(path: Path) -> str:
    """SHA-256 of a file's bytes, or "" where they cannot be read."""
    try:
        return hashlib.sha256(bytes_of(path)).hexdigest()
    except MinutesError:
        return ""


def read(file: File) -> Read:
    try:
        data = bytes_of(file.path)
        found = reading.read(data, shown(file.path.name))
        if why := why_other(found, shown(file.path.name)):
            raise NotMinutesError(f"not minutes: {why}")
    except MinutesError as error:
        is_read = file.path.suffix.casefold() in READ
        is_other = not file.is_named and (isinstance(error, NotMinutesError) or not is_read)
        return Read(file, why=str(error), is_other=is_other)
    return Read(file, hashlib.sha256(data).hexdigest(), found)


def read_all(files: Sequence[File]) -> Iterator[Read]:
    """What each file says, in their order; many are read by two processes.

    Where these cannot run or end before their time, the rest is read by this one.
    """
    done = 0
    if len(files) >= _MANY and (os.cpu_count() or 1) > 1:
        try:
            for one in _read_beside(files):
                yield one
                done += 1
        except BrokenProcessPool:
            pass
    yield from map(read, files[done:])


def _read_beside(files: Sequence[File]) -> Iterator[Read]:
    context = get_context("spawn")  # a fork would share connections to the database
    # What the first reader would start, and let Control-C through again after it.
    resource_tracker.ensure_running()
    with ProcessPoolExecutor(2, mp_context=context, initializer=_follow_parent) as readers:
        try:
            with _interrupts_held():
                found = readers.map(read, files, chunksize=4)
            yield from found
        except BaseException:
            readers.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Put Control-C off; processes that are started here never hear of it.

    They inherit the mask. It does not keep this process from hearing by another of its
    threads, for which Python answers in the main one: so that puts its answer off as well.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    pressed: list[int] = []
    answers = {}
    if current_thread() is main_thread():
        for number in (signal.SIGINT, signal.SIGALRM):
            answers[number] = signal.signal(number, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        for number, answer in answers.items():
            signal.signal(number, answer)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if pressed:
        raise KeyboardInterrupt


def _follow_parent() -> None:
    """Leave Control-C to the process that was started, and end when that ends, even killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent
    Thread(target=_end_after, args=[parent], daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def why_other(found: Reading, name: str) -> str:
    """What a document is that holds a meeting's items but not its minutes; "" if it does.

    An agenda lists items and who presents them; nobody came yet, and nothing was said.
    """
    minutes = found.minutes
    came = {Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT}
    if (
        found.is_attached
        or any(attendee.presence in came for attendee in minutes.attendance)
        or minutes.actions()
        or minutes.reviews()
        or not minutes.items
    ):
        return ""
    called = f"{minutes.title} {name}".casefold()
    is_called_agenda = "agenda" in called and "minutes" not in called
    says_nothing = not any(entry.text.endswith(".") for entry in minutes.entries())
    return "an agenda" if is_called_agenda or says_nothing else ""
