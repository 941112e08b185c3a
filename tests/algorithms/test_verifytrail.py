"""The audit trail: which runs are appended to it, and blindspot:verifytrail."""

import json
import os
from pathlib import Path

import pytest
from qgis.core import (
    QgsExpressionContextUtils,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsVectorLayer,
)
from test_chain import child

from blindspot.algorithms.outputs.trail import VARIABLE
from blindspot.engine.provenance.trail import FILE, append
from blindspot.engine.provenance.verified_trail import verify
from blindspot.layers.provenance_files import stored
from small_layers import Feedback, attributes, point_layer, saved

FIELDS = {"TIME_FIELD": "time", "UNIT_FIELD": "unit"}


@pytest.fixture
def project(qgis_app, tmp_path):
    """The folder of the project."""
    project, folder = QgsProject.instance(), tmp_path / "project"
    folder.mkdir()
    project.setPresetHomePath(str(folder))
    yield folder
    QgsExpressionContextUtils.removeProjectVariable(project, VARIABLE)
    project.setPresetHomePath("")


@pytest.fixture
def tracks(run, walks):
    """Prepares tracks."""

    def tracks(feedback=None, **parameters):
        more = {} if feedback is None else {"feedback": feedback}
        return run("preparetracks", **{"INPUT": walks, "OUTPUT": "memory:", **FIELDS, **more, **parameters})

    return tracks


def entries(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]


def test_nothing_is_written_unasked(tracks, project, log):
    tracks()
    assert list(project.iterdir()) == []
    assert not log.warnings


def test_runs_are_appended_where_the_project_has_a_trail(run, tracks, project, log):
    (project / FILE).touch()
    made = str(project / "tracks.gpkg")
    tracks(OUTPUT=made)
    tracks(MAX_SPEED=99)
    first, second = entries(project)
    assert (first["number"], second["number"]) == (1, 2)
    assert second["before"] == first["hash"]
    assert first["algorithm"] == "blindspot:preparetracks"
    record = stored(QgsVectorLayer(made, "tracks", "ogr")).record
    assert first["outputs"]["OUTPUT"]["content"] == record["output"]["content"]
    assert first["outputs"]["OUTPUT"]["path"].endswith("tracks.gpkg")
    assert first["parameters"] == record["parameters"]
    assert first["inputs"] == record["inputs"]
    assert first["version"] == record["blindspot"]
    assert second["parameters"]["MAX_SPEED"] == 99
    assert not log.warnings
    found = run("verifytrail", TRAIL=str(project / FILE))
    assert (found["INTACT"], found["ENTRIES"], found["LAST_HASH"]) == (1, 2, second["hash"])
    assert len(entries(project)) == 3  # the verification is a run as well


def test_the_variable_names_a_folder(tracks, project, tmp_path, monkeypatch, log):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    QgsExpressionContextUtils.setProjectVariable(QgsProject.instance(), VARIABLE, "../one")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "two"))
    tracks()
    assert len(entries(tmp_path / "one")) == 1
    assert not (tmp_path / "two" / FILE).exists()
    QgsExpressionContextUtils.removeProjectVariable(QgsProject.instance(), VARIABLE)
    (project / FILE).touch()
    tracks()
    assert len(entries(tmp_path / "two")) == len(entries(project)) == 1  # both are asked for
    monkeypatch.setenv(VARIABLE, str(project))
    tracks()
    assert len(entries(project)) == 2
    assert not log.warnings
    QgsProject.instance().setPresetHomePath("")
    monkeypatch.setenv(VARIABLE, "trails")
    tracks()
    (warning,) = log.warnings
    assert "not in the audit trail" in warning
    assert "Give the whole path" in warning


def test_runs_that_fail_or_are_cancelled_are_not_in_it(tracks, run, project, walks):
    (project / FILE).touch()
    with pytest.raises(QgsProcessingException):
        run("preparetracks", INPUT=point_layer([]), OUTPUT="memory:", **FIELDS)
    with pytest.raises(QgsProcessingException):
        tracks(OUTPUT=str(project / "none" / "tracks.gpkg"))
    cancelled = Feedback(cancel_at=10)
    assert tracks(cancelled) == {}
    assert (project / FILE).read_bytes() == b""
    tracks()
    assert len(entries(project)) == 1


def test_algorithms_without_records_are_in_it_and_home_folders_are_not(run, walks, project, monkeypatch):
    monkeypatch.setenv("HOME", str(project.parent))
    monkeypatch.setenv("USERPROFILE", str(project.parent))
    (project / FILE).touch()
    fixes = saved(walks, project / "fixes.gpkg")
    run("makearchive", INPUT=[fixes], ARCHIVE=str(project / "archive"), TIMEZONE="UTC", **FIELDS)
    scored = str(project / "scored.gpkg")
    run("scoregaps", INPUT=fixes, CELL_SIZE=200, OUTPUT=scored, **FIELDS)
    run("report", SCORED=scored, HTML=str(project / "report.html"))
    again = run("repeatrun", INPUT=scored)
    assert again["AGREES"] == 1
    archive, gaps, report, repeated = entries(project)
    assert archive["outputs"] == {"ARCHIVE": {"path": os.path.join("~", "project", "archive")}}
    assert gaps["outputs"]["OUTPUT"]["content"]
    assert len(report["outputs"]["HTML"]["sha256"]) == 64
    assert repeated["algorithm"] == "blindspot:repeatrun"  # and no other line for the run that it repeats
    text = (project / FILE).read_text(encoding="utf-8")
    assert str(project.parent) not in text
    assert "U0" not in text  # the name of a unit


