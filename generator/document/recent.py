"""What was met lately: the nodes that a batch's Documents share, while each one's own are let go.

In: keys and values. Out: a value as long as it is among the last ones that were asked for.
"""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

KEPT = 1_000
"""How many nodes are remembered at least: more than the articles that a region's agreements share."""


class Recent(Generic[K, V]):
    """Values by key: the last `most` that were put or asked for, and at most twice as many.

    Two generations: whatever is asked for joins the young one, and the old one is let go when that is full. Between
    them stand thousands of papers whose own articles nobody asks for again.
    """

    __slots__ = ("_most", "_old", "_young")

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """Return a value, None where it isn't known any more."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        """Remember a value."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = value
