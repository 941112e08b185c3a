"""Heat maps as HTML: parsed cell by cell; the colours differ and have enough contrast."""

from html.parser import HTMLParser

import numpy as np
import pytest

from blindspot.engine.pages.heat_map import BLUES, REDS, HeatMap, colour_at, luminance
from blindspot.engine.pages.html import environment


class Cells(HTMLParser):
    """The rows of cells of all tables in a page: (tag, attributes, text)."""

    def __init__(self, html: str):
        super().__init__()
        self.rows: list[list[list]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append([tag, dict(attributes), ""])

    def handle_data(self, data):
        if self.rows and self.rows[-1] and self.rows[-1][-1][0] in ("td", "th"):
            self.rows[-1][-1][2] += data.strip()


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def small_map(**changes) -> HeatMap:
    parts = {
        "values": np.array([[0.0, 0.5, 1.0], [np.nan, 0.25, 0.75]]),
        "rows": ["Mon", "<b>"],
        "columns": ["22", "23", "00"],
        "text": lambda value: f"{value:.2f}",
        "colours": REDS,
        "low": 0.0,
        "high": 1.0,
        "tips": [["a", "b", "c"], ["d", 'say "e"', "f"]],
        "outlined": np.array([[False, True, False], [False, False, False]]),
        "line": 2,
        "by_row": np.array([0.5, 0.6]),
        "by_column": np.array([0.1, 0.2, np.nan]),
        "whole": 0.55,
        "margin": "mean",
        "margins_coloured": True,
    }
    return HeatMap(**{**parts, **changes})


def html_of(heat_map: HeatMap) -> str:
    return environment().get_template("heat_map.html.j2").module.heat_map(heat_map)


def legend_of(heat_map: HeatMap, empty: str) -> str:
    return environment().get_template("heat_map.html.j2").module.legend(heat_map, empty)


def test_every_number_is_in_its_cell():
    rows = Cells(html_of(small_map())).rows
    assert [[text for _, _, text in row] for row in rows] == [
        ["", "22", "23", "00", "mean"],
        ["Mon", "0.00", "0.50", "1.00", "0.50"],
        ["<b>", "·", "0.25", "0.75", "0.60"],
        ["mean", "0.10", "0.20", "·", "0.55"],
    ]
    assert rows[2][2][1]["title"] == 'say "e"'
    assert [attributes.get("class", "") for _, attributes, _ in rows[1]] == ["", "", "outlined", "line", "margin"]
    assert "background:#fff7e3" in rows[1][1][1]["style"]
    assert "background:#4b1248" in rows[1][3][1]["style"]
    assert "style" not in rows[2][1][1]


def test_names_and_texts_are_escaped():
    assert "<b>" not in html_of(small_map())
    assert "<i>" not in html_of(small_map(margin="<i>"))
    assert "<u>" not in legend_of(small_map(), "<u>")


def test_margins_that_are_not_coloured_have_no_colour():
    rows = Cells(html_of(small_map(margins_coloured=False))).rows
    assert not any("style" in attributes for _, attributes, _ in [*rows[3], rows[1][-1]])
    assert "style" in rows[1][1][1]


def test_no_line_if_rows_begin_at_midnight():
    assert 'class="line"' not in html_of(small_map(line=0))


def test_the_legend_explains_empty_cells_only_if_there_are_any():
    assert "nobody" in legend_of(small_map(), "nobody")
    full = small_map(values=np.zeros((2, 3)))
    assert "nobody" not in legend_of(full, "nobody")
    assert "0.00" in legend_of(full, "")
    assert "1.00" in legend_of(full, "")


@pytest.mark.parametrize("colours", [REDS, BLUES])
def test_colours_darken_steadily_and_can_be_read(colours):
    light = []
    for share in np.linspace(0, 1, 101):
        back, front = colour_at(colours, share)
        pair = sorted(luminance(rgb(colour)) for colour in (back, "#000000" if front == "#000" else "#ffffff"))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5  # WCAG 2.1, AA
        light.append(luminance(rgb(back)))
    assert (np.diff(light) < 0).all()
    tenths = np.cbrt(light[::10])  # about as bright as it looks
    assert np.diff(tenths).max() < -0.02
    assert colour_at(colours, -1) == colour_at(colours, 0)
    assert colour_at(colours, 2) == colour_at(colours, 1)


def test_luminance_of_known_colours():
    assert luminance((255, 255, 255)) == pytest.approx(1)
    assert luminance((0, 0, 0)) == 0
    assert luminance((255, 0, 0)) == pytest.approx(0.2126)
    assert luminance((119, 119, 119)) == pytest.approx(0.1845, abs=1e-3)