def test_the_steps_of_a_model_are_in_it(qgis_app, project, walks):
    (project / FILE).touch()
    model = QgsProcessingModelAlgorithm("steps", "tests")
    model.addModelParameter(QgsProcessingParameterFeatureSource("fixes", "fixes"), QgsProcessingModelParameter("fixes"))
    model.addChildAlgorithm(child(model, "scoregaps", {"INPUT": "fixes"}, {**FIELDS, "TIMEZONE": "UTC"}))
    model.addChildAlgorithm(child(model, "findblindspots", {"INPUT": ("scoregaps", "OUTPUT")}, {}))
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    context.setFeedback(feedback)
    _, ok = model.run({"fixes": saved(walks, project / "fixes.gpkg")}, context, feedback)
    assert ok, feedback.errors
    scored, found = entries(project)
    assert [one["algorithm"] for one in (scored, found)] == ["blindspot:scoregaps", "blindspot:findblindspots"]
    assert found["inputs"]["INPUT"][0]["record"]["algorithm"] == "blindspot:scoregaps"


def test_a_trail_that_cannot_be_written_is_a_warning(tracks, project, monkeypatch, log):
    monkeypatch.setenv(VARIABLE, str(project / "none"))
    assert tracks()["OUTPUT"].featureCount() > 0
    (warning,) = log.warnings
    assert "This run is complete, but it is not in the audit trail" in warning
    assert "No such file" in warning
    log.warnings.clear()
    monkeypatch.setenv(VARIABLE, str(project))
    (project / FILE).mkdir()
    assert tracks()["OUTPUT"].featureCount() > 0
    (warning,) = log.warnings
    assert "Is a directory" in warning or "Permission denied" in warning  # on Windows


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root and Windows write to such folders")
def test_a_read_only_folder_is_a_warning(tracks, project, monkeypatch, log):
    monkeypatch.setenv(VARIABLE, str(project))
    project.chmod(0o500)
    tracks()
    project.chmod(0o700)
    assert any("not in the audit trail" in text for text in log.warnings)


@pytest.fixture
def trail(tmp_path):
    path = tmp_path / FILE
    for day in (1, 2, 3):
        append(path, {"time": f"2026-01-0{day}T22:00:00Z", "algorithm": "blindspot:scoregaps", "version": "0.1.0"})
    return path


def test_the_table(run, trail, log):
    data = trail.read_bytes()
    noted = run("verifytrail", TRAIL=str(trail), OUTPUT="memory:")["LAST_HASH"]
    assert noted == verify(trail).last
    assert noted in log.infos[-1]
    assert not log.warnings
    trail.write_bytes(data.replace(b"2026-01-02", b"2026-13-99") + data[:20])
    result = run("verifytrail", TRAIL=str(trail), LAST_HASH=noted, OUTPUT="memory:")
    rows = attributes(result["OUTPUT"], "line", "number", "time", "algorithm", "version", "state")
    times = [row[2] for row in rows]
    assert [(*row[:2], *row[3:]) for row in rows[:3]] == [
        (1, 1, "blindspot:scoregaps", "0.1.0", "whole"),
        (2, 2, "blindspot:scoregaps", "0.1.0", "altered"),
        (3, 3, "blindspot:scoregaps", "0.1.0", "whole"),
    ]
    assert (rows[3][0], rows[3][5]) == (4, "cut")
    assert times[0].toUTC().toString("yyyy-MM-dd HH:mm") == "2026-01-01 22:00"
    assert (result["INTACT"], result["ENTRIES"]) == (0, 3)
    assert "Altered lines: 2." in result["SUMMARY"]
    assert "Lines that are cut: 4." in result["SUMMARY"]
    assert "The line with the hash that was noted is there." in result["SUMMARY"]
    assert any("is not as it was written" in text for text in log.warnings)


def test_lines_removed_are_said(run, trail):
    noted = verify(trail).last
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(lines[0] + lines[1])
    assert run("verifytrail", TRAIL=str(trail))["INTACT"] == 1
    result = run("verifytrail", TRAIL=str(trail), LAST_HASH=noted)
    assert result["INTACT"] == 0
    assert "No line has the hash that was noted" in result["SUMMARY"]
    trail.write_bytes(lines[0] + lines[2])
    result = run("verifytrail", TRAIL=str(trail))
    assert "Lines that do not follow the line before them: 2." in result["SUMMARY"]
    assert "Numbers of runs that no line has: 2." in result["SUMMARY"]


def test_what_cannot_be_verified_is_said(run, trail, tmp_path):
    with pytest.raises(QgsProcessingException, match="must have 64 characters"):
        run("verifytrail", TRAIL=str(trail), LAST_HASH="abc")
    other = tmp_path / "other.jsonl"
    other.write_text("a,b\n")
    with pytest.raises(QgsProcessingException, match="is no audit trail"):
        run("verifytrail", TRAIL=str(other))
    with pytest.raises(QgsProcessingException, match="cannot be read: No such file"):
        run("verifytrail", TRAIL=str(tmp_path / "none.jsonl"))
    other.write_text("")
    assert run("verifytrail", TRAIL=str(other), OUTPUT="memory:")["ENTRIES"] == 0
