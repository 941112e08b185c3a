"""Sentences for the log on what demand rests on, and on residents' answers."""

from ..language import tr
from ..text import counted
from .demand_effects import DemandEffects
from .demand_rules import DemandRules
from .residents import MORE, NOT_HERE, Answers


def unusable_answers(name: str, answers: Answers) -> list[str]:
    """Warnings of the answers of a layer that were left out. name: of the layer."""
    found = []
    if answers.unreadable:
        found.append(
            tr(
                "{name} (RESIDENTS): {answers} neither {more} nor {not_here}; left out.",
                name=name,
                answers=counted(answers.unreadable, "answer is", "answers are"),
                more=MORE,
                not_here=NOT_HERE,
            )
        )
    if answers.weightless:
        found.append(
            tr(
                "{name} (RESIDENTS): the weight of {answers} is no number of 0 or more; left out.",
                name=name,
                answers=counted(answers.weightless, "answer"),
            )
        )
    return found


def answers_given(answers: Answers) -> str:
    """What was answered, and whose answers share a voice."""
    requests, unknown = int((answers.sign > 0).sum()), int((answers.respondent == "").sum())
    known = len(set(answers.respondent.tolist()) - {""})
    said = tr(
        "Residents: {requests} (more), {objections} (not here).",
        requests=counted(requests, "request"),
        objections=counted(len(answers) - requests, "objection"),
    )
    if known:
        said += " " + tr(
            "{respondents} a key; {repeated} share a voice with others of the same key.",
            respondents=counted(known, "respondent has", "respondents have"),
            repeated=counted(answers.repeated, "answer"),
        )
    if unknown:
        said += " " + tr(
            "{answers} no respondent: if one person sent several, each of them counts.",
            answers=counted(unknown, "answer has", "answers have"),
        )
    return said


def effects_of_rules(rules: DemandRules, effects: DemandEffects) -> list[str]:
    """What the rules have made of the demand."""
    found = []
    if rules.kinds:
        text = tr("Incidents found by patrols are {share:.1f} % of the total demand.", share=100 * effects.found_after)
        if effects.scale < 1:
            text = tr(
                "Incidents found by patrols would be {before:.1f} % of the total demand. For PATROL_FOUND_LIMIT "
                "({limit:g} %) their demand is multiplied by {scale:.3g}; they are now {share:.1f} %.",
                before=100 * effects.found_before,
                limit=100 * rules.found_limit,
                scale=effects.scale,
                share=100 * effects.found_after,
            )
        found.append(text)
    if rules.residents is not None:
        found.append(
            tr(
                "Residents' answers raise the demand of {raised}, and lower that of {lowered}; at {limited} they reach "
                "RESIDENTS_LIMIT ({limit:g} times). Total demand: {total:,.4g} with them, {without:,.4g} without.",
                raised=counted(effects.raised, "place"),
                lowered=counted(effects.lowered, "place"),
                limited=counted(effects.at_limit, "place"),
                limit=rules.residents.limit,
                total=effects.total,
                without=effects.without,
            )
        )
    if rules.minimum > 0:
        found.append(
            tr(
                "DEMAND_MINIMUM ({minimum:g} % of the mean) holds {places} at a demand of {floor:.4g}.",
                minimum=100 * rules.minimum,
                places=counted(effects.at_minimum, "place"),
                floor=effects.floor,
            )
        )
    return found


def warnings_of_rules(rules: DemandRules, effects: DemandEffects) -> list[str]:
    """What of the rules has no effect."""
    if not effects.powerless:
        return []
    return [
        tr(
            "Residents ask for {places} without any demand, which stays 0 however often it is multiplied. Give every "
            "place some demand (DEMAND_BASE or DEMAND_MINIMUM).",
            places=counted(effects.powerless, "place"),
        )
    ]
