"""A heat map as an HTML table: each cell has a colour and a number, so that it can be read in grey print, with any
colour vision and by a screen reader. resources/templates/heat_map.html.j2 renders it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

REDS = ((255, 247, 227), (254, 217, 142), (249, 160, 82), (221, 91, 75), (157, 42, 92), (75, 18, 72))
BLUES = ((245, 249, 252), (207, 225, 239), (150, 192, 220), (77, 147, 192), (27, 98, 150), (10, 47, 87))
SWATCHES = 10
WIDE = 16  # columns from which a map is as wide as the page


@dataclass(frozen=True)
class Cell:
    """A cell of a table. look: its CSS classes; back, front: background and text colour, empty for the page's default;
    tip: the tooltip."""

    text: str
    look: str = ""
    back: str = ""
    front: str = ""
    tip: str = ""


@dataclass(frozen=True)
class HeatMap:
    """The content of a heat map.

    values: (r, c), NaN for a cell without a value; rows, columns: their names; text: formats a value; colours: RGB from
    light to dark; low, high: the values at the ends of the colours; tips: (r, c) tooltips; outlined: (r, c) bool; line:
    the column before which a line is drawn, 0 for none.
    by_row (r,), by_column (c,), whole: the values of the margins; margin: the name of the margins; margins_coloured:
    whether the margins use the colours of the cells.
    """

    values: np.ndarray
    rows: Sequence[str]
    columns: Sequence[str]
    text: Callable[[float], str]
    colours: Sequence[tuple[int, int, int]]
    low: float
    high: float
    tips: Sequence[Sequence[str]]
    outlined: np.ndarray
    line: int
    by_row: np.ndarray
    by_column: np.ndarray
    whole: float
    margin: str
    margins_coloured: bool

    def without_empty_columns(self) -> "HeatMap":
        """The same map with the columns that have a value alone; the line before a column that is left moves to the
        first one after it that stays."""
        kept = np.flatnonzero(np.isfinite(self.values).any(axis=0))
        return replace(
            self,
            values=self.values[:, kept],
            columns=[self.columns[i] for i in kept.tolist()],
            tips=[[row[i] for i in kept.tolist()] for row in self.tips],
            outlined=self.outlined[:, kept],
            by_column=self.by_column[kept],
            line=int(np.searchsorted(kept, self.line)) if self.line else 0,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it has so few columns that it need not be as wide as the page."""
        return len(self.columns) < WIDE

    @property
    def head(self) -> list[Cell]:
        """The names of the columns and of the margin."""
        names = [Cell(name, css_class) for name, css_class in zip(self.columns, self._css_classes, strict=True)]
        return [*names, Cell(self.margin, "margin")]

    @property
    def body(self) -> list[tuple[str, list[Cell]]]:
        """The name of each row, and its cells including the margin."""
        return [(name, self._row(row)) for row, name in enumerate(self.rows)]

    @property
    def footer(self) -> list[Cell]:
        """The margins of the columns and of the whole table."""
        cells = [
            self._margin(value, css_class) for value, css_class in zip(self.by_column, self._css_classes, strict=True)
        ]
        return [*cells, self._margin(self.whole, "margin")]

    @property
    def ends(self) -> tuple[str, str]:
        """The values at the ends of the colours, as text."""
        return self.text(self.low), self.text(self.high)

    @property
    def swatches(self) -> list[str]:
        """Colours from light to dark, for the legend."""
        return [colour_at(self.colours, i / (SWATCHES - 1))[0] for i in range(SWATCHES)]

    @property
    def has_empty_cells(self) -> bool:
        return bool(np.isnan(self.values).any())

    @property
    def _css_classes(self) -> list[str]:
        return ["line" if self.line and column == self.line else "" for column in range(len(self.columns))]

    def _row(self, row: int) -> list[Cell]:
        cells = zip(self.values[row], self._css_classes, self.outlined[row], self.tips[row], strict=True)
        return [
            *(
                self._cell(value, f"{look} outlined" if outlined else look, True, tip)
                for value, look, outlined, tip in cells
            ),
            self._margin(self.by_row[row], "margin"),
        ]

    def _margin(self, value: float, look: str) -> Cell:
        return self._cell(value, look, self.margins_coloured)

    def _cell(self, value: float, look: str, coloured: bool, tip: str = "") -> Cell:
        if np.isnan(value):
            return Cell("·", f"{look} none".strip(), tip=tip)
        share = (value - self.low) / (self.high - self.low)
        back, front = colour_at(self.colours, share) if coloured else ("", "")
        return Cell(self.text(value), look.strip(), back, front, tip)


def colour_at(colours: Sequence[tuple[int, int, int]], share: float) -> tuple[str, str]:
    """The interpolated colour at a share, 0 to 1, of `colours`; and black or white, whichever has more contrast with
    it."""
    at = np.clip(share, 0.0, 1.0) * (len(colours) - 1)
    rgb = tuple(round(float(np.interp(at, range(len(colours)), band))) for band in zip(*colours, strict=True))
    return "#{:02x}{:02x}{:02x}".format(*rgb), "#000" if luminance(rgb) > 0.179 else "#fff"


def luminance(rgb: tuple[int, int, int]) -> float:
    """Relative luminance, 0 to 1, of a colour in sRGB. Source: WCAG 2.1, in which black and white are equally legible
    on sqrt(1.05 x 0.05) - 0.05 = 0.179."""
    share = np.array(rgb) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
