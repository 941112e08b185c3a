"""What the plugin adds to QGIS desktop, part by part."""

import traceback
from collections.abc import Callable
from importlib import import_module

from ..engine.language import tr

PARTS = (
    ("opened_layers", "OpenedLayers", False),
    ("time_controller", "TimeController", False),
    ("table_formats", "TableFormats", False),
    ("results_viewer", "ResultsViewer", False),
    ("model_designer", "DesignerAction", False),
    ("menu", "Menu", True),
)
"""The module and the class of each part, and whether it is also there while the algorithms cannot run. A part is made
with `iface` and the problem of the algorithms, and has a method `remove`."""


class Desktop:
    """The parts, until `remove`. A part that cannot be made is reported, and the others are still there.

    problem: why the algorithms cannot run, empty where they can; report: takes a sentence and the trace of an error.
    """

    def __init__(self, iface, problem: str, report: Callable[[str, str], None]):
        self.report = report
        self.parts = []
        for module, name, always in PARTS:
            if problem and not always:
                continue
            try:
                self.parts.append(getattr(import_module(f".{module}", __package__), name)(iface, problem))
            except Exception as error:
                self._report(tr("A part of Blindspot cannot be loaded: {part}: {error}", part=name, error=error))

    def part(self, name: str):
        """The part of this class; None where it could not be made."""
        return next((part for part in self.parts if type(part).__name__ == name), None)

    def remove(self) -> None:
        """Removes the parts, the last one first."""
        while self.parts:
            part = self.parts.pop()
            try:
                part.remove()
            except Exception as error:
                name = type(part).__name__
                self._report(tr("A part of Blindspot cannot be removed: {part}: {error}", part=name, error=error))

    def _report(self, sentence: str) -> None:
        self.report(sentence, traceback.format_exc())
