"""Names of features: which field holds them, and the nearest named feature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..language import tr
from ..text import plain_text

NAME_WORDS = (
    *("name", "nom", "nombre", "nome", "naam", "navn", "namn", "nimi", "nafn", "nazwa", "naziv", "nazev", "název"),
    *("názov", "név", "nume", "nama", "isim", "tên", "emri", "bezeichnung", "όνομα", "имя", "название", "наименование"),
    *("назва", "име", "שם", "اسم", "نام", "नाम", "ชื่อ", "名称", "名稱", "名字", "名前", "名", "이름", "명칭"),
)
"""Fields of these names hold the names of features, in this order of preference."""
SHORT = 10
"""Characters of a field's name that a shapefile keeps."""
PART_OF_NAME = re.compile(r"name[_:].*|.*name")
"""name_en, name:fr, NAME_1; stop_name, streetname."""
OTHER_NAMES = re.compile(
    r".*(file|path|layer|table|type|class|user|first|last|sur|officer|driver|unit)[ _]?name"
    r"|name[_:](id|no|nr|code|key|type|kind|class|source|lang|language|date|length|hash)|rename"
)
"""Names of files, kinds and people; what is said of a name, such as name_id."""


def name_field(fields: Sequence[str]) -> str | None:
    """The field that holds the names of features: one of NAME_WORDS in upper or lower case, otherwise the first that
    has such a word as its first or last part, as in stop_name; None where there is none."""
    plain = [(str(field).strip().casefold(), field) for field in fields]
    for word in NAME_WORDS:
        for text, field in plain:
            if text in (word, word[:SHORT]):
                return field
    parts = (field for text, field in plain if PART_OF_NAME.fullmatch(text) and not OTHER_NAMES.fullmatch(text))
    return next(parts, None)


def called(name: str | None, near: str | None) -> str | None:
    """What a spot is called: its name, otherwise what it is near to; None where neither is known."""
    name, near = (text.strip() if text else "" for text in (name, near))
    return name or (tr("near {name}", name=near) if near else None)


@dataclass(frozen=True)
class Nearest:
    """The nearest named feature of each of n others. name: (n,) object, None where there is none; metres: (n,) the
    distance to it, NaN where there is none."""

    name: np.ndarray
    metres: np.ndarray

    @classmethod
    def unknown(cls, count: int) -> "Nearest":
        return cls(np.full(count, None, dtype=object), np.full(count, np.nan))

    def subset(self, start: int, end: int) -> "Nearest":
        return Nearest(self.name[start:end], self.metres[start:end])


def plain_names(names: Sequence) -> np.ndarray:
    """(n,) names as texts without surrounding spaces, empty where there is none."""
    found = np.empty(len(names), dtype=object)
    found[:] = [plain_text(name).strip() for name in names]
    return found


def nearest_named(features: np.ndarray, named: np.ndarray, names: Sequence, limit: float) -> Nearest:
    """For each of `features` (n,) the nearest of `named` (k,) that is at most `limit` metres away; names: (k,).

    Geometries of the same metric CRS. If several are equally near, the alphabetically first name. Missing and empty
    geometries and names are ignored.
    """
    nearest, names = Nearest.unknown(len(features)), plain_names(names)
    usable = np.flatnonzero(_located(named) & (names != ""))
    located = np.flatnonzero(_located(features))
    if not len(usable) or not len(located):
        return nearest
    usable = usable[np.argsort(names[usable], kind="stable")]  # the first of equally near ones has the lowest index
    tree = shapely.STRtree(named[usable])
    (feature, found), metres = tree.query_nearest(
        features[located], max_distance=None if np.isinf(limit) else limit + 1e-6, return_distance=True
    )
    inside = metres <= limit
    feature, found, metres = feature[inside], found[inside], metres[inside]
    order = np.lexsort((found, feature))
    feature, first = np.unique(feature[order], return_index=True)
    nearest.name[located[feature]] = names[usable[found[order][first]]]
    nearest.metres[located[feature]] = metres[order][first]
    return nearest


def _located(geometry: np.ndarray) -> np.ndarray:
    """(n,) whether each geometry is there and not empty."""
    return ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
