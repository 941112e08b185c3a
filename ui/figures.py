"""What the panel says of results besides the steps: key figures, what is still assumed, and the warnings of runs."""

import html
import re
from collections.abc import Callable

from qgis.core import QgsApplication, QgsProcessingParameterDefinition
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QDateTime, Qt

from ..algorithms.inputs.value_texts import value_text
from ..engine.language import number_text, tr
from ..engine.pages.html import amount, share_text
from ..engine.provenance.record import chain
from .found_results import Chain, Result

BEFORE = 3 * 3600
AFTER = 3600
"""Seconds before and after the end of a run, in which its entry in the history is looked for."""
WARNING = re.compile(r'<span style="color:#b85a20;">(.*?)</span>', re.DOTALL)
"""How QGIS writes warnings into the log that it keeps."""


def key_figures(found: Chain) -> list[tuple[str, str]]:
    """(what, value) of the figures that matter, of the steps that are done."""
    figures = []
    if found.scored is not None:
        figures += [
            (tr("Mean gap"), _number(found.scored, "MEAN_GAP", ".2f")),
            (tr("Total priority"), _number(found.scored, "TOTAL_PRIORITY", ",.0f")),
        ]
    if found.spots is not None:
        figures.append((tr("Blind spots"), _number(found.spots, "SPOT_COUNT", ",.0f")))
    if found.routes is not None:
        figures += [
            (tr("Share of the priority closed"), _share(found.routes, "SHARE_CLOSED")),
            (tr("Minutes in the air, all drones"), _number(found.routes, "DRONE_MINUTES", ",.0f")),
        ]
    if found.assessed is not None:
        figures.append((tr("Gain for each drone minute"), _number(found.assessed, "GAIN_PER_DRONE_MINUTE")))
    if found.checked is not None:
        figures.append((tr("Violations of the plan"), _number(found.checked, "VIOLATION_COUNT", ",.0f")))
    return [(what, value) for what, value in figures if value]


def assumptions(found: Chain) -> list[str]:
    """What the runs assumed, because it was not given, each once: "Time zone: Asia/Shanghai"."""
    texts = {}
    for result in (found.checked, found.assessed, found.routes, found.spots, found.scored):
        for record in chain(result.record) if result is not None else ():
            for name in record.get("assumed") or ():
                texts.setdefault(_assumption(record, name))
    return list(filter(None, texts))


def _assumption(record: dict, name: str) -> str:
    algorithm = QgsApplication.processingRegistry().algorithmById(record["algorithm"])
    definition = None if algorithm is None else algorithm.parameterDefinition(name)
    value = record["parameters"].get(name)
    if definition is None or value in (None, ""):
        return ""
    return tr("{title}: {value}", title=definition.description(), value=_text(definition, value))


def _text(definition: QgsProcessingParameterDefinition, value) -> str:
    try:
        return value_text(definition, value)
    except (ValueError, TypeError, IndexError):  # a record may hold anything
        return str(value)


def warnings_of(result: Result, layer_source: str, entries: Callable[[Result], list[dict]] | None = None) -> list[str]:
    """The warnings of the run that made a result, from the history of Processing; none where it was run elsewhere.
    Records do not hold them, because they may name units. layer_source: of the layer; entries: instead of the history,
    for tests."""
    for entry in (entries or _history)(result):
        outputs = (entry.get("results") or {}).values()
        if entry.get("algorithm_id") == result.record["algorithm"] and {result.layer, layer_source} & set(
            map(str, outputs)
        ):
            return logged_warnings(str(entry.get("log") or ""))
    return []


def logged_warnings(log: str) -> list[str]:
    """The warnings in a log of Processing (HTML), as plain text, each once."""
    plain = (html.unescape(re.sub(r"<[^>]*>", " ", found)).strip() for found in WARNING.findall(log))
    return list(dict.fromkeys(filter(None, plain)))


def _history(result: Result) -> list[dict]:
    """The entries of the history around the time of a run, the newest first."""
    made = QDateTime.fromString(result.made, Qt.DateFormat.ISODate)
    if not made.isValid():
        return []
    found = QgsGui.historyProviderRegistry().queryEntries(made.addSecs(-BEFORE), made.addSecs(AFTER), "processing")
    return [one.entry for one in sorted(found, key=lambda one: one.timestamp, reverse=True)]


def _number(result: Result, name: str, form: str = "") -> str:
    """form: as of `format`; empty: three digits, as in reports."""
    value = result.numbers.get(name)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return ""
    return number_text(value, form) if form else amount(value)


def _share(result: Result, name: str) -> str:
    """Of a result in percent."""
    value = result.numbers.get(name)
    return share_text(value / 100) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
