"""The layers that were published earlier, and what a published layer says of itself for later publications."""

import json
from hashlib import sha256

import numpy as np

from ...engine.errors import UserError
from ...engine.publication.differencing import EarlierLayer
from ...engine.publication.figures import EFFORT
from ...engine.publication.published_places import PUBLISHED
from ...engine.publication.rules import PublicationRules
from ..base import tr
from ..run import Run
from .evidence import QUESTION
from .publication import Behind, LayerToPublish

NOT_ASKED = (*("PERIOD_START", "PERIOD_END", "INPUT", "TIME_FIELD", "UNIT_FIELD", "PLACES", "AREA", "GRID_REACH"),)
"""Parameters of a gap score that may differ between layers that are compared: which places, days and fixes these are
is compared itself."""
CELLS = ("CELL_SIZE", "GRID_TYPE")
"""The same of patrol effort alone, which is the sum of its parts. A gap is that of the centre of a cell, and
other cells have other centres."""
FACTS = "PUBLISHED"
"""The result in the record of a published layer that says what a later publication is compared with."""


def question_key(layer: LayerToPublish) -> str:
    """A hash of what the figures of a layer mean: two layers with the same can be compared. It names no layer."""
    maker = layer.maker or {"algorithm": "", "parameters": {}, "inputs": {}}
    named = ("DEMAND", "PLACES", "BUILDINGS", "SIGHT_TERRAIN", "WATCHERS")
    left_out = (*NOT_ASKED, *CELLS) if layer.kind == EFFORT else NOT_ASKED
    asked = [name for name in QUESTION if name in maker["parameters"] and name not in left_out]
    values = {name: maker["parameters"][name] for name in asked}
    contents = {name: [one.get("content") for one in maker["inputs"].get(name, ())] for name in named}
    text = json.dumps([layer.kind, values, contents], sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def published_facts(layer: LayerToPublish, behind: Behind, rules: PublicationRules, total: bool) -> dict:
    """What the record of a published layer says for later publications."""
    first, last = behind.days
    return {
        "kind": layer.kind,
        "first_day": str(np.datetime64(first, "D")),
        "last_day": str(np.datetime64(last, "D")),
        "question": question_key(layer),
        "fixes": behind.positions.within(first, last).digest(),
        "steps": [rules.gap_step, rules.count_step],
        "total": bool(total),
    }


def earlier_layers(run: Run, layer: LayerToPublish, behind: Behind, rules: PublicationRules) -> list[EarlierLayer]:
    """The layers of EARLIER. Raises UserError where one was rounded in another way."""
    found = []
    for index, source in enumerate(run.layers("EARLIER")):
        features = run.features(source, layer.crs, of=("EARLIER", index))
        record = run.inputs.layers["EARLIER"][index].record or {}
        facts = _checked((record.get("results") or {}).get(FACTS))
        shown = np.array([text == PUBLISHED for text in features.texts("status")], bool)
        if facts is None:
            run.warn(
                tr(
                    "{name} does not say of which days it is. Nothing is published where it has figures.",
                    name=source.name,
                )
            )
            found.append(EarlierLayer(features.geometry, shown, *behind.days, same_question=False))
            continue
        if (facts["kind"] == EFFORT) != (layer.kind == EFFORT):
            run.say(
                tr(
                    "{name} is not compared: a gap and an effort are different quantities, and cannot be subtracted.",
                    name=source.name,
                )
            )
            continue
        first, last = (_day(facts[name]) for name in ("first_day", "last_day"))
        meets = first <= behind.days[1] and last >= behind.days[0]
        if meets and list(facts["steps"]) != [rules.gap_step, rules.count_step]:
            raise UserError(
                tr(
                    "{name} was published with gaps rounded to {gap:g} and counts to {count:g}. Figures that are "
                    "rounded in two ways narrow each other. Set GAP_STEP and COUNT_STEP to the same.",
                    name=source.name,
                    gap=facts["steps"][0],
                    count=facts["steps"][1],
                )
            )
        same = facts["question"] == question_key(layer)
        same = same and facts["fixes"] == behind.positions.within(first, last).digest()
        if meets and not same:
            run.warn(
                tr(
                    "{name} rests on other fixes of the same days, or answers another question. Nothing is published "
                    "where it has figures.",
                    name=source.name,
                )
            )
        found.append(EarlierLayer(features.geometry, shown, first, last, same, bool(facts["total"])))
    return found


def _checked(facts) -> dict | None:
    """What a record says of a published layer; None where it cannot be read."""
    try:
        readable = bool(
            facts["kind"] and facts["question"] and facts["fixes"] and len(facts["steps"]) == 2 and "total" in facts
        )
        return facts if readable and _day(facts["first_day"]) <= _day(facts["last_day"]) else None
    except (KeyError, TypeError, ValueError):
        return None


def _day(text: str) -> int:
    return int(np.datetime64(text, "D").astype(np.int64))
