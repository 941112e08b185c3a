"""Hashes of values do not depend on how a reader holds them, and tell apart what is not the same."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from blindspot.layers import row_hashes
from blindspot.layers.row_hashes import (
    NULL,
    hashes_of_bytes,
    hashes_of_geometries,
    hashes_of_moments,
    hashes_of_numbers,
)

SAME = [
    ["POINT (1 2)", "MULTIPOINT ((1 2))"],
    ["LINESTRING (1 2, 3 4)", "MULTILINESTRING ((1 2, 3 4))"],
    ["POLYGON ((0 0, 4 0, 4 4, 0 0))", "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))"],
    ["POINT Z (1 2 3)"],
    ["LINESTRING Z (1 2 3, 4 5 6)"],
    ["MULTIPOINT ((1 2), (5 6))"],
    ["MULTIPOINT ((1 2), (7 8))"],
    ["MULTILINESTRING (EMPTY, (1 2, 3 4))"],
    ["MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((9 9, 8 9, 8 8, 9 9)))"],
]
"""Each list is one geometry; no two lists are the same."""
EMPTY = ["POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOINT EMPTY"]


def wkb(text: str, flavor: str = "iso") -> bytes:
    return shapely.to_wkb(shapely.from_wkt(text), byte_order=1, flavor=flavor)


def held(texts: list[str]) -> list[np.ndarray]:
    """The hashes of geometries as lists, in arrays of fixed width, and as other writers mark Z."""
    iso, marked = ([wkb(text, flavor) for text in texts] for flavor in ("iso", "extended"))
    width = max(map(len, iso))
    fixed = np.array([np.void(each.ljust(width, b"\0")) for each in iso], f"V{width}")
    return [hashes_of_geometries(iso), hashes_of_geometries(fixed), hashes_of_geometries(marked)]


@pytest.mark.parametrize("together", [False, True])
def test_a_geometry_has_one_hash_however_it_is_held_and_no_two_have_the_same(together):
    """Alone, arrays of one kind are hashed as they are; together, their bytes are padded."""
    groups = [text for same in SAME for text in same]
    group = np.repeat(np.arange(len(SAME)), list(map(len, SAME)))
    found = held(groups) if together else np.concatenate([held([text]) for text in groups], axis=1)
    assert (found[0] == found[1]).all()
    assert (found[0] == found[2]).all()
    assert [len(set(found[0][group == number])) for number in range(len(SAME))] == [1] * len(SAME)
    assert len(set(found[0])) == len(SAME)
    assert (found[0] != NULL).all()


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_geometry_is_none(text):
    assert all((found == NULL).all() for found in held([text]))
    assert all((found[0] == NULL) and (found[1] != NULL) for found in held([text, "POINT (1 2)"]))


@given(st.integers(-(2**36), 2**36), st.integers(0, 12))
def test_a_number_that_a_writer_rounds_is_the_same(number, power):
    """GDAL writes 0.12499999999999999 to GeoJSON as 0.125: the neighbours of a short number are that number."""
    value = number / 2**power
    neighbours = np.array([value, np.nextafter(value, np.inf), np.nextafter(value, -np.inf)])
    if number:
        assert len(set(hashes_of_numbers(neighbours).tolist())) == 1


@given(st.integers(-(10**12), 10**13), st.integers(1, 999))
def test_moments_count_to_the_millisecond(at, later):
    here = np.array([at, at + later], "datetime64[ms]")
    assert len(set(hashes_of_moments(here).tolist())) == 2
    finer = here.astype("datetime64[us]") + np.timedelta64(later, "us")
    assert hashes_of_moments(finer).tolist() == hashes_of_moments(here).tolist()
    masked = np.ma.array(here, mask=[True, False])
    assert (hashes_of_moments(masked) == NULL).tolist() == [True, False]


def test_texts_have_the_same_hash_however_many_are_hashed_at_once(monkeypatch):
    texts = [f"text {number} of some length".encode() for number in range(50)]
    whole = hashes_of_bytes(texts).tolist()
    assert len(set(whole)) == 50
    monkeypatch.setattr(row_hashes, "_BLOCK", 12)
    assert hashes_of_bytes(texts).tolist() == whole


def test_what_stands_behind_a_null_does_not_count():
    """Streams leave there what was there before."""
    texts = np.ma.array([b"ab", b"cd"], "S2", mask=[True, False])
    assert hashes_of_bytes(texts).tolist() == hashes_of_bytes([None, b"cd"]).tolist()
    numbers = np.ma.array([7, 8], np.int64, mask=[True, False])
    assert hashes_of_numbers(numbers).tolist() == [NULL, hashes_of_numbers(np.array([8.0]))[0]]
