import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.minutes import reading, writing

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
