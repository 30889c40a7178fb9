import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from meetings.minutes import reading, writing
from meetings.minutes.reading.files import LARGEST

GOOD = "# Some Panel - 3 May 2012\n\n## Present\n\n- Ann Lee\n"


def test_good_file_is_one_record_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.md"
    good.write_text(GOOD)
    call_command("read_minutes", str(good), str(good))
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["date"] == "2012-05-03"
    assert first == second


def test_word_processors_files_are_read_whatever_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    minutes = reading.read(GOOD.encode()).minutes
    (tmp_path / "minutes").write_bytes(writing.docx(minutes))
    call_command("read_minutes", str(tmp_path / "good.md"), str(tmp_path / "minutes"))
    from_markdown, from_word = map(json.loads, capsys.readouterr().out.splitlines())
    assert from_word == from_markdown | {"file": str(tmp_path / "minutes")}


def test_bad_files_are_named_after_the_good_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(GOOD)
    bad.write_bytes(b"\x00")
    with pytest.raises(CommandError, match="3 files could not be read"):
        call_command("read_minutes", str(bad), str(good), str(tmp_path), str(tmp_path / "none"))
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(good)]
    assert [line.partition(": ")[0] for line in err.splitlines()] == [
        str(bad),
        str(tmp_path),
        str(tmp_path / "none"),
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, pipe = tmp_path / "good.md", tmp_path / "pipe.md"
    good.write_text(GOOD)
    os.mkfifo(pipe)
    with pytest.raises(CommandError, match="1 file could not be read"):
        call_command("read_minutes", str(pipe), str(good))
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(good)]
    assert err.splitlines() == [f"{pipe}: not a file that holds anything"]


def ran(*files: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command as somebody at a terminal runs it."""
    return subprocess.run(
        [sys.executable, "manage.py", "read_minutes", *map(str, files)],
        cwd=settings.BASE_DIR,
        check=False,
        stderr=subprocess.PIPE,
        **{"stdout": subprocess.PIPE, **options},  # type: ignore[call-overload]
    )


@pytest.mark.whole
def test_each_file_that_cannot_be_read_is_one_line_at_a_terminal(tmp_path: Path) -> None:
    good, huge, odd = (tmp_path / name for name in ("good.md", "huge.md", "odd\udcff.md"))
    good.write_text(GOOD)
    odd.write_text(GOOD)
    with huge.open("wb") as file:
        file.truncate(LARGEST * 100)
    done = ran(tmp_path / "none", tmp_path, huge, good, odd)
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [
        str(good),
        str(tmp_path / "odd\ufffd.md"),
    ]
    assert done.stderr.decode().splitlines() == [
        f"{tmp_path / 'none'}: no such file",
        f"{tmp_path}: is a folder; name the files in it",
        f"{huge}: larger than 20 MB, the most that is read",
        "CommandError: 3 files could not be read",
    ]


@pytest.mark.whole
def test_output_closed_early_is_one_line_at_a_terminal(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text(GOOD)
    end, output = os.pipe()
    os.close(end)
    done = ran(good, good, stdout=output)
    os.close(output)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "CommandError: the output was closed before all was printed"
    ]


@pytest.mark.whole
def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    good = tmp_path / "good.md"
    good.write_text(GOOD + "\n\nThe panel noted the report.\n" * 100)

    def peak(count: int) -> int:
        with Path(os.devnull).open("w") as nowhere:
            tracemalloc.start()
            try:
                call_command("read_minutes", *[str(good)] * count, stdout=nowhere)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    peak(1)
    # A document takes 200 kB; forty of them would take megabytes.
    assert peak(40) < peak(4) + 200_000
