"""RETAIN_DAYS and PURPOSE through processing.run: in records, archives, and the refusal of days past their time."""

from datetime import date

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer
from small_archive import ZONE, as_layer, walks

from blindspot.algorithms.base import BlindspotAlgorithm
from blindspot.algorithms.inputs import retention
from blindspot.algorithms.inputs.retention import refuse_expired
from blindspot.engine.archive.dataset import read_description
from blindspot.engine.provenance.retention import retention_of
from blindspot.engine.tracks.fixes import Fixes
from blindspot.layers.provenance_files import stored
from small_layers import EASTING, NORTHING, point_layer, shape_layer, walk_rows

X0, X1, Y0, Y1 = EASTING, EASTING + 400, NORTHING, NORTHING + 200
AREA = f"Polygon(({X0} {Y0}, {X1} {Y0}, {X1} {Y1}, {X0} {Y1}, {X0} {Y0}))"
FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}
TERMS = {"RETAIN_DAYS": 30, "PURPOSE": "to plan patrols"}
FIRST, LAST = date(2026, 1, 31), date(2026, 2, 4)
"""The local days of the archive."""


@pytest.fixture
def today(monkeypatch):
    """Sets the day of the clock."""

    def today(day):
        for module in (retention, __import__("blindspot.algorithms.makearchive", fromlist=["x"])):
            monkeypatch.setattr(module, "today_in", lambda zone: day)

    return today


@pytest.fixture(scope="module")
def fixes():
    found = walks(4)
    few = slice(None, None, 4)
    return Fixes(*(getattr(found, name)[few] for name in ("x", "y", "t", "unit", "row")), found.unit_names)


@pytest.fixture
def archive(run, today, tmp_path, fixes):
    pytest.importorskip("pyarrow")
    today(FIRST)
    path = str(tmp_path / "archive")
    run("makearchive", INPUT=[as_layer(fixes)], TIMEZONE=ZONE, ARCHIVE=path, **FIELDS, **TERMS)
    return path


def record_of(layer) -> dict:
    return stored(layer).record


def test_they_are_in_the_record_and_inherited(run, tmp_path):
    tracks = str(tmp_path / "tracks.gpkg")
    run("preparetracks", INPUT=point_layer(walk_rows(2, 30)), OUTPUT=tracks, **FIELDS, **TERMS)
    scored = run("scoregaps", INPUT=tracks, AREA=shape_layer([AREA]), OUTPUT="memory:")["OUTPUT"]
    spots = run("findblindspots", INPUT=scored, OUTPUT="memory:")["OUTPUT"]
    found = retention_of(record_of(spots))
    assert (found.retain_days, found.purposes) == (30, ("to plan patrols",))
    assert found.ends == date(2026, 1, 31)
    assert retention_of(record_of(scored)).ends == found.ends


def test_other_terms_than_those_of_the_data_are_a_warning(run, log, today, tmp_path):
    today(date(2026, 1, 1))
    tracks = str(tmp_path / "tracks.gpkg")
    run("preparetracks", INPUT=point_layer(walk_rows(2, 30)), OUTPUT=tracks, **FIELDS, **TERMS)
    same = {"INPUT": tracks, "CELL_SIZE": 200, "OUTPUT": "memory:"}
    run("patroleffort", **same, PURPOSE="to plan patrols", RETAIN_DAYS=5)
    assert not [text for text in log.warnings if "purpose" in text or "kept" in text or "past" in text]
    run("patroleffort", **same, PURPOSE="to rank officers", RETAIN_DAYS=31)
    assert any("is for another purpose ('to plan patrols') than" in text for text in log.warnings)
    today(date(2027, 1, 1))
    run("patroleffort", **same)
    assert any("is past its time" in text for text in log.warnings)


class Handing(BlindspotAlgorithm):
    """An algorithm that hands a layer on."""

    ID, TITLE, SUMMARY, HELP = "handing", "Handing", "Hands on.", "<p>Hands on.</p>"
    BLOCKS = ()

    def declare(self):
        from qgis.core import QgsProcessingParameterFeatureSource

        self.add(QgsProcessingParameterFeatureSource("INPUT", "Input"), "Input.")

    def compute(self, run):
        return {"FOUND": refuse_expired(run, "INPUT")}


def test_one_line_refuses_a_layer_that_is_past_its_time(run, today, tmp_path):
    scored = str(tmp_path / "scored.gpkg")
    given = {"INPUT": point_layer(walk_rows(2, 30)), "AREA": shape_layer([AREA]), "OUTPUT": scored}
    run("scoregaps", **given, **FIELDS, **TERMS)
    ends = retention_of(record_of(QgsVectorLayer(scored, "scored", "ogr"))).ends
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    for day, right in ((ends, True), (date.fromordinal(ends.toordinal() + 1), False)):
        today(day)
        handing = Handing().create()
        assert handing.prepare({"INPUT": scored}, context, feedback)
        if right:
            (found,) = handing.runPrepared({"INPUT": scored}, context, feedback)["FOUND"]
            assert found.ends == ends
        else:
            with pytest.raises(Exception, match="past its time"):
                handing.runPrepared({"INPUT": scored}, context, feedback)


