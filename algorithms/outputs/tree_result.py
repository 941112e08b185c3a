"""What the layer tree has to know of an output: the question of the run, and what tells it from others."""

from qgis.core import Qgis, QgsApplication

from ...engine.provenance.record import name_of
from ...engine.score.recorded_question import VALUES, question_of_record
from ...engine.text import listed, plain_text, shortened
from ...layers.result_tree import Result, drawing_order
from ..inputs.value_texts import value_text
from ..run import Run
from ..values import takes_layers


def tree_result(run: Run, name: str, kind: Qgis.GeometryType | None, order: int) -> Result | None:
    """The output `name` for the layer tree. kind: of its geometries, None for a raster; order: among the outputs of
    this kind, higher is above. None where nothing is loaded, as in a script."""
    if not run.context.layersToLoadOnCompletion():
        return None
    record = run.record(name)
    question = question_of_record(record)
    asked, own = _texts(question.asked), _texts(record)
    values = {label: text for parameter, (label, text) in asked.items() if parameter in VALUES or parameter == "DEMAND"}
    settings = {label: text for parameter, (label, text) in own.items() if parameter not in asked}
    again = "" if run.algorithm.repeats is None else " again"  # to be compared with the one that is there
    role = f"{name_of(record)}/{name}{again}"
    return Result(question.key, question.name, question.words, role, drawing_order(kind, order), values, settings)


def _texts(record: dict) -> dict[str, tuple[str, str]]:
    """The label and the value of every parameter of a run, by its name."""
    algorithm, found = QgsApplication.processingRegistry().algorithmById(record["algorithm"]), {}
    for definition in algorithm.parameterDefinitions() if algorithm is not None else ():
        parameter, label = definition.name(), definition.description()
        if definition.isDestination():
            continue
        if takes_layers(definition):
            layers = [shortened(one.get("name") or "") for one in record["inputs"].get(parameter, ())]
            found[parameter] = (label, listed(layers, 3))
        elif parameter in record["parameters"]:
            value = record["parameters"][parameter]
            try:
                found[parameter] = (label, value_text(definition, value))
            except (ValueError, IndexError, TypeError):  # a record of another version
                found[parameter] = (label, plain_text(value))
    return found
