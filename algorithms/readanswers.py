"""Read residents' answers: filled forms as a layer that Score gaps takes."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
)

from ..engine.consultation.form import MORE
from ..engine.text import counted
from ..layers.crs import WGS84, crs_name
from .base import BlindspotAlgorithm, tr
from .inputs.answers import AnswersInput
from .outputs.answers import POINTS_HELP, REJECTED_HELP, RESIDENTS_HELP, answer_layers
from .outputs.layers import write_layers

INPUT = AnswersInput()


class ReadAnswers(BlindspotAlgorithm):
    """blindspot:readanswers"""

    ID = "readanswers"
    TITLE = "Read residents' answers"
    SUMMARY = "Makes a layer of the filled forms of a consultation, and lists what does not count and why."
    TAGS = (
        "residents",
        "answers",
        "form",
        "csv",
        "survey",
        "consultation",
        "participation",
        "demand",
        "accountability",
    )
    BASIC = ("FILES", "ANSWERS", "AREAS", "KEEP_COMMENTS")
    BLOCKS = (INPUT,)
    HELP = """<p>Makes a layer of the filled forms of Consult residents, which Score gaps takes as residents' answers.
Forms are CSV files as any spreadsheet writes them (separated by commas, semicolons or tabs; UTF-8, UTF-16 or an older
code page; decimal points or commas), tables, or layers.</p>
<p>Nothing is dropped silently: answers that do not count are in the table of answers not counted, each with its file,
its row and the reason, such as an area that is not on the map, an answer that is neither more nor not here, or an
answer that a respondent has given before. Correct the form and run this again.</p>
<p>A respondent has one answer for an area. Repeats count once. Who asks for more and for not here in the same area has
given no answer for it.</p>
<p>Comments are left out, because people write names and addresses in them. Keys of respondents that look like a name,
an address or a telephone number are replaced by a code.</p>
<!-- more -->
<p>Fields of a form: area (its number on the map, or its name), answer, x and y or a geometry instead of an area, weight
(1 where it is empty), respondent (the number of a slip), comment. Upper and lower case do not matter, and other fields
are not read. Rows that begin with # are explanations.</p>
<p>An answer with a position is about the area in which it lies, so that the layer does not show where somebody lives;
with the output Answers with a position, it is written there as a point, and not in the other layer. An answer whose
position lies in another area than it says does not count.</p>
<p>A code in place of a name is the same for the same name, so that its answers are recognised in other forms. It is a
pseudonym: who has a list of names can find out which it is. Better give slips with numbers.</p><!-- /more -->"""

    def declare(self):
        self.add(
            QgsProcessingParameterMultipleLayers(
                "FILES", tr("Filled forms, as CSV files"), Qgis.ProcessingSourceType.File, None, True
            ),
            "Files of a spreadsheet with the fields of the form: .csv, or text of any other ending.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "ANSWERS", tr("Filled forms, as layers"), Qgis.ProcessingSourceType.Vector, None, True
            ),
            "Tables or layers with the fields of the form, such as the form as a GeoPackage.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREAS", tr("Numbered areas"), [Qgis.ProcessingSourceType.VectorPolygon]
            ),
            "The output Numbered areas of Consult residents, of the map that was handed out: polygons with the field "
            "area.",
        )
        self.add(
            QgsProcessingParameterBoolean("KEEP_COMMENTS", tr("Keep comments"), False),
            "Whether the layers have the comments. They can contain personal data of the writer and of others.",
        )
        self.add(
            QgsProcessingParameterCrs("XY_CRS", tr("CRS of x and y"), WGS84),
            "The CRS of the fields x and y of forms. Geometries have their own.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "RESIDENTS", tr("Residents' answers"), Qgis.ProcessingSourceType.VectorPolygon
            ),
            RESIDENTS_HELP,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "POINTS",
                tr("Answers with a position"),
                Qgis.ProcessingSourceType.VectorPoint,
                None,
                True,
                False,
            ),
            POINTS_HELP,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "REJECTED", tr("Answers not counted"), Qgis.ProcessingSourceType.Vector, None, True
            ),
            REJECTED_HELP,
        )
        self.add_numbers(
            ("ANSWER_COUNT", "Answers that count"),
            ("MORE_COUNT", "Of these, for more"),
            ("NOT_HERE_COUNT", "Of these, for not here"),
            ("RESPONDENT_COUNT", "Respondents with a key"),
            ("REJECTED_COUNT", "Answers not counted"),
            ("REPEATED_COUNT", "Of these, repeats by the same respondent"),
            ("EMPTY_COUNT", "Empty rows"),
        )
        self.add_texts()

    def compute(self, run):
        collected = INPUT.read(run, run.doing(tr("Reading the forms."), 0.0, 0.7))
        read, found = collected.read, collected.answers
        layers = answer_layers(collected, bool(run.parameters.get("POINTS")), run.flag("KEEP_COMMENTS"))
        apart = int(found.placed.sum()) if run.parameters.get("POINTS") else 0
        if apart:
            run.warn(
                tr(
                    "{answers} a position, and are in POINTS only. Give both layers to Score gaps.",
                    answers=counted(apart, "answer has", "answers have"),
                )
            )
        written = write_layers(run, 0.7, *layers)
        answers = [read.answer[i] for i in found.row.tolist()]
        return {
            **written,
            "ANSWER_COUNT": len(found),
            "MORE_COUNT": answers.count(MORE),
            "NOT_HERE_COUNT": len(found) - answers.count(MORE),
            "RESPONDENT_COUNT": len({read.respondent[i] for i in found.row.tolist()} - {""}),
            "REJECTED_COUNT": len(found.rejected),
            "REPEATED_COUNT": found.repeated,
            "EMPTY_COUNT": collected.empty,
            "CRS": crs_name(collected.crs),
        }
