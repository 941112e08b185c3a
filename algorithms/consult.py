"""Consult residents: a page with a map of numbered areas to hand out, and a form for the answers."""

from pathlib import Path

import shapely
from qgis.core import Qgis, QgsProcessingParameterFeatureSink, QgsProcessingParameterFileDestination

from ..engine.consultation.form import form_text
from ..engine.consultation.levels import HIDDEN, level_words
from ..engine.errors import UserError
from ..engine.pages.consult_page import consult_page
from ..engine.text import counted
from ..layers.answer_form import write_form
from ..layers.crs import crs_name
from ..layers.files import check_writable
from ..layers.sinks import REAL, TEXT, WHOLE, fields_of, values
from .base import BlindspotAlgorithm, tr
from .inputs.consulted import Consulted, ConsultedInput
from .inputs.public_background import PublicBackgroundInput
from .inputs.retention import refuse_expired
from .inputs.statements import StatementsInput
from .outputs.layers import OutputLayer, Outputs
from .outputs.public_page import write_public_file
from .run import Run

CONSULTED, STATEMENTS, BACKGROUND = ConsultedInput(), StatementsInput(), PublicBackgroundInput()
FORMATS = (".csv", ".gpkg")
AREAS_HELP = """The numbered areas (MultiPolygon), to be given to Read residents' answers. Fields: area (the number on
the map), area_name, planned (few or none, some, many, or empty), area_km2. The layer carries the record of the run, so
keep it: what is handed out are the page and the form."""


