"""The reason for a place's score, as one sentence."""

import numpy as np

from ..places.demand import Demand
from ..timing.text import duration_text
from .score import Scores

LONG_STAY = 1800.0  # seconds; with longer visits on average, units were posted or parked and did not just pass
DOUBT = 0.1  # the smallest difference between gap and gap_low that the reason mentions


def reasons(scores: Scores, demand: Demand, nights: int, night: str, end: float, demand_range: float) -> list[str]:
    """A sentence for each place. Where times are rounded, the last pass was within the time given.

    nights: their number in the period; night: the word for one of them ("night" or "day"); end: the period's end in
    seconds since the epoch; demand_range: metres.
    """
    many = night if nights == 1 else night + "s"
    never = f"Never seen in {nights} {many}"
    never_in_watch = f"Never seen in the watch in {nights} {many}, only outside it"
    columns = (
        scores.gap,
        scores.gap_low,
        scores.visits,
        scores.nights_seen,
        scores.dwell,
        scores.last_seen,
        scores.worst_gap,
        scores.worst_at_edge,
        np.where(scores.rounded, "within ", ""),
        np.where(scores.rounded, "of", "before"),
    )
    texts = []
    for gap, low, visits, seen, dwell, last, worst, at_edge, within, before in zip(
        *(c.tolist() for c in columns), strict=True
    ):
        doubt = f"; the gap could be {low:.2f} if silent units were there" if gap - low >= DOUBT else ""
        if not visits:
            texts.append(never + doubt)
            continue
        one, several = ("long stay", "long stays") if dwell >= LONG_STAY * visits else ("pass", "passes")
        passes = f"{visits} {one if visits == 1 else several}"
        when = f"Seen on {seen} of {nights} {many}" if seen else never_in_watch
        alone = f"{'at least ' if at_edge else ''}{duration_text(worst)}"
        ago = f"last {within}{duration_text(end - last)} {before} the end"
        texts.append(f"{when} ({passes}, {duration_text(dwell)} in range), {ago}; longest alone {alone}{doubt}")
    about = _demand_texts(demand, demand_range)
    return [f"{text}; {what}." if what else f"{text}." for text, what in zip(texts, about, strict=True)]


def _demand_texts(demand: Demand, reach: float) -> list[str]:
    """For each place, the features near it by layer, the layer with the largest share of its demand first; empty if
    there are none."""
    texts = [""] * len(demand.total)
    some = np.flatnonzero(demand.share.sum(axis=0) > 0) if len(demand.names) else []
    names = [_in_a_sentence(name) for name in demand.names]
    for place in some:
        order = np.argsort(-demand.share[:, place], kind="stable")
        parts = [_counted(int(demand.near[k, place]), names[k]) for k in order if demand.share[k, place] > 0]
        texts[place] = f"{' and '.join(parts)} within {reach:g} m"
    return texts


def _counted(count: int, name: str) -> str:
    """ "2 station exits", "1 station exit", "1 riverside"."""
    plural = name.endswith("s") and not name.endswith("ss")
    return f"{count} {name[:-1] if count == 1 and plural else name}"


def _in_a_sentence(name: str) -> str:
    """A layer's name with a small first letter, unless its first word is all capitals."""
    first = name.split(" ")[0]
    return name if len(first) > 1 and first.isupper() else name[:1].lower() + name[1:]
