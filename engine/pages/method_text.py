"""The method of a result in plain words."""

from collections.abc import Mapping

from ..language import tr
from ..timing.text import interval_text
from .sight_text import sight_sentence


def method_sentences(runs: Mapping[str, Mapping]) -> list[str]:
    """Paragraphs on how the results came about, in the order of the steps. runs: the recorded parameters of each
    algorithm that took part, by its name without the provider."""
    steps = (
        (("preparetracks",), _tracks),
        (("scoregaps", "scorearchive", "plannights", "assessplan", "coverageprofile"), _gaps),
        (("findblindspots",), _spots),
        (("planroutes", "plannights"), _routes),
        (("assessplan",), _gain),
    )
    said = []
    for names, sentence in steps:
        parameters = next((runs[name] for name in names if name in runs), None)
        if parameters is not None:
            said.append(sentence(parameters))
    return said


def _tracks(parameters: Mapping) -> str:
    return tr(
        "The positions of each receiver are joined to tracks. Positions that a patrol could not have reached in time "
        "(above {speed:g} km/h) are rejected; a silence of more than {outage:g} minutes counts as an outage, in which "
        "nobody knows where the unit was.",
        speed=_number(parameters, "MAX_SPEED", 150),
        outage=_number(parameters, "MAX_OUTAGE", 10),
    )


def _gaps(parameters: Mapping) -> str:
    seconds = _number(parameters, "DETECTION_TIME", 30)
    noticing = (
        tr("needs {seconds:g} seconds on average to notice something", seconds=seconds)
        if seconds > 0
        else tr("notices at once")
    )
    seeing = tr(
        "A patrol sees a place while it is within {metres:g} m of it, and {noticing}. The gap of a place is the "
        "probability that something which begins there at a random moment of the watch is not noticed within "
        "{interval}. The priority of a place is its gap, multiplied by how much the place matters (its demand).",
        metres=_number(parameters, "DETECTION_RANGE", 50),
        noticing=noticing,
        interval=interval_text(60 * _number(parameters, "REVISIT", 120)),
    )
    return " ".join(filter(None, [seeing, sight_sentence(parameters)]))


def _spots(parameters: Mapping) -> str:
    return tr(
        "Blind spots are the fewest places that together hold {share:g} % of all priority, joined where they touch; "
        "places that tie at the limit are all taken. Places with a gap below {least:g} are left out.",
        share=_number(parameters, "SHARE", 50),
        least=_number(parameters, "MIN_GAP", 0.5),
    )


def _routes(parameters: Mapping) -> str:
    return tr(
        "The flights are chosen so that they close as much of the priority as the batteries allow: {endurance:g} "
        "minutes of flight on one battery, of which {reserve:g} % stay as a reserve, around the no-fly zones that were "
        "given. Each plan is checked by an independent calculation before it is written.",
        endurance=_number(parameters, "ENDURANCE", 30),
        reserve=_number(parameters, "RESERVE", 25),
    )


def _gain(parameters: Mapping) -> str:
    return tr(
        "What the flights close is computed by adding the passes of the drones to those of the patrols, and scoring "
        "every place again in the same way. Visiting a place once does not close its gap: a pass notices only what "
        "began within the revisit interval before it."
    )


def limits(with_drones: bool, buildings: bool = False) -> list[str]:
    """What the method cannot know, whatever the data. buildings: whether these hide places from the drones."""
    said = [
        tr("Whether somebody who was near a place was looking at it: the score knows positions, not attention."),
        tr("Patrols without a receiver, or with one that was off, are not in the data and count as absent."),
        tr("The past period stands for the coming ones. Holidays, weather and a changed rota are not foreseen."),
    ]
    if with_drones and buildings:
        said.append(
            tr(
                "A drone is assumed to notice everything in its range that no building hides. Trees and darkness are "
                "not modelled, and the patrols are assumed to go on as before."
            )
        )
    elif with_drones:
        said.append(
            tr(
                "A drone is assumed to notice everything in its range. Height, walls, trees and darkness are not "
                "modelled, and the patrols are assumed to go on as before."
            )
        )
    return said


def _number(parameters: Mapping, name: str, default: float) -> float:
    value = parameters.get(name)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else float(default)
