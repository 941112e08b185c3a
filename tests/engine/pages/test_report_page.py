"""The report: it has the parts that it is given, its numbers are right, and the same results make the same page."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest
from small_report import ASKED, START, content, routes

from blindspot.engine.drones.colours import drone_colour
from blindspot.engine.pages.report_content import GapsOf
from blindspot.engine.pages.report_finding import doubts, figures, headline
from blindspot.engine.pages.report_page import page
from blindspot.engine.pages.timeline import BAR, timeline
from blindspot.engine.pages.watch_of_flights import watch_of_flights
from blindspot.engine.score.coverage_profile import SLOTS, Profile

HEADINGS = {
    "gaps": (),
    "spots": ("The blind spots that matter most", "All blind spots"),
    "plan": ("What would be flown", "The flights over the watch", "All flights", "Not visited"),
    "gain": ("What it would change", "Where the gain is", "Places that stay worst"),
    "profile": ("When most is missed",),
    "method": ("How it was computed, in plain words",),
    "mismatches": ("These results do not all belong together",),
}
ALWAYS = ("What is not known", "Appendix", "How this was made")


def headings(html: str) -> list[str]:
    return ["".join(e.itertext()).strip() for e in ElementTree.fromstring(html).iter() if e.tag in ("h2", "h3")]


def texts_of(html: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(html).itertext()).split())


def test_the_whole_report_has_all_parts_with_the_finding_first_and_the_provenance_last():
    found = headings(page(content()))
    for heading in (*sum(HEADINGS.values(), ()), *ALWAYS, "Where most is missed"):
        assert found.count(heading) == 1, heading
    assert found[0] == HEADINGS["mismatches"][0]
    assert found[-2:] == ["How this was made", "Quay Quay"]
    assert found.index("Appendix") > found.index("What is not known")


@pytest.mark.parametrize("part", HEADINGS)
def test_a_part_that_is_not_given_is_not_in_the_report(part):
    nothing = () if part in ("method", "mismatches") else None
    found = headings(page(content(**{part: nothing})))
    assert not set(HEADINGS[part]) & set(found)
    for other in set(HEADINGS) - {part}:
        assert set(HEADINGS[other]) <= set(found), other


def test_a_report_of_one_part_alone():
    empty = dict.fromkeys(("gaps", "spots", "plan", "gain", "profile", "patrols", "asked"))
    lists = dict.fromkeys(("mismatches", "method", "unknown", "sources", "runs", "facts"), ())
    for part in ("gaps", "spots", "plan", "gain"):
        rest = {name: value for name, value in empty.items() if name != part}
        html = page(content(**rest, **lists))
        assert [h for h in ALWAYS if h in headings(html)] == list(ALWAYS)
        assert "nan" not in texts_of(html)


def test_the_same_results_make_the_same_page():
    assert page(content()) == page(content())


def test_the_headline_and_the_figures():
    whole = content()
    gap = whole.gaps.mean_gap
    assert gap == pytest.approx(0.5)
    assert [figure.value for figure in figures(whole)] == ["50 %", "12", "3", "50 %", "25 %"]
    assert "goes unseen for 2 h" in headline(whole)[-1]


def test_flights_of_one_night_are_said_to_be_flown_every_night():
    whole = content()
    once = replace(whole, plan=replace(whole.plan, nights=1))
    assert headline(once)[0] == "3 flights every night would close 50 % of what patrols miss."
    assert headline(whole)[0] == "The planned flights would close 50 % of what patrols miss."
    day = replace(once, asked=replace(ASKED, start_s=9 * 3600.0, end_s=17 * 3600.0))
    assert headline(day)[0] == "3 flights in every watch would close 50 % of what patrols miss."
    nothing = replace(whole, gain=replace(whole.gain, after=GapsOf(whole.gain.before.gap)))
    assert headline(nothing)[0] == "The planned flights would close nothing of what patrols miss."
    later = replace(
        whole, gain=replace(whole.gain, with_drones=False, before=whole.gain.after, after=whole.gain.before)
    )
    assert headline(later)[0] == "In the later period 100 % more is missed than before."
    assert "-100 %" in [figure.value for figure in figures(later)]
    assert headline(replace(whole, gain=None))[-1] == "3 flights with 2 drones are planned, 60 minutes in the air."
    assert "flights with 2 drones, 60 min in the air" in [figure.what for figure in figures(whole)]


def test_what_is_not_known():
    said = " ".join(doubts(content()))
    assert "25 % would go unseen and not 50 %" in said
    assert "would still close 20 % of the priority" in said
    assert "The data cover 14 days." in said
    assert "1 spot (or a part of them)" in said
    assert "darkest hour is near the end" not in said


@pytest.mark.parametrize(("hour", "near"), [(2, False), (3, True), (4, True), (22, False)])
def test_a_dark_hour_that_ends_less_than_the_revisit_interval_before_the_watch_is_in_doubt(hour, near):
    gap = np.full(SLOTS, 0.5)
    gap[24 + hour] = 0.9
    dark = content(profile=Profile(gap, np.ones(SLOTS), np.full(SLOTS, 2.0)))
    assert any("darkest hour is near the end" in text for text in doubts(dark)) == near


def test_the_mean_gap_is_weighted_by_demand():
    whole = content()
    demand = np.where(whole.gaps.gap > 0.5, 3.0, 0.0)
    upper = whole.gaps.gap[whole.gaps.gap > 0.5]
    assert replace(whole.gaps, demand=demand).mean_gap == pytest.approx(upper.mean())
    assert replace(whole.gaps, demand=np.zeros(len(demand))).mean_gap == pytest.approx(0.5)


def test_ranks_and_names_are_in_the_ranking():
    rows = ElementTree.fromstring(page(content())).iter("tr")
    found = ["|".join("".join(cell.itertext()) for cell in row) for row in rows]
    total = sum(np.linspace(0, 1, 48))
    assert f"1|Quay|90 %|{200 / total:.1f} %|2" in found
    assert not any(row.startswith("11|Quay|90 %") for row in found)  # only in the appendix
    assert any(row.startswith("11|Quay") for row in found)


def test_the_timeline_shows_flights_where_they_are():
    plan = routes()
    shown = timeline(plan, [[(START + 60, "spot")], [], []], "Asia/Shanghai", (START, START + 7 * 3600))
    assert [name for name, _ in shown.rows] == ["Drone 1", "Drone 2"]
    assert [bar.colour for bar in shown.bars] == [drone_colour(1), drone_colour(1), drone_colour(2)]
    hours = {text: x for x, text in shown.hours}
    assert hours["22:00"] == pytest.approx(shown.watch[0]) == pytest.approx(shown.bars[0].x)
    hour = hours["23:00"] - hours["22:00"]
    assert shown.bars[1].x - shown.bars[0].x == pytest.approx(2.5 * hour)
    assert shown.watch[1] == pytest.approx(7 * hour)
    assert shown.bars[0].width == pytest.approx(hour / 3)
    assert shown.bars[0].ticks == [pytest.approx(shown.bars[0].x + hour / 60)]
    y = [float(value) for value in re.findall(r"[ V]([\d.]+)", shown.bars[0].level)]
    assert y[1] - y[0] == pytest.approx(0.75 * BAR)  # 25 % are left
    assert shown.bars[1].tip == "00:30 to 00:50 · 25 % left"


def test_the_times_of_a_plan_without_dates_count_from_the_start_of_the_watch():
    plan = routes(dated=False)
    shown = timeline(plan, [[], [], []], "UTC", (0.0, 7 * 3600.0), 22 * 3600.0)
    assert shown.bars[1].tip == "00:30 to 00:50 · 25 % left"
    assert "23:00" in [text for _, text in shown.hours]
    late = timeline(plan, [[], [], []], "UTC", (0.0, 6.5 * 3600.0), 22.3 * 3600.0)
    assert {text[2:] for _, text in late.hours} == {":00"}  # full hours


@pytest.mark.parametrize(("first", "begins"), [(0.0, 0.0), (3 * 3600.0, 0.0), (-1800.0, 0.0), (8 * 3600.0, 0.0)])
def test_the_watch_of_flights(first, begins):
    whole = content()
    plan = replace(whole.plan, routes=routes((first,), (1,)), visits=[[]])
    assert watch_of_flights(replace(whole, plan=plan)) == pytest.approx((START + begins, START + begins + 7 * 3600))


def test_the_highest_possible_gap_bounds_the_truth_where_it_is_known():
    gaps = content().gaps
    known = content(gaps=replace(gaps, high=np.minimum(gaps.gap + 0.1, 1.0)))
    (said,) = [text for text in doubts(known) if "goes unseen" in text]
    assert "between 25 % and 59 % goes unseen; 50 % is what" in said
    assert not [text for text in doubts(known) if "fell silent at times" in text]
