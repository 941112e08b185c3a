"""Hashes of content: the same values give the same hash, wherever they are stored."""

import hashlib
from collections.abc import Iterable

import numpy as np

from ..text import plain_text

SIZE = 16  # bytes
AT_ONCE = 1 << 17  # rows of an array
PLAIN = (str, int, float, bool)


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


def add_texts(digest, values: Iterable) -> None:
    """Adds values by their text, with their number and lengths, so that neighbours cannot be exchanged for others."""
    texts = [repr(value) if type(value) in PLAIN else plain_text(value) for value in values]
    digest.update(f"text({len(texts)})".encode())
    digest.update(",".join(map(str, map(len, texts))).encode())
    digest.update("".join(texts).encode("utf-8", "surrogatepass"))
