"""XML of mission files: written as text, and read from bytes that are not trusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from ..language import tr
from ..text import shortened

HEADER = '<?xml version="1.0" encoding="UTF-8"?>'
MOST_BYTES = 32 * 2**20
MOST_ELEMENTS = 500_000
MOST_EQUALS = 1_000_000
"""equals signs, so of attributes: expat reads all those of an element before it says anything of it"""
MOST_DEPTH = 40
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


class NotReadable(ValueError):
    """Bytes that are not the file that they should be; the message is a sentence."""


@dataclass(eq=False, slots=True)
class Element:
    """An element that was read. tag: {namespace}name; text: before the first element in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def __iter__(self) -> "Iterator[Element]":
        return iter(self.children)

    def get(self, name: str) -> str | None:
        """An attribute; None where there is none."""
        return self.attributes.get(name)

    def iter(self, tag: str | None = None) -> "Iterator[Element]":
        """The element and all within it, in the order of the file; of one tag, if given."""
        if tag is None or self.tag == tag:
            yield self
        for child in self.children:
            yield from child.iter(tag)


def leaf(name: str, value, /, **attributes) -> list[str]:
    """The lines of an element that holds text."""
    return [f"<{name}{_attributes(attributes)}>{plain(value)}</{name}>"]


def branch(name: str, /, *parts: list[str], **attributes) -> list[str]:
    """The lines of an element that holds elements."""
    return [f"<{name}{_attributes(attributes)}>", *(line for part in parts for line in part), f"</{name}>"]


def comment(text: str) -> list[str]:
    """The line of a comment, none for an empty text."""
    inside = re.sub("-(?=-)", "- ", _NO_XML.sub(" ", text)).strip().rstrip("-")
    return [f"<!-- {inside} -->"] if inside else []


def document(*parts: list[str]) -> bytes:
    """A file with these lines."""
    return "\n".join([HEADER, *(line for part in parts for line in part), ""]).encode("utf-8")


def plain(value) -> str:
    """A value as the text of an element: characters that XML cannot hold become spaces."""
    return escape(_NO_XML.sub(" ", str(value)), quote=False)


def _attributes(attributes: dict) -> str:
    return "".join(
        f' {name.replace("__", ":")}="{escape(_NO_XML.sub(" ", str(value)))}"' for name, value in attributes.items()
    )


def parsed(data: bytes, what: str) -> Element:
    """The root element; names are {namespace}name, comments are left out. what: the file's name for messages.

    A document type declaration ends the reading where it begins, so no entity is ever defined or expanded, and nothing
    else is opened. Raises NotReadable.
    """
    if len(data) > MOST_BYTES:
        raise NotReadable(
            tr(
                "{file} has {size:,.0f} MB; at most {most:,.0f} MB are read.",
                file=what,
                size=len(data) / 2**20,
                most=32,
            )
        )
    if data.count(b"=") > MOST_EQUALS:
        raise NotReadable(tr("{file} has too many elements, or they are nested too deeply.", file=what))
    parser = expat.ParserCreate(namespace_separator="}")
    top = Element("", {})
    path, texts, count = [top], [[]], 0

    def start(name, attributes):
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS or len(path) > MOST_DEPTH:
            raise NotReadable(tr("{file} has too many elements, or they are nested too deeply.", file=what))
        element = Element(_braced(name), {_braced(key): value for key, value in attributes.items()})
        path[-1].children.append(element)
        path.append(element)
        texts.append([])

    def end(name):
        path.pop().text = "".join(texts.pop())

    def text(some):
        if not path[-1].children:
            texts[-1].append(some)

    def refused(*_):
        raise NotReadable(
            tr(
                "{file} has a document type declaration (DTD); such files are not read, as it may define entities.",
                file=what,
            )
        )

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
    parser.SkippedEntityHandler = parser.ExternalEntityRefHandler = refused
    try:
        parser.Parse(data, True)
        return top.children[0]
    except NotReadable:
        raise
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotReadable(tr("{file} is no XML: {reason}.", file=what, reason=shortened(error))) from None


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name


def number(text: str | None) -> float:
    """A text as a number: NaN where it is none, or not finite."""
    match = _NUMBER.fullmatch(text.strip()) if text and len(text) < 100 else None
    value = float(match.group()) if match else float("nan")
    return value if abs(value) != float("inf") else float("nan")


def whole(text: str | None) -> int | None:
    """A text as a whole number, None where it is none."""
    value = text.strip() if text and len(text) < 100 else ""
    return int(value) if re.fullmatch(r"[+-]?\d{1,15}", value, re.ASCII) else None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of that name right below an element."""
    return (child for child in (element if element is not None else ()) if child.tag == name)


def child_text(element: Element | None, name: str) -> str | None:
    """The text of the first element of that name right below an element, stripped; None where there is none."""
    found = next(children(element, name), None)
    return None if found is None else (found.text or "").strip()
