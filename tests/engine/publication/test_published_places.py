"""Published places: enough evidence behind every figure, whatever is added and subtracted."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import null_space
from scipy.optimize import linprog
from small_publication import RULES, small_evidence, small_grid, small_places

from blindspot.engine.errors import UserError
from blindspot.engine.publication.differencing import EarlierLayer
from blindspot.engine.publication.evidence_counts import Evidence
from blindspot.engine.publication.figures import FIGURES
from blindspot.engine.publication.merged_places import Blocks, merged
from blindspot.engine.publication.published_places import PUBLISHED, WITHHELD, publish_places
from blindspot.engine.publication.rules import PublicationRules

GRID = small_grid()
BLOCKS = Blocks.of_grid(GRID, RULES)
DISTRICTS = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 250, 400), shapely.box(250, 0, 350, 400)], crs="EPSG:32650")
"""Two neighbourhoods, with borders through blocks; some places are in none."""


def publish(seed, evidence=None, **more):
    evidence = small_evidence(seed) if evidence is None else evidence
    return publish_places(small_places(seed, GRID), evidence, RULES, blocks=BLOCKS, **more)


def behind(evidence, members):
    """Units, days, fixes and the largest share of time of one unit, counted one by one."""
    rows = [i for i in range(len(evidence.place)) if members[evidence.place[i]]]
    times = {}
    for i in rows:
        times[evidence.unit[i]] = times.get(evidence.unit[i], 0) + evidence.seconds[i]
    share = max(times.values()) / sum(times.values()) if times else 1.0
    days = {evidence.day[i] for i in rows}
    return len(times), len(days), sum(int(evidence.fixes[i]) for i in rows), share


def is_enough(evidence, members, rules=RULES):
    units, days, fixes, share = behind(evidence, members)
    return (
        units >= rules.min_units
        and days >= rules.min_days
        and fixes >= rules.min_fixes
        and share <= rules.most_share + 1e-9
    )


def sets_of(found, areas=None):
    """(k, 64) which places each published figure is the sum of."""
    rows = [found.merging.group == group for group in np.flatnonzero(found.published)]
    if found.areas is not None:
        centres = shapely.centroid(GRID.polygons())
        area = np.full(len(GRID), -1)
        for number in reversed(range(len(areas))):
            area[shapely.intersects(areas.geometry[number], centres)] = number
        rows += [area == number for number in np.flatnonzero(found.areas["status"] == PUBLISHED)]
    if found.total is not None:
        rows.append(np.ones(len(GRID), bool))
    return np.array(rows, float).reshape(-1, len(GRID))


def derivable(sets):
    """All sets of places whose sum follows from the published sums, by brute force: the unions of atoms (places in the
    same sets) of which the indicator is in the row space. Of small cases only."""
    atoms, number = np.unique(sets.T, axis=0, return_inverse=True)
    number = number.reshape(-1)
    kernel = null_space(atoms.T)
    count = len(atoms)
    if count > 12:
        singles = [np.array(choice) for choice in np.eye(count, dtype=bool)]
        pairs = [a | b for a in singles for b in singles]
        choices = singles + pairs
    else:
        choices = [np.array([code >> i & 1 for i in range(count)], bool) for code in range(1, 2**count)]
    for choice in choices:
        if np.abs(choice.astype(float) @ kernel).max(initial=0.0) < 1e-9:
            yield choice[number]


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_whatever_follows_from_published_sums_has_enough_behind_it(seed):
    evidence = small_evidence(seed)
    found = publish(seed, evidence, areas=DISTRICTS)
    for members in derivable(sets_of(found, DISTRICTS)):
        assert is_enough(evidence, members)


def test_some_totals_are_published_and_some_withheld():
    """Otherwise the test above would say nothing of them."""
    found = [publish(seed, areas=DISTRICTS) for seed in range(30)]
    shown = [(one.areas["status"] == PUBLISHED).to_numpy() for one in found]
    assert {one.total is None for one in found} == {True, False}
    assert {bool(value) for value in np.concatenate(shown)} == {True, False}


@pytest.mark.parametrize("seed", range(12))
def test_no_withheld_figure_is_pinned_by_the_rounded_ones(seed):
    """Minutes of a withheld place can be anything from 0 to at least one rounding step, for who knows all published
    figures with their rounding, and that minutes are not negative."""
    found = publish(seed, areas=DISTRICTS)
    sets = sets_of(found, DISTRICTS)
    step = RULES.count_step
    figures = found.layer.loc[found.layer["status"] == PUBLISHED, "minutes"].tolist()  # in the order of the groups
    if found.areas is not None:
        figures += found.areas.loc[found.areas["status"] == PUBLISHED, "minutes"].tolist()
    figures += [] if found.total is None else [found.total["minutes"]]
    # a figure of one step may have been less
    low = [0.0 if figure == step else figure - step / 2 for figure in figures]
    bounds = np.r_[np.array(figures) + step / 2, -np.array(low)]
    atoms, first = np.unique(np.column_stack([sets.T, found.merging.group]), axis=0, return_index=True)
    matrix = atoms[:, : len(sets)].T
    for number, place in enumerate(first):
        if found.published[found.merging.group[place]]:
            continue
        goal = np.zeros(len(atoms))
        goal[number] = 1
        least, most = (linprog(sign * goal, np.r_[matrix, -matrix], bounds, bounds=(0, 1e5)) for sign in (1, -1))
        assert least.success
        assert most.success
        assert -most.fun - least.fun >= step


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_nobody_and_a_few_look_the_same(seed):
    """Where the few rows of places without enough evidence go, only the figures of groups change, if any: the layer of
    withheld places is the same whether a unit was there or nobody."""
    evidence = small_evidence(seed)
    merging = merged(evidence, BLOCKS, np.zeros(64, int), RULES)
    withheld = ~merging.enough[merging.group]
    without = evidence.take(~withheld[evidence.place])
    before, after = publish(seed, evidence), publish(seed, without)
    assert (before.merging.group == after.merging.group).all()
    assert before.layer.drop(columns="geometry").equals(after.layer.drop(columns="geometry"))
    assert set(before.layer.loc[before.layer["status"] == WITHHELD].columns) == set(before.layer.columns)
    assert before.layer.loc[before.layer["status"] == WITHHELD, ["gap", "visits", "minutes"]].isna().all(axis=None)


def test_only_listed_fields_are_published():
    places = small_places(1, GRID, demand=True).assign(
        last_seen="2026-03-02T22:15:00Z",
        why="unit 3",
        worst_gap_s=7.0,
        gap_profile="[1]",
        units=3,
        gap_low=0.1,
        visits=1,
    )
    found = publish_places(places, small_evidence(1), RULES, blocks=BLOCKS)
    allowed = {figure.name for figures in FIGURES.values() for figure in figures}
    own = {"place_id", "status", "places", "block_m", "demand", "priority", "gain", "geometry"}
    assert set(found.layer.columns) <= allowed | own
    assert found.layer["visits"].max() > 1  # of the watch


def test_figures_are_those_of_the_group():
    places, evidence = small_places(3, GRID, demand=True), small_evidence(3, rows=400)
    found = publish_places(places, evidence, RULES, blocks=BLOCKS)
    several = [g for g in np.flatnonzero(found.published) if found.merging.members[g] > 1]
    assert several
    for group in np.flatnonzero(found.published):
        rows, figure = places[found.merging.group == group], found.layer.iloc[group]
        weight = rows["demand"] if rows["demand"].sum() else rows["demand"] + 1
        assert figure["gap"] == pytest.approx(np.average(rows["gap"], weights=weight), abs=0.025001)
        assert figure["gap"] / 0.05 == pytest.approx(round(figure["gap"] / 0.05))
        assert figure["visits"] == pytest.approx(max(rows["watch_visits"].sum(), 5), abs=2.5)
        assert figure["priority"] == pytest.approx(figure["gap"] * rows["demand"].sum())
        assert figure["geometry"].area == pytest.approx(2500 * len(rows))


def test_a_mean_by_demand_needs_evidence_where_the_demand_is():
    """Five units near a place that hardly counts are no evidence for the place that does."""
    place, unit = np.array([0, 1, 1, 1, 1, 1]), np.array([0, 1, 2, 3, 4, 5])
    evidence = Evidence(2, place, unit, np.arange(6), np.full(6, 9), np.full(6, 60.0), 0, 5)
    both = np.zeros(2, int)
    assert evidence.counts(both, 1).passes(RULES)[0]
    heavy = replace(evidence, weight=np.array([100.0, 1.0]))
    assert heavy.counts(both, 1).units[0] == 1
    assert not heavy.counts(both, 1).passes(RULES)[0]


def test_one_unit_must_not_make_up_the_figure():
    units = np.arange(6)
    rows = Evidence(1, units * 0, units, units, units + 9, np.r_[9000.0, np.full(5, 60.0)], 0, 5)
    assert not rows.counts(np.zeros(1, int), 1).passes(RULES)[0]
    assert rows.counts(np.zeros(1, int), 1).enough(RULES)[0]


@pytest.mark.parametrize("rules", [{"min_units": 2}, {"min_units": 4, "most_share": 0.2}])
def test_rules_that_protect_nobody_or_that_nothing_passes_are_refused(rules):
    with pytest.raises(UserError):
        PublicationRules(**rules)


def earlier_of(found, first=0, last=4, **more):
    shown = (found.layer["status"] == PUBLISHED).to_numpy()
    shapes = np.asarray(found.layer.geometry.array, object)
    return EarlierLayer(shapes, shown, first, last, total=found.total is not None, **more)


@given(seed=st.integers(0, 10_000), share=st.sampled_from([0.55, 0.7]), units=st.sampled_from([3, 4]))
@settings(max_examples=25, deadline=None)
def test_two_layers_together_tell_no_more(seed, share, units):
    """The same days published twice by different rules: every difference has enough behind it."""
    evidence, places = small_evidence(seed, rows=200), small_places(seed, GRID)
    first = publish_places(places, evidence, RULES, blocks=BLOCKS)
    rules = replace(RULES, most_share=share, min_units=units, finest=100.0)
    second = publish_places(places, evidence, rules, blocks=Blocks.of_grid(GRID, rules), earlier=[earlier_of(first)])
    sets = np.r_[sets_of(first), sets_of(second)]
    for members in derivable(sets):
        assert is_enough(evidence, members)


def test_the_same_layer_again_is_the_same():
    for seed in range(5):
        found = publish(seed, areas=DISTRICTS)
        again = publish(seed, areas=DISTRICTS, earlier=[earlier_of(found)])
        assert (again.published == found.published).all()
        assert found.published.any()


def test_a_few_days_more_are_withheld_unless_they_have_enough_themselves():
    evidence = small_evidence(2, rows=900, days=12)
    first = publish(2, evidence, days=(0, 9))
    assert first.published.any()
    second = publish(2, evidence, days=(0, 10), earlier=[earlier_of(first, 0, 9)])
    assert not second.published.any()  # a day is fewer than two
    second = publish(2, evidence, days=(0, 11), earlier=[earlier_of(first, 0, 9)])
    shown_before = first.published[first.merging.group]
    met = [g for g in np.flatnonzero(second.published) if shown_before[second.merging.group == g].any()]
    assert met
    for group in met:
        assert is_enough(evidence.within(10, 11), second.merging.group == group)
    apart = publish(2, evidence, days=(10, 11))
    again = publish(2, evidence, days=(10, 11), earlier=[earlier_of(first, 0, 9)])
    assert (again.published == apart.published).all()  # no day in common


def test_another_grid_or_another_question_is_withheld():
    evidence = small_evidence(4, rows=300)
    first = publish(4, evidence)
    moved = earlier_of(first)
    shifted = replace(moved, shapes=shapely.transform(moved.shapes, lambda xy: xy + 20))
    assert not publish(4, evidence, earlier=[shifted]).published.any()
    other = publish(4, evidence, earlier=[replace(moved, same_question=False)])
    shown = np.isin(other.merging.group, np.flatnonzero(other.published))
    assert not shown[np.isin(first.merging.group, np.flatnonzero(first.published))].any()


def test_a_place_without_a_value_is_refused():
    places = small_places(1, GRID)
    places.loc[3, "gap"] = np.nan
    with pytest.raises(UserError, match="gap is null in 1 feature"):
        publish_places(places, small_evidence(1), RULES, blocks=BLOCKS)
