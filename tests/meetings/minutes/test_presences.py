"""Who came, as columns of a table of people tell."""

import pytest

from .test_misfits import read


def told(*rows: str) -> list[str]:
    """(presence) name, organisation and note that a table tells; its cells stand between bars."""
    table = "".join(
        "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) + "</tr>"
        for row in rows
    )
    found = read(f"<table>{table}</table>")
    assert (found.minutes.before, found.unread, found.doubts) == ((), (), ())
    return [
        " ".join(filter(None, (one.presence, one.name, one.organisation, one.note)))
        for one in found.minutes.attendance
    ]


@pytest.mark.parametrize("mark", ["x", "X", "✓", "Y", "Yes", "x (by phone)"])
def test_marks_in_a_column_for_each_presence(mark: str) -> None:
    note = " by phone" * ("phone" in mark)
    assert told(
        "Name | Organisation | Present | Apologies | Absent",
        f"Kim Long | Sea Trust | {mark} | |",
        f"Ann Bell | Blue Reef | | {mark} | –",
        "Zed Last | DFX | No | N | x",
        "Tom Reed | DFX | | |",
    ) == [
        "expected Tom Reed DFX",
        f"present Kim Long Sea Trust{note}",
        f"apologies Ann Bell Blue Reef{note}",
        "absent Zed Last DFX",
    ]


def test_what_is_no_mark_is_noted() -> None:
    assert told(
        "Name | Present | Apologies", "Kim Long, DFX | until 11.30 |", "Ann Bell | | x"
    ) == [
        *("present Kim Long DFX until 11.30", "apologies Ann Bell"),
    ]


@pytest.mark.parametrize(
    ("heading", "cells", "presences"),
    [
        ("Present", ("x", "", "x"), ("present", "absent", "present")),
        ("Present", ("x", "✓", "✓"), ("absent", "present", "present")),
        ("Attended", ("x", "Apologies", "Y"), ("absent", "apologies", "present")),
        ("Apologies", ("", "x", ""), ("present", "apologies", "present")),
        ("Present / Apologies", ("P", "A", "Apols"), ("present", "apologies", "apologies")),
        ("Present or absent", ("P", "A", "P"), ("present", "absent", "present")),
    ],
)
def test_marks_in_one_column(
    heading: str, cells: tuple[str, ...], presences: tuple[str, ...]
) -> None:
    names = ("Kim Long", "Ann Bell", "Zed Last")
    rows = [f"{name} | DFX | {cell}" for name, cell in zip(names, cells, strict=True)]
    expected = {f"{p} {n} DFX" for n, p in zip(names, presences, strict=True)}
    assert set(told(f"Name | Organisation | {heading}", *rows)) == expected


def test_a_letter_that_could_mean_either_is_noted() -> None:
    assert told("Name | Status", "Kim Long | P", "Ann Bell | A") == [
        *("expected Ann Bell A", "present Kim Long"),
    ]


@pytest.mark.parametrize(
    "cell", ["Kim Long, Ann Bell", "Kim Long and Ann Bell", "Kim Long<br>Ann Bell"]
)
def test_a_cell_may_name_several(cell: str) -> None:
    assert told("Organisation | Name", f"Sea Trust | {cell}", "DFX | Zed Last") == [
        *("present Kim Long Sea Trust", "present Ann Bell Sea Trust", "present Zed Last DFX"),
    ]
    assert told("Organisation | Name | Present", f"DFX | {cell} | x", "QRS | Zed Last | ") == [
        *("present Kim Long DFX", "present Ann Bell DFX", "absent Zed Last QRS"),
    ]


def test_columns_beside_labels_say_where_people_come_from() -> None:
    rows = (
        "Present | | Apologies |",
        "Kim Long | DFX | Tom Reed | QRS",
        "Ann Bell | Sea Trust | |",
    )
    assert told(*rows) == [
        *("present Kim Long DFX", "present Ann Bell Sea Trust", "apologies Tom Reed QRS"),
    ]
    columns = ("Present | | Apologies", "Kim Long | Ann Bell | Tom Reed", "Zed Last | Jo Day |")
    assert [line.partition(" ")[0] for line in told(*columns)] == [*["present"] * 4, "apologies"]
