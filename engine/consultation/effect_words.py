"""What answers changed in each neighbourhood, what they did not change, and why, in sentences."""

import numpy as np

from ..language import tr
from ..text import counted
from .effect import Effect

MINUTE = 60.0
SAME_DEMAND = 0.005
"""Change of demand, as a share, up to which it counts as unchanged."""
SAME_MINUTES = 0.05
"""The same for the minutes of drones in a night."""
CLOSED_TO_DRONES = 0.5
"""Share of a neighbourhood in no-fly zones from which these are a reason."""
WELL_SEEN = 0.2
"""Mean gap below which patrols leave little for drones."""


def asked_text(found: Effect, row: int) -> str:
    """What residents of a neighbourhood ask for."""
    more, less = int(found.more[row]), int(found.not_here[row])
    if more and less:
        return tr("{more} for more, {less} against", more=more, less=less)
    if more:
        return tr("{more} for more", more=more)
    return tr("{less} against", less=less) if less else tr("no answer")


def change_text(found: Effect, row: int) -> str:
    """What is different in a neighbourhood with answers: demand, and minutes of drones."""
    before, after = float(found.demand[row]), float(found.demand_other[row])
    if _changed(before, after, SAME_DEMAND * max(before, 1e-12)):
        share = f"{100 * (after - before) / before:+.0f} %" if before > 0 else tr("from 0")
        said = [tr("Demand {share}", share=share)]
    else:
        said = [tr("Demand unchanged")]
    if found.has_flights:
        was, now = minutes_a_night(found, row)
        if _changed(was, now, SAME_MINUTES):
            said.append(tr("drones {now:.1f} instead of {was:.1f} min a night", now=now, was=was))
        else:
            said.append(tr("drones unchanged, {now:.1f} min a night", now=now))
    return tr("; ").join(said)


def why_text(found: Effect, row: int) -> str:
    """Why a neighbourhood does not get what most of its answers ask for, or not all of it; empty where it does."""
    wish = float(found.more_weight[row] - found.not_here_weight[row])
    if not found.more[row] and not found.not_here[row]:
        return ""
    if wish == 0:
        return tr("As many ask for more as are against it, so the answers cancel out.")
    up = wish > 0
    reasons = []
    before, after = float(found.demand[row]), float(found.demand_other[row])
    if not found.places[row]:
        return tr("No place that is scored lies in it.")
    if found.at_limit[row]:
        reasons.append(
            tr(
                "The limit is reached in {places}: more answers would change nothing there.",
                places=counted(int(found.at_limit[row]), "place"),
            )
        )
    if not up and found.held[row]:
        reasons.append(
            tr(
                "The minimum holds in {places}: answers take no place off the list.",
                places=counted(int(found.held[row]), "place"),
            )
        )
    follows = _changed(before, after, SAME_DEMAND * max(before, 1e-12)) and (after > before) == up
    if not follows and up and not before:
        reasons.append(tr("Its places have no demand, which answers can only multiply."))
    elif _changed(before, after, SAME_DEMAND * max(before, 1e-12)) and not follows:
        reasons.append(
            tr(
                "Its demand moves the other way, which its answers do not do: neighbouring answers, or another "
                "difference of the runs."
            )
        )
    elif not follows and not reasons:
        reasons.append(tr("The answers do not reach its places, or are few."))
    if found.has_flights:
        was, now = minutes_a_night(found, row)
        if not (_changed(was, now, SAME_MINUTES) and (now > was) == up):
            reasons.append(_why_flights_stay(found, row, up, now))
    return " ".join(reasons)


def minutes_a_night(found: Effect, row: int) -> tuple[float, float]:
    """Minutes that drones are over a neighbourhood in a night, without and with answers."""
    seconds = found.drone_s[row], found.drone_s_other[row]
    was, now = (float(one) / MINUTE / max(nights, 1) for one, nights in zip(seconds, found.nights, strict=True))
    return was, now


def _why_flights_stay(found: Effect, row: int, up: bool, now: float) -> str:
    closed, gap = float(found.no_fly[row]), float(found.open_share[row])
    if up and closed >= CLOSED_TO_DRONES:
        return tr("Drones must not fly over {share:.0f} % of it.", share=100 * closed)
    if up and gap < WELL_SEEN:
        return tr("Patrols see most of it in time (mean gap {gap:.2f}), so drones would add little.", gap=gap)
    if up:
        return tr("Within their flight time the drones close more of the gap elsewhere.")
    if now <= SAME_MINUTES:
        return tr("Drones were hardly over it before.")
    if gap < WELL_SEEN:
        return tr("Drones are over it on their way to other places.")
    return tr("Its gap is still among those that the drones close most of, or lies on their way.")


def _changed(was: float, now: float, least: float) -> bool:
    return bool(np.isfinite(was) and np.isfinite(now) and abs(now - was) > least)
