"""The base class of the models: a model of Processing that is built from the algorithms as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelGroupBox,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QPointF, QSizeF
from qgis.PyQt.QtGui import QColor, QIcon

from ...engine.language import tr, tr_again
from ..groups import group_icon, group_title
from ..reference_url import reference_url

GROUP = "models"
OPTIONAL = Qgis.ProcessingParameterFlag.Optional
COLUMN, ROW = 380.0, 90.0
"""Distances in the designer, in its pixels."""
FIRST = QPointF(180.0, 120.0)
BOX = QColor(235, 240, 246)


@dataclass(frozen=True)
class Step:
    """An algorithm in a model.

    algorithm: its id without that of the provider; title: in the designer; note: the comment beside it; from_steps:
    parameters that are the output of an earlier step: (name, algorithm, output); shares: parameters of this algorithm
    that are parameters of the model, with the same name; outputs: results of the model, as (output, title).
    """

    algorithm: str
    title: str
    note: str
    shares: Sequence[str]
    outputs: Sequence[tuple[str, str]]
    from_steps: Sequence[tuple[str, str, str]] = ()


class Model(QgsProcessingModelAlgorithm):
    """A model has an id, a title, a help text and steps. A parameter of the model is a copy of that of the first step
    that has it: its type, default, label and help."""

    ID = ""
    TITLE = ""
    HELP = ""
    STEPS: tuple[Step, ...] = ()
    ADVANCED: tuple[str, ...] = ()
    """Parameters that the dialog lists as advanced."""
    NEEDED: tuple[str, ...] = ()
    """Parameters that must be given, although an algorithm alone can do without."""
    RESULTS: tuple[str, ...] = ()
    """Outputs that cannot be left out."""

    def __init__(self):
        super().__init__(self.TITLE, GROUP, GROUP)
        self.needed: list[str] = []  # the outputs that a step cannot do without
        build(self)

    def createInstance(self):
        return type(self)()

    def processAlgorithm(self, parameters, context, feedback):
        """Runs the model. An output that is not asked for, but is needed by a later step, is temporary."""
        temporary = {name: QgsProcessing.TEMPORARY_OUTPUT for name in self.needed if not parameters.get(name)}
        return super().processAlgorithm({**parameters, **temporary}, context, feedback)

    def name(self):
        return self.ID

    def displayName(self):
        return tr(self.TITLE)

    def full_help(self) -> str:
        """The help text, as HTML, for the page that the Help button opens."""
        return tr(" ".join(self.HELP.split()))

    def helpUrl(self):
        return reference_url(self.ID)

    def group(self):
        return group_title(GROUP)

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return group_icon(GROUP)


def build(model: Model) -> None:
    """Builds the steps, the parameters and the outputs. Steps whose algorithm is not registered yet have no outputs, so
    models are made after the provider has been added."""
    registry = QgsApplication.processingRegistry()
    steps = {step.algorithm: registry.createAlgorithmById(f"blindspot:{step.algorithm}") for step in model.STEPS}
    if None in steps.values():
        return
    for column, step in enumerate(model.STEPS, 1):
        names = [name for name in step.shares if model.parameterDefinition(name) is None]
        for row, name in enumerate(names):
            place = QPointF(0, row * 0.6 * ROW) if column == 1 else QPointF(column * COLUMN, (6 + row * 0.6) * ROW)
            _add_parameter(model, steps[step.algorithm].parameterDefinition(name), FIRST + place)
        _add_step(model, step, column)
    taken = {(other, output) for step in model.STEPS for _, other, output in step.from_steps}
    taken = {title for step in model.STEPS for output, title in step.outputs if (step.algorithm, output) in taken}
    model.setOutputOrder([f"{step.algorithm}:{output}" for step in reversed(model.STEPS) for output, _ in step.outputs])
    model.updateDestinationParameters()
    for definition in model.destinationParameterDefinitions():
        title = definition.description()
        definition.setDescription(tr_again(title))  # its name is made of the English title
        if not definition.flags() & OPTIONAL or title in taken:
            model.needed.append(definition.name())
        if definition.name() not in model.RESULTS:
            definition.setFlags(definition.flags() | OPTIONAL)
    model.setHelpContent({"ALG_DESC": model.full_help(), **_help(steps, model)})


def _add_parameter(model: Model, definition: QgsProcessingParameterDefinition, position: QPointF) -> None:
    copy = definition.clone()
    flags = copy.flags() & ~Qgis.ProcessingParameterFlag.Advanced
    if copy.name() in model.ADVANCED:
        flags |= Qgis.ProcessingParameterFlag.Advanced
    if copy.name() in model.NEEDED:
        flags &= ~OPTIONAL
    copy.setFlags(flags)
    component = QgsProcessingModelParameter(copy.name())
    component.setPosition(position)
    model.addModelParameter(copy, component)


def _add_step(model: Model, step: Step, column: int) -> None:
    child = QgsProcessingModelChildAlgorithm(f"blindspot:{step.algorithm}")
    child.setChildId(step.algorithm)
    child.setDescription(tr(step.title))
    for name in step.shares:
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    for name, other, output in step.from_steps:
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromChildOutput(other, output)])
    position = FIRST + QPointF(column * COLUMN, ROW)
    child.setPosition(position)
    child.comment().setDescription(tr(step.note))
    child.comment().setPosition(position + QPointF(0, -0.9 * ROW))
    child.comment().setSize(QSizeF(0.8 * COLUMN, 60))
    outputs = {}
    for row, (output, title) in enumerate(step.outputs):
        goal = QgsProcessingModelOutput(title, title)
        goal.setChildId(step.algorithm)
        goal.setChildOutputName(output)
        goal.setPosition(position + QPointF(60, (1.4 + row * 0.8) * ROW))
        outputs[title] = goal
    child.setModelOutputs(outputs)
    model.addChildAlgorithm(child)
    box = QgsProcessingModelGroupBox(tr(step.title))
    box.setPosition(position + QPointF(20, 0.75 * ROW))
    box.setSize(QSizeF(0.9 * COLUMN, 5.5 * ROW))
    box.setColor(BOX)
    model.addGroupBox(box)


def _help(steps: dict, model: Model) -> dict[str, str]:
    """The help texts of the parameters, as they are in the algorithms."""
    found = {}
    for name in dict.fromkeys(name for step in model.STEPS for name in step.shares):
        owner = next(steps[step.algorithm] for step in model.STEPS if name in step.shares)
        found[name] = owner.parameterDefinition(name).help()
    return found
