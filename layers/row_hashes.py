"""Hashes of rows: the same values give the same hash, whatever file format or reader they come from."""

from collections.abc import Sequence

import numpy as np

NULL = np.uint64(0)
"""The hash of a null, an empty text and an empty geometry: it changes no row."""
GEOMETRY = "#geometry"
_BLOCK = 4_000_000  # 64-bit words hashed at once: limits the memory
_MULTI = {4, 5, 6}  # multi-point, multi-line, multi-polygon in WKB
_FLAGS = 0xE0000000  # of Z, M and SRID, as some writers mark them; others add thousands


def mixed(words: np.ndarray) -> np.ndarray:
    """(n,) uint64, each spread over all 64 bits: the finalizer of SplitMix64 (Steele, Lea and Flood 2014). 0 stays
    0."""
    words = words ^ (words >> np.uint64(30))
    words = words * np.uint64(0xBF58476D1CE4E5B9)
    words = words ^ (words >> np.uint64(27))
    words = words * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def hashes_of_numbers(values: np.ndarray) -> np.ndarray:
    """(n,) hashes of numbers; NULL where masked or NaN. 3 and 3.0 are the same, and so are 0.0 and -0.0. Numbers with
    decimals count to 11 digits: GDAL writes 0.29999999999999993 to GeoJSON as 0.3."""
    null, values = np.ma.getmaskarray(values), np.ma.getdata(values)
    if values.dtype.kind in "iu":
        bits = values.astype(np.int64).view(np.uint64)
    else:
        values = values.astype(np.float64)
        null = null | np.isnan(values)
        values = np.where(_is_whole(values), values, _rounded(values))
        whole = _is_whole(values)
        bits = np.where(whole, np.where(whole, values, 0).astype(np.int64).view(np.uint64), values.view(np.uint64))
    return np.where(null, NULL, mixed(bits + np.uint64(0x9E3779B97F4A7C15)))


def _is_whole(values: np.ndarray) -> np.ndarray:
    return (np.abs(values) < 2.0**63) & (values == np.floor(values))


def _rounded(values: np.ndarray) -> np.ndarray:
    """Numbers without the last 16 of the 52 binary digits of their fraction."""
    return ((values.view(np.uint64) + np.uint64(1 << 15)) & ~np.uint64((1 << 16) - 1)).view(np.float64)


def hashes_of_moments(values: np.ndarray) -> np.ndarray:
    """(n,) hashes of dates and times, datetime64, to the millisecond; NULL where masked or NaT."""
    null, values = np.ma.getmaskarray(values), np.ma.getdata(values).astype("datetime64[ms]")
    return hashes_of_numbers(np.ma.array(values.astype(np.int64), mask=null | np.isnat(values)))


def hashes_of_bytes(values: np.ndarray | Sequence[bytes | str | None]) -> np.ndarray:
    """(n,) hashes of texts, as bytes in UTF-8 or as str, or of other bytes; NULL where masked, None or empty. Zeros at
    the end do not count.

    A sum over the 64-bit words of a text, each multiplied, shifted and multiplied again by odd numbers that depend on
    its position.
    """
    null = np.ma.getmaskarray(values) if isinstance(values, np.ndarray) else None
    plain = np.ma.getdata(values) if isinstance(values, np.ndarray) else values
    if isinstance(plain, np.ndarray) and plain.dtype.kind in "SV":
        found = _hashes_of_words(_words(plain))
    else:
        found = _hashes_of_list([_as_bytes(value) for value in plain])
    return found if null is None else np.where(null, NULL, found)


def _as_bytes(value: bytes | str | None) -> bytes:
    """GDAL's Arrow stream returns texts of very different lengths as bytes or as str, depending on its version."""
    if value is None:
        return b""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else bytes(value)


def hashes_of_texts(values: Sequence[str | None]) -> np.ndarray:
    """(n,) hashes of texts; NULL where None or empty."""
    return hashes_of_bytes(values)


def hashes_of_geometries(wkb: np.ndarray | Sequence[bytes | None]) -> np.ndarray:
    """(n,) hashes of geometries in little-endian WKB; NULL where there is none, or it is empty. A multi-part geometry
    of one part is the same as that part."""
    if isinstance(wkb, np.ndarray) and wkb.dtype.kind == "V" and _is_plain(wkb):
        return hashes_of_bytes(wkb)
    values = np.ma.getdata(wkb).tolist() if isinstance(wkb, np.ndarray) else wkb
    null = np.ma.getmaskarray(wkb) if isinstance(wkb, np.ndarray) else np.zeros(len(values), bool)
    return hashes_of_bytes(
        [
            None if is_null or value is None else _plain(bytes(value))
            for value, is_null in zip(values, null, strict=True)
        ]
    )


