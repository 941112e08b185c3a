"""The risks that are left, as far as they follow from facts. How likely and how severe they are is left to people."""

from dataclasses import dataclass
from datetime import date

from ..errors import UserError
from ..language import tr
from ..provenance.retention import check_retention
from ..text import counted, listed
from .document import Open, Section, Table, Words
from .facts import EQUITY, EXPOSURE, PLANS, PUBLISH, SCORES, Entry, Facts
from .open_questions import controller

FEW_UNITS = 5
"""Below this many units, each of them is easily told from the others."""
MOST_NAMES = 5


@dataclass(frozen=True)
class Risk:
    """title: what could happen, to whom; because: the fact that it follows from; help: what Blindspot can do about it;
    sources: entries of the appendix."""

    title: str
    because: str
    help: str
    sources: tuple[str, ...] = ()


def risks(facts: Facts, today: date) -> Section:
    """The section."""
    headings = (tr("Risk"), tr("Follows from"), tr("What would help"), tr("Likelihood, severity, what is done"))
    rows = tuple(
        (
            Words(tr("{number}. {title}", number=number, title=one.title)),
            Words(one.because, one.sources),
            Words(one.help),
            Words(open=_left_to_people(number)),
        )
        for number, one in enumerate(risks_of(facts, today), 1)
    )
    about = tr("Only risks that follow from the records are listed. There may be others.")
    opens = (Open(controller(), tr("Which risks are missing, such as images of bystanders, or a drone that is lost?")),)
    return Section("risks", tr("Risks that are left"), (Words(about),), (Table(headings, rows),), opens)


def _left_to_people(number: int) -> Open:
    question = tr(
        "How likely and how severe is risk {number}, for whom, and what is done about it?",
        number=number,
    )
    return Open(controller(), question)


def risks_of(facts: Facts, today: date) -> list[Risk]:
    """All of them, the gravest kind first."""
    return [
        *_of_units(facts),
        *_of_untrimmed(facts),
        *_of_few(facts),
        *_of_time(facts, today),
        *_of_purpose(facts),
        *_of_homes(facts),
        *_of_fairness(facts),
        *_of_misuse(facts),
        *_of_records(facts),
    ]


def _of_units(facts: Facts) -> list[Risk]:
    found = [one for one in facts.given if one.output.names_units]
    if not found:
        return []
    return [
        Risk(
            tr("Officers are watched one by one: where a unit went and when can be read from the data."),
            tr("{results} with a field of units: {names}.", results=_results(found), names=_names(found)),
            tr("Hand on places instead of tracks; delete such layers once the scores are made; use codes that change."),
            _idents(found),
        )
    ]


def _of_untrimmed(facts: Facts) -> list[Risk]:
    found = [one for one in facts.given if one.algorithm == PUBLISH and one.parameters.get("UNTRIMMED")]
    if not found:
        return []
    return [
        Risk(
            tr("Published figures may show where officers live."),
            tr("Starts, ends and stays of tracks were not cut in: {names}.", names=_names(found)),
            tr("Make tracks with preparetracks and its TRIM, score these, and publish that result."),
            _idents(found),
        )
    ]


def _of_few(facts: Facts) -> list[Risk]:
    found = [one for one in facts.given if one.output.tells_of_few and not one.output.names_units]
    found = [one for one in found if one.algorithm != PUBLISH]
    if not found:
        return []
    units, risks = facts.units, []
    few = units is not None and units[0] < FEW_UNITS
    because = tr("{results} with times or counts of passes: {names}.", results=_results(found), names=_names(found))
    if units is not None:
        because += " " + tr("There are {units}.", units=counted(units[0], "unit"))
    else:
        because += " " + tr("How many units there are is not recorded.")
    sources = (*_idents(found), *((units[1],) if units is not None and units[1] not in _idents(found) else ()))
    risks.append(
        Risk(
            tr("With so few units, visits and times are those of a known officer.")
            if few
            else tr("In places where few units were, visits and times may be those of one officer."),
            because,
            tr("Hand them on as published layers only (blindspot:publish): what few units made is merged or withheld."),
            sources,
        )
    )
    exact = [one for one in found if one.parameters.get("SECONDS")]
    if exact:
        risks.append(
            Risk(
                tr("The exact times of passes give away the way of an officer, place by place."),
                tr("Times to the second in: {names}.", names=_names(exact)),
                tr("Make it again without SECONDS."),
                _idents(exact),
            )
        )
    return risks


