"""The question that is asked of places in a table, or their own questions."""

from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..score.by_question import asked_of_each
from ..score.evidence import Evidence, OwnQuestions, Question
from ..score.own_questions import place_fields, questions_of
from ..score.question import AskedQuestion, question_of
from ..tables import geopandas, usable_numbers
from ..text import plain_text
from ..timing.watch import Watch
from ..timing.watch_text import BySun
from ..tracks.tracks import Tracks

ASKED = ("revisit_min", "watch")
"""Columns with what was asked of each place."""


@dataclass(frozen=True)
class AskedOfTable:
    """What is asked of the places: one question in one watch, or their own. partial: sentences on moments whose
    revisit interval reaches outside the data, and whether each is a warning."""

    question: Question
    watch: Watch
    partial: list[tuple[str, bool]]
    own: OwnQuestions | None = None


@dataclass(frozen=True)
class Asking:
    """What a question depends on besides the places. watch, revisit (s): of places without their own; bounds: the start
    and the end of the period in s since the epoch, None where they follow from the fixes; by_sun: returns a watch by
    the sun (see `parse_watch`)."""

    tracks: Tracks
    watch: Watch
    revisit: float
    bounds: tuple[float | None, float | None]
    partial_watches: bool
    by_sun: BySun

    def ask(self, watch: Watch, revisit: float) -> AskedQuestion:
        """The question of a watch and a revisit interval in s."""
        return question_of(np.sort(self.tracks.t), watch, revisit, *self.bounds, self.partial_watches)

    def of_places(
        self, places: geopandas.GeoDataFrame | None, revisit_field: str | None, watch_field: str | None
    ) -> AskedOfTable:
        """What is asked of the places, which may have columns of their own. Raises UserError for a column that is
        missing, and for values that cannot be used."""
        fields = {"revisit_field": revisit_field, "watch_field": watch_field}
        given = {name: field for name, field in fields.items() if field is not None}
        for name, field in given.items():
            if places is None or field not in places.columns:
                raise UserError(tr("{name} is {field}, which is no column of places.", name=name, field=field))
        if given:
            minutes = texts = None
            if revisit_field is not None:
                minutes = _minutes(places, revisit_field)
            if watch_field is not None:
                texts = [plain_text(value) for value in places[watch_field]]
            read = place_fields(len(places), minutes, texts, self.revisit, self.watch, tuple(fields), self.by_sun)
            if (read.revisit != self.revisit).any() or read.watch.any():
                labels = places.index
                found = questions_of(read, self.revisit, self.ask, lambda at: str(labels[at]), ", ".join(given))
                first = found.usual or 0
                partial = [
                    (tr("{watch}: {sentence}", watch=watch, sentence=sentence), each.many)
                    for each, watch in zip(found.asked, found.own.watches, strict=True)
                    for sentence in each.partial
                ]
                return AskedOfTable(found.own.questions[first], found.own.watches[first], partial, found.own)
        asked = self.ask(self.watch, self.revisit)
        return AskedOfTable(asked.question, self.watch, [(sentence, asked.many) for sentence in asked.partial])


def asked_columns(evidence: Evidence) -> dict[str, np.ndarray]:
    """The columns of ASKED: minutes, and hours as text."""
    return dict(zip(ASKED, asked_of_each(evidence), strict=True))


def _minutes(places: geopandas.GeoDataFrame, field: str) -> np.ndarray:
    """(n,) the numbers of a column, NaN where there is none. Raises UserError for a column of text."""
    try:
        return usable_numbers(places[field].to_numpy(float, na_value=np.nan))[0]
    except (TypeError, ValueError) as error:
        raise UserError(tr("The column {field} of places holds no numbers.", field=field)) from error
