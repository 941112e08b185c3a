"""docs/data.md: its formats of times are read, and it lists every reason for rejection."""

import re
from pathlib import Path

import numpy as np
import pytest

from blindspot.engine.timing.timestamps import read_numbers, read_text
from blindspot.engine.tracks import stray_positions, stray_times, tracks
from blindspot.layers import fixes

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "data.md").read_text(encoding="utf-8")
INSTANT = 1_769_889_850.0  # 2026-01-31 22:04:10 in UTC+2
EXAMPLES = [
    example
    for row in PAGE.split("## Times")[1].split("## Positions")[0].splitlines()
    if row.startswith("| ") and not row.startswith("| date and time")
    for example in re.findall("`([^`]+)`", row)
]
FAULTS = {
    *tracks.REASONS[1:],
    stray_times.FAR_IN_TIME,
    stray_times.WEEK_ROLLOVER,
    *(reason for reason, _ in stray_positions.MIRRORS),
    *(getattr(stray_positions, name) for name in ("NULL_ISLAND", "ONE_ZERO", "IN_DEGREES", "IN_METRES")),
    *(getattr(fixes, name) for name in ("UNREADABLE_TIME", "MANY_POSITIONS", "OTHER_TYPE")),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_format_is_read(example):
    read = read_numbers(np.array([float(example)]), "Etc/GMT-2") if example.isdigit() else None
    read = read or read_text(np.array([example], object), "Etc/GMT-2", False)
    seconds = float(read.seconds[0])
    offset = {"+08:00": -6 * 3600, "Z": 2 * 3600}
    local = next((hours for mark, hours in offset.items() if mark in example), 0)
    assert INSTANT - 10 <= seconds - local <= INSTANT + 0.5


def test_there_are_examples():
    assert len(EXAMPLES) > 15


@pytest.mark.parametrize("reason", sorted(FAULTS))
def test_each_reason_is_listed(reason):
    assert f"| {reason} |" in PAGE