def rows_of(columns: dict[str, np.ndarray], count: int) -> np.ndarray:
    """(count,) hashes of rows, from the hashes of their values by field. The order of the fields, upper and lower case
    of their names, and nulls have no influence."""
    rows = np.zeros(count, np.uint64)
    for name, hashes in columns.items():
        key = hashes_of_texts([name.casefold()])[0]
        rows += np.where(hashes == NULL, NULL, mixed(hashes ^ key))
    return mixed(rows + np.uint64(1))


def _is_plain(wkb: np.ndarray) -> bool:
    """Whether all of an array of WKB are single-part geometries that are not empty, so that its bytes can be hashed as
    they are."""
    if np.ma.is_masked(wkb) or not len(wkb) or wkb.dtype.itemsize < 21:
        return False
    layout = {"names": ["order", "kind", "count", "x"], "formats": ["u1", "<u4", "<u4", "<f8"], "offsets": [0, 1, 5, 5]}
    head = np.ascontiguousarray(np.ma.getdata(wkb)).view(np.dtype({**layout, "itemsize": wkb.dtype.itemsize}))
    kind = head["kind"] % 1000
    empty = np.where(kind == 1, np.isnan(head["x"]), head["count"] == 0)
    return bool(((head["order"] == 1) & (head["kind"] < 4000) & (kind >= 1) & (kind <= 3) & ~empty).all())


def _plain(wkb: bytes) -> bytes | None:
    """A geometry as its only part; None where it is empty."""
    if len(wkb) < 9:
        return None
    code = int.from_bytes(wkb[1:5], "little")
    flags, code = code & _FLAGS, code & ~_FLAGS
    if flags:
        code += 1000 * bool(flags & 0x80000000) + 2000 * bool(flags & 0x40000000)
        wkb = wkb[:1] + code.to_bytes(4, "little") + wkb[5:]
    kind = code % 1000
    if kind == 1:
        return None if np.isnan(np.frombuffer(wkb, "<f8", 2, 5)).any() else wkb
    count = int.from_bytes(wkb[5:9], "little")
    if not count:
        return None
    return _plain(wkb[9:]) if kind in _MULTI and count == 1 else wkb


def _hashes_of_list(values: list[bytes]) -> np.ndarray:
    """Of texts of any length: those of about the same length together."""
    length = np.fromiter(map(len, values), np.int64, len(values))
    found, width = np.zeros(len(values), np.uint64), np.zeros(len(values), np.int64)
    long = length > 8
    width[~long] = 8
    # widths rise by an eighth, so that tracks of any length are few groups, and little is padded
    step = 2 ** np.maximum(np.floor(np.log2(np.maximum(length, 1))).astype(np.int64) - 3, 3)
    width[long] = (-(-length // step) * step)[long]
    for each in np.unique(width).tolist():
        rows = np.flatnonzero(width == each)
        found[rows] = _hashes_of_words(_words(np.array([values[row] for row in rows.tolist()], f"S{each}")))
    return found


def _words(values: np.ndarray) -> np.ndarray:
    """(n, k) the bytes of an array of fixed width as 64-bit words, filled up with zeros."""
    size = values.dtype.itemsize
    whole = max(-(-size // 8) * 8, 8)
    padded = np.zeros((len(values), whole), np.uint8)
    if size:
        padded[:, :size] = np.ascontiguousarray(values).view(np.uint8).reshape(len(values), size)
    return padded.view("<u8")


def _hashes_of_words(words: np.ndarray) -> np.ndarray:
    """(n,) hashes of (n, k) words; words of zero have no influence."""
    count, width = words.shape
    position = np.arange(1, width + 1, dtype=np.uint64)
    first = mixed(position * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    second = mixed(first) | np.uint64(1)
    found, block = np.zeros(count, np.uint64), max(_BLOCK // width, 1)
    for start in range(0, count, block):
        some = words[start : start + block] * first
        some ^= some >> np.uint64(32)
        some *= second
        some ^= some >> np.uint64(29)
        found[start : start + block] = some.sum(axis=1, dtype=np.uint64)
    return found
