"""docs/provenance.md names every key of the record and every algorithm that takes values from one, and its Python is
right."""

import json
import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingModelAlgorithm,
    QgsProperty,
    QgsVectorLayer,
)

from small_layers import point_layer, saved, walk_rows

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "provenance.md").read_text(encoding="utf-8")
TABLE = PAGE.split("## What is recorded")[0]
KEYS = {
    key for row in PAGE.split("| key |")[1].split("**Never")[0].splitlines() for key in re.findall("`([^`]+)`", row)
}
CHANGING = {"parameters", "results", "made_with"}
"""Keys whose own keys depend on the algorithm and the machine."""


@pytest.fixture
def package(run, tmp_path) -> Path:
    """Tracks of some of the fixes, as a table called routes."""
    fixes = tmp_path / "fixes.gpkg"
    saved(point_layer(walk_rows()), fixes)
    some = QgsProcessingFeatureSourceDefinition(QgsProperty.fromValue(str(fixes)), False)
    some.filterExpression, some.featureLimit = "\"unit\" <> 'nobody'", 1000
    made = tmp_path / "blindspot.gpkg"
    fields = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
    run("preparetracks", INPUT=some, **fields, OUTPUT=f"ogr:dbname='{made}' table=\"routes\" (geom)")
    return made


def record_of(package: Path) -> dict:
    return json.loads(QgsVectorLayer(f"{package}|layername=routes").metadata().history()[-1])


def keys_of(value) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(keys_of(inner) for key, inner in value.items() if key not in CHANGING))


def test_every_key_is_explained(package, run, tmp_path):
    run("patroleffort", INPUT=f"{package}|layername=routes", OUTPUT=str(tmp_path / "effort.gpkg"))
    second = json.loads(QgsVectorLayer(str(tmp_path / "effort.gpkg")).metadata().history()[-1])
    found = keys_of(record_of(package)) | keys_of(second)
    assert {"filter", "limit", "record", "relative", "layerName"} <= found  # the inputs of this test reach them
    assert found - {"INPUT"} <= KEYS


def test_the_example_is_a_record():
    from blindspot.engine.provenance.record import from_json

    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1]
    inner = '"algorithm": "blindspot:preparetracks", '
    example = example.replace(f'{inner}"...": null', f'{inner}"schema": 1, "parameters": {{}}, "inputs": {{}}')
    assert set(keys_of(from_json(example))) - {"INPUT"} <= KEYS


def test_every_algorithm_that_takes_values_is_listed():
    for algorithm in QgsApplication.processingRegistry().providerById("blindspot").algorithms():
        if isinstance(algorithm, QgsProcessingModelAlgorithm):
            continue
        row = next((line for line in TABLE.splitlines() if f"(`{algorithm.name()}`)" in line), "")
        assert bool(row) == bool(algorithm.AS_MADE), algorithm.id()
        # the layer that is asked first; the page says that several also ask the tracks
        for name in algorithm.AS_MADE[0].layers if algorithm.AS_MADE else ():
            assert f"*{algorithm.parameterDefinition(name).description()}*" in row


def test_its_python_reads_the_record(package, monkeypatch, capsys):
    monkeypatch.chdir(package.parent)
    expected, snippets = record_of(package), re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(snippets) == 2
    for snippet in snippets:
        read = {}
        exec(snippet, read)
        assert read["record"] == expected
    assert "blindspot:preparetracks" in capsys.readouterr().out
