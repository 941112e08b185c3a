"""What is given to every slice, and the evidence that it makes of the fixes of one of them."""

from dataclasses import dataclass, replace

import numpy as np

from ..archive.day import Day, DaySource
from ..places.places import Places
from ..provenance.fingerprint import fingerprint
from ..score.detection import Detection, rates
from ..score.evidence import Evidence
from ..score.light import Light
from ..sight.sight import Sight
from ..sight.watchers import Watchers
from ..timing.watch import Watch
from ..tracks.edge_outages import edge_outages
from ..tracks.fixes import Fixes
from ..tracks.tracks import Rejected, TrackRules, Tracks, tracks_from_fixes
from .slice_question import SliceQuestion


@dataclass(frozen=True)
class DetectionRules:
    """The detection parameters of all units: range in metres; time, the mean time to notice in seconds; slowest: m/s,
    slower legs do not count; fastest: m/s during outages, None: the 95th percentile of the moving legs of each unit, in
    the days of a slice; dark: metres, the greatest range after dark."""

    range: float
    time: float
    slowest: float = 0.0
    fastest: float | None = None
    dark: float = np.inf

    def of(self, tracks: Tracks, outages: bool) -> Detection:
        """The parameters of the units of some tracks. outages: whether there are any."""
        units = max(len(tracks.unit_names), 1)  # one that never shows up, where there are no fixes
        if self.fastest is not None:
            fastest = np.full(units, self.fastest)
        else:
            fastest = tracks.usual_top_speeds if outages and len(tracks) else np.zeros(units)
        time = rates(np.full(units, self.time))
        return Detection(np.full(units, self.range), time, self.slowest, fastest, dark=self.dark)


@dataclass(frozen=True)
class Given:
    """What is the same for all slices. All in one metric CRS.

    source: of the fixes; rules: to clean them; detection; places; watch; sight, watchers, light: as in Evidence. data:
    the first and the last fix of the source, in seconds since the epoch; None: outages at the edges of the data do not
    matter. rate: the total detection rate of all units of the source in 1/s.
    """

    source: DaySource
    rules: TrackRules
    detection: DetectionRules
    places: Places
    watch: Watch
    rate: float
    data: tuple[float, float] | None = None
    sight: Sight | None = None
    watchers: Watchers | None = None
    light: Light | None = None

    def days_of(self, asked: SliceQuestion) -> list[Day]:
        """The days with fixes that matter for a slice."""
        since, until = asked.slice.since, asked.slice.until
        return [day for day in self.source.days if day.last >= since and day.first <= until]

    def rate_for(self, asked: SliceQuestion) -> float:
        """The total detection rate, 0 where it does not matter: without unknown time near the slice."""
        return self.rate if len(asked.question.unknown) else 0.0

    def edges_of(self, asked: SliceQuestion) -> tuple[float, float]:
        """The edges of the data that matter for a slice, infinite where they do not."""
        if self.data is None:
            return -np.inf, np.inf
        first, last = self.data
        since, until = asked.slice.since, asked.slice.until
        return first if first >= since else -np.inf, last if last <= until else np.inf

    def fingerprint(self, *more) -> str:
        """A text that is the same only where all is that does not depend on the slice. more: values to add."""
        known = ("rules", "detection", "places", "watch", "sight", "watchers", "light")
        return fingerprint(*more, *(getattr(self, name) for name in known))

    def what_matters(self, asked: SliceQuestion) -> tuple:
        """What a slice depends on beside its question, and what is the same for all: the content of its days, the edges
        of the data, and the rate of all units."""
        return [day.content for day in self.days_of(asked)], self.edges_of(asked), self.rate_for(asked)

    def fixes_of(self, asked: SliceQuestion, everywhere: bool = False) -> Fixes:
        """The fixes that matter for a slice. everywhere: also those that are too far from all places to matter for
        them."""
        since, until, box = asked.slice.since, asked.slice.until, None if everywhere else self._box
        return joined_fixes([self.source.fixes(day, since, until, box) for day in self.days_of(asked)])

    def evidence_of(self, asked: SliceQuestion, everywhere: bool = False) -> tuple[Evidence, Fixes, Rejected]:
        """The evidence of a slice, the fixes it was made of, and those that were rejected. everywhere: see
        `fixes_of`."""
        fixes = self.fixes_of(asked, everywhere)
        tracks, rejected = tracks_from_fixes(fixes, self.rules)
        edges = edge_outages(tracks, self.rules.max_pause, self.edges_of(asked))
        outages = bool(len(tracks.outages) or len(edges))
        evidence = Evidence(
            *(tracks, self.detection.of(tracks, outages), self.places, np.ones(len(self.places))),
            *(asked.question, self.watch),
            edge_outages=edges if len(edges) else None,
            sight=self.sight,
            watchers=self.watchers,
            light=self.light,
            since=asked.origin,
        )
        return evidence, fixes, rejected

    @property
    def _box(self) -> tuple[float, float, float, float] | None:
        """What no unit that is outside can leave for a place and come back to in an outage: fixes beyond do not matter.
        None where that is everywhere."""
        reach = self.detection.range + self.rules.max_speed * self.rules.max_pause
        x, y = self.places.x, self.places.y
        box = float(x.min()) - reach, float(y.min()) - reach, float(x.max()) + reach, float(y.max()) + reach
        bounds = np.array([day.bounds for day in self.source.days]).reshape(-1, 4)
        inside = (bounds[:, :2] >= box[:2]).all() and (bounds[:, 2:] <= box[2:]).all()
        return None if inside else box


def joined_fixes(parts: list[Fixes]) -> Fixes:
    """All fixes of several parts, whose units are known by their names."""
    if len(parts) == 1:
        return parts[0]
    names = sorted({name for part in parts for name in part.unit_names})
    code = {name: number for number, name in enumerate(names)}
    codes = [np.array([code[name] for name in part.unit_names], np.int32) for part in parts]
    nothing = Fixes(*[np.zeros(0)] * 3, np.zeros(0, np.int32), np.zeros(0, np.int64), ())
    parts, codes = [*parts, nothing], [*codes, np.zeros(0, np.int32)]
    unit = np.concatenate([own[part.unit] if len(part) else own[:0] for part, own in zip(parts, codes, strict=True)])
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y", "t", "row")}
    return replace(nothing, unit=unit, unit_names=tuple(names), **columns)
