"""The task of a plan: how spots are served, when, and how much effort planning takes."""

from dataclasses import dataclass, field

from ..sight.sight import Sight
from ..zones.privacy import NO_PRIVACY, PrivacyAreas
from .schedule import Separation
from .stops import Service
from .watch_task import WatchTask


@dataclass(frozen=True)
class Task:
    """How spots are served, and how much effort planning takes."""

    service: Service = field(default_factory=Service)
    max_range: float | None = None
    """m, the greatest straight-line distance of a drone from its launch site"""
    separation: Separation = field(default_factory=Separation)
    begins: float = 0.0
    """s since the epoch, or 0: start of the plan"""
    seconds: float = 10.0
    """s for all runs of the solver and the upper bound"""
    iterations: int = 0
    """steps of the solver; 0: limited by time instead"""
    stages: tuple[tuple[int, ...], ...] = ()
    """`Plan.stages` of an earlier plan, limited by time, that is to be made again"""
    seed: int = 0
    bound_seconds: float = 5.0
    """s of work for the upper bound, but at most half of `seconds`; 0 for a quick bound"""
    watch: WatchTask | None = None
    """the watch whose gaps are to be closed; None: each spot is served once"""
    privacy: PrivacyAreas = NO_PRIVACY
    """where nothing is hovered over, followed or swept, and how drones may cross it"""
    sight: Sight | None = None
    """what hides the ground from the drones, each at its own altitude; None: nothing does"""
