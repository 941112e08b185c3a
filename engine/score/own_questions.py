"""Which question each place is asked, where places have their own revisit interval or their own hours.

Places with the same revisit interval and the same watch are asked the same question. Each question is what a run over
its places alone would ask: its own period, starting moments and nights. So gaps of places with different questions
can be compared: each is the probability that something at the place goes unseen for as long as matters there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..text import counted, listed, shortened
from ..timing.watch import Watch
from ..timing.watch_text import BySun, parse_watch
from .evidence import OwnQuestions
from .question import AskedQuestion

MOST = 100
"""Different questions at most: each has its own starting moments, nights and bounds."""
LEAST_REVISIT = 0.6
"""Seconds, as for all places."""
NAMED = 3
"""Wrong values, or places, that a message names."""


@dataclass(frozen=True)
class PlaceFields:
    """What n places are asked, by their fields. revisit: (n,) seconds; watch: (n,) the index of their watch in
    `watches`, of which the first is that of the run."""

    revisit: np.ndarray
    watch: np.ndarray
    watches: tuple[Watch, ...]


def place_fields(
    places: int,
    minutes: np.ndarray | None,
    texts: Sequence[str] | None,
    revisit: float,
    watch: Watch,
    names: tuple[str, str],
    by_sun: BySun,
) -> PlaceFields:
    """What the fields of n `places` say. minutes: (n,) their revisit intervals, NaN for `revisit` (s); texts: (n,)
    their hours, empty for `watch`; None: no such field; names: of the fields in messages; by_sun: see `parse_watch`.

    Raises UserError for intervals that are not positive, and hours that cannot be read, with their number.
    """
    own = np.full(places, float(revisit))
    if minutes is not None:
        wrong = np.flatnonzero(minutes < LEAST_REVISIT / 60)  # false for NaN
        if len(wrong):
            values = dict.fromkeys(f"{value:g}" for value in minutes[wrong[:1000]])
            raise UserError(
                tr(
                    "{name}: {wrong} of {places} have a revisit interval that is not positive: {values}. Give minutes "
                    "of {least:g} or more; where there is none, REVISIT is used.",
                    name=names[0],
                    wrong=len(wrong),
                    places=counted(places, "place"),
                    values=listed(list(values), NAMED),
                    least=LEAST_REVISIT / 60,
                )
            )
        own = np.where(np.isnan(minutes), own, minutes * 60)
    if texts is None:
        return PlaceFields(own, np.zeros(places, np.int64), (watch,))
    watches, of_text, wrong, bad = {watch: 0}, {}, 0, {}
    codes = np.zeros(places, np.int64)
    for place, text in enumerate(texts):
        if not text.strip():
            continue
        if text not in of_text:
            try:
                found = parse_watch(text, watch.timezone, by_sun)
                of_text[text] = watches.setdefault(found, len(watches))
            except UserError:
                of_text[text] = None
        if of_text[text] is None:
            wrong, bad[shortened(text, 30)] = wrong + 1, None
        else:
            codes[place] = of_text[text]
    if wrong:
        raise UserError(
            tr(
                "{name}: the hours of {wrong} of {places} cannot be read: {values}. Write hours such as 22:00-05:00, "
                "08:00-18:00 Mon-Fri, all day, or sunset to sunrise; where there are none, those of the run are used.",
                name=names[1],
                wrong=wrong,
                places=counted(places, "place"),
                values=listed([f"'{text}'" for text in bad], NAMED),
            )
        )
    return PlaceFields(own, codes, tuple(watches))


@dataclass(frozen=True)
class AskedOfPlaces:
    """The questions of places, those of most places first, with what there is to say about each (`AskedQuestion`).
    usual: the index of the question of the run, None where no place is asked it."""

    own: OwnQuestions
    asked: tuple[AskedQuestion, ...]
    usual: int | None

    @property
    def places(self) -> list[int]:
        """How many places are asked each question."""
        return np.bincount(self.own.which, minlength=len(self.asked)).tolist()


def questions_of(
    fields: PlaceFields,
    revisit: float,
    ask: Callable[[Watch, float], AskedQuestion],
    ids: Callable[[int], str],
    names: str,
) -> AskedOfPlaces:
    """The questions of the places. revisit: of the run, in s; ask: returns the question of a watch with a revisit
    interval in s; ids: returns what a place is called;
    names: of the fields.

    Raises UserError for more than MOST different questions, and where one cannot be asked, with its places.
    """
    pairs = np.column_stack([fields.revisit, fields.watch])
    different, first, which, count = np.unique(
        pairs, axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    which = which.reshape(-1)
    if len(different) > MOST:
        raise UserError(
            tr(
                "{names}: the places ask {questions:,} different questions (revisit interval and hours), more than "
                "{most}. Round the revisit intervals, for example to 10 min.",
                names=names,
                questions=len(different),
                most=MOST,
            )
        )
    order = np.lexsort((first, -count))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    which, different, count = rank[which], different[order], count[order]
    asked = []
    for number, (seconds, code) in enumerate(different.tolist()):
        watch = fields.watches[int(code)]
        try:
            asked.append(ask(watch, seconds))
        except UserError as error:
            some = [ids(place) for place in np.flatnonzero(which == number)[: NAMED + 1].tolist()]
            names_of_some = tr(", ").join(some[:NAMED]) + (" ..." if len(some) > NAMED else "")
            raise UserError(
                tr(
                    "{names}: {places} ({ids}) with {revisit:g} min, {watch}: {error}",
                    names=names,
                    places=counted(int(count[number]), "place"),
                    ids=names_of_some,
                    revisit=seconds / 60,
                    watch=watch,
                    error=error,
                )
            ) from error
    watches = tuple(fields.watches[int(code)] for code in different[:, 1])
    of_run = np.flatnonzero((different[:, 0] == revisit) & (different[:, 1] == 0)).tolist()
    own = OwnQuestions(which, tuple(each.question for each in asked), watches, fields.watches[0])
    return AskedOfPlaces(own, tuple(asked), of_run[0] if of_run else None)
