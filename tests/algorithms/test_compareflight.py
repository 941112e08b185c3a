"""importflight, compareflight and what follows, on flights of a plan that are simulated and written in every format."""

import numpy as np
import pytest
from flown_plan import CRS, X, Y, flights_of, hovers, plan_of, spot_layers
from qgis.core import QgsProcessingException
from written_logs import WRITERS, dataflash, gpx, ulog

from blindspot.layers.attributes import is_null
from small_layers import attributes, point_layer, shape_layer

ZONE = "Asia/Shanghai"
OUTPUTS = ("OUTPUT", "STOPS", "REMAINING", "REMAINING_LINES", "REMAINING_POINTS", "DRONES")


@pytest.fixture
def flown_as(run, tmp_path):
    """Writes flights and imports them."""

    def flown_as(flights, write=dataflash, name="flight.bin", **parameters):
        files = []
        for number, flown in enumerate(flights):
            files.append(tmp_path / f"{number}-{name}")
            files[-1].write_bytes(write(flown))
        given = {"INPUT": [str(file) for file in files], "TIMEZONE": ZONE, "OUTPUT": "memory:", "REJECTED": "memory:"}
        return run("importflight", **{**given, **parameters})

    return flown_as


@pytest.fixture
def compare(run):
    def compare(plan, tracks, **parameters):
        given = {
            "FLOWN": tracks,
            **{name: plan[name] for name in ("ROUTES", "WAYPOINTS")},
            "BLIND_SPOTS": plan["spots"],
        }
        return run("compareflight", **{**given, **dict.fromkeys(OUTPUTS, "memory:"), **parameters})

    return compare


@pytest.fixture(scope="module")
def kept():
    return {}


@pytest.fixture
def plan(run, kept):
    """The plan, made once; its layers are kept."""
    if not kept:
        kept["spots"] = spot_layers()
        kept.update(plan_of(run, kept["spots"]))
        kept["context"] = run.context
    return kept


def spoiled(plan):
    """The flights with one stop skipped and the hover of another one cut to 20 of 60 seconds; what is missed."""
    flights, stops = flights_of(plan), hovers(plan)
    (first, place, skipped), (second, other, cut) = stops[0], stops[1]
    line = flights[first].line
    at = np.flatnonzero(np.hypot(*(line[:, :2] - place).T) < 0.01)
    flights[first] = flights[first].without(at[0], at[-1])
    line = flights[second].line
    at = np.flatnonzero(np.hypot(*(line[:, :2] - other).T) < 0.01)
    flights[second] = flights[second].hovering(at[0], 20.0)
    return flights, {skipped, cut}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_finds_what_was_missed(plan, flown_as, compare, name):
    flights, missed = spoiled(plan)
    logs = [legs.flown(seed=seed) for seed, legs in enumerate(flights.values())]
    imported = flown_as(logs, WRITERS[name], name)
    assert imported["FLIGHT_COUNT"] == len(flights)
    found = compare(plan, imported["OUTPUT"])
    stops = attributes(found["STOPS"], "spot_id", "result", "flown_share")
    assert {spot for spot, result, _ in stops if result != "served"} == missed
    assert sorted(result for _, result, _ in stops)[0] == "missed"
    left = dict(attributes(found["DRONES"], "drone", "battery_pct"))
    if name.rpartition(".")[2] in ("bin", "ulg", "tlog", "csv"):
        assert left == {drone: pytest.approx(legs.left, abs=1.5) for (drone, _), legs in flights.items()}


def test_a_whole_flight_leaves_nothing(plan, flown_as, compare, log):
    imported = flown_as([legs.flown(noise=1.0, rate=5.0) for legs in flights_of(plan).values()])
    found = compare(plan, imported["OUTPUT"])
    assert found["MISSED_COUNT"] == 0
    assert found["SERVED_COUNT"] == found["STOP_COUNT"] >= 5
    assert found["REMAINING"].featureCount() == 0
    assert found["RMS_DEVIATION"] == pytest.approx(1.0, abs=0.3)  # across the line; the noise has two components
    assert any("Nothing is left to be flown." in text for text in log.infos)
    for late, height in attributes(found["OUTPUT"], "late_start_s", "up_rms_m"):
        assert late == pytest.approx(0, abs=4)
        assert height < 1.5


