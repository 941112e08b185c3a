"""One trial: an algorithm with sound inputs, of which one to three are then made odd, and its outcome."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterFileDestination,
    QgsProject,
)

from odd_inputs import odd_own, odd_value
from small_layers import Feedback
from sound_inputs import SoundInputs

ALGORITHMS = (
    *("preparetracks", "scoregaps", "findblindspots", "planroutes", "assessplan", "plannights", "sweepareas"),
    "exposure",
    "sightlines",
    *("coverageprofile", "patroleffort", "spotstability", "repeatrun", "report", "checkplan"),
)
LONGEST_SENTENCE = 1200  # characters
TRACE = re.compile(
    r"Traceback|\bFile \"|std::|\b[A-Z]\w*(Error|Exception)\b|object has no attribute|NoneType|[Uu]nexpected error|"
    r"QVariant\(|PyQt[56]\.|Incorrect parameter value"
)


class Log(Feedback):
    """A feedback that keeps the debug messages as well."""

    def __init__(self):
        super().__init__()
        self.debug: list[str] = []

    def pushDebugInfo(self, text):
        self.debug.append(text)


@dataclass(frozen=True)
class Trial:
    """What was tried, the outcome (`result` or `sentence`, or a `fault` that must not be), and how long it took."""

    number: int
    algorithm: str
    changes: tuple[str, ...]
    outcome: str
    message: str
    seconds: float

    def __str__(self) -> str:
        changed = "; ".join(self.changes)
        return f"{self.number} {self.algorithm}: {changed}\n    {self.outcome} ({self.seconds:.1f} s) {self.message}"


def drawn(seed: int, number: int, inputs: SoundInputs, folder: Path, algorithms: Sequence[str]):
    """The algorithm, its parameters and what is odd about them, for one trial."""
    rng = np.random.default_rng([seed, number])
    name = algorithms[number % len(algorithms)]
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    variants = inputs.variants(name)
    variant = variants[int(rng.integers(len(variants)))]
    parameters = inputs.parameters(name) | variant
    for definition in algorithm.destinationParameterDefinitions():
        suffix = "html" if isinstance(definition, QgsProcessingParameterFileDestination) else "gpkg"
        raster = definition.type() == "rasterDestination"
        if not raster:
            parameters[definition.name()] = str(folder / f"{definition.name().lower()}.{suffix}")
    definitions = list(algorithm.parameterDefinitions())
    layers = [some for some in definitions if some.type() in ("source", "multilayer", "layer")]
    depth = int(rng.integers(3))  # odd values are mostly refused at once: two thirds of the trials get further
    if depth == 0:
        layers = [some for some in layers if parameters.get(some.name())]
    changes = [f"with {variant}"] if variant else []
    for i in rng.permutation(len(layers if depth < 2 else definitions))[: rng.integers(1, 4)]:
        definition = (layers if depth < 2 else definitions)[int(i)]
        if depth == 0:
            text, value = odd_own(rng, parameters[definition.name()])
        else:
            text, value = odd_value(rng, definition, inputs, folder)
        parameters[definition.name()] = value
        changes.append(f"{definition.name()} = {text}")
    return name, algorithm, parameters, tuple(changes)


def tried(seed: int, number: int, inputs: SoundInputs, folder: Path, algorithms: Sequence[str] = ALGORITHMS) -> Trial:
    """Runs one trial as processing.run does: checks, then runs."""
    name, algorithm, parameters, changes = drawn(seed, number, inputs, folder, algorithms)
    context, log, start = QgsProcessingContext(), Log(), time.monotonic()
    context.setProject(QgsProject.instance())
    context.setFeedback(log)
    outcome, message = "result", ""
    try:
        fine, message = algorithm.checkParameterValues(parameters, context)
        if not fine:
            outcome = "sentence"
        else:
            _, fine = algorithm.create().run(parameters, context, log)
            if not fine:
                outcome, message = "sentence", " | ".join(log.errors)
    except QgsProcessingException as error:
        outcome, message = "sentence", str(error)
    except Exception as error:
        outcome, message = "fault", f"{type(error).__name__}: {error}"
    said = [message, *log.infos, *log.warnings, *log.errors, *log.debug]
    odd = [text for text in said if TRACE.search(text)]
    if odd:
        outcome, message = "fault", odd[0]
    elif outcome == "sentence" and not message.strip():
        outcome, message = "fault", "no message"
    elif len(message) > LONGEST_SENTENCE:
        outcome = "fault"
    return Trial(number, name, changes, outcome, message, time.monotonic() - start)
