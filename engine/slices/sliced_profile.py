"""The coverage profile of an archive."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import Progress, part, quiet
from ..provenance.fingerprint import fingerprint
from ..score.coverage_profile import Profile
from ..score.evidence import Evidence
from .each_slice import each_slice
from .given import Given
from .kept import Kept
from .partial_profile import PartialProfile, ProfileSums, partial_profile
from .slice_question import SliceQuestion
from .tree import leaves_of
from .workers import HERE, Workers

EDITION = 2
"""Of partial profiles: counts up when they are computed in another way, so that kept ones are not used."""


@dataclass(frozen=True)
class GivenProfile:
    """given: to all slices; demand: (n,) of the places; per_place: whether there is a profile of each place."""

    given: Given
    demand: np.ndarray
    per_place: bool


@dataclass(frozen=True)
class SlicedProfile:
    """total, each: as `coverage_profile` returns them; slices: how many there are; computed: how many were not kept
    from an earlier run."""

    total: Profile
    each: Profile | None
    slices: int
    computed: int


def profile_slice(given: GivenProfile, asked: SliceQuestion, progress: Progress = quiet) -> PartialProfile:
    """The partial profile of a slice, from its fixes."""
    evidence, *_ = given.given.evidence_of(asked, everywhere=True)  # hours on patrol count wherever the units are
    progress(0.1)
    return partial_profile(replace(evidence, demand=given.demand), asked, given.per_place, part(progress, 0.1, 1))


def sliced_profile(
    given: Given,
    whole: Evidence,
    questions: Sequence[SliceQuestion],
    per_place: bool = False,
    kept: Kept | None = None,
    workers: Workers = HERE,
    progress: Progress = quiet,
) -> SlicedProfile:
    """The coverage profile. whole: the evidence with the demand and the question of the whole period, without tracks;
    questions: those of all slices; kept: where partial profiles are kept, None for nowhere."""
    all_given, sums = GivenProfile(given, whole.demand, per_place), ProfileSums(whole, per_place)
    common = given.fingerprint("profile", EDITION, whole.demand, per_place)
    keys = [fingerprint(common, asked, given.what_matters(asked)) for asked in questions]
    computed = each_slice(
        profile_slice, PartialProfile, all_given, questions, leaves_of(keys), sums.add, kept, workers, progress
    )
    return SlicedProfile(*sums.profiles(), len(keys), computed)
