"""What watchers see of a place, in words."""

from collections.abc import Sequence

import numpy as np

from ..language import tr, tr_plural
from ..sight.watchers import Watchers
from ..text import joined
from ..timing.hours import hours_text
from ..timing.text import duration_text
from ..timing.watch import Watch
from .watched import MIXED

ALL = 1.0 - 1e-6
"""The share of the watch, or of the sample points, that is all of it."""


def watcher_reasons(watched: np.ndarray, watchers: Watchers, nights: int, length: float, watch: Watch) -> list[str]:
    """For each of n places, which watchers see it when: "a camera sees it all night"; empty where none does in the
    watch.

    watched: (n,) of the type WATCHED; nights: how many there are; length: of all of them, in seconds; watch: names
    them.
    """
    texts = [""] * len(watched)
    schedules = [hours_text(hours) for hours in watchers.schedules[0]]
    by_night = watch.night == "night"
    for place in np.flatnonzero(watched["seconds"] > 0).tolist():
        _, _, share, part, kinds, hours = watched[place].tolist()
        when = _when(share / part, schedules[hours] if hours != MIXED else "", length * share / part / nights, by_night)
        texts[place] = _sentence(_who(kinds), sum(kinds), when, part >= ALL)
    return texts


def capitalized(text: str) -> str:
    """The text with a large first letter."""
    return text[:1].upper() + text[1:]


def _when(share: float, hours: str, each: float, by_night: bool) -> str:
    """When in the watch. share: of the watch; hours: of the watchers, empty if they differ or are always; each: seconds
    in each night."""
    if share >= ALL:
        return tr("all night") if by_night else tr("throughout the watch")
    if hours:
        return hours
    duration = duration_text(each)
    return (
        tr("about {duration} a night", duration=duration)
        if by_night
        else tr("about {duration} a day", duration=duration)
    )


def _who(kinds: Sequence[int]) -> str:
    """ "a camera", "2 cameras and a post"."""
    cameras, posts, others = kinds
    parts = [
        tr_plural("a camera", "{count} cameras", cameras, count=cameras) if cameras else "",
        tr_plural("a post", "{count} posts", posts, count=posts) if posts else "",
        tr_plural("a watcher", "{count} watchers", others, count=others) if others else "",
    ]
    return joined([part for part in parts if part])


def _sentence(who: str, count: int, when: str, whole: bool) -> str:
    """who: the watchers; count: how many; whole: whether they see the whole place."""
    if whole:
        return tr_plural("{who} sees it {when}", "{who} see it {when}", count, who=who, when=when)
    return tr_plural("{who} sees a part of it {when}", "{who} see a part of it {when}", count, who=who, when=when)
