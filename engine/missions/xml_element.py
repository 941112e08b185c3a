"""An element of an XML file that was read: its name, attributes, text and the elements below it."""

from collections.abc import Iterator


class Element:
    """tag: {namespace}name; text: what stands before the first element below it. Iterates over those elements."""

    __slots__ = ("_below", "_parts", "attributes", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]):
        self.tag, self.attributes = tag, attributes
        self._below: list[Element] = []
        self._parts: list[str] = []

    def __iter__(self) -> Iterator["Element"]:
        return iter(self._below)

    def __len__(self) -> int:
        return len(self._below)

    def __bool__(self) -> bool:
        return True

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def get(self, name: str) -> str | None:
        """An attribute, None where it has none of this name."""
        return self.attributes.get(name)

    def iter(self, tag: str | None = None) -> Iterator["Element"]:
        """The element itself and all below it, in the order of the file; with a tag, only those."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if tag is None or element.tag == tag:
                yield element
            waiting.extend(reversed(element._below))

    def add(self, element: "Element") -> None:
        self._below.append(element)

    def add_text(self, text: str) -> None:
        if not self._below:
            self._parts.append(text)
