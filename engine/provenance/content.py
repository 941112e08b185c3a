"""Hashes of content: the same values give the same hash, wherever they are stored."""

import hashlib
from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np

from ..text import plain_text

SIZE = 16  # bytes
AT_ONCE, TEXTS_AT_ONCE = 1 << 17, 1 << 14  # rows of an array, values of other columns: limits the memory
PLAIN = frozenset((str, int, float, bool))


def content_hash(*columns: np.ndarray | Iterable) -> str:
    """The hash of columns, 32 hexadecimal digits (BLAKE2b). Arrays of numbers are hashed by their bytes, in the order
    of rows; other columns by the text of their values. NaN is a value like any other."""
    digest = new_digest()
    for column in columns:
        if isinstance(column, np.ndarray) and column.dtype != object:
            add_numbers(digest, column)
        else:
            add_texts(digest, column)
    return digest.hexdigest()


def new_digest():
    """A hash to which columns can be added."""
    return hashlib.blake2b(digest_size=SIZE)


def add_numbers(digest, column: np.ndarray) -> None:
    """Adds an array of numbers: 64-bit floats or integers, little-endian, so that the machine does not matter."""
    kind = "<f8" if column.dtype.kind == "f" else "<i8"
    digest.update(f"{kind}{column.shape}".encode())
    column = np.atleast_1d(column)
    for start in range(0, len(column) if column.size else 0, AT_ONCE):  # what is converted is small
        digest.update(memoryview(np.ascontiguousarray(column[start : start + AT_ONCE], kind)).cast("B"))


def add_texts(digest, values: Iterable, text: Callable = plain_text) -> None:
    """Adds values as Python writes a list of them, so that neighbours cannot be exchanged for others. text: of values
    that are not plain ones."""
    values, count = iter(values), TEXTS_AT_ONCE
    while count == TEXTS_AT_ONCE:  # also once where there are none
        some = list(islice(values, TEXTS_AT_ONCE))
        count = len(some)
        if not PLAIN.issuperset(map(type, some)):
            some = [value if type(value) in PLAIN else text(value) for value in some]
        digest.update(f"text({count}){some!a}".encode())  # ascii: what repr escapes depends on Python's version
