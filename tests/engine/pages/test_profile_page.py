"""The report on a coverage profile: its sentences and tables are right, and it loads nothing from elsewhere."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from blindspot.engine.pages.profile_page import PlaceList, finding, gap_text, hours_text, page
from blindspot.engine.places.place_names import PlaceName
from blindspot.engine.score.coverage_profile import SLOTS, Profile, hour_span

TUESDAY_AT_THREE, FRIDAY_AT_NINE_PM = 27, 4 * 24 + 21


def profile_of(gap=0.8, hours=4.0) -> Profile:
    gaps, unit_hours = np.full(SLOTS, gap), np.full(SLOTS, 1.0)
    gaps[[TUESDAY_AT_THREE, FRIDAY_AT_NINE_PM]] = 0.97, 0.61
    unit_hours[[TUESDAY_AT_THREE, FRIDAY_AT_NINE_PM]] = 0.4, 12.3
    return Profile(gaps, unit_hours, np.full(SLOTS, hours))


def night_profile() -> Profile:
    """A watch from 22:00 to 05:00; the gap of each hour is its index in the week / 1000."""
    asked = np.isin(np.arange(SLOTS) % 24, [22, 23, 0, 1, 2, 3, 4])
    return Profile(
        np.where(asked, np.arange(SLOTS) / 1000, np.nan), np.arange(SLOTS, dtype=float), np.where(asked, 2.0, 0.0)
    )


def tree(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html)


def texts(html: str, table: int, kind: str = "map") -> list[list[str]]:
    found = [t for t in tree(html).iter("table") if kind in t.get("class").split()]
    return [["".join(cell.itertext()) for cell in row] for row in found[table].iter("tr")]


def test_the_finding_names_the_darkest_and_the_best():
    sentences = finding(profile_of())
    assert sentences[0] == "Darkest: Tue 03:00-04:00, gap 0.97 with 0.4 unit-hours."
    assert sentences[1] == "Best watched: Fri 21:00-22:00, gap 0.61 with 12 unit-hours."
    assert sentences[2].startswith("Averaged over the days, 03:00-04:00 is the darkest (0.82) and 21:00-22:00 the best")
    assert sentences[3].startswith("Averaged over the hours, Tuesday is the darkest (0.81) and Friday the best")
    assert len(sentences) == 4


def test_hours_with_the_same_gap_are_counted_in_the_finding():
    flat = Profile(np.ones(SLOTS), np.zeros(SLOTS), np.ones(SLOTS))
    assert finding(flat) == ["Every hour of the watch has the same gap, 1.000: none is darker than the others."]
    gap = np.ones(SLOTS)
    gap[5] = 0.5
    sentences = finding(Profile(gap, np.zeros(SLOTS), np.ones(SLOTS)))
    assert sentences[0] == "Darkest: Mon 00:00-01:00, gap 1.00 with 0 unit-hours; 166 more hours have the same gap."
    assert sentences[1].endswith("gap 0.50 with 0 unit-hours.")


def test_one_day_is_no_average():
    day = np.arange(SLOTS) // 24 == 3
    profile = Profile(np.where(day, np.arange(SLOTS) / 200, np.nan), np.ones(SLOTS), day * 1.0)
    assert [sentence.split(":")[0] for sentence in finding(profile)] == ["Darkest", "Best watched"]


def test_small_differences_are_called_small():
    gap = np.linspace(0.99, 0.999, SLOTS)
    sentences = finding(Profile(gap, np.zeros(SLOTS), np.ones(SLOTS)))
    assert sentences[-1].startswith("The hours differ little: every gap lies between 0.990 and 0.999")
    assert not any("differ little" in sentence for sentence in finding(profile_of()))


def test_only_a_gap_of_0_or_1_is_written_as_0_or_1():
    text = gap_text(np.array([0.2, 1.0]))
    assert [text(gap) for gap in (1.0, 1 - 1e-12, 0.9999, 0.001, 0.0, 0.555)] == [
        "1.00",
        "1.00",
        "0.99",
        "0.01",
        "0.00",
        "0.56",
    ]
    assert gap_text(np.array([0.991, np.nan, 0.999]))(0.9931) == "0.993"
    assert [hours_text(h) for h in (0, 0.01, 0.44, 9.9, 12.3, 1234.5, 123_456)] == [
        "0",
        "<0.1",
        "0.4",
        "9.9",
        "12",
        "1,234",
        "123k",
    ]


def test_rows_and_margins_add_up():
    html = page("t", profile_of(), [])
    gap, hours = texts(html, 0), texts(html, 1)
    assert gap[0][1:25] == [f"{hour:02d}" for hour in range(24)]
    assert [row[0] for row in gap[1:8]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert gap[2][4] == "0.97"
    assert gap[5][22] == "0.61"
    assert gap[8][25] == "0.80"
    assert hours[2][4] == "0.4"
    assert hours[8][4] == "6.4"
    assert hours[8][25] == "179"


def test_a_night_is_in_one_row():
    profile = night_profile()
    html = page("t", profile, [], first_hour=22)
    rows = texts(html, 0)
    assert rows[0][1:8] == ["22", "23", "00", "01", "02", "03", "04"]
    assert rows[1][:8] == ["Mon–Tue", *(f"{slot / 1000:.2f}" for slot in range(22, 29))]
    assert rows[7][:4] == ["Sun–Mon", "0.17", "0.17", "0.00"]  # Monday's first hours belong to Sunday's night
    assert rows[1][8] == "·"
    assert float(rows[1][25]) == pytest.approx(np.mean(np.arange(22, 29)) / 1000, abs=0.006)
    assert texts(html, 1)[1][8] == hours_text(29)
    assert "of the next day, which begins at the black line" in html
    assert "black line" not in page("t", profile, [])


def test_days_that_the_period_does_not_have_are_not_days_without_patrols():
    known = np.arange(SLOTS) // 24 == 3
    profile = Profile(np.where(known, 0.5, np.nan), np.where(known, 0.0, np.nan), known * 1.0)
    html = page("t", profile, [])
    hours = texts(html, 1)
    assert hours[4][1:] == ["0"] * 25
    assert hours[1][1:] == ["·"] * 25
    assert hours[8][1:] == ["0"] * 25
    assert "Mon 00:00-01:00: not in the period" in html
    assert html.count("not in the period") == 1 + 2 * 144


def test_each_outlined_cell_is_a_finding():
    outlined = re.findall(r'class="outlined"[^>]*title="([^:]+:\d\d-\d\d:\d\d):', page("t", profile_of(), []))
    assert outlined == [hour_span(TUESDAY_AT_THREE), hour_span(FRIDAY_AT_NINE_PM)] * 2
    assert "outlined" not in page("t", Profile(np.ones(SLOTS), np.zeros(SLOTS), np.ones(SLOTS)), []).split("<body>")[1]


def test_texts_are_escaped_and_nothing_is_fetched():
    nasty = "<script>alert('&')</script>"
    one = profile_of()
    places = PlaceList([PlaceName(nasty)], Profile(one.gap[None], one.unit_hours[None], one.watch_hours), 1)
    html = page(nasty, profile_of(), [(nasty, nasty)], [nasty], 0, places)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 6
    assert not re.search(r"https?:|src=|url\(|@import|<link", html)
    assert texts(html, 1, "rows") == [[nasty, nasty]]


def test_places_are_listed_with_their_darkest_hour():
    one, other = profile_of(), profile_of(0.98)
    gap = np.stack([one.gap, other.gap, np.ones(SLOTS)])
    profile = Profile(gap, np.stack([one.unit_hours, other.unit_hours, np.zeros(SLOTS)]), one.watch_hours)
    html = page("t", one, [], places=PlaceList(list(map(PlaceName, ["quay", "gate", "yard"])), profile, 1234))
    assert texts(html, 0, "rows")[1:] == [
        ["quay", "Tue 03:00-04:00", "0.97", "0.4", "0.80"],
        ["gate", "Mon 00:00-01:00", "0.98", "1.0", "0.98"],
        ["yard", "all alike", "1.00", "0", "1.00"],
    ]
    assert "3 of 1,234 places" in html
    assert "All 3 places" in page(
        "t", one, [], places=PlaceList(list(map(PlaceName, ["quay", "gate", "yard"])), profile, 3)
    )


def test_the_same_profile_makes_the_same_page():
    assert page("t", profile_of(), [("a", "b")]) == page("t", profile_of(), [("a", "b")])
    assert "Each number rests on 4 hours of starting moments." in page("t", profile_of(), [])
