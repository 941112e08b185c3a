"""ANSWERS and AREAS: filled forms, and the map that they refer to."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from ...engine.consultation.answers import Answers, Read, counted_answers, points_at, read_answers
from ...engine.consultation.areas import NumberedAreas, named_areas
from ...engine.errors import UserError
from ...engine.progress import Progress, part
from ...engine.text import counted, listed, shortened
from ...layers.answer_layers import AnswerLayer, read_form
from ...layers.crs import crs_of_source, transform_xy
from ...layers.features import Features
from ..base import tr
from ..run import Block, Run

MOST_SAID = 10
"""Reasons that the log lists."""


@dataclass(frozen=True)
class Collected:
    """The answers in a metric CRS. read: all rows; answers: those that count; empty: how many rows were empty."""

    crs: QgsCoordinateReferenceSystem
    areas: NumberedAreas
    read: Read
    answers: Answers
    empty: int


class AnswersInput(Block):
    """FILES, ANSWERS, AREAS and XY_CRS."""

    def check(self, run: Run) -> None:
        files = run.parameters.get("FILES") or []
        if not files and not run.parameters.get("ANSWERS"):
            raise UserError(tr("Give FILES or ANSWERS: there are no answers to read."))
        missing = [str(file) for file in files if not Path(str(file)).is_file()]
        if missing:
            raise UserError(tr("FILES: there is no file {path}.", path=shortened(missing[0], 200)))

    def prepare(self, run: Run) -> None:
        self.check(run)
        layers = run.algorithm.parameterAsLayerList(run.parameters, "ANSWERS", run.context)
        given = [AnswerLayer.of(layer) for layer in layers if isinstance(layer, QgsVectorLayer)]
        files = run.parameters.get("FILES") or []
        run.prepared["ANSWERS"] = [*given, *(AnswerLayer(Path(file).name, file, None) for file in map(str, files))]

    def read(self, run: Run, progress: Progress) -> Collected:
        """Raises UserError where a form cannot be read. Says and warns what was found, and what does not count."""
        source = run.source("AREAS")
        crs, note = crs_of_source(source, run.transform_context)
        run.say(note)
        areas = _areas(run.features(source, crs, part(progress, 0, 0.2), "AREAS"))
        rows, points, lost, empty, layers = [], [], [], 0, run.prepared["ANSWERS"]
        for index, layer in enumerate(layers):
            form = read_form(layer, crs, run.transform_context)
            run.note_input("ANSWERS", index, content=form.content, features=len(form.table.rows))
            rows += form.table.rows
            points.append(form.points)
            lost.append(form.lost)
            empty += form.table.empty
            run.say(
                tr(
                    "{name}: {answers}, {empty}, {notes}.",
                    name=layer.name,
                    answers=counted(len(form.table.rows), "answer"),
                    empty=counted(form.table.empty, "empty row"),
                    notes=counted(form.table.notes, "row of explanation", "rows of explanation"),
                )
            )
            progress(0.2 + 0.6 * (index + 1) / len(layers))
        if not rows:
            raise UserError(tr("FILES and ANSWERS have no answer: all rows are empty or explanations of the form."))
        read = read_answers(rows, areas)
        found = counted_answers(read, self._points(run, read, points, lost, crs), areas)
        progress(1.0)
        self._say(run, read, found)
        return Collected(crs, areas, read, found, empty)

    def _points(self, run: Run, read: Read, points: list, lost: list, crs) -> np.ndarray:
        """(n,) positions: of geometries, else of x and y, None where there is none. What cannot be transformed lies far
        outside of every map."""
        given = run.algorithm.parameterAsCrs(run.parameters, "XY_CRS", run.context)
        if np.isfinite(read.x).any() and not given.isValid():
            raise UserError(tr("XY_CRS is not valid, and the forms have positions in x and y. Choose their CRS."))
        x, y = transform_xy(read.x, read.y, given, crs, run.transform_context) if given.isValid() else (read.x, read.y)
        found, of_geometry = points_at(x, y), np.concatenate(points)
        kept = np.array([point is not None for point in of_geometry], bool)
        found[kept] = of_geometry[kept]
        gone = np.concatenate(lost) & ~np.isfinite(read.x)
        found[gone] = points_at(np.full(int(gone.sum()), 1e9), np.full(int(gone.sum()), 1e9))
        return found

    def _say(self, run: Run, read: Read, found: Answers) -> None:
        run.say(tr("{count} of {all} count.", count=f"{len(found):,}", all=counted(len(read.rows), "answer")))
        if found.rejected:
            reasons = Counter(reason.partition(" (")[0].partition(" in row")[0] for _, reason in found.rejected)
            texts = [tr("{count} x {reason}", count=count, reason=reason) for reason, count in reasons.most_common()]
            run.warn(
                tr(
                    "{answers} not counted: {reasons}. REJECTED has the rows.",
                    answers=counted(len(found.rejected), "answer is", "answers are"),
                    reasons=listed(texts, MOST_SAID, tr("; ")),
                )
            )
        if read.other_words:
            words = tr(", ").join(f"'{word}'" for word in read.other_words[:MOST_SAID])
            run.say(tr("Read as more or not here, although written otherwise: {words}.", words=words))
        if read.hidden:
            run.warn(
                tr(
                    "{keys} like a name, an address or a telephone number, and were replaced by a code. Use the "
                    "numbers of slips.",
                    keys=counted(read.hidden, "respondent's key looks", "respondents' keys look"),
                )
            )
        nameless = sum(not read.respondent[i] for i in found.row.tolist())
        if nameless:
            run.say(
                tr(
                    "{answers} no respondent: whether some of them are by the same person is not known.",
                    answers=counted(nameless, "answer has", "answers have"),
                )
            )
        weights = read.weight[found.row]
        if len(weights) and (weights != 1).any():
            run.warn(
                tr(
                    "Weights are not all 1, but from {least:g} to {most:g}: some residents count more than others.",
                    least=weights.min(),
                    most=weights.max(),
                )
            )


def _areas(read: Features) -> NumberedAreas:
    """The areas with their numbers. Raises UserError where they have none, or one twice."""
    if not read.has("area"):
        raise UserError(tr("AREAS has no field area. Choose the output Numbered areas of Consult residents."))
    numbers = read.numbers("area")
    good = np.isfinite(numbers) & (numbers >= 1) & (numbers == np.floor(numbers)) & (numbers < 2**31)
    whole = np.where(good, numbers, 0).astype(int)
    if not len(read) or not good.all() or len(set(whole.tolist())) < len(whole):
        raise UserError(
            tr("The field area of AREAS must have a whole number above 0 in each row, and none of them twice.")
        )
    names = read.texts("area_name") if read.has("area_name") else [""] * len(read)
    return named_areas(read.geometry, tuple(names), whole)
