"""BACKGROUND of a page for the public: it must not show results."""

from dataclasses import dataclass

from ...engine.errors import UserError
from ...engine.text import listed
from ..base import tr
from ..run import Run
from .background import BackgroundInput
from .carried_records import carried_by


@dataclass(frozen=True)
class PublicBackgroundInput(BackgroundInput):
    """BACKGROUND, without layers that Blindspot has made."""

    def check(self, run: Run) -> None:
        layers = run.algorithm.parameterAsLayerList(run.parameters, "BACKGROUND", run.context)
        ours = [one.name for one in (carried_by(layer, False) for layer in layers) if one.record is not None]
        if ours:
            raise UserError(
                tr(
                    "BACKGROUND has results of Blindspot: {names}. They would show residents, and burglars, what the "
                    "page leaves out. Give streets, water or a basemap only.",
                    names=listed(ours, 3),
                )
            )

    def prepare(self, run: Run) -> None:
        self.check(run)  # here, because a model does not check values, and layers belong to this thread
        super().prepare(run)
