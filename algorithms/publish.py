"""Publish a layer: figures with enough persons behind them, merged, withheld and rounded."""

import numpy as np
import shapely
from qgis.core import (
    Qgis,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QTime

from ..engine.errors import UserError
from ..engine.publication.figures import FIGURES, ROUTES, SPOTS, TRACKS
from ..engine.publication.merged_places import Blocks
from ..engine.publication.positions import days_of_watch
from ..engine.publication.published_places import EARLIER, PUBLISHED, TOO_FEW, publish_places
from ..engine.publication.published_routes import publish_routes
from ..engine.publication.published_spots import SpotBlocks, publish_spots
from ..engine.publication.walked_segments import walked_segments
from ..engine.publication.whole_blocks import in_whole_blocks
from ..engine.tables import geometries_of, geopandas
from ..layers.crs import crs_name
from ..layers.files import check_writable
from ..layers.flights import read_flights
from .base import BlindspotAlgorithm, tr
from .inputs import publication
from .inputs.fixes import AS_TRACKS
from .inputs.publication import (
    AS_PUBLISHED,
    DETECTION,
    FIXES,
    OF_FIXES,
    SIGHT,
    WATCH,
    LayerToPublish,
    PublicationInput,
    check_delay,
)
from .inputs.publication_rules import PublicationRulesInput
from .inputs.published_earlier import FACTS, earlier_layers, published_facts
from .inputs.retention import refuse_expired
from .inputs.taken import empty_as_made
from .outputs.layers import OutputLayer, write_layers
from .outputs.publication import (
    AREAS_HELP,
    OUTPUT_HELP,
    joined_names,
    named,
    published_layer,
    reduced_record,
    write_statement,
)
from .outputs.publication_statement import report, statement
from .run import Run

LAYER, RULES = PublicationInput(), PublicationRulesInput()
SEGMENT = 50.0  # metres, the cells of segments of tracks unless FINEST is larger


class Publish(BlindspotAlgorithm):
    """blindspot:publish"""

    ID = "publish"
    TITLE = "Publish a layer"
    SUMMARY = "What of a result may leave the house, without telling where single persons were?"
    TAGS = ("privacy", "anonymity", "k-anonymity", "statistical disclosure", "suppression", "open data", "aggregate")
    BASIC = ("LAYER", "INPUT", "UNIT_FIELD", "MIN_UNITS", "MIN_DAYS", "DELAY", "EARLIER", "AREAS")
    BLOCKS = (FIXES, WATCH, SIGHT, LAYER, RULES)
    AS_MADE = (AS_PUBLISHED, AS_TRACKS)
    HELP = """<p>What of a result may leave the house? Takes scored places, blind spots, patrol effort, drone routes or
tracks, and makes a layer in which every figure has enough different units, days and fixes behind it. These are counted
in the fixes that the layer was made from, within the recorded detection range and hours. Of tracks, the
short segments are published that enough units walked.</p>
<p><b>Trimmed first</b>: make the tracks with Prepare tracks and its distance hidden around starts, ends and homes
(TRIM), score these, and publish that result. Otherwise figures contain the stays of units at their homes and
stations.</p>
<p><b>Merged</b>: places with too little behind them are merged with others of their block, and the figure is that of
the block. <b>Withheld</b>: what is still too little then has no figure. Places where nobody was and places where a few
were look the same: both are <b>withheld</b>. Otherwise the line of withheld cells would be the walk of one officer.</p>
<p><b>Rounded</b>, and only what is on a list of fields: no times, no texts, no counts of units. Totals are left out
where they would give a withheld figure away. Give the layers that you have published before (Layers published
earlier): what could be computed by subtracting two layers is withheld as well.</p>
<!-- more -->
<p>The record of the run that the layer carries names no input, no file and no field. So the run cannot be repeated
from it; keep the layer that it was made from.</p>
<p>A gap depends on when units passed. After merging it is the mean over places with at least so many units behind
them, but who knows all units but one can still learn something about that one. This is no differential privacy.</p>
<p>The log says how many places were withheld and for what reasons. It is not for publication.</p>
<!-- /more -->"""

    def declare(self):
        LAYER.add(self)
        FIXES.add(self)
        RULES.add(self)
        WATCH.add(self, QTime(22, 0), QTime(5, 0))
        DETECTION.add(self)
        DETECTION.add_fields(self)
        DETECTION.add_dark(self)
        DETECTION.add_slowest(self)
        SIGHT.add(self)
        publication.add_spacing(self)
        FIXES.add_cleaning(self)
        for name in ("DETECTION_TIME", "DETECTION_TIME_FIELD"):
            del self.declared[name]
        empty_as_made(self.declared, OF_FIXES, tr("the layer"))
        publication.not_needed(self.declared["INPUT"])
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Published layer"), Qgis.ProcessingSourceType.VectorAnyGeometry
            ),
            OUTPUT_HELP,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "NEIGHBOURHOODS", tr("Published neighbourhoods"), Qgis.ProcessingSourceType.VectorPolygon, None, True
            ),
            AREAS_HELP,
        )
        self.add(
            QgsProcessingParameterFileDestination(
                "STATEMENT", tr("Statement"), tr("Text files (*.txt)"), None, True, False
            ),
            "A short text that goes with the layer: by which rules it was made, and what is left out.",
        )
        self.add_numbers(
            ("PLACE_COUNT", "Places of the layer"),
            ("PUBLISHED_COUNT", "Places with a figure, alone or merged"),
            ("MERGED_COUNT", "Of these, places that are merged with others"),
            ("WITHHELD_COUNT", "Places without a figure: too few behind them"),
            ("EARLIER_COUNT", "Places without a figure because of layers published earlier"),
            ("FIGURE_COUNT", "Features with figures"),
            ("MEAN_GAP", "Mean gap, if it may be published"),
        )
        self.add_texts()

    def carried_record(self, record):
        return reduced_record(record)

    def compute(self, run):
        layer = LAYER.read(run)
        for name in ("LAYER", "INPUT"):
            refuse_expired(run, name)
        if layer.kind == TRACKS:
            return _tracks(run, layer)
        if layer.kind == ROUTES:
            return _routes(run, layer)
        return _spots(run, layer) if layer.kind == SPOTS else _places(run, layer)


