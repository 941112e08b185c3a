"""The page that is handed out to residents: a map of numbered areas, what is planned in plain words, and how to answer.

It holds nothing that helps a burglar: no blind spots, no routes, no times, no launch sites, and no record of the runs,
which names all of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..consultation.areas import NumberedAreas
from ..consultation.levels import HIDDEN, level_words
from ..language import tr
from .area_map import LEVEL_COLOURS, area_drawing
from .background import Draws
from .html import render


@dataclass(frozen=True)
class Statements:
    """What only the agency can say, as texts; empty where it is not given. contact: whom to ask, and where to object or
    send answers; until: to when answers are taken; recorded: what drones record and what not; use: what happens with
    answers."""

    title: str
    agency: str
    question: str
    flights_for: str
    recorded: str
    use: str
    until: str
    contact: str

    @property
    def missing(self) -> list[str]:
        """The parameters of those without which the page must not be handed out."""
        needed = ("agency", "flights_for", "recorded", "use", "until", "contact")
        return [name.upper() for name in needed if not getattr(self, name)]


@dataclass(frozen=True)
class AreaRow:
    """An area in the list. level: in words, empty where it is not shown."""

    number: int
    name: str
    level: str


def consult_page(
    areas: NumberedAreas, level: np.ndarray, edges: tuple[float, float], said: Statements, draws: Draws | None
) -> str:
    """The page. level: (a,) as in `levels`, all HIDDEN where nothing is said of plans; edges: minutes a night from
    which a level is some, and many."""
    words, shown = level_words(), bool((level != HIDDEN).any())
    rows = [
        AreaRow(int(number), name, "" if one == HIDDEN else words[one])
        for number, name, one in zip(areas.number, areas.name, level.tolist(), strict=True)
    ]
    about = tr("Map of {count} numbered areas.", count=len(areas))
    return render(
        "consult.html.j2",
        title=said.title or tr("Drones over your area: what do you want?"),
        asked=None,
        facts=(),
        said=said,
        drawing=area_drawing(areas, level, draws, about),
        key=_key(words, edges, bool((level == HIDDEN).any())) if shown else [],
        rows=rows if any(areas.name) else [],
        by_level=_by_level(areas, level, words) if shown and not any(areas.name) else [],
        levels=shown,
    )


def _by_level(areas: NumberedAreas, level: np.ndarray, words: Sequence[str]) -> list[tuple[str, str]]:
    """Each level with the numbers of its areas, the highest first: for those who do not see the colours."""
    found = []
    for one in range(len(words) - 1, -1, -1):
        numbers = areas.number[level == one].tolist()
        if numbers:
            found.append((words[one], tr(", ").join(map(str, numbers))))
    return found


def _key(words: Sequence[str], edges: tuple[float, float], some_hidden: bool) -> list[tuple[str, str]]:
    """(colour, text) of each level."""
    few, some, many = words
    low, high = edges
    key = [
        (LEVEL_COLOURS[0], tr("{level}: less than {low:g} min a night", level=few, low=low)),
        (LEVEL_COLOURS[1], tr("{level}: {low:g} to {high:g} min", level=some, low=low, high=high)),
        (LEVEL_COLOURS[2], tr("{level}: {high:g} min or more", level=many, high=high)),
    ]
    return [*key, ("#ffffff", tr("not shown: the area is small"))] if some_hidden else key
