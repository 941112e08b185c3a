"""The field gap_profile in the formats that can hold only short texts."""

from qgis.core import QgsProcessingParameterFeatureSink

from ...engine.language import tr
from ...engine.score.gap_profiles import DECIMALS, FIELD, decimals_within
from ..run import Run
from .destinations import destination_of
from .formats import SHORT_TEXT, SHORT_TEXTS


def profile_decimals(run: Run, name: str, bins: int) -> int:
    """How many decimals the profiles of an output have. Says in the log where its format holds fewer than usual. name:
    of the output; bins: the length of the profiles."""
    goal = destination_of(QgsProcessingParameterFeatureSink(name), run.parameters.get(name), run.context)
    if goal is None or goal.driver not in SHORT_TEXTS:
        return DECIMALS
    decimals = decimals_within(bins, SHORT_TEXT)
    if decimals < DECIMALS:
        run.say(
            tr(
                "{name}: {field} has {decimals} decimals instead of {usual}, so that its {bins} numbers fit into a "
                "text of {short_text} characters, the longest of this format. Choose gpkg or fgb for all decimals.",
                name=name,
                field=FIELD,
                decimals=decimals,
                usual=DECIMALS,
                bins=bins,
                short_text=SHORT_TEXT,
            )
        )
    return decimals