def _places(run: Run, layer: LayerToPublish) -> dict:
    rules, behind = RULES.rules(run, layer.cell), LAYER.behind(run, layer, 0.5)
    _check_end(run, behind, rules)
    table = layer.table(("demand", *(figure.source for figure in FIGURES[layer.kind])))
    count, grid = len(table), layer.grid
    if layer.follows_fixes:
        table, grid = in_whole_blocks(table, grid, rules)
        run.say(
            tr(
                "The outline of the grid follows the fixes, and would show where units were. It is filled up to whole "
                "blocks, and blocks without any figure are left out. With an AREA, Score gaps makes a grid without "
                "this loss."
            )
        )
    evidence = LAYER.evidence(run, layer, behind, 0.5, 0.8, grid)
    publication.check_filled(evidence, count)
    earlier = earlier_layers(run, layer, behind, rules)
    areas, names = _areas(run, layer)
    blocks = Blocks.of_grid(grid, rules) if grid is not None else Blocks.of_shapes(layer.shapes, rules)
    found = publish_places(
        *(table, evidence, rules),
        kind=layer.kind,
        days=behind.days,
        blocks=blocks,
        areas=areas,
        earlier=earlier,
        follows_fixes=layer.follows_fixes,
    )
    run.facts[FACTS] = published_facts(layer, behind, rules, found.total is not None)
    shown = found.layer
    if run.field("NAME_FIELD") and layer.grid is None:
        shown = named(shown, joined_names(layer.features.texts(run.field("NAME_FIELD")), found.shown.group))
    layers = [published_layer("OUTPUT", shown, layer.crs, "published")]
    if areas is not None and run.parameters.get("NEIGHBOURHOODS"):
        layers.append(published_layer("NEIGHBOURHOODS", named(found.areas, names), layer.crs, "published"))
    counts = {
        "PLACE_COUNT": count,
        "PUBLISHED_COUNT": found.places_with(PUBLISHED, count),
        "MERGED_COUNT": found.merged_places(count),
        "WITHHELD_COUNT": found.places_with(TOO_FEW, count),
        "EARLIER_COUNT": found.places_with(EARLIER, count),
        "FIGURE_COUNT": int(found.published.sum()),
    }
    alone = np.where(np.arange(len(table)) < count, np.arange(len(table)), -1)
    each = evidence.within(*behind.days).counts(alone, count, rules.unit_days)
    report(run, rules, each, counts, found.total is not None)
    gap = {} if found.total is None or "gap" not in found.total else {"MEAN_GAP": found.total["gap"]}
    return {**_written(run, layer, rules, layers, behind.days), **counts, **gap, "CRS": crs_name(layer.crs)}


