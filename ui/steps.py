"""The steps of the panel: what each will do with which layers, what it found, and what comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..engine.language import number_text, tr
from ..engine.pages.html import share_text
from ..engine.text import counted, listed
from .found_results import ASSESSED, CHECKED, ROUTES, SCORED, SPOTS, Chain, Result
from .roles import AREA, DEMAND, FIXES, PRIVACY, SITES, ZONES, Roles

EXPORTED = "exported"
"""The last step. Its results are files, so it is never done."""

SMALLEST_SHARE = 0.001
"""Below it, a change is less than 0.1 %, and has no sign."""


@dataclass(frozen=True)
class Step:
    """One step. key: the kind of its result; algorithm: its id in the provider."""

    key: str
    algorithm: str

    @property
    def id(self) -> str:
        return f"blindspot:{self.algorithm}"


STEPS = (
    Step(SCORED, "scoregaps"),
    Step(SPOTS, "findblindspots"),
    Step(ROUTES, "planroutes"),
    Step(ASSESSED, "assessplan"),
    Step(CHECKED, "checkplan"),
    Step(EXPORTED, "exportmissions"),
)


@dataclass(frozen=True)
class StepState:
    """How a step stands. enabled: whether its input is there; done: whether there is a result of it that rests on what
    is chosen; says: one line; parameters: of its dialog, with layers by id."""

    enabled: bool
    done: bool
    says: str
    parameters: dict = field(default_factory=dict)


def step_states(roles: Roles, found: Chain, name_of: Callable[[str], str]) -> dict[str, StepState]:
    """The state of each step, by its key. name_of: the name of a layer by its id."""
    return {
        SCORED: _scored(roles, found, name_of),
        SPOTS: _spots(found),
        ROUTES: _routes(roles, found, name_of),
        ASSESSED: _assessed(found),
        CHECKED: _checked(found),
        EXPORTED: _exported(found),
    }


def next_step(states: Mapping[str, StepState]) -> str:
    """The key of the step to take next; empty where all are done, or nothing can be done."""
    return next((step.key for step in STEPS if not states[step.key].done and states[step.key].enabled), "")


def _scored(roles: Roles, found: Chain, name_of: Callable[[str], str]) -> StepState:
    fixes = roles.one_of(FIXES)
    parameters = {
        "INPUT": fixes,
        **({"AREA": roles.one_of(AREA)} if roles.one_of(AREA) else {}),
        **({"DEMAND": list(roles.all_of(DEMAND))} if roles.all_of(DEMAND) else {}),
    }
    if _done(found.scored, SCORED, found):
        numbers = found.scored.numbers
        says = tr(
            "{places}: mean gap {gap}, total priority {priority}.",
            places=counted(_whole(numbers.get("PLACE_COUNT")), "place"),
            gap=_number(numbers.get("MEAN_GAP"), 2),
            priority=_number(numbers.get("TOTAL_PRIORITY"), 0),
        )
        return StepState(bool(fixes), True, says, parameters)
    if not fixes:
        return StepState(False, False, tr("Choose the fixes above."))
    says = f"{tr('How likely is it that something goes unseen?')} {_scores(roles, name_of)}"
    return StepState(True, False, _with_other(says, found.scored, SCORED, found), parameters)


def _scores(roles: Roles, name_of: Callable[[str], str]) -> str:
    """What is scored, in a sentence."""
    area, fixes = roles.one_of(AREA), name_of(roles.one_of(FIXES))
    demand = listed([name_of(one) for one in roles.all_of(DEMAND)], 3)
    if area and demand:
        return tr(
            "Scores {fixes} within {area}, with demand from {layers}.", fixes=fixes, area=name_of(area), layers=demand
        )
    if area:
        return tr("Scores {fixes} within {area}.", fixes=fixes, area=name_of(area))
    if demand:
        return tr("Scores {fixes}, with demand from {layers}.", fixes=fixes, layers=demand)
    return tr("Scores {fixes}.", fixes=fixes)


def _spots(found: Chain) -> StepState:
    parameters = {} if found.scored is None else {"INPUT": found.scored.layer}
    if _done(found.spots, SPOTS, found):
        says = tr("{spots}.", spots=counted(_whole(found.spots.numbers.get("SPOT_COUNT")), "blind spot"))
        return StepState(bool(parameters), True, says, parameters)
    if not parameters:
        return StepState(False, False, tr("Needs scored places: score the gaps first."))
    says = tr("Joins the places of {name} with the highest priority into blind spots.", name=found.scored.name)
    return StepState(True, False, _with_other(says, found.spots, SPOTS, found), parameters)


def _routes(roles: Roles, found: Chain, name_of: Callable[[str], str]) -> StepState:
    sites, zones, privacy = roles.one_of(SITES), roles.all_of(ZONES), roles.all_of(PRIVACY)
    parameters = {} if found.spots is None else {"BLIND_SPOTS": [found.spots.layer]}
    if sites:
        parameters["LAUNCH_SITES"] = sites
    if zones:
        parameters["NO_FLY"] = list(zones)
    if privacy:
        parameters["PRIVACY"] = list(privacy)
    if _done(found.routes, ROUTES, found):
        return StepState(bool(sites and found.spots), True, plan_sentence(found.routes), parameters)
    if found.spots is None:
        return StepState(False, False, tr("Needs blind spots: find them first."))
    if not sites:
        return StepState(False, False, tr("Choose launch sites above, or place them on the map."))
    values = {"sites": name_of(sites), "spots": found.spots.name}
    if zones or privacy:
        values["zones"] = listed([name_of(one) for one in (*zones, *privacy)], 3)
        says = tr("Plans flights from {sites} to {spots}, around {zones}.", **values)
    else:
        says = tr("Plans flights from {sites} to {spots}.", **values)
    return StepState(True, False, _with_other(says, found.routes, ROUTES, found), parameters)


def _assessed(found: Chain) -> StepState:
    parameters = {} if found.routes is None else {"ROUTES": found.routes.layer}
    if found.routes is not None and found.routes.numbers.get("ROUTE_COUNT") == 0:
        return StepState(False, False, tr("The plan has no route to assess."))
    if _done(found.assessed, ASSESSED, found):
        numbers = found.assessed.numbers
        before, after = numbers.get("PRIORITY_BEFORE"), numbers.get("PRIORITY_AFTER")
        says = tr("Total priority {before} → {after}", before=_number(before, 0), after=_number(after, 0))
        if _is_number(before) and _is_number(after) and before > 0:
            change = (after - before) / before
            share = share_text(abs(change))
            if abs(change) >= SMALLEST_SHARE:
                share = f"−{share}" if change < 0 else f"+{share}"
            says = tr("{said} ({change}).", said=says, change=share)
        return StepState(bool(parameters), True, says, parameters)
    if found.routes is None:
        return StepState(False, False, tr("Needs a plan: plan drone routes first."))
    says = tr("What would the gaps be if {name} were flown every night?", name=found.routes.name)
    return StepState(True, False, _with_other(says, found.assessed, ASSESSED, found), parameters)


def _checked(found: Chain) -> StepState:
    parameters, lacks = _plan_layers(found)
    if lacks:
        return StepState(False, False, lacks)
    if not _done(found.checked, CHECKED, found):
        says = tr("Do zones, heights, batteries and distances hold, also after you have moved waypoints?")
        return StepState(True, False, _with_other(says, found.checked, CHECKED, found), parameters)
    count, reserve = _violations(found), found.checked.numbers.get("LEAST_RESERVE")
    if count:
        says = tr("{violations}: mend the plan, and check it again.", violations=counted(count, "violation"))
        return StepState(True, False, says, parameters)
    if not _is_number(reserve):
        return StepState(True, True, tr("No violation."), parameters)
    says = tr("No violation. At least {reserve} % of each battery is left.", reserve=_number(reserve, 0))
    return StepState(True, True, says, parameters)


def _exported(found: Chain) -> StepState:
    parameters, lacks = _plan_layers(found)
    if lacks:
        return StepState(False, False, lacks)
    if _done(found.checked, CHECKED, found) and _violations(found):
        return StepState(True, False, tr("A plan with violations is not exported unless you say so."), parameters)
    return StepState(True, False, tr("Writes a file for each sortie, which ground stations load."), parameters)


def _violations(found: Chain) -> int:
    return _whole(found.checked.numbers.get("VIOLATION_COUNT"))


def _plan_layers(found: Chain) -> tuple[dict, str]:
    """The parameters with the layers of the plan, or what is missing for a check, in a sentence. All other parameters
    stay empty: they are then as the plan was made."""
    if found.routes is None:
        return {}, tr("Needs a plan: plan drone routes first.")
    if found.routes.numbers.get("ROUTE_COUNT") == 0:
        return {}, tr("The plan has no route.")
    if found.routes.made_by == "plannights":
        return {}, tr("Each night is checked and exported on its own: filter both layers to it, and use the toolbox.")
    if found.waypoints is None:
        return {}, tr("Needs the waypoints of {name} in the project.", name=found.routes.name)
    return {"ROUTES": found.routes.layer, "WAYPOINTS": found.waypoints.layer}, ""


def plan_sentence(plan: Result) -> str:
    """What a plan does, in a sentence."""
    numbers = plan.numbers
    if numbers.get("ROUTE_COUNT") == 0:
        return tr("No route: the layer of spots that are not visited says why.")
    routes, minutes = counted(_whole(numbers.get("ROUTE_COUNT")), "route"), numbers.get("DRONE_MINUTES")
    if _is_number(numbers.get("SHARE_CLOSED")):
        return tr(
            "{routes} in {minutes} drone minutes close {share} of the priority.",
            routes=routes,
            minutes=_number(minutes, 0),
            share=share_text(numbers["SHARE_CLOSED"] / 100),
        )
    if _is_number(minutes):
        return tr("{routes} in {minutes} drone minutes.", routes=routes, minutes=_number(minutes, 0))
    return tr("{routes}.", routes=routes)


def _done(result: Result | None, key: str, found: Chain) -> bool:
    return result is not None and key not in found.others


def _with_other(says: str, result: Result | None, key: str, found: Chain) -> str:
    """The sentence, with what is there although it does not rest on what is chosen."""
    if result is None or key not in found.others:
        return says
    return tr("{said} ({name} was made from other input.)", said=says, name=result.name)


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _whole(value) -> int:
    return round(value) if _is_number(value) else 0


def _number(value, decimals: int) -> str:
    return number_text(value, f",.{decimals}f") if _is_number(value) else "–"
