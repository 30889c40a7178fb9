"""Brackets: what stands in them on a line, and what around them."""

from __future__ import annotations


def parted(line: str) -> tuple[str, list[str], str]:
    """What stands before the first bracket, in each bracket, and after the last.

    A bracket that never opened or closed still counts: "Jo Bloggs - Some Office)".
    """
    head, groups, depth, at = "", [], 0, 0
    tail = ""
    for char in line:
        if char == "(":
            depth += 1
            if depth == 1:
                groups.append("")
                # Words between brackets, but for commas, belong with what follows.
                if tail.strip(" ,") and len(groups) > 1:
                    groups[-2:-1] = [groups[-2], tail]
                tail = ""
                continue
        elif char == ")":
            if depth:
                depth -= 1
            if not depth:
                at += 1
                continue
        if depth:
            groups[-1] += char
        elif groups:
            tail += char
        else:
            head += char
    return head.strip(), groups, tail
