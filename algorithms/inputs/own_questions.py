"""REVISIT_FIELD and WATCH_FIELD: places with their own revisit interval, and their own hours."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...engine.score.own_questions import AskedOfPlaces, place_fields, questions_of
from ...engine.score.question import AskedQuestion
from ...engine.score.recorded_question import OWN
from ...engine.text import counted, listed
from ...engine.timing.text import span_text
from ...engine.timing.watch import Watch
from ...engine.timing.watch_text import BySun
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .field_values import field_numbers
from .parameters import any_field, numeric_field
from .places import PlacesToScore

LINES = 8
"""Questions that the log lists."""


@dataclass(frozen=True)
class OwnQuestionsInput(Block):
    """REVISIT_FIELD and WATCH_FIELD. may_lack: whether places may lack the fields; they are then asked the question of
    the run."""

    may_lack: bool = False

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            numeric_field("REVISIT_FIELD", "Revisit field of the places (min)", "PLACES"),
            "The field of the places with the revisit interval of each place in minutes: how long something may go "
            "unseen there. Use it where places differ: an embassy 15 min, a park 120 min. Where it is null, the "
            "Revisit interval counts. Empty: the Revisit interval, for all places.",
        )
        algorithm.add(
            any_field("WATCH_FIELD", "Watch field of the places", "PLACES"),
            "The field of the places with the hours in which each place is watched, as text: 22:00-05:00, "
            "08:00-18:00 Mon-Fri, all day, or by the sun: sunset to sunrise, civil night, nautical night. Use it where "
            "some places matter by day and others at night. The days are those on which the watch begins. Where it is "
            "null, the hours and weekdays of the run count. Empty: these, for all places.",
        )

    def given(self, run: Run) -> bool:
        """Whether places may have their own questions."""
        return any(run.has(name) and run.field(name) for name in OWN)

    def read(
        self,
        run: Run,
        scored: PlacesToScore,
        watch: Watch,
        revisit: float,
        ask: Callable[[Watch, float], AskedQuestion],
        by_sun: BySun,
    ) -> AskedOfPlaces | None:
        """The questions of the places; None where all are asked that of the run. watch, revisit (s): of the run; ask:
        returns the question of a watch and a revisit interval; by_sun: a watch by the sun. Raises UserError for values
        that cannot be used."""
        if not self.given(run):
            return None
        fields = [run.field(name) for name in OWN]
        names = ", ".join(name for name, field in zip(OWN, fields, strict=True) if field)
        features = scored.features
        if features is None:
            run.warn(tr("{names}: fields of PLACES. Without PLACES they are not used.", names=names))
            return None
        if self.may_lack:
            lacking = [field for field in fields if field and not features.has(field)]
            if lacking:
                run.say(
                    tr(
                        "{layer} has no field {fields}: its places have the revisit interval or the hours of the run.",
                        layer=features.name,
                        fields=listed(lacking, 2),
                    )
                )
            fields = [field if field not in lacking else "" for field in fields]
        minutes = field_numbers(run, features, fields[0]) if fields[0] else None
        texts = features.texts(fields[1]) if fields[1] else None
        read = place_fields(len(features), minutes, texts, revisit, watch, OWN, by_sun)
        if (read.revisit == revisit).all() and not read.watch.any():
            run.say(tr("{names}: all places have the revisit interval and the hours of the run.", names=names))
            return None
        return questions_of(read, revisit, ask, lambda place: str(features.fid[place]), names)


def report_questions(run: Run, found: AskedOfPlaces) -> list[str]:
    """Logs the questions of the places, those of most places first. Returns the sentences on moments whose revisit
    interval reaches outside the data."""
    asked = list(zip(found.asked, found.own.watches, found.places, strict=True))
    lines = [
        tr(
            "{places}: {watch}, seen within {revisit:g} min; {span}, {nights}, {hours:.1f} h of starting moments.",
            places=counted(places, "place"),
            watch=watch,
            revisit=each.question.revisit / 60,
            span=span_text(each.question.period.t0, each.question.period.t1, watch.timezone),
            nights=counted(len(each.question.nights), watch.night),
            hours=float(np.sum(np.diff(each.question.moments))) / 3600,
        )
        for each, watch, places in asked[:LINES]
    ]
    more = asked[LINES:]
    if more:
        lines.append(
            tr(
                "{places} with {questions:,} other questions.",
                places=counted(sum(places for *_, places in more), "place"),
                questions=len(more),
            )
        )
    of_run = (
        tr("No place is asked the question of the run.")
        if found.usual is None
        else tr("The question of the run is asked of {places}.", places=counted(found.places[found.usual], "place"))
    )
    said = (
        tr("All places have the same question of their own.")
        if len(asked) == 1
        else tr("Places have {questions:,} different questions. {of_run}", questions=len(asked), of_run=of_run)
    )
    run.say(said, *lines)
    silent = [(each, watch) for each, watch, _ in asked if each.silent]
    if silent:
        worst, watch = max(silent, key=lambda one: len(one[0].silent))
        run.warn(
            tr(
                "In {questions:,} of these questions there are nights or days without a fix, up to {silent} of "
                "{nights} ({watch}). They count as unseen.",
                questions=len(silent),
                silent=len(worst.silent),
                nights=counted(len(worst.question.nights), watch.night),
                watch=watch,
            )
        )
    partial: dict[str, tuple[str, bool]] = {}
    for each, watch, _ in asked:
        for sentence in each.partial:
            partial.setdefault(sentence, (tr("{watch}: {sentence}", watch=watch, sentence=sentence), each.many))
    told = list(partial.values())[:LINES]
    for text, many in told:
        (run.warn if many else run.say)(text)
    return [text for text, _ in told]
