"""Pseudonyms: stable under a key, strange under another, unique, and never made from a bad key."""

import hashlib
import hmac

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.publication.keyed_units import LENGTH, checked_key, normal_name, pseudonyms

KEY, OTHER = b"3f9c2a7d5e8b1640", b"a0b1c2d3e4f5a6b7"
NAMES = tuple(f"U{number:02d}" for number in range(60))


def test_is_the_hmac_of_the_name():
    digest = hmac.new(KEY, b"unit\0u07", hashlib.sha256).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    wanted = "".join(letters[int(bits[5 * k : 5 * k + 5], 2)] for k in range(LENGTH))
    assert pseudonyms(["U07"], KEY) == (wanted,)


def test_same_key_same_pseudonyms_whatever_else_is_in_the_export():
    assert pseudonyms(NAMES[:5], KEY) == pseudonyms(NAMES, KEY)[:5]
    assert pseudonyms(NAMES, KEY + b"\r\n") == pseudonyms(NAMES, KEY)


def test_spelling_does_not_count():
    one, *others = pseudonyms(["Unit 7", " unit  7", "UNIT 7", "unit ７"], KEY)
    assert set(others) == {one}
    assert pseudonyms(["", "  "], KEY) == ("", "")


def test_other_keys_share_no_pseudonym_and_no_order():
    here, there = pseudonyms(NAMES, KEY), pseudonyms(NAMES, OTHER)
    assert not set(here) & set(there)
    ranks = [np.argsort(np.argsort(names)) for names in (here, there, NAMES)]
    correlations = np.corrcoef(ranks)
    assert np.abs(correlations[np.triu_indices(3, 1)]).max() < 0.45


def test_shared_starts_make_all_longer():
    names = pseudonyms(NAMES, KEY, length=1)  # 60 names, 32 letters
    assert len(set(names)) == len(NAMES)
    assert len({len(name) for name in names}) == 1
    assert all(full.startswith(short) for short, full in zip(names, pseudonyms(NAMES, KEY), strict=True))


@pytest.mark.parametrize("key", [b"", b" \n", b"short", b"0" * 64, b"ababababababababab"])
def test_bad_keys_are_refused_without_being_shown(key):
    with pytest.raises(UserError) as refused:
        pseudonyms(NAMES, key)
    assert not key.strip() or key.decode() not in str(refused.value)
    with pytest.raises(UserError):
        checked_key(key)


@given(st.lists(st.text(max_size=8), max_size=8))
def test_one_pseudonym_for_each_name(names):
    found = pseudonyms(names, KEY)
    assert len(set(found)) == len({normal_name(name) for name in names})
    assert not any(name and name in found for name in map(normal_name, names))
