"""The record of a run: which algorithm, version, inputs and parameters made a result. Every output carries one, and it
contains the records that its inputs carried."""

import json
import math
from collections.abc import Iterator

from ..language import tr

SCHEMA = 1
"""Raised when a reader of an older version could misunderstand a record."""

MOST_RUNS = 50
"""Runs that follow one another in a record: more than any chain of algorithms has."""
TEXTS = (
    *("provider", "id", "path", "relative", "layerName", "subset", "query", "column", "geometryType"),
    *("vsiPrefix", "vsiSuffix"),
)
"""Parts of the source of an input that are texts."""


class DamagedRecord(ValueError):
    """A record that cannot be read. The message says why, as the end of a sentence."""


def as_json(record: dict) -> str:
    """A record as text. Keys are sorted; what JSON cannot hold (NaN, infinity) becomes null."""
    return json.dumps(_finite(record), ensure_ascii=False, sort_keys=True, allow_nan=False)


def from_json(text: str) -> dict:
    """A record from text. Raises DamagedRecord where it is none, or where its schema is newer than this version."""
    try:
        record = json.loads(text)
        check(record)
    except DamagedRecord:
        raise
    except (ValueError, RecursionError):
        raise DamagedRecord(tr("it is not valid JSON")) from None
    return record


def check(record, runs: int = 1) -> None:
    """Raises DamagedRecord where `record` does not have the form of a record of a known schema. runs: how many records
    it is within, and itself."""
    if runs > MOST_RUNS:
        raise DamagedRecord(tr("it has more than {most_runs} runs one after the other", most_runs=MOST_RUNS))
    if not isinstance(record, dict) or not isinstance(record.get("schema"), int):
        raise DamagedRecord(tr("it has no schema"))
    if record["schema"] > SCHEMA:
        raise DamagedRecord(
            tr(
                "it was written by a newer version of Blindspot ({blindspot})",
                blindspot=record.get("blindspot", "unknown"),
            )
        )
    for key, kind in (("algorithm", str), ("parameters", dict), ("inputs", dict)):
        if not isinstance(record.get(key), kind):
            raise DamagedRecord(tr("it has no {key}", key=key))
    for key in ("output", "results", "made_with"):
        if not isinstance(record.get(key) or {}, dict):
            raise DamagedRecord(tr("its {key} cannot be read", key=key))
    for inputs in record["inputs"].values():
        if not isinstance(inputs, list) or not all(isinstance(one, dict) for one in inputs):
            raise DamagedRecord(tr("its inputs are not layers"))
        for one in inputs:
            _check_input(one)
            if one.get("record") is not None:
                check(one["record"], runs + 1)


def _check_input(entry: dict) -> None:
    source = entry.get("source") or {}
    if not isinstance(source, dict) or not all(isinstance(source.get(key, ""), str) for key in TEXTS):
        raise DamagedRecord(tr("it does not say where its inputs are"))
    options, limit = source.get("openOptions", []), entry.get("limit", 0)
    if not isinstance(options, list) or not all(isinstance(one, str) for one in options):
        raise DamagedRecord(tr("it does not say how its inputs are opened"))
    if not isinstance(entry.get("filter", ""), str) or type(limit) is not int or abs(limit) >= 2**63:
        raise DamagedRecord(tr("it does not say which features were used"))


def name_of(record: dict) -> str:
    """The id of the algorithm without that of its provider, such as scoregaps."""
    return record["algorithm"].rpartition(":")[2]


def chain(record: dict) -> Iterator[dict]:
    """The record, then those of its inputs, then those of their inputs, and so on: the nearest first."""
    level = [record]
    while level:
        yield from level
        level = [one["record"] for each in level for one in inputs_of(each) if one.get("record") is not None]


def inputs_of(record: dict) -> Iterator[dict]:
    """All input layers of a record."""
    for inputs in record["inputs"].values():
        yield from inputs


def _finite(value):
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
