"""Names on a map, placed so that they do not cover each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .drawing import Label
from .sheet import MARGIN, Sheet

LETTER, WIDE_LETTER, LINE = 7.6, 15.0, 17.0  # pixels: width of a Latin and of a Chinese letter, height of a line
GAP = 9.0  # pixels between a point and its name
LONGEST = 34  # letters of a name


@dataclass(frozen=True)
class Named:
    """Points with names. xy: (n, 2) in metres; texts: n names, the most important first; marks: the CSS class of the
    symbol of each."""

    xy: np.ndarray
    texts: Sequence[str]
    marks: Sequence[str]


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def placed(sheet: Sheet, named: Named, taken: Sequence[tuple[float, float, str]] = ()) -> list[Label]:
    """The labels: each name right, left, above or below its point, or left out where it would cover another. taken:
    (x, y, text) in pixels of names that are on the map already, at the right of their point."""
    boxes = [_box(x + GAP, y, text, "start") for x, y, text in taken]
    points = sheet.to_pixels(named.xy).tolist() if len(named.xy) else []
    boxes += [_Box(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    labels = []
    for own, ((x, y), text, mark) in enumerate(zip(points, named.texts, named.marks, strict=True)):
        short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        others = [box for i, box in enumerate(boxes) if i != own + len(taken)]
        for text_x, text_y, anchor in _positions(x, y):
            box = _box(text_x, text_y, short, anchor)
            if _inside(box, sheet) and not any(box.meets(other) for other in others):
                boxes.append(box)
                labels.append(Label(x, y, short, text_x, text_y + 5, anchor, mark))
                break
        else:
            labels.append(Label(x, y, "", x, y, "start", mark))
    return labels


def _positions(x: float, y: float) -> tuple[tuple[float, float, str], ...]:
    right, left = (x + GAP, y, "start"), (x - GAP, y, "end")
    above, below = (x, y - 16, "middle"), (x, y + 17, "middle")
    corners = (x + 7, y - 13, "start"), (x + 7, y + 14, "start"), (x - 7, y - 13, "end"), (x - 7, y + 14, "end")
    return right, left, above, below, *corners


def _width(text: str) -> float:
    return sum(WIDE_LETTER if ord(letter) >= 0x2E80 else LETTER for letter in text)


def _box(x: float, y: float, text: str, anchor: str) -> _Box:
    width = _width(text)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return _Box(left, y - LINE / 2, left + width, y + LINE / 2)


def _inside(box: _Box, sheet: Sheet) -> bool:
    edge = MARGIN / 4
    scale = box.bottom > sheet.height - 40 and box.left < sheet.width / 3  # the scale bar is there
    north = box.top < 60 and box.right > sheet.width - 50
    inside = (
        box.left >= edge and box.top >= edge and box.right <= sheet.width - edge and box.bottom <= sheet.height - edge
    )
    return inside and not scale and not north
