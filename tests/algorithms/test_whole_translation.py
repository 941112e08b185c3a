"""A run in a language of wide letters: what it shows in narrow ones is not translated."""

import re

import pytest
from qgis.core import QgsVectorLayer

from blindspot.engine.language import use_translation
from blindspot.layers.styling import apply_style
from small_layers import point_layer, saved, walk_rows

KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[a-z]+;|[A-Z][A-Z0-9_]{2,}|[A-Za-z0-9]+_[A-Za-z0-9_]+)")
"""What a translation has to keep."""
NARROW = re.compile(r"[A-Za-z][A-Za-z0-9_:/.-]*")
DATA = re.compile(
    r"(a|b|Blindspot|EPSG.*|QGIS|UTC.*|Python|fixes|gaps|gap|near|priority|time|timezone|unit|[A-Z][A-Z0-9_.]+|\w+_\w+)\.?"
)
"""Names in the layers of this test, ids, and names of fields."""


@pytest.fixture(autouse=True)
def wide_letters():
    use_translation(_wide, lambda many, count: _wide(many), "wide")
    yield
    use_translation(str)


def _wide(text):
    if any("\uff21" <= letter <= "\uff5a" for letter in text):  # translated before it was added
        return text
    parts = KEPT.split(text)
    return "".join(part if odd % 2 else re.sub("[A-Za-z]", _wider, part) for odd, part in enumerate(parts))


def _wider(letter):
    return chr(ord(letter[0]) + 0xFEE0)


def _narrow(texts):
    """The words of texts that are neither translated nor data."""
    plain = (re.sub("<style.*?</style>|<[^<>]*>", " ", text, flags=re.DOTALL) for text in texts)
    return sorted({word for text in plain for word in NARROW.findall(text) if not DATA.fullmatch(word)})


def _shown(layer):
    """The aliases, the legend, the words of the map tip and the sentences of a layer."""
    yield from (field.alias() for field in layer.fields())
    yield from (item.label() for item in layer.renderer().legendSymbolItems())
    yield re.sub(r"\[%.*?%\]", " ", layer.mapTipTemplate(), flags=re.DOTALL)
    sentences = [name for name in ("why", "reason") if layer.fields().lookupField(name) >= 0]
    yield from (str(feature[name]) for feature in layer.getFeatures() for name in sentences)


def test_nothing_that_a_run_shows_is_left_in_english(run, log, tmp_path):
    fixes, gaps, spots, page = (str(tmp_path / name) for name in ("fixes.gpkg", "gaps.gpkg", "spots.gpkg", "page.html"))
    saved(point_layer(walk_rows()), fixes)
    run("scoregaps", INPUT=fixes, TIME_FIELD="time", UNIT_FIELD="unit", OUTPUT=gaps)
    run("findblindspots", INPUT=gaps, OUTPUT=spots)
    run("coverageprofile", SCORED=gaps, OUTPUT=str(tmp_path / "profile.gpkg"), OUTPUT_HTML=page)
    said = [sentence for sentence in (*log.infos, *log.warnings) if not sentence.startswith("Results")]
    assert len(said) > 10
    assert _narrow(said) == []
    for path, style in ((gaps, "places"), (spots, "spots")):
        layer = QgsVectorLayer(path)
        apply_style(layer, style)
        assert _narrow(_shown(layer)) == []
