"""Results are made in the language of QGIS, and a run in one language can be repeated in another."""

import pytest
from qgis.core import QgsVectorLayer

from small_layers import point_layer, saved, walk_rows


@pytest.fixture
def scored(run, tmp_path):
    """Scores the gaps of the walks, into a file."""

    def scored(name, **parameters):
        fixes, path = str(tmp_path / f"{name}_fixes.gpkg"), str(tmp_path / f"{name}.gpkg")
        saved(point_layer(walk_rows()), fixes)
        run("scoregaps", INPUT=fixes, TIME_FIELD="time", UNIT_FIELD="unit", OUTPUT=path, **parameters)
        return path

    return scored


def _whys(path):
    return [feature["why"] for feature in QgsVectorLayer(path).getFeatures()]


def test_sentences_are_in_the_language_and_fields_are_not(speak, scored, log):
    english = scored("english")
    speak("zh_CN")
    chinese = scored("chinese")
    assert [field.name() for field in QgsVectorLayer(chinese).fields()] == [
        field.name() for field in QgsVectorLayer(english).fields()
    ]
    assert all("seen" in why.lower() for why in _whys(english))
    assert all("被看到" in why and why.endswith("。") and "seen" not in why.lower() for why in _whys(chinese))
    assert any("个定位点" in sentence for sentence in log.infos)


@pytest.mark.parametrize(("then", "now"), [("en", "zh_CN"), ("zh_CN", "en")])
def test_a_run_is_repeated_in_another_language(speak, run, log, scored, then, now):
    speak(then)
    made = scored("made")
    speak(now)
    results = run("repeatrun", INPUT=made)
    assert (results["AGREES"], results["DIFFERENT"]) == (1, 0)
    assert "why" in results["SUMMARY"]
    speak(then)
    results = run("repeatrun", INPUT=made)
    assert results["AGREES"] == 1
    assert "why" not in results["SUMMARY"]


def test_a_difference_is_still_found_in_another_language(speak, run, scored):
    speak("zh_CN")
    made = scored("made")
    layer = QgsVectorLayer(made)
    feature = next(layer.getFeatures())
    assert layer.dataProvider().changeAttributeValues({feature.id(): {layer.fields().lookupField("gap"): 0.123}})
    del layer
    speak("en")
    results = run("repeatrun", INPUT=made)
    assert (results["AGREES"], results["DIFFERENT"]) == (0, 1)
