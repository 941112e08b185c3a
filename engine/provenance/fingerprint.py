"""The fingerprint of values of any kind: what was computed from equal values can be used again."""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass

import numpy as np
import shapely

from .content import add_numbers, add_texts, new_digest


def fingerprint(*values) -> str:
    """32 hexadecimal digits, equal for equal values: numbers, texts, None, arrays, geometries, and dataclasses, tuples,
    lists, sets and mappings of these. Raises TypeError for anything else, such as a function."""
    digest = new_digest()
    _add(digest, values)
    return digest.hexdigest()


def _add(digest, value) -> None:
    if value is None or isinstance(value, (str, int, float, bool, np.generic)):
        value = value.item() if isinstance(value, np.generic) else value
        add_texts(digest, [f"{type(value).__name__} {value!r}"])
    elif isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        add_numbers(digest, value)
    elif isinstance(value, np.ndarray) and value.dtype == object:
        _add(digest, value.tolist())
    elif isinstance(value, shapely.Geometry):
        add_texts(digest, [shapely.to_wkb(value, hex=True)])
    elif is_dataclass(value):
        add_texts(digest, [type(value).__name__, *(each.name for each in fields(value))])
        for each in fields(value):
            _add(digest, getattr(value, each.name))
    elif isinstance(value, (tuple, list)):
        add_texts(digest, [f"{len(value)} values"])
        for each in value:
            _add(digest, each)
    elif isinstance(value, Set):
        _add(digest, sorted(value))
    elif isinstance(value, Mapping):
        _add(digest, sorted(value.items()))
    else:
        raise TypeError(f"{type(value).__name__} has no fingerprint")
