"""Who sees what: each result, its fields, and whether it tells about persons."""

from ..language import tr
from .document import Open, Section, Table, Words
from .facts import ANSWERS, EXPOSURE, OF_PATHS, PLANS, PUBLISH, Entry, Facts
from .open_questions import controller

MOST_FIELDS = 30


def access(facts: Facts) -> Section:
    headings = (tr("Result"), tr("Fields"), tr("Tells about persons"), tr("Who should see it"))
    rows = tuple(
        (
            Words(one.name, (one.ident,)),
            Words(_fields(one)),
            Words(about_persons(one)),
            Words(open=Open(controller(), tr("Who may see {name}, in which form?", name=one.name))),
        )
        for one in facts.given
    )
    return Section("access", tr("Who sees what"), tables=(Table(headings, rows),))


def about_persons(entry: Entry) -> str:
    """Whether a result tells about persons, in a sentence."""
    output = entry.output
    if entry.algorithm == PUBLISH:
        return tr("Not about single persons, by its rules; see the safeguards.")
    if output.names_units:
        return tr("Yes: it names units, and where or when they were.")
    if entry.algorithm in OF_PATHS:
        return tr("Yes: it shows ways that somebody took.")
    if entry.algorithm == ANSWERS:
        return tr("Yes: it holds what residents answered, and about which place.")
    if entry.record is None:
        return tr("Not known: it carries no record.")
    if output.tells_of_few:
        return tr("Indirectly: where few units were, its figures may be those of one.")
    if entry.algorithm == EXPOSURE:
        return tr("Not about patrols. It tells which homes and schools drones see.")
    if entry.algorithm in PLANS:
        return tr("Not about patrols. It tells where drones will be, and when.")
    return tr("Not directly.")


def _fields(entry: Entry) -> str:
    names = entry.output.fields
    if not names:
        return tr("none (raster)") if entry.content else tr("none")
    more = tr(" and {more:,} more", more=len(names) - MOST_FIELDS) if len(names) > MOST_FIELDS else ""
    return tr(", ").join(names[:MOST_FIELDS]) + more
