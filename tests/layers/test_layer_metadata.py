"""The record of a run in QGIS's layer metadata."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from blindspot.layers.layer_metadata import metadata_with, record_in, record_in_qmd

RECORD, OLD = '{"blindspot": "1.0"}', '{"blindspot": "0.9"}'


def test_the_metadata_are_those_of_the_layer_with_the_record_last():
    metadata = metadata_with(RECORD, "Made by Score gaps.", "gaps", QgsCoordinateReferenceSystem("EPSG:32633"))
    assert metadata.title() == "gaps"
    assert metadata.type() == "dataset"
    assert metadata.crs().authid() == "EPSG:32633"
    assert metadata.history() == ["Made by Score gaps.", RECORD]
    for unknown in (None, QgsCoordinateReferenceSystem()):
        assert not metadata_with(RECORD, "", "gaps", unknown).crs().isValid()


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([], ""),
        (["Made by hand."], ""),
        ([OLD, "Saved again.", f" {RECORD}\n", "Saved once more."], RECORD),
        ([RECORD, '{"made by": "another program"}'], RECORD),  # JSON of others
        (['He wrote "blindspot".'], ""),
    ],
)
def test_the_last_record_of_a_history_is_found(history, found):
    assert record_in(history) == found


def test_a_metadata_file_that_is_missing_or_is_none_has_no_record(tmp_path):
    assert record_in_qmd(tmp_path / "none.qmd") == ""
    for number, text in enumerate(("", "<qgis", "<other/>", RECORD)):
        path = tmp_path / f"{number}.qmd"
        path.write_text(text, encoding="utf-8")
        assert record_in_qmd(path) == ""
