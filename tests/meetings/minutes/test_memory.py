"""What is remembered of lines: asked once, never of long ones, and never for ever."""

import pytest

from meetings.minutes.reading import memory


@pytest.fixture
def asked():
    """A remembered function, and the lines that it was really asked of."""
    lines = []

    @memory.remembered
    def length(line):
        lines.append(line)
        return len(line)

    return length, lines


def test_line_is_asked_of_once(asked):
    length, lines = asked
    assert [length("Ann Lee"), length("Ann Lee"), length("Jo Day")] == [7, 7, 6]
    assert lines == ["Ann Lee", "Jo Day"]


def test_long_text_is_not_kept(asked):
    length, lines = asked
    text = "x" * 301
    assert [length(text), length(text)] == [301, 301]
    assert lines == [text, text]


def test_no_more_lines_are_kept_than_memory_is_for(asked):
    length, lines = asked
    for number in range(5000):
        assert length(str(number)) == len(str(number))
    assert max(map(len, memory._known)) <= 4096
    length("4999")
    length("0")
    assert lines[5000:] == ["0"]


def test_forgotten_lines_are_asked_of_again(asked):
    length, lines = asked
    length("Ann Lee")
    memory.forget()
    assert length("Ann Lee") == 7
    assert lines == ["Ann Lee", "Ann Lee"]


def test_error_is_not_remembered():
    calls = []

    @memory.remembered
    def fails(line):
        calls.append(line)
        raise ValueError(line)

    for _ in range(2):
        with pytest.raises(ValueError, match="Ann Lee"):
            fails("Ann Lee")
    assert calls == ["Ann Lee", "Ann Lee"]