@pytest.mark.parametrize("name", ["scorearchive", "effortarchive", "profilearchive"])
def test_days_past_their_time_are_refused_until_the_period_begins_later(run, log, today, archive, name):
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "CELL_SIZE": 200, "OUTPUT": "memory:"}
    found = run(name, **given)
    record = record_of(found["OUTPUT"])
    assert (record["results"]["ARCHIVE_RETAIN_DAYS"], record["results"]["ARCHIVE_PURPOSE"]) == (30, "to plan patrols")
    assert retention_of(record).retain_days == 30
    assert not [text for text in log.warnings if "past their time" in text]
    today(date(2026, 3, 4))  # 30 days after 2 February
    with pytest.raises(QgsProcessingException) as error:
        run(name, **given)
    text = str(error.value)
    assert "2026-01-31 to 2026-02-01" in text
    start = text.partition(" or later")[0].rpartition(" ")[2]
    assert start == "2026-02-03"  # fixes before the period are read as well
    assert run(name, **given, PERIOD_START=start)
    assert any("still has 2 days past their time: 2026-01-31 to 2026-02-01" in each for each in log.warnings)
    assert any("Partial results" in each for each in log.warnings)
    with pytest.raises(QgsProcessingException, match="past their time"):
        run(name, **given, PERIOD_START="2026-02-01")


def test_an_assessment_of_an_archive_names_no_folder(run, tmp_path, archive):
    given = {"ARCHIVE": archive, "AREA": shape_layer([AREA]), "CELL_SIZE": 200}
    scored = run("scorearchive", **given, PARTIALS=str(tmp_path / "kept"), OUTPUT="memory:")["OUTPUT"]
    page = tmp_path / "page.html"
    run("impactassessment", RESULTS=[scored], HTML=str(page), MARKDOWN=str(tmp_path / "page.md"))
    for path in (page, tmp_path / "page.md"):
        text = path.read_text(encoding="utf-8")
        assert str(tmp_path.parent) not in text
        assert tmp_path.name not in text
        for part in ("to plan patrols", "5 days", "30 days", "2026-03-06"):
            assert part in text, part


def test_an_archive_keeps_its_purpose_and_its_time(run, log, archive, fixes):
    for more, text in (({"PURPOSE": "to rank officers"}, "another purpose"), ({"RETAIN_DAYS": 31}, "may be kept for")):
        with pytest.raises(QgsProcessingException, match=text):
            run("makearchive", INPUT=[as_layer(fixes)], ARCHIVE=archive, **FIELDS, **more)
    assert read_description(archive).retain_days == 30
    result = run("makearchive", RETAIN_DAYS=7, ARCHIVE=archive)  # nothing to read
    assert (result["DAY_COUNT"], result["NEW_DAYS"], result["DELETED_DAYS"]) == (5, 0, 0)
    assert read_description(archive).retain_days == 7
    assert read_description(archive).purpose == "to plan patrols"


def test_an_archive_takes_the_terms_of_its_layers(run, tmp_path):
    pytest.importorskip("pyarrow")
    tracks, path = str(tmp_path / "tracks.gpkg"), str(tmp_path / "archive")
    run("preparetracks", INPUT=point_layer(walk_rows(2, 30)), OUTPUT=tracks, **FIELDS, **TERMS)
    run("makearchive", INPUT=[tracks], ARCHIVE=path, RETAIN_DAYS=8)
    assert (read_description(path).retain_days, read_description(path).purpose) == (8, "to plan patrols")
    with pytest.raises(QgsProcessingException, match="another purpose"):
        run("makearchive", INPUT=[tracks], ARCHIVE=str(tmp_path / "other"), PURPOSE="to rank officers")
    assert not (tmp_path / "other").exists()


def test_days_are_deleted_only_where_that_is_asked_for(run, log, today, archive):
    today(date(2026, 3, 4))
    assert run("makearchive", RETAIN_DAYS=30, ARCHIVE=archive)["DELETED_DAYS"] == 0
    assert any("still has 2 days past their time" in text for text in log.warnings)
    result = run("makearchive", DELETE_EXPIRED=True, ARCHIVE=archive)
    assert (result["DELETED_DAYS"], result["DAY_COUNT"]) == (2, 3)
    assert any("2 days deleted, past their time: 2026-01-31 to 2026-02-01" in text for text in log.warnings)


def test_what_cannot_be(run, tmp_path):
    pytest.importorskip("pyarrow")
    for more in ({"DELETE_EXPIRED": True}, {}):
        with pytest.raises(QgsProcessingException, match="set INPUT or FOLDER"):
            run("makearchive", ARCHIVE=str(tmp_path / "none"), **more)
    with pytest.raises(QgsProcessingException, match="from 0 to 36500"):
        run("makearchive", ARCHIVE=str(tmp_path / "none"), RETAIN_DAYS=-1)


def test_nothing_given_leaves_no_trace_but_empty_parameters(run):
    scored = run("scoregaps", INPUT=point_layer(walk_rows(2, 30)), AREA=shape_layer([AREA]), OUTPUT="memory:", **FIELDS)
    record = record_of(scored["OUTPUT"])
    assert record["parameters"]["RETAIN_DAYS"] is None
    assert record["parameters"]["PURPOSE"] is None
    assert not [name for name in record["results"] if name.startswith("ARCHIVE")]
    del record["parameters"]["RETAIN_DAYS"], record["parameters"]["PURPOSE"]
    assert retention_of(record).ends is None  # as records were before