def test_what_is_left_is_planned_from_where_the_drones_are(plan, run, flown_as, compare):
    flights, missed = spoiled(plan)
    found = compare(plan, flown_as([legs.flown() for legs in flights.values()])["OUTPUT"])
    assert {row[0] for row in attributes(found["REMAINING"], "spot_id")} == missed
    assert {row[0] for row in attributes(found["REMAINING"], "name")} <= {"gate", "bridge", "kiosk"}
    priorities = [row[0] for row in attributes(found["REMAINING"], "priority")]
    assert sum(priorities) == pytest.approx(found["REMAINING_PRIORITY"])
    assert set(priorities) <= {5.0, 4.0, 3.0}
    again = plan_of(
        run, [found["REMAINING"]], LAUNCH_SITES=found["DRONES"], DRONES_FIELD="drones", BATTERY_FIELD="battery_pct"
    )
    assert again["UNSERVED"].featureCount() == 0
    served = {row[0] for row in attributes(again["WAYPOINTS"], "spot_id") if not is_null(row[0])}
    assert served == missed
    charge = dict(attributes(found["DRONES"], "name", "battery_pct"))
    for site, left in attributes(again["ROUTES"], "launch_site", "left_pct"):
        assert 25 <= left < charge[site]


def test_spots_that_are_not_found_count_one_each(plan, flown_as, compare, log):
    flights, missed = spoiled(plan)
    found = compare(plan, flown_as([legs.flown() for legs in flights.values()])["OUTPUT"], BLIND_SPOTS=None)
    assert attributes(found["REMAINING"], "priority") == [(1.0,)] * len(missed)
    assert any("temporary layer" in text for text in log.warnings)


