"""Kinds of demand, residents' answers and the minimum in score_gaps."""

import logging

import numpy as np
import pytest
import shapely

from blindspot.engine import score_gaps
from blindspot.engine.chain.moments import utc_times
from blindspot.engine.errors import UserError
from blindspot.engine.tables import geopandas

EASTING, NORTHING = 500_020.0, 5_500_020.0
SHORT = {"watch": ("00:00", "01:00"), "timezone": "Europe/Vienna", "revisit": 10, "grid_reach": 100}


def walk():
    """A unit that walks east."""
    time = utc_times(1_767_308_400.0 + 30.0 * np.arange(60))
    at = shapely.points(EASTING + 45.0 * np.arange(60), NORTHING)
    return geopandas.GeoDataFrame({"time": time}, geometry=at, crs="EPSG:32633")


def points(x, **columns):
    return geopandas.GeoDataFrame(
        columns, geometry=shapely.points(EASTING + np.array(x), np.full(len(x), NORTHING)), crs="EPSG:32633"
    )


CALLS, FOUND = points([0, 100]), points([500, 510, 520])
LAYERS = {"calls": CALLS, "found": FOUND}
ANSWERS = points([0, 0, 0, 0, 0, 0, 500], Answer=["not here"] * 6 + ["perhaps"], respondent=[1, 2, 3, 4, 5, 5, 6])


def test_tables_have_the_same_rules_as_layers(caplog):
    caplog.set_level(logging.INFO, "blindspot.engine.chain.gaps")
    before = score_gaps(walk(), **SHORT, demand=LAYERS, demand_base=0.1)
    with pytest.warns(UserWarning, match="1 answer is neither more nor not_here"):
        ruled = score_gaps(
            walk(),
            **SHORT,
            demand=LAYERS,
            demand_base=0.1,
            demand_kinds=("reports", "patrol"),
            patrol_found_limit=10,
            residents=ANSWERS.to_crs(4326),
            residents_limit=4,
            demand_minimum=1,
        )
    assert set(ruled.columns) - set(before.columns) == {"patrol_found", "demand_without"}
    assert (ruled["demand"] * ruled["patrol_found"]).sum() == pytest.approx(0.1 * ruled["demand"].sum())
    ratio = ruled["demand"] / ruled["demand_without"]
    assert ratio.min() >= 0.25  # against a limit whose factor the answers change a little as well
    assert ratio.min() < 0.3
    assert any("they are now 10.0 %" in text for text in caplog.messages)
    assert any("lower that of" in text for text in caplog.messages)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"demand_kinds": ["patrol"]}, "demand_kinds has 1 word for 2 layers"),
        ({"residents": CALLS}, "residents has no column answer"),
        ({"demand_minimum": 101}, "between 0 and 100"),
    ],
)
def test_wrong_values_are_one_sentence(wrong, sentence):
    with pytest.raises(UserError, match=sentence):
        score_gaps(walk(), **SHORT, demand=LAYERS, **wrong)