def _spots(run: Run, layer: LayerToPublish) -> dict:
    rules, behind = RULES.rules(run, layer.cell), LAYER.behind(run, layer, 0.5)
    _check_end(run, behind, rules)
    blocks = SpotBlocks.of(layer.shapes, rules)
    evidence = LAYER.evidence(run, layer, behind, 0.5, 0.8)
    earlier = earlier_layers(run, layer, behind, rules)
    table = layer.features.with_columns(**{name: layer.features.numbers(name) for name in ("gap", "priority")})
    found = publish_spots(
        *(table, blocks, evidence, rules), days=behind.days, earlier=earlier, follows_fixes=layer.follows_fixes
    )
    run.facts[FACTS] = published_facts(layer, behind, rules, False)
    shown, told = int((found.reason == PUBLISHED).sum()), int((found.reason == EARLIER).sum())
    counts = {
        "PLACE_COUNT": len(table),
        "PUBLISHED_COUNT": shown,
        "MERGED_COUNT": 0,
        "WITHHELD_COUNT": len(table) - shown - told,
        "EARLIER_COUNT": told,
        "FIGURE_COUNT": shown,
    }
    report(run, rules, None, counts, False)
    layers = [published_layer("OUTPUT", found.layer, layer.crs, "published")]
    return {**_written(run, layer, rules, layers, behind.days), **counts, "CRS": crs_name(layer.crs)}


def _routes(run: Run, layer: LayerToPublish) -> dict:
    rules = RULES.rules(run, layer.cell)
    flights = read_flights(run.source("LAYER"), layer.crs, run.transform_context)
    run.warn(*flights.notes)
    last = max((float(line[-1, 3]) for line in flights.lines), default=0.0)
    check_delay(last, rules.delay)
    found = publish_routes(flights.lines, rules, run.number("KEEP_CLEAR"))
    if not len(found):
        raise UserError(
            tr("Nothing of the routes is left to publish. Use a smaller KEEP_CLEAR, COUNT_STEP or larger FINEST.")
        )
    layers = [published_layer("OUTPUT", found, layer.crs, "published")]
    counts = {"PLACE_COUNT": len(found), "PUBLISHED_COUNT": len(found), "FIGURE_COUNT": len(found)}
    counts |= {"MERGED_COUNT": 0, "WITHHELD_COUNT": 0, "EARLIER_COUNT": 0}
    run.say(
        tr(
            "The minutes of {flights:,} flights in {cells:,} cells, without times, and without what is flown within "
            "{clear:g} m of launch sites.",
            flights=len(flights.lines),
            cells=len(found),
            clear=run.number("KEEP_CLEAR"),
        )
    )
    return {**_written(run, layer, rules, layers, None), **counts, "CRS": crs_name(layer.crs)}


def _tracks(run: Run, layer: LayerToPublish) -> dict:
    rules, behind = RULES.rules(run, layer.cell), LAYER.behind(run, layer, 0.5)
    _check_end(run, behind, rules)
    if run.given("EARLIER"):
        run.warn(tr("Segments of tracks are not compared with the layers of EARLIER."))
    tracks = behind.tracks
    day = days_of_watch(tracks.t, behind.watch)
    inside = (day >= behind.days[0]) & (day <= behind.days[1])
    found = walked_segments(tracks, np.where(inside, day, -1), max(rules.finest, SEGMENT), rules)
    if not len(found):
        raise UserError(tr("No segment was walked by enough units on enough days. Use a larger FINEST."))
    run.say(tr("{shown:,} of {walked:,} segments are published.", shown=len(found), walked=found.walked))
    table = geopandas.GeoDataFrame(
        {"segment_id": np.arange(1, len(found) + 1).astype(str).astype(object)},
        geometry=geometries_of(list(shapely.multilinestrings(shapely.linestrings(found.ends)[:, None]))),
    )
    counts = {"PLACE_COUNT": found.walked, "PUBLISHED_COUNT": len(found), "FIGURE_COUNT": len(found)}
    counts |= {"MERGED_COUNT": 0, "WITHHELD_COUNT": found.walked - len(found), "EARLIER_COUNT": 0}
    layers = [published_layer("OUTPUT", table, layer.crs, "published")]
    return {**_written(run, layer, rules, layers, behind.days), **counts, "CRS": crs_name(layer.crs)}


def _check_end(run: Run, behind: publication.Behind, rules) -> None:
    check_delay((behind.days[1] + 1) * 86_400.0, rules.delay)


def _areas(run: Run, layer: LayerToPublish) -> tuple[geopandas.GeoDataFrame | None, list[str] | None]:
    """The neighbourhoods and their names, None where there are none."""
    if not run.given("AREAS"):
        return None, None
    features = run.features(run.source("AREAS"), layer.crs, name="AREAS")
    return features.with_columns(), features.names


def _written(run: Run, layer: LayerToPublish, rules, layers: list[OutputLayer], days) -> dict:
    path = run.file("STATEMENT")
    if path:
        check_writable(path, "The statement")
    written = write_layers(run, 0.9, *layers)
    if path:
        write_statement(run, path, statement(layer.kind, rules, days, not run.flag("UNTRIMMED")))
        written["STATEMENT"] = path
    return written
