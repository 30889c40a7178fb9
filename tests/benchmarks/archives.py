"""An archive as large as asked for, made of copies of real documents under other dates.

Names and wordings are varied a little from copy to copy, so that each copy has people of
its own beside some that stay, and actions that are like others but not the same.
"""

import io
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

PANELS = {
    "CJ": ["Crime and Justice Transparency Sector Panel", "Crime and Justice Transparency"],
    "LP": ["Local Public Data Panel"],
    "OD": ["Open Data User Group"],
    "SO": ["Senior Officials Group"],
    "TB": ["Public Sector Transparency Board", "Transparency Board"],
}
"""The corpus's panels by a code, with the names that documents print."""

# Each copy is a year after the one before, so that the panels' histories go on and on.
_YEAR = re.compile(r"(?<!\d)(?:(?<!/)|(?<=\d/))20(?:0[5-9]|1[0-6])(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=\d[/.])(1[0-4])(?!\d|[/.])")
_WORD = re.compile(r"(?<![\w&;/<-])[a-z]{6,12}(?![\w>=/-])")
_NAME = re.compile(
    r"(?<=[a-z] )(?!Panel|Board|Group|Minutes|Sector)[A-Z][a-z]{4,12}(?=(?:\)|,| \(|</p>| - | – ))"
)
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.S)
_TEXTS = {"word/document.xml", "content.xml"}
_BETWEEN_TAGS = re.compile(rb">([^<]+)<")


def documents(corpus: Path) -> list[Path]:
    return sorted((corpus / "minutes").iterdir()) + sorted((corpus / "documents").iterdir())


def copies(corpus: Path, folder: Path, count: int) -> list[Path]:
    """`count` documents in folders by year of copy, and their paths."""
    return list(_copies(documents(corpus), folder, count))


def _copies(originals: list[Path], folder: Path, count: int) -> Iterator[Path]:
    for index in range(count):
        copy, which = divmod(index, len(originals))
        original = originals[which]
        place = folder / f"copy {copy:02}"
        place.mkdir(parents=True, exist_ok=True)
        years = copy
        path = place / _later(original.name, years)
        if not copy:
            shutil.copyfile(original, path)
        elif original.suffix == ".md":
            text = original.read_text("utf-8")
            front = _FRONT_MATTER.match(text)[0]
            body = varied(text.removeprefix(front), years, seed=index)
            path.write_text(_later(front, years) + body, "utf-8")
        else:
            path.write_bytes(_archive(original.read_bytes(), years, seed=index))
        yield path


def varied(text: str, years: int, seed: int) -> str:
    """`text` dated `years` later, with one name in four and one long word in forty changed."""
    chance = random.Random(seed)

    def changed(match: re.Match[str], share: float, ending: str) -> str:
        return match[0] + ending if chance.random() < share else match[0]

    ending = chance.choice(["son", "by", "ton", "field"])
    text = _NAME.sub(lambda match: changed(match, 0.25, ending), text)
    text = _WORD.sub(lambda match: changed(match, 0.025, "like"), text)
    return _later(text, years)


def _later(text: str, years: int) -> str:
    text = _YEAR.sub(lambda match: str(int(match[0]) + years), text)
    return _SHORT_YEAR.sub(lambda match: f"{int(match[0]) + years:02}", text)


def _archive(data: bytes, years: int, seed: int) -> bytes:
    """A word processor's document with the text of its body varied."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in _TEXTS:
                content = _BETWEEN_TAGS.sub(
                    lambda match: b">" + varied(match[1].decode(), years, seed).encode() + b"<",
                    content,
                )
            new.writestr(entry, content)
    return made.getvalue()
