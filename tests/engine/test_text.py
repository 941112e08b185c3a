"""Values as text."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from blindspot.engine.text import alternatives, counted, in_a_row, listed, plain_text, shortened

EAST = dt.timezone(dt.timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (np.datetime64("NaT"), ""),
        ("", ""),
        (" a ", " a "),
        (np.str_("a"), "a"),
        (7, "7"),
        (np.int64(7), "7"),
        (7.0, "7"),
        (np.float32(7.5), "7.5"),
        (-0.0, "0"),
        (353456789012345.0, "353456789012345"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (True, "True"),
        (np.bool_(False), "False"),
        (dt.date(2026, 1, 31), "2026-01-31"),
        (dt.datetime(2026, 1, 31, 22, 4), "2026-01-31T22:04:00"),
        (dt.datetime(2026, 1, 31, 22, 4, tzinfo=dt.UTC), "2026-01-31T22:04:00Z"),
        (dt.datetime(2026, 1, 31, 22, 4, tzinfo=EAST), "2026-01-31T22:04:00+05:30"),
        (pd.Timestamp("2026-01-31 22:04:10"), "2026-01-31T22:04:10"),
        (np.datetime64("2026-01-31T22:04:10"), "2026-01-31T22:04:10"),
        (dt.time(22, 4), "22:04:00"),
        (["a", 1.0, None], "a, 1, "),
        (("a",), "a"),
        (np.array([1, 2]), "1, 2"),
        ({"a": [1, 2.5], "ä": None, "d": dt.date(2026, 1, 31)}, '{"a": [1, 2.5], "d": "2026-01-31", "ä": null}'),
        ("甲".encode(), "甲"),
        (b"\xff\x00", "ff00"),
    ],
)
def test_a_value_has_one_text(value, text):
    assert plain_text(value) == text


def test_a_value_in_a_message_is_short_and_on_one_line():
    assert shortened("Europe/Berlin") == "Europe/Berlin"
    assert shortened("a\n  b") == "a b"
    assert shortened("x" * 5000) == "x" * 57 + "..."
    assert len(shortened([1] * 10**6)) == 60


def test_counts_have_their_noun():
    assert [counted(n, "unit") for n in (0, 1, 2132)] == ["0 units", "1 unit", "2,132 units"]
    assert [counted(n, "fix lies", "fixes lie") for n in (1, 2)] == ["1 fix lies", "2 fixes lie"]


def test_parts_are_one_text():
    assert [in_a_row(list(parts)) for parts in ("", "a", "abc")] == ["", "a", "a, b, c"]
    assert [alternatives(list(parts)) for parts in ("a", "ab", "abc")] == ["a", "a or b", "a, b or c"]


def test_long_lists_are_cut():
    assert [listed(names, 2) for names in ("", "ab", "abcd")] == ["", "a, b", "a, b and 2 more"]
