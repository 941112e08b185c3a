"""Homes, schools and other privacy places: what drones do to them."""

from ..language import tr
from ..text import counted
from .document import Section, Table, Words
from .facts import EXPOSURE, PLANS, Facts
from .open_questions import about_the_homes

FIGURES = ("PRIVACY_MINUTES", "VIEW_MINUTES", "PLACES_IN_VIEW", "PLACE_COUNT", "FOOTPRINT_KM2", "NIGHT_COUNT")


def homes(facts: Facts) -> Section:
    """The section."""
    found, plans = facts.runs(EXPOSURE), facts.runs(*PLANS)
    title, tables, words = tr("Homes, schools and other privacy places"), [], []
    for one in found:
        rows = tuple(
            (Words(label), Words(text, (one.ident,)))
            for label, text in zip(_labels(), _values(one), strict=True)
            if text
        )
        layers = [str(layer.get("name") or "") for layer in one.inputs.get("PRIVACY", ())]
        about = tr("Places: {names}.", names=tr(", ").join(layers)) if layers else ""
        tables.append(Table((tr("Figure"), tr("Value")), rows, about))
    if not found:
        text = (
            tr(
                "Missing: how long drones are over homes and schools, and show them. Exposure of places "
                "(blindspot:exposure) measures it."
            )
            if plans
            else tr("No plan of drone flights is given, and no result of Exposure of places.")
        )
        words.append(Words(text, tuple(one.ident for one in plans)))
    return Section("homes", title, tuple(words), tuple(tables), about_the_homes(bool(found)))


def _labels() -> tuple[str, ...]:
    return (
        tr("Over privacy places, all drones"),
        tr("With a privacy place in view, all drones"),
        tr("Privacy places that come into view"),
        tr("Ground that the camera shows"),
        tr("Nights with flights"),
    )


def _values(one) -> tuple[str, ...]:
    over, view, seen, places, ground, nights = map(one.number, FIGURES)
    return (
        "" if over is None else tr("{minutes:,.1f} min", minutes=over),
        "" if view is None else tr("{minutes:,.1f} min", minutes=view),
        ""
        if seen is None or places is None
        else tr("{seen:,.0f} of {places}", seen=seen, places=counted(int(places), "place")),
        "" if ground is None else tr("{area:.3f} km²", area=ground),
        "" if nights is None else counted(int(nights), "night"),
    )
