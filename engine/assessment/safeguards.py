"""The safeguards that were chosen, as far as records say so."""

from ..language import tr
from ..text import counted
from .document import Open, Section, Table, Words
from .facts import EQUITY, EXPOSURE, PLANS, PUBLISH, SCORES, Entry, Facts
from .open_questions import controller

BEHIND = ("MIN_UNITS", "MIN_DAYS", "MIN_FIXES")
"""Parameters of a publication: what has to be behind a figure."""
RULES = ("BUFFER", "HEIGHT", "BUDGET")
ROUNDING = ("scoregaps", "scorearchive", "patroleffort", "effortarchive", "plannights")
"""Algorithms that round times unless SECONDS is set."""


def safeguards(facts: Facts, trail: bool | None) -> Section:
    """The section. trail: whether runs in this project are appended to an audit trail, None where that is not known."""
    rows = [
        *_rounded(facts),
        *_trimmed(facts),
        *_published(facts),
        *_privacy_places(facts),
        _kept(facts),
        *_demand(facts),
        *_watchers(facts),
        _measured(facts, EXPOSURE, tr("Exposure of homes and schools measured"), "blindspot:exposure"),
        _measured(facts, EQUITY, tr("Fairness between neighbourhoods measured"), "blindspot:equityaudit"),
        _trail(trail),
    ]
    headings = (tr("Safeguard"), tr("Chosen"), tr("What the records say"))
    opens = (
        Open(
            controller(),
            tr("Do units have codes instead of names, who holds the key to them, and is it kept apart from the data?"),
        ),
        Open(controller(), tr("Who has access to the files, how is access controlled, and how are leaks noticed?")),
    )
    return Section("safeguards", tr("Safeguards"), tables=(Table(headings, tuple(rows)),), opens=opens)


def yes_or_no(chosen: bool | None) -> str:
    return tr("not known") if chosen is None else tr("yes") if chosen else tr("no")


def _row(title: str, chosen: bool | None, text: str, *sources: str) -> tuple[Words, ...]:
    return Words(title), Words(yes_or_no(chosen)), Words(text, sources)


def _rounded(facts: Facts) -> list[tuple[Words, ...]]:
    runs = [one for one in facts.runs(*ROUNDING) if "SECONDS" in one.parameters]
    exact = [one for one in runs if one.parameters["SECONDS"]]
    title = tr("Times of single passes rounded")
    if not runs:
        return []
    if exact:
        return [_row(title, False, tr("Times to the second were asked for (SECONDS)."), *_idents(exact))]
    text = tr("Times are rounded to a quarter of an hour, an hour or a day, by how many units were there.")
    return [_row(title, True, text, *_idents(runs))]


def _trimmed(facts: Facts) -> list[tuple[Words, ...]]:
    found = []
    for one in facts.runs("preparetracks"):
        trim = _number(one.parameters.get("TRIM")) or 0.0
        text = (
            tr("Nothing within {value:g} m of them is in the tracks (TRIM).", value=trim)
            if trim > 0
            else tr("The tracks contain them (TRIM is 0).")
        )
        found.append(_row(tr("Starts and ends of tracks, and homes, cut off"), trim > 0, text, one.ident))
        if one.parameters.get("PSEUDONYMS"):
            text = tr("The tracks name units by pseudonyms that only who has the key can resolve.")
            found.append(_row(tr("Units under pseudonyms"), True, text, one.ident))
    return found


def _demand(facts: Facts) -> list[tuple[Words, ...]]:
    found = []
    for one in facts.runs(*SCORES):
        limit, least = (_number(one.parameters.get(name)) for name in ("PATROL_FOUND_LIMIT", "DEMAND_MINIMUM"))
        if limit is not None:
            text = tr("At most {value:g} % of the demand (PATROL_FOUND_LIMIT).", value=limit)
            found.append(_row(tr("What patrols found is limited in the demand"), True, text, one.ident))
        if least:
            text = tr("Every place keeps {value:g} % of the mean demand (DEMAND_MINIMUM).", value=least)
            found.append(_row(tr("Minimum demand for places without requests"), True, text, one.ident))
        if one.inputs.get("RESIDENTS"):
            text = tr("Answers of residents are in the demand (RESIDENTS).")
            found.append(_row(tr("Residents were asked"), True, text, one.ident))
    return found


