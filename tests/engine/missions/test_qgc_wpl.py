"""Tests of .waypoints files: what is written, and what the strict check finds."""

import numpy as np
import pytest
from real_files import ABSENT, REAL_FILES
from small_mission import ARDUPILOT, PX4, small_mission

from blindspot.engine.missions.mission import SEA_LEVEL, TERRAIN, Options
from blindspot.engine.missions.ours import is_ours
from blindspot.engine.missions.qgc_wpl import check, write

REAL = REAL_FILES / "missions" / "wpl"


@pytest.mark.parametrize("options", [ARDUPILOT, PX4, Options(heights=SEA_LEVEL), Options(heights=TERRAIN)])
def test_what_is_written_is_sound(options):
    mission = small_mission()
    assert check(write(mission, options), mission, options) == []
    assert check(write(mission, options)) == []
    assert is_ours(write(mission, options), ".waypoints")


def test_the_first_line_is_home_and_each_has_twelve_columns():
    lines = write(small_mission(), ARDUPILOT).decode().splitlines()
    assert lines[0] == "QGC WPL 110"
    rows = [line.split("\t") for line in lines[1:]]
    assert {len(row) for row in rows} == {12}
    assert [int(row[0]) for row in rows] == [*range(len(rows))]
    assert rows[0][2:4] == ["0", "16"]
    assert float(rows[0][10]) == pytest.approx(488.5)
    assert rows[1][3] == "22"


def test_px4_chooses_the_direction_and_does_not_fly_with_its_nose_to_the_north():
    for options, direction in ((ARDUPILOT, "0.00000000"), (PX4, "nan")):
        rows = [line.split("\t") for line in write(small_mission(), options).decode().splitlines()[2:]]
        assert {row[7] for row in rows if row[3] in ("16", "21", "22")} == {direction}
        assert {row[7] for row in rows if row[3] not in ("16", "21", "22")} == {"0.00000000"}


def test_a_plan_that_breaks_rules_says_so_in_comments():
    mission = small_mission(broken=True, description="NOT SOUND\nDrone 1: too low")
    data = write(mission, ARDUPILOT)
    assert data.decode().splitlines()[1:3] == ["# NOT SOUND", "# Drone 1: too low"]
    assert check(data, mission, ARDUPILOT) == []
    assert is_ours(data, ".waypoints")


def columns(number: int, column: int, text: str) -> bytes:
    lines = write(small_mission(), ARDUPILOT).decode().split("\n")
    row = lines[number].split("\t")
    row[column] = text
    lines[number] = "\t".join(row)
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "QGC WPL 110"),
        (b"QGC WPL 120\n", "QGC WPL 110"),
        (b"QGC WPL 110\n", "no home"),
        (b"\xff\xfe", "UTF-8"),
        (write(small_mission(), ARDUPILOT)[:-30], "columns"),
        (write(small_mission(), ARDUPILOT).replace(b"\t", b" "), "columns"),
        (columns(5, 8, "95.0"), "latitude 95"),
        (columns(5, 8, "nan"), "column 9"),
        (columns(5, 10, "1e999"), "column 11"),
        (columns(5, 3, "16.5"), "whole number"),
        (columns(5, 0, "7"), "index"),
        (columns(5, 3, "195"), "195"),
        (columns(5, 1, "5"), "current"),
        (columns(1, 8, "118.0"), "axes"),
        (columns(5, 8, "8.5"), "swapped"),
    ],
)
def test_planted_faults_are_found(data, words):
    found = check(data, None, ARDUPILOT)
    assert any(words in fault.message for fault in found), found


def test_a_file_that_flies_another_mission_is_refused():
    mission = small_mission()
    other = small_mission(height=mission.height + np.where(np.arange(15) == 6, 0.05, 0))
    assert any("height" in fault.message for fault in check(write(mission, ARDUPILOT), other, ARDUPILOT))
    assert check(write(mission, ARDUPILOT), small_mission(home=(8.5, 47.4, 0.0)), ARDUPILOT) != []


def test_damaged_files_are_faults_and_never_an_exception():
    good, random = write(small_mission(), ARDUPILOT), np.random.default_rng(6)
    for trial in range(150):
        data = bytearray(good[: random.integers(len(good))] if trial % 2 else good)
        for at in random.integers(len(data), size=5) if len(data) else []:
            data[at] = random.choice([9, 10, 46, 45, 48, 57, 255, random.integers(256)])
        check(bytes(data), small_mission(), ARDUPILOT)
        assert check(random.bytes(int(random.integers(300)))) != []


@pytest.mark.skipif(not REAL.exists(), reason=ABSENT)
@pytest.mark.parametrize("path", sorted(REAL.glob("*.txt")), ids=lambda path: path.stem)
def test_files_of_other_programs_pass_and_are_not_ours(path):
    assert check(path.read_bytes()) == []
    assert not is_ours(path.read_bytes(), ".waypoints")
