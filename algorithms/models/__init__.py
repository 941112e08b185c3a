"""Models that the plugin brings: chains of its algorithms, for the toolbox and for the model designer."""

from .model import Model
from .model_copy import model_copy
from .morning_gaps import MorningGaps
from .nightly_missions import NightlyMissions
from .nightly_plan import NightlyPlan

__all__ = ("MODELS", "Model", "model_copy", "model_file")

MODELS: tuple[type[Model], ...] = (NightlyPlan, NightlyMissions, MorningGaps)


def model_file(model: type[Model]) -> str:
    """The name of the file in resources/models: nightly_plan.model3 of Nightly plan."""
    return f"{model.TITLE.lower().replace(' ', '_')}.model3"