def _published(facts: Facts) -> list[tuple[Words, ...]]:
    title = tr("What is published has enough persons behind each figure")
    runs = facts.runs(PUBLISH)
    if not runs:
        text = tr("No published layer is given (blindspot:publish).")
        return [_row(title, None, text)]
    found = []
    for one in runs:
        values = [one.parameters.get(name) for name in BEHIND]
        known = all(isinstance(value, (int, float)) for value in values)
        text = (
            tr(
                "At least {units}, {days} and {fixes} behind each figure.",
                units=counted(int(values[0]), "unit"),
                days=counted(int(values[1]), "day"),
                fixes=counted(int(values[2]), "fix", "fixes"),
            )
            if known
            else tr("Published with rules; see the parameters.")
        )
        found.append(_row(title, True, text, one.ident))
    return found


def _privacy_places(facts: Facts) -> list[tuple[Words, ...]]:
    found = []
    for one in facts.runs(*PLANS):
        title = tr("Drones keep away from privacy places")
        layers = [str(layer.get("name") or "") for layer in one.inputs.get("PRIVACY", ())]
        if not layers:
            found.append(_row(title, False, tr("The plan was made without PRIVACY."), one.ident))
            continue
        parts = [tr("Layers: {names}.", names=tr(", ").join(layers))]
        buffer, height, budget = (_number(one.parameters.get(f"PRIVACY_{name}")) for name in RULES)
        if buffer is not None:
            parts.append(tr("Distance: {value:g} m.", value=buffer))
        if height is not None:
            parts.append(tr("Crossed at {value:g} m above ground or higher.", value=height))
        if budget is not None:
            parts.append(tr("At most {value:g} min over them in a night.", value=budget))
        minutes = one.number("PRIVACY_MINUTES")
        if minutes is not None:
            parts.append(tr("The plan spends {minutes:.1f} min over them in a night.", minutes=minutes))
        found.append(_row(title, True, " ".join(parts), one.ident))
    return found


def _number(value) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _kept(facts: Facts) -> tuple[Words, ...]:
    title = tr("Time after which the data are not used any more")
    limited = [entry for entry, found in facts.retentions if found.ends is not None]
    if not limited:
        return _row(title, False, tr("No record says RETAIN_DAYS."))
    count, of = len(limited), len(facts.given)
    text = tr("RETAIN_DAYS holds for {count} of {results}.", count=count, results=counted(of, "result"))
    return _row(title, count == of, text, *_idents(limited))


def _watchers(facts: Facts) -> list[tuple[Words, ...]]:
    runs = [one for one in facts.entries if one.number("WATCHERS_USED")]
    buildings = [one for one in facts.runs(*PLANS, "scoregaps", "scorearchive") if one.inputs.get("BUILDINGS")]
    found = []
    if runs:
        one = max(runs, key=lambda each: each.number("WATCHERS_USED"))
        count = counted(int(one.number("WATCHERS_USED")), "post or camera", "posts and cameras")
        text = tr("{count} that are there already count, so drones do not repeat what these see.", count=count)
        found.append(_row(tr("Posts and cameras counted"), True, text, one.ident))
    if buildings:
        text = tr("What walls hide counts as unseen: neither patrols nor drones are taken to see behind them.")
        found.append(_row(tr("Walls taken into account"), True, text, *_idents(buildings)))
    return found


def _measured(facts: Facts, algorithm: str, title: str, ident: str) -> tuple[Words, ...]:
    found = facts.runs(algorithm)
    if found:
        return _row(title, True, tr("Its result is given."), *_idents(found))
    return _row(title, False, tr("Its result is missing: {algorithm} makes it.", algorithm=ident))


def _trail(trail: bool | None) -> tuple[Words, ...]:
    title = tr("Runs are logged where changes are noticed (audit trail)")
    texts = {True: tr("This run was appended to a trail."), False: tr("This run is in no trail.")}
    return _row(title, trail, texts.get(trail, tr("It is not recorded in results.")))


def _idents(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(one.ident for one in entries)