def _of_time(facts: Facts, today: date) -> list[Risk]:
    risks = []
    unlimited = [entry for entry, found in facts.retentions if found.ends is None]
    if unlimited:
        risks.append(
            Risk(
                tr("Data about persons are kept for longer than they are needed."),
                tr("No RETAIN_DAYS for {results}: {names}.", results=_results(unlimited), names=_names(unlimited)),
                tr("Give RETAIN_DAYS where data are taken in (preparetracks, makearchive, scoregaps, patroleffort)."),
                _idents(unlimited),
            )
        )
    past, partly = [], []
    for entry, found in facts.retentions:
        try:
            partly += [entry] if check_retention(entry.name, found, today) else []
        except UserError:
            past.append(entry)
    for entries, title in (
        (past, tr("Data are still used after the time that was set for them.")),
        (partly, tr("Some days of the data are past the time that was set for them.")),
    ):
        if entries:
            because = tr("Today is {today}: {names}.", today=today, names=_names(entries))
            risks.append(Risk(title, because, tr("Delete these results and the days."), _idents(entries)))
    return risks


def _of_purpose(facts: Facts) -> list[Risk]:
    purposes = {}
    for entry, found in facts.retentions:
        for purpose in found.purposes:
            purposes.setdefault(purpose.casefold(), (purpose, entry))
    if len(purposes) < 2:
        return []
    texts = [f"'{purpose}'" for purpose, _ in purposes.values()]
    return [
        Risk(
            tr("Data that were collected for one purpose are used for another."),
            tr("The records say: {purposes}.", purposes=listed(texts, MOST_NAMES, "; ")),
            tr("Keep data of different purposes apart, or state why the purposes are compatible."),
            tuple(dict.fromkeys(entry.ident for _, entry in purposes.values())),
        )
    ]


def _of_homes(facts: Facts) -> list[Risk]:
    plans, exposed = facts.runs(*PLANS), facts.runs(EXPOSURE)
    risks = []
    without = [one for one in plans if not one.inputs.get("PRIVACY")]
    if without:
        risks.append(
            Risk(
                tr("Drones fly over homes and schools, and may hover there."),
                tr("Planned without privacy places: {names}.", names=_names(without)),
                tr("Give PRIVACY to planroutes, with PRIVACY_HEIGHT and PRIVACY_BUDGET."),
                _idents(without),
            )
        )
    if plans and not exposed:
        risks.append(
            Risk(
                tr("Residents are filmed at home, and nobody has looked at how long."),
                tr("No result of Exposure of places (blindspot:exposure) is given."),
                tr("Run Exposure of places on the plan, and give its result."),
                _idents(plans),
            )
        )
    for one in exposed:
        minutes = one.number("VIEW_MINUTES") or one.number("PRIVACY_MINUTES")
        if minutes:
            risks.append(
                Risk(
                    tr("Residents, pupils or patients are filmed from the air, or feel watched."),
                    tr("{minutes:,.1f} min over privacy places or with one in view.", minutes=minutes),
                    tr("A larger PRIVACY_BUFFER, a smaller PRIVACY_BUDGET, other hours; notices on site."),
                    (one.ident,),
                )
            )
    return risks


