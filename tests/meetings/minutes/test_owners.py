import pytest

from meetings.minutes.reading import owners


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ann Lee to write to the Board.", ["Ann Lee"]),
        ("Ann Lee, Cy Hall, DFX and Jo Day to meet.", ["Ann Lee", "Cy Hall", "DFX", "Jo Day"]),
        ("The Secretariat to ask the company.", ["Secretariat"]),
        ("Panel members to comment.", ["Panel members"]),
        ("A call to be arranged between Ann Lee and Cy Hall to agree.", ["Ann Lee", "Cy Hall"]),
        ("Ann Lee and Cy Hall will draft a plan.", ["Ann Lee", "Cy Hall"]),
        ("It was agreed Ann and Cy would talk.", ["Ann", "Cy"]),
        ("The Panel wanted to consider options", ["Panel"]),
        (
            "Panel members to comment. The secretariat offered support.",
            ["Panel members", "Secretariat"],
        ),
        ("Summary to be sent round (Ann Lee/Cy Hall, Some Group).", ["Ann Lee", "Cy Hall"]),
        ("Board to send views. (Ann Lee)", ["Board", "Ann Lee"]),
        ("Views to be sent (Ann Lee, DFX)", ["Ann Lee"]),
        ("Views to be sent (Ann Lee, Some Mill Company Ltd)", ["Ann Lee"]),
        ("Roads: Ann Lee to send views", ["Ann Lee"]),
        ("Views to be sent (Ann Lee, Cy Hall)", ["Ann Lee", "Cy Hall"]),
        ("Ann Lee (with help from members) to write.", ["Ann Lee"]),
        ("Ann Lee – write to members.", ["Ann Lee"]),
        ("DFX/Ann Lee: Write to members.", ["DFX", "Ann Lee"]),
        ("All the members to comment.", ["members"]),
        ("All members to comment.", ["All members"]),
        ("Each council to count its ducks.", ["Each council"]),
        ("Both chairs and the Secretariat to meet.", ["Both chairs", "Secretariat"]),
        ("Every local authority to reply.", ["Every local authority"]),
        ("Each paper to say who wrote it.", []),
        ("It was suggested that DFX would be the first to come.", []),
        ("Ann Lee will be writing to members.", ["Ann Lee"]),
        ("Invite the Minister to come.", []),
        ("Ask Ann Lee to write.", []),
        ("Contact Mills Ltd to see why. (Ann Lee)", ["Ann Lee"]),
        ("Minister for the Arts to write.", ["Minister for the Arts"]),
        ("Copy of the Terms of Reference to be sent to Ann Lee.", []),
        ("Panel members to be canvassed.", []),
        ("Need to work closely together.", []),
        ("Publicity to be sought", []),
        ("Invite somebody to present.", []),
        ("", []),
        # Who helps is not who acts, and who acts may be said twice.
        ("Ann Lee (supported by Panel members) to write a paper.", ["Ann Lee"]),
        ("Panel to write a paper on roads (Panel members).", ["Panel"]),
        ("Send a list to the mills (Ann Lee, DFX).", ["Ann Lee"]),
        ("Send a list to the mills (Ann Lee, Cy Hall).", ["Ann Lee", "Cy Hall"]),
        ("List to be sent (Ann Lee and Secretariat) before June.", ["Ann Lee", "Secretariat"]),
        ("List of the Office for Mills (OFM) to be sent before June.", []),
        (
            "Ann Lee, Jo Day and Cy Hall collect ideas and ways to use them.",
            ["Ann Lee", "Jo Day", "Cy Hall"],
        ),
        ("Write to the mills [Ann Lee] by 1 March 2022", ["Ann Lee"]),
        ("Write to the mills [AL/DFX] by May.", ["AL", "DFX"]),
        ("Write to the mills [see item 4] by May.", []),
        ("Write to the mills (AL, 3 June)", ["AL"]),
        ("Write to the mills (AL by 3 June).", ["AL"]),
        ("Write to the mills (Ann Lee and DFX – end May)", ["Ann Lee", "DFX"]),
        ("(AL) Write to the mills.", ["AL"]),
        ("It was agreed that Ann Lee would write.", ["Ann Lee"]),
        ("The Panel agreed that DFX should write.", ["DFX"]),
        ("The Panel agreed to write.", ["Panel"]),
        ("Write to DFX – Ann Lee", ["Ann Lee"]),
        ("Write to DFX - AL/CH - by 3 June", ["AL", "CH"]),
        ("Write to DFX. AL and CH", ["AL", "CH"]),
        ("Write to DFX. They Know", []),
        ("Write to DFX – the Mill", []),
        ("North West roads were shut.", []),
        ("Ann Lee to write. Draft to be available in May.", ["Ann Lee"]),
    ],
)
def test_implied_owners(text: str, named: list[str]) -> None:
    assert list(owners.implied(text)) == named


@pytest.mark.parametrize(
    ("text", "named", "start"),
    [
        ("Send it. [Ann Lee, DFX]", ("Ann Lee", "DFX"), 9),
        ("Send it. [no owner]", (), 9),
        ("Send it. [Health and Safety; A;; B;]", ("Health and Safety", "A; B"), 9),
        ("Send it. [x]] [[y;]", ("x] [y",), 9),
        ("Send it [done].", None, 15),
        ("Reply received [reply of 20 July]", None, 33),
        ("]", None, 1),
    ],
)
def test_bracketed_owners(text: str, named: tuple[str, ...] | None, start: int) -> None:
    assert owners.bracketed(text) == (named, start)
