"""Names that are alike, at one or several removes, found without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable


class Families:
    """Names in families; whether two names are one person's is decided within a family.

    `blocks` gives keys of which two names share one wherever they are alike, and
    `are_alike` says whether they are.
    """

    def __init__(
        self,
        blocks: Callable[[str], Iterable[str]],
        are_alike: Callable[[str, str], bool],
    ) -> None:
        self.blocks = blocks
        self.are_alike = are_alike
        self.members: dict[str, set[str]] = {}
        self.by_block: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str) -> None:
        if name in self.members:
            return
        self.members[name] = {name}
        compared: set[str] = set()
        for block in set(self.blocks(name)):
            for other in self.by_block[block] - compared:
                if self.are_alike(name, other):
                    self.unite(name, other)
            compared |= self.by_block[block]
            self.by_block[block].add(name)

    def unite(self, name: str, other: str) -> None:
        """Let two names be decided together, whatever their letters."""
        ours, theirs = self.members[name], self.members[other]
        if ours is not theirs:
            ours |= theirs
            self.members.update(dict.fromkeys(theirs, ours))

    def of(self, names: Iterable[str]) -> list[set[str]]:
        """The families of these names, each once."""
        found = {id(family): family for name in names if (family := self.members.get(name))}
        return list(found.values())

    def near(self, name: str) -> set[str]:
        """Names that share a block with this one, which need not be known."""
        return {other for block in set(self.blocks(name)) for other in self.by_block.get(block, ())}
