"""Units with identical fixes: the same places at the same times, to the metre and the second."""

import numpy as np

AT_MOST = 250_000  # fixes that are compared, about; of more, those of one second in n, drawn by a hash
MIN_FIXES = 3  # that two units share
MIN_PLACES = 2  # at which they share fixes, so that two vehicles in one yard are not taken for one
MIN_SHARE = 0.5  # of the fixes of one of the two, in the spells in which they share any
CHUNK = 50_000  # fixes looked at once: few enough for the processor's cache
SPELL = 600  # seconds; longer where not all fixes are compared
PRIME, SPREAD = 1_000_003, 382_987  # second * SPREAD modulo PRIME is spread evenly
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # odd numbers with well mixed bits


def identical_units(x: np.ndarray, y: np.ndarray, t: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """(m, 2) pairs of units (codes, the lower one first) that have the same fixes, at least in part of their time.

    x, y: (n,) metres; t: (n,) seconds; unit: (n,) codes, sorted. Two units are a pair if they share MIN_FIXES fixes at
    MIN_PLACES places, and if in the spells in which they share any, these are MIN_SHARE of the fixes of one of them.
    Of several units with the same fix, each is paired with the first, so that the work grows with the fixes alone.
    """
    every = len(t) // AT_MOST + 1
    some = slice(None) if every == 1 else _drawn(t, every)
    second, place = np.rint(t[some]).astype(np.int64), _place(x[some], y[some])
    key = place ^ _mixed(second, FACTORS[2])
    order = np.argsort(key, kind="stable")  # so that units rise within a key
    key = key[order]
    begin = np.r_[True, key[1:] != key[:-1]]
    if begin.all():
        return np.zeros((0, 2), np.int64)
    del key
    unit = unit[some].astype(np.int64)
    lead = order[np.flatnonzero(begin)][np.cumsum(begin) - 1]
    pair = (unit[order] != unit[lead]) & (second[order] == second[lead])
    first, other = lead[pair], order[pair]
    units = int(unit.max(initial=0)) + 1
    code, which = np.unique(unit[first] * units + unit[other], return_inverse=True)
    shared = np.bincount(which, minlength=len(code))
    places = np.bincount(_distinct(which, place[other]), minlength=len(code))
    spell = (second - second.min()) // (SPELL * every)
    spells = int(spell.max()) + 1
    spells_of_unit, fixes = np.unique(unit * spells + spell, return_counts=True)
    pair_spells = np.unique(which * spells + spell[other])
    in_pair, at = pair_spells // spells, pair_spells % spells
    of_both = [
        np.bincount(in_pair, fixes[np.searchsorted(spells_of_unit, member[in_pair] * spells + at)], minlength=len(code))
        for member in (code // units, code % units)
    ]
    good = (shared >= MIN_FIXES) & (places >= MIN_PLACES) & (shared >= MIN_SHARE * np.minimum(*of_both))
    return np.column_stack([code // units, code % units])[good]


def _drawn(t: np.ndarray, every: int) -> np.ndarray:
    """The fixes of one second in `every`, the same seconds for all units."""
    found = []
    for start in range(0, len(t), CHUNK):
        second = np.rint(t[start : start + CHUNK]).astype(np.int64)
        found.append(start + np.flatnonzero(second * SPREAD % PRIME < PRIME // every))
    return np.concatenate(found)


def same_fix(first: tuple, second: tuple) -> np.ndarray:
    """(n,) whether each fix of the second unit is one of the first, too. Each: x, y in metres and t in seconds."""
    keys = [_place(x, y) ^ _mixed(np.rint(t).astype(np.int64), FACTORS[2]) for x, y, t in (first, second)]
    return np.isin(keys[1], keys[0])


def _place(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(n,) a hash of the positions, to the metre."""
    return _mixed(np.rint(x).astype(np.int64), FACTORS[0]) ^ _mixed(np.rint(y).astype(np.int64), FACTORS[1])


def _mixed(number: np.ndarray, factor: int) -> np.ndarray:
    """(n,) uint64 hashes of whole numbers (multiplication modulo 2^64, then the high bits folded onto the low)."""
    product = number.astype(np.uint64)
    product *= np.uint64(factor)
    product ^= product >> np.uint64(29)
    product *= np.uint64(FACTORS[0])
    return product


def _distinct(which: np.ndarray, value: np.ndarray) -> np.ndarray:
    """(k,) the first numbers of the k distinct pairs of (n,) numbers, sorted."""
    order = np.lexsort((value, which))
    which, value = which[order], value[order]
    return which[np.r_[True, (which[1:] != which[:-1]) | (value[1:] != value[:-1])]] if len(which) else which
