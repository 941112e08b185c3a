"""Reports in the results viewer are called by the title of their page; other results keep their name."""

import time

import pytest
from processing.core.ProcessingResults import resultsList
from processing.gui.ResultsDock import ResultsDock
from qgis.PyQt.QtGui import QIcon

from blindspot.ui.results_viewer import ResultsViewer, report_title

PAGE = '<html><head><title>What the plan\n closes &amp; leaves</title><script id="blindspot-provenance">{}</script>'


@pytest.fixture
def dock(qgis_iface, qgis_processing):
    resultsList.results.clear()
    dock = ResultsDock()
    dock.setParent(qgis_iface.mainWindow())
    yield dock
    resultsList.resultAdded.disconnect(dock.addResult)
    dock.setParent(None)
    resultsList.results.clear()


@pytest.fixture
def viewer(qgis_iface, dock):
    viewer = ResultsViewer(qgis_iface)
    yield viewer
    viewer.remove()


def add(path, name="Report"):
    resultsList.addResult(icon=QIcon(), name=name, timestamp=time.localtime(), result=str(path))


def test_a_report_has_the_name_of_its_page(dock, viewer, tmp_path):
    page = tmp_path / "report.html"
    page.write_text(PAGE, encoding="utf-8")
    add(page)
    assert resultsList.getResults()[-1].name == "What the plan closes & leaves"
    assert dock.treeResults.topLevelItem(0).text(0).startswith("What the plan closes & leaves [")


@pytest.mark.parametrize("text", ["<title>of another plugin</title>", "", None])
def test_other_results_keep_their_name(dock, viewer, tmp_path, text):
    page = tmp_path / "other.html"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    add(page, "Theirs")
    assert resultsList.getResults()[-1].name == "Theirs"


def test_nothing_is_followed_after_removal(dock, viewer, tmp_path):
    viewer.remove()
    page = tmp_path / "report.html"
    page.write_text(PAGE, encoding="utf-8")
    add(page)
    assert resultsList.getResults()[-1].name == "Report"


def test_files_that_are_no_text_have_no_title(tmp_path):
    file = tmp_path / "image.png"
    file.write_bytes(b"\xff\xfe\x00\x01" * 100)
    assert report_title(str(file)) == ""