def _of_fairness(facts: Facts) -> list[Risk]:
    risks, scored = [], facts.runs(*SCORES, *PLANS)
    audits = facts.runs(EQUITY)
    if scored and not audits:
        risks.append(
            Risk(
                tr("Some neighbourhoods are watched far more than others, and nobody notices."),
                tr("No equity audit is given."),
                tr("Run the equity audit (blindspot:equityaudit), and give its result."),
                _idents(scored[:1]),
            )
        )
    for one in audits:
        silent = one.number("NO_REASON_FLIGHTS")
        if silent:
            risks.append(
                Risk(
                    tr("Drones are flown without a reason that could be checked."),
                    _without_reason(one, int(silent)),
                    tr("Record a reason for each flight, and audit again."),
                    (one.ident,),
                )
            )
        over = one.number("OVER_COUNT")
        if over:
            risks.append(
                Risk(
                    tr("Residents of some neighbourhoods are watched more than others."),
                    tr("{areas} flown over more than expected.", areas=counted(int(over), "neighbourhood")),
                    tr("Look at the audit: which places send drones there, and is that justified?"),
                    (one.ident,),
                )
            )
    for one in facts.runs(*SCORES):
        share = one.number("PATROL_FOUND_SHARE")
        if share:
            risks.append(
                Risk(
                    tr("Patrols are sent where patrols were: what they find there justifies sending them again."),
                    tr("{share:.0f} % of the priority rests on incidents that patrols found.", share=share),
                    tr("Weigh reports by residents more, or set a lower PATROL_FOUND_LIMIT.")
                    if one.parameters.get("PATROL_FOUND_LIMIT") is not None
                    else tr("Set PATROL_FOUND_LIMIT, or weigh reports by residents more."),
                    (one.ident,),
                )
            )
        elif share is None and one.inputs.get("DEMAND"):
            risks.append(
                Risk(
                    tr("Demand may rest on what patrols found, which sends them to the same places again."),
                    tr("The demand layers do not say what they rest on: {names}.", names=_layers(one, "DEMAND")),
                    tr("Say it in DEMAND_KIND."),
                    (one.ident,),
                )
            )
    return risks


def _of_misuse(facts: Facts) -> list[Risk]:
    found = [one for one in facts.given if one.algorithm in (*SCORES, *PLANS, "findblindspots")]
    if not found:
        return []
    return [
        Risk(
            tr("Somebody who plans a crime learns where and when nobody comes."),
            tr("{results} with gaps, blind spots or flights: {names}.", results=_results(found), names=_names(found)),
            tr("Restrict access; publish with a delay only (blindspot:publish)."),
            _idents(found),
        )
    ]


def _of_records(facts: Facts) -> list[Risk]:
    unknown = [one for one in facts.given if one.record is None]
    changed = [one for one in facts.given if one.output.changed]
    risks = []
    if unknown:
        risks.append(
            Risk(
                tr("This assessment says nothing about data whose origin is not recorded."),
                tr("Without a record: {names}.", names=_names(unknown)),
                tr("Give the outputs as Blindspot wrote them."),
                _idents(unknown),
            )
        )
    if changed:
        risks.append(
            Risk(
                tr("What is used is not what was computed."),
                tr("Edited after they were made, or filtered: {names}.", names=_names(changed)),
                tr("Make them again, or explain the changes."),
                _idents(changed),
            )
        )
    return risks


def _without_reason(audit: Entry, flights: int) -> str:
    """How much is flown without a reason, by an audit."""
    minutes, share = audit.number("DRONE_MINUTES"), audit.number("NO_REASON_SHARE")
    if minutes is None or share is None:
        return tr("{flights} without a recorded reason.", flights=counted(flights, "flight"))
    return tr(
        "{flights} without a recorded reason: {minutes:,.1f} of {all:,.1f} min in the air.",
        flights=counted(flights, "flight"),
        minutes=minutes * share,
        all=minutes,
    )


def _results(entries: list[Entry]) -> str:
    return counted(len(entries), "result")


def _names(entries: list[Entry]) -> str:
    return listed([one.name for one in entries], MOST_NAMES)


def _layers(entry: Entry, parameter: str) -> str:
    return listed([str(one.get("name") or "") for one in entry.inputs.get(parameter, ())], MOST_NAMES)


def _idents(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(one.ident for one in entries)
