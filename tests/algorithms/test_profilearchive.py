"""blindspot:profilearchive through processing.run."""

from dataclasses import replace

import numpy as np
import pytest
from small_archive import ZONE, add_to_archive, as_layer, walks

from small_layers import EASTING, NORTHING, attributes, shape_layer

X, Y = EASTING, NORTHING
AREA = f"Polygon(({X} {Y}, {X + 400} {Y}, {X + 400} {Y + 300}, {X} {Y}))"
FIELDS = ("weekday", "day", "hour", "gap", "unit_hours", "watch_hours")


def numbers(values) -> list[float]:
    return [value if isinstance(value, float) else np.nan for value in values]


@pytest.fixture(scope="module")
def fixes():
    return walks(3)


@pytest.mark.parametrize("each", [False, True], ids=["all together", "each place"])
def test_the_profile_of_an_archive_is_that_of_its_fixes(run, fixes, tmp_path, each):
    path = add_to_archive(tmp_path / "archive", fixes)
    given = {"AREA": shape_layer([AREA]), "PER_PLACE": each, "OUTPUT": "memory:"}
    one = run("coverageprofile", INPUT=as_layer(fixes), UNIT_FIELD="unit", TIMEZONE=ZONE, **given)
    pages = [tmp_path / "page.html", tmp_path / "again.html"]
    other = run("profilearchive", ARCHIVE=path, **given, OUTPUT_HTML=str(pages[0]))
    fields = (("place_id",) if each else ()) + FIELDS
    rows = [attributes(result["OUTPUT"], *fields) for result in (one, other)]
    assert len(rows[0]) == len(rows[1]) == 168 * (one["PLACE_COUNT"] if each else 1)
    for a, b in zip(*rows, strict=True):
        assert a[:-3] == b[:-3]
        assert numbers(a[-3:]) == pytest.approx(numbers(b[-3:]), rel=1e-9, abs=1e-9, nan_ok=True)
    for name in ("PLACE_COUNT", "DARKEST_HOUR", "PERIOD_START", "PERIOD_END", "CRS", "TIMEZONE"):
        assert one[name] == other[name]
    assert other["MEAN_GAP"] == pytest.approx(one["MEAN_GAP"], abs=1e-9) != 1
    assert "When are the gaps? archive" in pages[0].read_text(encoding="utf-8")
    again = run("profilearchive", ARCHIVE=path, **given, OUTPUT_HTML=str(pages[1]))
    assert (other["SLICES_COMPUTED"], again["SLICES_COMPUTED"]) == (other["ARCHIVE_DAYS"], 0)
    assert attributes(again["OUTPUT"], *fields) == rows[1]


def test_hours_on_patrol_count_far_from_all_places(run, fixes, tmp_path):
    far = replace(fixes, x=np.where(fixes.unit == 2, fixes.x + 400_000, fixes.x))
    path = add_to_archive(tmp_path / "archive", far)
    given = {"AREA": shape_layer([AREA]), "MAX_PAUSE": 20, "OUTPUT": "memory:"}
    one = run("coverageprofile", INPUT=as_layer(far), UNIT_FIELD="unit", TIMEZONE=ZONE, **given)
    other = run("profilearchive", ARCHIVE=path, **given)
    hours = [numbers([row[0] for row in attributes(result["OUTPUT"], "unit_hours", "hour")]) for result in (one, other)]
    assert hours[0] == pytest.approx(hours[1], rel=1e-9, abs=1e-9, nan_ok=True)
