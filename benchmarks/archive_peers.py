"""Plain dwell by cell and hour from the same Parquet files, by DuckDB and Polars: the same sums as `dwell`."""

import numpy as np

from blindspot.benchmarks.archive_fixes import ORIGIN
from blindspot.benchmarks.archive_stages import ACROSS, CELL, HOUR, HOURS, LONGEST, OFFSET, ArchiveJob, Said, Stage

LARGEST = 1000
"""Cells that are compared one by one."""
TICKS = 1_000_000  # of the times in the files, per second
SQL = f"""
    WITH fixes AS (
        SELECT unit, epoch_us(time) AS us, {{x}} AS x, {{y}} AS y
        FROM read_parquet('{{files}}', hive_partitioning = false)
    ), followed AS (
        SELECT us, x, y, lead(us) OVER (PARTITION BY unit ORDER BY us) - us AS us_until FROM fixes
    ), placed AS (
        SELECT floor((x - {ORIGIN[0]}) / {CELL})::INTEGER AS col, floor((y - {ORIGIN[1]}) / {CELL})::INTEGER AS row,
               (us // {int(HOUR * TICKS)} + {OFFSET}) % {HOURS} AS hour,
               least(us_until, {int(LONGEST * TICKS)}) AS us_here
        FROM followed WHERE us_until IS NOT NULL
    )
    SELECT ((hour * {ACROSS} + row) * {ACROSS} + col)::BIGINT AS place, sum(us_here)::DOUBLE AS us
    FROM placed WHERE col BETWEEN 0 AND {ACROSS - 1} AND row BETWEEN 0 AND {ACROSS - 1}
    GROUP BY place
"""


def duckdb(job: ArchiveJob) -> Stage:
    """A window over the fixes of each unit, in SQL."""
    import duckdb

    def work() -> np.ndarray:
        connection = duckdb.connect()
        connection.execute(f"SET threads = {job.threads}")
        connection.execute("SET enable_geoparquet_conversion = false")
        query = SQL.format(files=_files(job), x="geometry.x", y="geometry.y")
        found = connection.execute(query).fetchnumpy()
        return _dense(found["place"], found["us"])

    return work, lambda found: _compared(job, found, f"DuckDB {duckdb.__version__}")


def polars(job: ArchiveJob) -> Stage:
    """A lazy query, run by the streaming engine. It relies on the order of the files, as ours does."""
    import polars as pl

    def work() -> np.ndarray:
        us = pl.col("time").dt.epoch("us")
        place = (
            ((pl.col("geometry").struct.field(axis) - low) / CELL).floor().cast(pl.Int32).alias(name)
            for axis, low, name in (("x", ORIGIN[0], "col"), ("y", ORIGIN[1], "row"))
        )
        hour = (pl.col("us") // int(HOUR * TICKS) + OFFSET) % HOURS
        inside = [pl.col(name).is_between(0, ACROSS - 1) for name in ("col", "row")]
        query = (
            pl.scan_parquet(_files(job), hive_partitioning=False)
            .select("unit", us.alias("us"), *place)
            .with_columns(((pl.col("us").shift(-1) - pl.col("us")).over("unit")).alias("here"))
            .filter(pl.col("here").is_not_null(), *inside)
            .select(
                ((hour * ACROSS + pl.col("row")) * ACROSS + pl.col("col")).alias("at"),
                pl.min_horizontal("here", pl.lit(int(LONGEST * TICKS))).alias("here"),
            )
            .group_by("at")
            .agg(pl.col("here").sum())
        )
        found = query.collect(engine="streaming")
        return _dense(found["at"].to_numpy(), found["here"].to_numpy())

    return work, lambda found: _compared(job, found, f"Polars {pl.__version__}")


def _files(job: ArchiveJob) -> str:
    return f"{job.archive}/date=*/fixes.parquet"


def _dense(at: np.ndarray, ticks: np.ndarray) -> np.ndarray:
    """(24 x cells,) seconds."""
    seconds = np.zeros(HOURS * ACROSS**2)
    seconds[np.asarray(at)] = np.asarray(ticks) / TICKS
    return seconds


def _compared(job: ArchiveJob, found: np.ndarray, version: str) -> Said:
    """How much the sums differ from ours."""
    ours = np.load(job.dwell)
    most = np.argpartition(ours, -LARGEST)[-LARGEST:]
    total, cells = abs(found.sum() - ours.sum()), np.abs(found - ours)[most].max()
    said = f"differs from ours by {total:g} s of {ours.sum():.4g} s, by at most {cells:g} s in the {LARGEST:,} largest"
    return {"found": f"{version}; {said}, {np.abs(found - ours).max():g} s in all", "parts": {}}


PEERS = {"duckdb": duckdb, "polars": polars}
