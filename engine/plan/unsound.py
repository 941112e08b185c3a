"""A plan that breaks a rule, and the spots that it breaks it at."""

from ..errors import UserError
from ..language import tr


class UnsoundPlan(UserError):
    """A plan failed its own check. spots: indices into Targets of what to leave out of the next plan; none where the
    fault is not that of some spots. stages: `Plan.stages` so far, of a plan that was not finished."""

    def __init__(self, why: str, spots: frozenset[int] = frozenset(), stages: tuple[tuple[int, ...], ...] = ()):
        super().__init__(
            tr(
                "The plan failed its own check ({why}). Nothing was written. Please report this with the input.",
                why=why.rstrip("."),
            )
        )
        self.why, self.spots, self.stages = why.rstrip("."), spots, stages
