"""The audit trail: the runs that were made are appended to it, where the user has asked for that."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsExpressionContextUtils,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ...engine.language import tr
from ...engine.provenance.trail import FILE, append
from ...engine.text import shortened
from ...layers.attributes import is_null
from .destinations import destination_of
from .run_record import record_in, without_home

if TYPE_CHECKING:
    from ..run import Run

VARIABLE = "blindspot_trail"
"""The variable of expressions, or of the environment, that names the folder of a trail."""
TRAILS = "trails"
"""Key of the paths of the trails among what was prepared; in small letters, as no parameter is."""
KEPT = ("assumed", "inputs", "parameters")
"""Parts of the record of a run that a line of the trail has under the same names."""


def settle_trails(run: "Run") -> None:
    """Finds the trails that this run is to be appended to: that in the folder of the project, if it is there, and that
    in the folder that the variable names. To be called in prepareAlgorithm. Warns where the folder is none."""
    project = run.context.project()
    home = project.homePath() if project is not None else ""
    paths = [str(Path(home, FILE))] if home and Path(home, FILE).is_file() else []
    named = _variable(run)
    if named:
        folder = os.path.join(home, os.path.expanduser(named))
        if os.path.isabs(folder):
            paths.append(os.path.join(folder, FILE))
        else:
            run.warn(
                tr(
                    "This run is not in the audit trail: the variable {variable} is {folder}, and without a saved "
                    "project it is not known where that is. Give the whole path.",
                    variable=VARIABLE,
                    folder=shortened(named, 200),
                )
            )
    run.prepared[TRAILS] = list({os.path.normcase(os.path.realpath(path)): path for path in paths}.values())


def append_to_trails(run: "Run", results: dict) -> None:
    """Appends this run, which is complete, to the trails that were found. results: by output. Warns where a trail
    cannot be written: the outputs are written, and must not be lost for that. A run that Repeat a run starts is part of
    that run, which is appended itself."""
    if run.algorithm.repeats is not None:
        return
    for path in run.prepared.get(TRAILS, ()):
        try:
            append(path, _entry(run, results, os.path.dirname(path)))
        except Exception as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            run.warn(
                tr(
                    "This run is complete, but it is not in the audit trail {path}: {reason}.",
                    path=shortened(path, 200),
                    reason=reason.rstrip("."),
                )
            )


def _entry(run: "Run", results: dict, folder: str) -> dict:
    """What a trail in `folder` says of the run."""
    record = record_in(run, folder)
    entry = {
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "algorithm": record["algorithm"],
        "version": record["blindspot"],
        **{key: record[key] for key in KEPT},
        "outputs": {
            definition.name(): _output(run, definition, results[definition.name()])
            for definition in run.algorithm.parameterDefinitions()
            if definition.isDestination() and results.get(definition.name())
        },
    }
    return _at_home(entry)


def _output(run: "Run", definition: QgsProcessingParameterDefinition, value: str) -> dict:
    """An output: its file, if it has one, and its content as in its record. A file without a record has the hash of its
    bytes. Addresses of databases are left out, because they may hold a password."""
    name = definition.name()
    if not isinstance(definition, (QgsProcessingParameterFileDestination, QgsProcessingParameterFolderDestination)):
        goal = destination_of(definition, run.parameters.get(name), run.context)
        parts = {"path": goal.path, "table": goal.table} if goal is not None else {}
        return {**{key: text for key, text in parts.items() if text}, **run.made.get(name, {})}
    found = {"path": str(value)}
    if os.path.isfile(value):
        with suppress(OSError), open(value, "rb") as file:
            found["sha256"] = file_digest(file, "sha256").hexdigest()
    return found


def _at_home(value):
    """The value with ~ for the home folder in all its texts."""
    if isinstance(value, dict):
        return {key: _at_home(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_at_home(item) for item in value]
    return without_home(value) if isinstance(value, str) else value


def _variable(run: "Run") -> str:
    """The folder that the variable names, of the model, the project, QGIS or the environment; empty where there is
    none."""
    context, project = run.context.expressionContext(), run.context.project()
    scopes = [context]
    if project is not None:
        scopes.append(QgsExpressionContextUtils.projectScope(project))
    scopes.append(QgsExpressionContextUtils.globalScope())
    values = [scope.variable(VARIABLE) for scope in scopes]
    given = [str(value).strip() for value in values if not is_null(value)]
    return next(filter(None, [*given, os.environ.get(VARIABLE, "").strip()]), "")
