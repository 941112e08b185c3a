"""A heat map as a table of HTML: every cell has its colour and its number, so that it also tells in grey print, to
every kind of colour vision and read aloud.

It needs nothing but itself: no script, no network, no fonts of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

EMBER = ((255, 247, 227), (254, 217, 142), (249, 160, 82), (221, 91, 75), (157, 42, 92), (75, 18, 72))
WATER = ((245, 249, 252), (207, 225, 239), (150, 192, 220), (77, 147, 192), (27, 98, 150), (10, 47, 87))
SWATCHES = 10
STYLE = """
.map{width:100%;table-layout:fixed;border-spacing:2px;font-size:12px;font-variant-numeric:tabular-nums}
.map td{text-align:center;padding:0;height:27px;white-space:nowrap}
.map th{font-weight:600;padding:2px 0;color:#444}.map tbody th,.map tfoot th{text-align:left}
.map .side{width:64px}.map .margin{width:52px}.map td.margin,.map tfoot td{font-weight:600}
.map .outlined{outline:2.5px solid #000;font-weight:700}.map .none{color:#999}.map .line{border-left:3px solid #000}
.legend{font-size:12px;color:#444}.legend i{display:inline-block;width:30px;height:12px;vertical-align:-1px}
@media print{.map,.legend{-webkit-print-color-adjust:exact;print-color-adjust:exact}.map td{height:20px}
.map{font-size:10px;break-inside:avoid}}
"""


@dataclass(frozen=True)
class HeatMap:
    """What is shown, and how.

    values: (r, c), NaN where there is none; rows, columns: their names; text: how a value is written; colours: RGB from
    light to dark; low, high: the values at which these begin and end; tips: (r, c) what is said of a cell under the
    pointer; outlined: (r, c) bool; line: before which column a line is drawn, 0 for none.
    by_row: (r,), by_column: (c,), whole: what the margins hold; margin: what they are called; margins_coloured: whether
    they are of the same kind as the cells.
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

    def html(self) -> str:
        """The table; its looks are in STYLE."""
        marks = [["line"] if self.line and column == self.line else [] for column in range(len(self.columns))]
        head = "".join(
            f'<th scope="col"{_class(mark)}>{escape(name)}</th>' for name, mark in zip(self.columns, marks, strict=True)
        )
        body = "\n".join(self._row(row, marks) for row in range(len(self.rows)))
        foot = "".join(
            self._cell(value, mark, self.margins_coloured) for value, mark in zip(self.by_column, marks, strict=True)
        )
        margin = escape(self.margin)
        return (
            f'<table class="map"><thead><tr><th class="side"></th>{head}<th class="margin">{margin}</th></tr></thead>\n'
            f'<tbody>{body}</tbody>\n<tfoot><tr><th scope="row">{margin}</th>{foot}'
            f"{self._cell(self.whole, ['margin'], self.margins_coloured)}</tr></tfoot></table>"
        )

    def legend(self, none: str) -> str:
        """Which colour means what; none: what a cell without a value means."""
        swatches = "".join(
            f'<i style="background:{colour_at(self.colours, i / (SWATCHES - 1))[0]}"></i>' for i in range(SWATCHES)
        )
        empty = f"&#8195;· {escape(none)}" if np.isnan(self.values).any() else ""
        ends = (escape(self.text(end)) for end in (self.low, self.high))
        return f'<p class="legend">{f" {swatches} ".join(ends)}{empty}</p>'

    def _row(self, row: int, marks: list[list[str]]) -> str:
        cells = "".join(
            self._cell(value, mark + ["outlined"] * bool(outlined), True, tip)
            for value, mark, outlined, tip in zip(
                self.values[row], marks, self.outlined[row], self.tips[row], strict=True
            )
        )
        total = self._cell(self.by_row[row], ["margin"], self.margins_coloured)
        return f'<tr><th scope="row">{escape(self.rows[row])}</th>{cells}{total}</tr>'

    def _cell(self, value: float, classes: list[str], coloured: bool, tip: str = "") -> str:
        title = f' title="{escape(tip)}"' if tip else ""
        if np.isnan(value):
            return f"<td{_class([*classes, 'none'])}{title}>·</td>"
        style = ""
        if coloured:
            back, front = colour_at(self.colours, (value - self.low) / (self.high - self.low))
            style = f' style="background:{back};color:{front}"'
        return f"<td{_class(classes)}{style}{title}>{escape(self.text(value))}</td>"


def _class(names: Sequence[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def colour_at(colours: Sequence[tuple[int, int, int]], share: float) -> tuple[str, str]:
    """The colour at a share, 0 to 1, of the way through `colours`; and black or white, whichever is read better on
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
