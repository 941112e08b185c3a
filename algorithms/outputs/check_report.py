"""The HTML report of a preflight check."""

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...engine.check.rule_texts import rule_name
from ...engine.pages.background import Draws
from ...engine.pages.battery_chart import battery_charts
from ...engine.pages.check_map import check_map
from ...engine.pages.check_page import CheckContent, ViolationRow, finding, page
from ...engine.pages.check_rows import (
    CheckRow,
    Clock,
    PairRow,
    SortieRow,
    check_rows,
    pair_rows,
    place_text,
    sortie_rows,
)
from ...layers.crs import WGS84, crs_name, transform_xy
from ..base import tr
from ..inputs.preflight import Preflight
from ..run import Run
from ..version import version
from .report import input_name, parameter_values
from .violations import moments_of, place_of


class CheckReport:
    """The rows of a report, and the page made of them."""

    def __init__(self, run: Run, found: Preflight):
        self.run, self.found = run, found
        self.clock = Clock.of(found.plan, found.timezone)
        self.pairs: list[PairRow] = pair_rows(found.plan, self.clock, self._degrees)
        hovered = found.record is not None
        self.checks: list[CheckRow] = check_rows(found.plan, found.rules, found.violations, hovered)
        self.sorties: list[SortieRow] = sortie_rows(found.plan, found.rules, found.violations, self.clock)

    @property
    def closest(self) -> float | None:
        """m between the two drones that come closest; None where no two are in the air together."""
        return self.pairs[0].distance if self.pairs else None

    @property
    def least_reserve(self) -> float:
        """%, the least that is left after landing, and after a return where that is held to the reserve; NaN without a
        sortie."""
        left = [row.left for row in self.sorties]
        left += [row.back for row in self.sorties] if self.found.area.returns else []
        left = np.array(left, float)
        return float(left[np.isfinite(left)].min()) if np.isfinite(left).any() else np.nan

    @property
    def sentences(self) -> list[str]:
        """The finding."""
        broken = sum(row.found > 0 for row in self.sorties)
        return finding(len(self.found.violations), broken, len(self.sorties), self.least_reserve, self.closest)

    def page(self, draws: Draws | None) -> str:
        """The page as HTML."""
        found, plan, rules = self.found, self.found.plan, self.found.rules
        some = list(found.violations)
        places = np.array([place_of(one, plan) for one in some]).reshape(-1, 2)
        marks = [(*place, str(row)) for row, place in enumerate(places.tolist(), 1)]
        drawing, colours, zones = check_map(plan, rules, marks, draws)
        degrees = self._degrees(places)
        rows = [
            ViolationRow(
                rule_name(one.rule), self.run.labels.in_report(one.message), self.clock.text(at), place_text(place)
            )
            for one, at, place in zip(some, moments_of(some, plan), degrees, strict=True)
        ]
        content = CheckContent(
            rows,
            drawing,
            colours,
            battery_charts(plan, rules, self.clock),
            self.pairs,
            self.sorties,
            self.checks,
            [self.run.labels.in_report(text) for text in found.assumed],
            rules.area.fenced,
            zones,
            bool(len(rules.privacy)),
            bool(len(rules.area.rally)),
        )
        title = tr("Check before the flight: {name}", name=input_name(self.run, "ROUTES"))
        return page(title, self.sentences, content, self._facts())

    def _facts(self) -> list[tuple[str, str]]:
        made = str((self.found.record or {}).get("made") or "")[:16].replace("T", " ")
        plan = [(tr("Plan made"), f"{made} UTC")] if made else []
        return [
            (tr("Made by"), f"Blindspot {version()}, {self.run.algorithm.id()}"),
            *plan,
            (tr("Times"), self.clock.zone if self.clock.dated else tr("from the first take-off")),
            (tr("CRS worked in"), crs_name(self.found.crs)),
            *((title, value) for _, title, value in parameter_values(self.run)),
        ]

    def _degrees(self, places: np.ndarray) -> np.ndarray:
        """(n, 2) longitude and latitude of (n, 2) places."""
        goal = QgsCoordinateReferenceSystem(WGS84)
        x, y = transform_xy(places[:, 0], places[:, 1], self.found.crs, goal, self.run.transform_context)
        return np.column_stack((x, y))