class ConsultResidents(BlindspotAlgorithm):
    """blindspot:consult"""

    ID = "consult"
    TITLE = "Consult residents"
    SUMMARY = "A page with a map of numbered areas to hand out to residents, and a form for their answers."
    TAGS = ("residents", "public", "participation", "consultation", "survey", "form", "neighbourhood", "accountability")
    BASIC = (
        *("INPUT", "ROUTES", "NEIGHBOURHOODS", "AREA_SIZE"),
        *("AGENCY", "UNTIL", "CONTACT", "QUESTION", "FLIGHTS_FOR", "RECORDED", "USE", "BACKGROUND"),
    )
    BLOCKS = (CONSULTED, STATEMENTS, BACKGROUND)
    HELP = """<p>Ask the people who live there before drones are sent. This makes a page to hand out, on paper or on a
phone: a map of numbered areas, so that people can say "area 12", what is planned in plain words, and how to answer
more or not here. And it makes a form on which the answers are written down.</p>
<p>Then: Read residents' answers makes a layer of the filled forms, Score gaps takes it as residents' answers, and
Effect of a consultation states what they changed.</p>
<p><b>What the page does not show</b>: blind spots, gaps, routes, times of patrols and flights, and launch sites. A
burglar could use them, and residents do not need them to answer. It shows areas of 200 m or more, and for each, if you
give the routes, whether drones would be over it many minutes a night, some, or few or none. Few and none are one level,
so no area is declared free of drones. The page and the form carry no record of the run, which names all of that.</p>
<p>Enter the statements that only the agency can make: who asks, until when, the purpose, what drones record, what
happens with the answers, and whom to ask or object to. Where one is missing, the page says that it is a draft.</p>
<!-- more -->
<p>The areas are the squares of a grid at multiples of their side, or your neighbourhoods. Numbers go from the
north-west in rows. Squares without a scored place are left out; if you give blind spots or routes only, all squares
around them are on the map, with a margin of one, so that the edges of the map do not give them away. Where
neighbourhoods overlap, the shared ground belongs to the first.</p>
<p>Times over an area are those of the routes in the plan, flights on the way to other areas included, by night. Areas
smaller than 200 m x 200 m have no level.</p>
<p>The background is drawn below the map. Results of Blindspot are refused there, because they show what must not be
shown; look at the page before you hand it out.</p>
<p>The form is a CSV file for a spreadsheet or a GeoPackage for QGIS, where answers are chosen from lists, and may also
have a position. Respondents have the number of their slip, never a name.</p><!-- /more -->"""

    def declare(self):
        CONSULTED.add(self)
        STATEMENTS.add(self)
        BACKGROUND.add(self)
        self.add(
            QgsProcessingParameterFileDestination("HTML", tr("Page for residents"), tr("HTML files (*.html)")),
            "The page to hand out. It is complete in itself, loads nothing, prints on A4, and can be read on a phone.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "FORM", tr("Form for answers"), tr("CSV files (*.csv);;GeoPackage (*.gpkg)"), None, True, True
            ),
            "The empty form, as .csv or .gpkg: one row for each answer, with the fields area, answer (more or "
            "not_here), weight, respondent (the number of a slip) and comment, and x and y or a point.",
        )
        self.add(
            QgsProcessingParameterFeatureSink("AREAS", tr("Numbered areas"), Qgis.ProcessingSourceType.VectorPolygon),
            AREAS_HELP,
        )
        self.add_numbers(("AREA_COUNT", "Numbered areas"), ("MISSING", "Statements that are missing"))
        self.add_texts()

    def check(self, run):
        _check_form(run.file("FORM"))
        return super().check(run)

    def carried_record(self, record):
        """Without the records of inputs: numbered areas do not rest on data about persons, and layers of answers carry
        this record on into all scores that count them."""
        inputs = {name: [{**one, "record": None} for one in layers] for name, layers in record["inputs"].items()}
        return {**record, "inputs": inputs}

    def compute(self, run):
        refuse_expired(run, "INPUT", "ROUTES")
        CONSULTED.check(run)
        _check_form(run.file("FORM"))
        said = STATEMENTS.read(run)
        consulted = CONSULTED.read(run, run.doing(tr("Reading what residents are asked about."), 0.0, 0.6))
        drawing = run.doing(tr("Making the page."), 0.6, 0.9)
        draws = BACKGROUND.draws(run, consulted.crs)
        text = consult_page(consulted.areas, consulted.level, consulted.edges, said, draws)
        drawing(1.0)
        path, form = run.file("HTML"), run.file("FORM")
        for name, file in (("HTML", path), ("FORM", form)):
            if file:
                check_writable(file, name)
        opened = Outputs.opened_for(run, _area_layer(consulted))
        write_public_file(run, "HTML", path, text.encode())
        if form:
            _write_form(run, form, consulted)
        run.say(
            tr(
                "The page has {areas}. Look at it before you hand it out.",
                areas=counted(len(consulted.areas), "numbered area"),
            )
        )
        return {
            **opened.write(0.9),
            "HTML": path,
            **({"FORM": form} if form else {}),
            "AREA_COUNT": len(consulted.areas),
            "MISSING": len(said.missing),
            "CRS": crs_name(consulted.crs),
        }


def _check_form(path: str) -> None:
    if path and Path(path).suffix.lower() not in FORMATS:
        raise UserError(tr("FORM ({name}) must end in .csv or .gpkg.", name=Path(path).name))


def _write_form(run: Run, path: str, consulted: Consulted) -> None:
    if path.lower().endswith(".csv"):
        write_public_file(run, "FORM", path, form_text(consulted.areas.number.tolist()).encode())
        return
    staged = run.stage(path)
    write_form(path if staged is None else staged.path, consulted.areas, consulted.crs, run.transform_context)


def _area_layer(consulted: Consulted) -> OutputLayer:
    areas, words = consulted.areas, level_words()
    fields = fields_of(("area", WHOLE), ("area_name", TEXT), ("planned", TEXT), ("area_km2", REAL))
    columns = [
        areas.number.tolist(),
        [name or None for name in areas.name],
        [None if level == HIDDEN else words[level] for level in consulted.level.tolist()],
        values(areas.size_m2 / 1e6),
    ]
    shapes = [shapely.multipolygons(shapely.get_parts(shape)).wkb for shape in areas.shape]
    rows = fields, shapes, columns
    return OutputLayer.of("AREAS", rows, Qgis.WkbType.MultiPolygon, consulted.crs, "consulted_areas")
