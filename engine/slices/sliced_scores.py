"""The scores of an archive: slice by slice, from what earlier runs have kept where that is possible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, part, quiet
from ..provenance.fingerprint import fingerprint
from ..score.evidence import Evidence
from ..score.score import Scores
from ..score.watch_profile import WatchProfile
from ..timing.timezones import DAY
from ..tracks.fixes import Fixes
from ..tracks.tracks import Rejected, Tracks
from .each_slice import each_slice
from .given import Given
from .kept import Kept
from .partial_scores import PartialScores, partial_scores
from .score_sums import ScoreSums
from .slice import Slice
from .slice_question import SliceQuestion
from .tree import tree_of
from .workers import HERE, Workers

EDITION = 1
"""Of partial scores: counts up when they are computed in another way, so that kept ones are not used."""


@dataclass(frozen=True)
class SlicedScores:
    """The scores of all places and their profile over the watch. counts: of fixes, by name: read, kept, tracks, outages
    and rejected by reason. slices: how many there are; computed: how many were not kept from an earlier run."""

    scores: Scores
    profile: WatchProfile
    counts: dict[str, float]
    slices: int
    computed: int


def slice_keys(given: Given, questions: Sequence[SliceQuestion]) -> list[str]:
    """For each slice a text that is the same only where its partial scores are."""
    common = given.fingerprint("scores", EDITION)
    return [fingerprint(common, asked, given.what_matters(asked)) for asked in questions]


def score_slice(given: Given, asked: SliceQuestion, progress: Progress = quiet) -> PartialScores:
    """The partial scores of a slice, from its fixes."""
    evidence, fixes, rejected = given.evidence_of(asked)
    counts = counts_of(fixes, evidence.tracks, rejected, asked.slice)
    del fixes, rejected  # as early as possible: they take as much memory as the tracks
    progress(0.1)
    return replace(partial_scores(evidence, asked, given.rate_for(asked), part(progress, 0.1, 1)), counts=counts)


def sliced_scores(
    given: Given,
    whole: Evidence,
    questions: Sequence[SliceQuestion],
    kept: Kept | None = None,
    workers: Workers = HERE,
    progress: Progress = quiet,
) -> SlicedScores:
    """The scores of all places. whole: the evidence with the question of the whole period, without tracks; questions:
    those of all slices; kept: where partial scores are kept, None for nowhere."""
    sums = ScoreSums(whole)
    keys = slice_keys(given, questions)
    ends = [asked.slice.end if np.isfinite(asked.slice.end) else asked.end for asked in questions]
    nodes = tree_of(keys, [int(end // DAY) for end in ends])

    def joined(parts: Iterator[PartialScores]) -> PartialScores:
        several = ScoreSums(whole)
        for one in parts:
            several.add(one)
        return several.partial()

    computed = each_slice(
        score_slice, PartialScores, given, questions, nodes, sums.add, kept, workers, progress, joined
    )
    return SlicedScores(sums.scores(), sums.profile(), sums.counts, len(keys), computed)


def counts_of(fixes: Fixes, tracks: Tracks, rejected: Rejected, one: Slice) -> dict[str, float]:
    """What there is to say of the fixes of the slice itself: those in its time."""
    start, end = one.start, one.end

    def inside(t: np.ndarray) -> np.ndarray:
        return (t >= start) & (t < end)

    counts = {
        "read": int(inside(fixes.t).sum()),
        "kept": int(inside(tracks.t).sum()),
        "tracks": int(inside(tracks.t[tracks.offsets[:-1]]).sum()),
        "outages": int(inside(tracks.outages.t0).sum()),
    }
    some = inside(fixes.t[rejected.index])
    reasons, numbers = np.unique(rejected.reason[some].astype(str), return_counts=True)
    return counts | {f"rejected: {reason}": int(n) for reason, n in zip(reasons, numbers, strict=True)}
