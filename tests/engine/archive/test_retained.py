"""Archives keep their terms, and lose days that are past their time only where that is asked for."""

import json
from datetime import date

import numpy as np
import pytest
from archived_walks import HELSINKI, START, UTM_35, files, walks

from blindspot.engine.archive.dataset import Archive
from blindspot.engine.archive.rejected import RejectedRows
from blindspot.engine.archive.retained import check_days, delete_expired, expired_days
from blindspot.engine.archive.writing import ArchiveWriter
from blindspot.engine.errors import UserError
from blindspot.engine.provenance.retention import Terms

parquet = pytest.importorskip("pyarrow.parquet")
DAY = 86_400
FOUR = START + np.arange(4)[:, None] * DAY + np.array([60.0, 600.0])
TERMS = Terms(10, "to plan patrols")


def write(folder, t, terms=None, rejected=None):
    with ArchiveWriter(str(folder), UTM_35, HELSINKI, terms=terms) as writer:
        writer.add(walks(np.ravel(t)))
        if rejected is not None:
            writer.reject(rejected)
        writer.commit()
    return Archive.open(str(folder))


def rejected(t):
    t = np.array(t, float)
    here = np.full(len(t), 1.0)
    codes = np.zeros(len(t), int)
    return RejectedRows("s", "EPSG:4326", here, here, t, codes, ("U",), codes, np.full(len(t), "far", object))


def test_terms_are_in_the_archive_and_only_become_stricter(tmp_path):
    archive = write(tmp_path, FOUR[:1], TERMS)
    assert (archive.retain_days, archive.purpose) == (10, "to plan patrols")
    assert write(tmp_path, FOUR[1:2]).retain_days == 10  # nothing given: as it is
    assert write(tmp_path, FOUR[2:3], Terms(5)).retain_days == 5
    before = files(tmp_path)
    for terms in (Terms(6), Terms(5, "to watch officers")):
        with pytest.raises(UserError, match="The archive"):
            write(tmp_path, FOUR[3:], terms)
    assert files(tmp_path) == before
    assert Archive.open(str(tmp_path)).purpose == "to plan patrols"


def test_without_terms_the_description_is_as_before(tmp_path):
    archive = write(tmp_path, FOUR)
    text = json.loads((tmp_path / "blindspot_archive.json").read_text(encoding="utf-8"))
    assert set(text) == {"crs", "timezone", "made_by", "schema"}
    assert expired_days(archive, date(2100, 1, 1)) == []
    assert check_days(archive, ["2026-01-01"], date(2100, 1, 1)) == []


def test_asked_days_past_their_time_are_refused_and_others_named(tmp_path):
    archive = write(tmp_path, FOUR, TERMS)
    today = date(2026, 1, 13)
    assert expired_days(archive, today) == ["2026-01-01", "2026-01-02"]
    with pytest.raises(UserError) as error:
        check_days(archive, ["2026-01-02", "2026-01-03"], today, before=3600)
    for part in (
        " has 1 day past their time in what is asked",
        "2026-01-02",
        "RETAIN_DAYS of the archive is 10",
        "2026-01-04 or later",
    ):
        assert part in str(error.value)
    (notice,) = check_days(archive, ["2026-01-03", "2026-01-04"], today)
    assert "2026-01-01 to 2026-01-02" in notice
    assert "DELETE_EXPIRED" in notice
    assert check_days(archive, ["2026-01-01"], date(2026, 1, 11)) == []  # its last day


def test_deleting_takes_days_their_rejected_rows_and_partial_results(tmp_path):
    write(tmp_path, FOUR, TERMS, rejected([START + 60, START + 3 * DAY, np.nan]))
    (tmp_path / "partials" / "ab").mkdir(parents=True)
    before = files(tmp_path)
    assert delete_expired(str(tmp_path), date(2026, 1, 11)).dates == ()
    assert files(tmp_path) == before
    assert (tmp_path / "partials").exists()
    found = delete_expired(str(tmp_path), date(2026, 1, 13))
    assert (found.dates, found.fixes, found.rejected, found.partials) == (("2026-01-01", "2026-01-02"), 8, 1, True)
    assert set(files(tmp_path)) == {"date=2026-01-03", "date=2026-01-04"}
    assert not (tmp_path / "partials").exists()
    (path,) = (tmp_path / "rejected").iterdir()
    assert len(parquet.read_table(path)) == 2  # a later one, and one without a time
    delete_expired(str(tmp_path), date(2026, 3, 1))
    assert Archive.open(str(tmp_path)).days == ()
    assert Archive.open(str(tmp_path)).retain_days == 10


def test_an_archive_without_terms_loses_nothing(tmp_path):
    write(tmp_path, FOUR, None, rejected([START]))
    assert delete_expired(str(tmp_path), date(2100, 1, 1)).dates == ()
    assert len(files(tmp_path)) == 4
