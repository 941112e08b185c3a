"""What is assessed: the results, the data that they rest on, and how they are processed."""

from collections.abc import Mapping, Sequence

from ..language import tr
from ..text import counted
from .document import Open, Section, Table, Words
from .facts import EXPOSURE, PLANS, SCORES, Facts, Fixes
from .open_questions import about_the_processing, controller

MOST_LAYERS = 40


def processing(facts: Facts, questions: Sequence[tuple[str, str]], titles: Mapping[str, str]) -> Section:
    """The section. questions: what the scores ask, in sentences, each with its entry; titles: of algorithms, by id."""
    words = [
        Words(
            tr(
                "Positions of patrols are turned into a score of places: how likely it is that something happens there "
                "and no patrol notices it in time. Drones may then be planned to places with a high score."
            )
        ),
        *(Words(text, (source,)) for text, source in questions),
    ]
    for one in facts.runs(*SCORES):
        count, gap = one.number("PLACE_COUNT"), one.number("MEAN_GAP")
        if count is not None and gap is not None:
            text = tr("{places} scored; the mean gap is {gap:.3f}.", places=counted(int(count), "place"), gap=gap)
            words.append(Words(text, (one.ident,)))
    for one in facts.runs(*PLANS):
        routes = one.number("ROUTE_COUNT")
        if routes is not None:
            words.append(Words(tr("{flights} planned.", flights=counted(int(routes), "drone flight")), (one.ident,)))
    for one in facts.runs(EXPOSURE):
        minutes = one.number("DRONE_MINUTES")
        if minutes is not None:
            words.append(Words(tr("Drones are in the air for {minutes:,.1f} min.", minutes=minutes), (one.ident,)))
    rows = tuple(
        (Words(one.name, (one.ident,)), Words(titles.get(one.algorithm) or tr("not recorded"))) for one in facts.given
    )
    tables = (Table((tr("Result"), tr("Made by")), rows, tr("The results that this assessment is about:")),)
    return Section("processing", tr("What is assessed"), tuple(words), tables, about_the_processing())


def data(facts: Facts, parameters: Mapping[str, str]) -> Section:
    """The section. parameters: titles of the parameters of layers, by name."""
    rows = tuple(
        (Words(one.name, (one.source,)), Words(_amount(one)), Words(_period(one)), Words(_units(one, facts)))
        for one in facts.fixes
    )
    words, tables = [], []
    if rows:
        headings = (tr("Data"), tr("How many"), tr("Period (local days)"), tr("Units"))
        tables.append(Table(headings, rows, tr("Positions of patrols, which are personal data of those on duty:")))
    else:
        words.append(Words(tr("No record names the positions that the results rest on.")))
    if facts.units is not None:
        count, source = facts.units
        text = tr("The results name {units}.", units=counted(count, "different unit"))
        words.append(Words(text, (source,)))
    others = facts.other_layers[:MOST_LAYERS]
    if others:
        headings = (tr("Layer"), tr("Used as"))
        cells = tuple((Words(name, (source,)), Words(parameters.get(kind, kind))) for kind, name, source in others)
        tables.append(Table(headings, cells, tr("Other layers:")))
    opens = [
        Open(controller(), tr("Where do the positions come from, and were those on duty told before? By whom?")),
    ]
    if any(kind == "DEMAND" for kind, _, _ in others):
        opens.append(
            Open(controller(), tr("Do the demand layers hold reports or incidents that name or locate persons?"))
        )
    return Section("data", tr("Which data are processed"), tuple(words), tuple(tables), tuple(opens))


def _amount(one: Fixes) -> str:
    if one.days is not None:
        return counted(one.days, "day")
    return tr("not recorded") if one.features is None else counted(one.features, "position or track", "positions")


def _period(one: Fixes) -> str:
    if one.span is None:
        return tr("not recorded")
    return tr("{first} to {last}", first=one.span[0], last=one.span[1])


def _units(one: Fixes, facts: Facts) -> str:
    if not one.has_units:
        return tr("not told apart")
    return tr("told apart; their number is not recorded") if facts.units is None else tr("told apart")