def test_parts_of_a_line_and_an_area_remain(plan, flown_as, compare):
    """The drone turns home in the middle of the area, or of the line."""
    flights = flights_of(plan)
    kinds = {row["action"].partition("_")[0]: (row["drone"], row["sortie"]) for row in plan["WAYPOINTS"].getFeatures()}
    rows = [row for row in plan["WAYPOINTS"].getFeatures() if row["action"].startswith("sweep")]
    legs = flights[kinds["sweep"]]
    middle = np.array(rows[len(rows) // 2].geometry().asPoint())
    at = int(np.argmin(np.hypot(*(legs.line[:, :2] - middle).T)))
    home = legs.line[-2].copy()
    home[3] = legs.line[at, 3] + np.hypot(*(legs.line[at, :2] - home[:2])) / 10
    landed = legs.line[-1].copy()
    landed[3] = home[3] + 30
    flights[kinds["sweep"]] = type(legs)(np.vstack([legs.line[: at + 1], home, landed]), 60.0)
    found = compare(plan, flown_as([one.flown(noise=1.0) for one in flights.values()])["OUTPUT"])
    areas = [f for f in found["REMAINING"].getFeatures() if f["name"] == "depot"]
    assert len(areas) == 1
    whole = 300 * 250
    assert 0.2 * whole < areas[0].geometry().area() < 0.8 * whole
    assert areas[0]["priority"] == pytest.approx(7.0 * areas[0]["left_share"])
    assert areas[0]["left_share"] == pytest.approx(areas[0].geometry().area() / whole, abs=0.2)
    assert all(is_null(f["gap"]) for f in areas)


def test_kinds_that_are_left_together_are_collections_that_the_planner_takes(plan, run, flown_as, compare, log):
    """Only one of the sorties was flown, without its first stop; the outputs for other kinds are not asked for."""
    flights = flights_of(plan)
    logs = flown_as([next(iter(flights.values())).without(2, 3).flown()])
    found = compare(plan, logs["OUTPUT"], REMAINING_LINES=None, REMAINING_POINTS=None)
    assert all(f.geometry().asWkt().startswith("GeometryCollection") for f in found["REMAINING"].getFeatures())
    assert any("geometry collections" in text for text in log.warnings)
    again = plan_of(run, [found["REMAINING"]])
    missed = {row[0] for row in attributes(found["REMAINING"], "spot_id")}
    assert len(missed) == found["MISSED_COUNT"] > 1
    assert {row[0] for row in attributes(again["WAYPOINTS"], "spot_id") if not is_null(row[0])} == missed


def test_two_flights_of_one_log_are_of_the_same_sortie(plan, flown_as, compare):
    """The drone lands in the middle, and flies the rest later."""
    (key, legs), *_ = flights_of(plan).items()
    at = len(legs.line) // 2
    home, landed = legs.line[-2].copy(), legs.line[-1].copy()
    home[3] = legs.line[at, 3] + 60
    landed[3] = home[3] + 40
    begin = np.array([[*legs.line[0, :3], landed[3] + 90], [*legs.line[1, :3], landed[3] + 120]])
    rest = legs.line[at:].copy()
    rest[:, 3] += begin[1, 3] + 60 - rest[0, 3]
    both = type(legs)(np.vstack([legs.line[: at + 1], home, landed, begin, rest]), legs.left)
    imported = flown_as([both.flown(noise=1.0)], gpx, "a.gpx")
    assert imported["FLIGHT_COUNT"] == 2
    found = compare(plan, imported["OUTPUT"])
    own = [row for row in attributes(found["OUTPUT"], "drone", "sortie", "status") if row[:2] == key]
    assert own == [(*key, "flown")] * 2
    served = [row for row in attributes(found["STOPS"], "drone", "sortie", "result") if row[:2] == key]
    assert all(row[2] == "served" for row in served)


def test_labels_name_the_sorties(plan, flown_as, compare, log):
    flights = flights_of(plan)
    keys = list(flights)
    imported = flown_as([flights[key].flown() for key in keys], LABELS=",".join(f"{d}/{s}" for d, s in reversed(keys)))
    assert attributes(imported["OUTPUT"], "drone", "sortie", "labelled") == [(*key, 1) for key in reversed(keys)]
    found = compare(plan, imported["OUTPUT"])
    assert found["MISSED_COUNT"] > 0  # the labels are wrong, and are kept to
    assert any(text.startswith("Matched with their sortie by label: ") for text in log.infos)


@pytest.mark.parametrize("labels", ["1", "1/1,1/1", "0/1", "a/b", "1/1"])
def test_labels_that_cannot_be_used(plan, flown_as, labels):
    with pytest.raises(QgsProcessingException, match=r"LABELS|Drone and sortie"):
        flown_as([legs.flown(rate=1.0) for legs in flights_of(plan).values()], LABELS=labels)


def test_time_over_privacy_and_in_zones(plan, flown_as, compare):
    """A place under the first stop, where the drone hovers for a minute; a zone below the flight does not count."""
    (_, place, _), *_ = hovers(plan)
    home = point_layer([(tuple(place), "school")], (("name", "QString"),), CRS, "schools")
    here = f"Polygon(({X - 5000} {Y - 5000},{X + 5000} {Y - 5000},{X + 5000} {Y + 5000},{X - 5000} {Y + 5000}," + (
        f"{X - 5000} {Y - 5000}))"
    )
    fields = (("lower_m", "Double"), ("lower_ref", "QString"), ("upper_m", "Double"), ("upper_ref", "QString"))
    zones = shape_layer([here, here], "Polygon", CRS, "zones", (("name", "QString"), *fields), [
        ("high", 100.0, "AGL", None, None), ("all", None, None, None, None)])  # fmt: skip
    flights = flights_of(plan)
    imported = flown_as([legs.flown() for legs in flights.values()])
    found = compare(plan, imported["OUTPUT"], PRIVACY=[home], NO_FLY=[zones])
    assert found["PRIVACY_SECONDS"] == pytest.approx(66, abs=8)
    assert found["ZONE_SECONDS"] == pytest.approx(60 * imported["FLIGHT_MINUTES"], abs=5)
    assert {row[0] for row in attributes(found["OUTPUT"], "zones")} == {"all"}


def test_a_sortie_that_was_not_flown(plan, flown_as, compare):
    flights = flights_of(plan)
    key, legs = next(iter(flights.items()))
    found = compare(plan, flown_as([legs.flown()])["OUTPUT"])
    status = {
        (drone, sortie): status for drone, sortie, status in attributes(found["OUTPUT"], "drone", "sortie", "status")
    }
    assert status == {other: "flown" if other == key else "not flown" for other in flights}
    battery = dict(attributes(found["DRONES"], "drone", "battery_pct"))
    assert all(is_null(battery[drone]) == (drone != key[0]) for drone in battery)


def test_a_log_without_a_battery_is_estimated_from_the_plan(plan, flown_as, compare):
    flights = flights_of(plan)
    found = compare(plan, flown_as([legs.flown() for legs in flights.values()], gpx, "a.gpx")["OUTPUT"])
    for drone, battery, source in attributes(found["DRONES"], "drone", "battery_pct", "battery_from"):
        assert source == "estimated"
        assert battery == pytest.approx(next(legs.left for key, legs in flights.items() if key[0] == drone), abs=2)


def test_tracks_of_another_place_fit_no_sortie(plan, run, flown_as, compare, log):
    legs = next(iter(flights_of(plan).values()))
    moved = type(legs)(legs.line + np.array([20_000, 0, 0, 0]), legs.left)
    found = compare(plan, flown_as([moved.flown()])["OUTPUT"])
    assert found["SERVED_COUNT"] == 0
    assert any("No track fits the plan" in text for text in log.warnings)


def test_the_page(plan, flown_as, compare, tmp_path):
    flights, _ = spoiled(plan)
    page = tmp_path / "flown.html"
    compare(plan, flown_as([legs.flown() for legs in flights.values()], ulog, "a.ulg")["OUTPUT"], HTML=str(page))
    text = page.read_text(encoding="utf-8")
    assert text.count('class="chart flight"') == len(flights)
    assert "still to be flown" in text
    assert str(tmp_path) not in text


def test_an_assessment_of_flown_tracks_is_that_of_the_routes(plan, run, flown_as, log):
    """As dated, with the same range."""
    patrol = [((X + 9000 + 10 * i, Y), f"2026-01-01T22:{i:02d}:00Z", "U0") for i in range(60)]
    fixes = point_layer(patrol, (("time", "QString"), ("unit", "QString")), CRS, "patrols")
    places = point_layer([(place, number) for number, (_, place, _) in enumerate(hovers(plan))], (("n", "Int"),), CRS)
    period = {"PERIOD_START": "2026-01-01T12:00:00", "PERIOD_END": "2026-01-02T12:00:00", "PARTIAL_WATCHES": 1}
    given = {"INPUT": fixes, "TIME_FIELD": "time", "UNIT_FIELD": "unit", "PLACES": places, "DRONE_RANGE": 40, **period}
    given |= {"TIMEZONE": "UTC", "REPEAT": 1, "OUTPUT": "memory:"}
    imported = flown_as([legs.flown() for legs in flights_of(plan).values()])
    planned = run("assessplan", ROUTES=plan["ROUTES"], **given)
    flown = run("assessplan", ROUTES=imported["OUTPUT"], **given)
    assert planned["GAIN"] > 0.2
    assert flown["GAIN"] == pytest.approx(planned["GAIN"], rel=0.02)
    assert any("flown tracks" in text for text in log.infos)
    assert not any("Flown tracks are assessed" in text for text in log.warnings)
    run("assessplan", ROUTES=imported["OUTPUT"], **{**given, "REPEAT": 0})
    assert any("Flown tracks are assessed" in text for text in log.warnings)


def test_flown_tracks_are_fixes_too(plan, run, flown_as):
    imported = flown_as([legs.flown(rate=1.0) for legs in flights_of(plan).values()])
    tracks = run("preparetracks", INPUT=imported["OUTPUT"], UNIT_FIELD="drone", OUTPUT="memory:", REJECTED="memory:")
    assert tracks["TRACK_COUNT"] == imported["FLIGHT_COUNT"]


def test_files_that_are_no_logs(run, tmp_path, plan, flown_as, log):
    """One of several is said and left out; alone it is an error."""
    wrong = tmp_path / "notes.txt"
    wrong.write_text("hello")
    with pytest.raises(QgsProcessingException, match=r"notes\.txt: It is no flight log"):
        run("importflight", INPUT=[str(wrong)], OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="there is no file"):
        run("importflight", INPUT=[str(tmp_path / "missing.bin")], OUTPUT="memory:")
    good = tmp_path / "good.gpx"
    good.write_bytes(gpx(next(iter(flights_of(plan).values())).flown(rate=1.0)))
    found = run("importflight", INPUT=[str(wrong), str(good)], OUTPUT="memory:")
    assert found["FLIGHT_COUNT"] == 1
    assert any("notes.txt" in text for text in log.warnings)


def test_nothing_of_a_log_names_a_person_or_a_receiver(plan, flown_as):
    legs = next(iter(flights_of(plan).values()))
    for name in ("phantom.csv", "flight.bin", "flight.ulg"):
        imported = flown_as([legs.flown(rate=1.0)], WRITERS[name], name)
        row = next(iter(imported["OUTPUT"].getFeatures()))
        text = " ".join(map(str, row.attributes()))
        assert "SERIAL" not in text.upper()
        assert "77777" not in text
        assert name not in text
