"""Small sound inputs for every algorithm, which the fuzz test then makes odd."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsVectorLayer

from small_layers import EASTING, NORTHING, point_layer, saved, shape_layer, walk_rows

WATCH = {"WATCH_START": "23:00", "WATCH_END": "01:00", "REVISIT": 10, "CELL_SIZE": 100, "DETECTION_RANGE": 80}
FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "TIMEZONE": "Europe/Berlin"}
SCORE = {**FIXES, **WATCH, "GRID_REACH": 200}
PLAN = {"DRONES": 1, "TIME_LIMIT": 0.2, "MAX_ITERATIONS": 20, "SPEED": 12}


@dataclass(frozen=True)
class SoundInputs:
    """Files in a folder."""

    folder: Path

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def parameters(self, algorithm: str) -> dict:
        """Parameters with which an algorithm runs without a warning that matters."""
        scored = {"INPUT": self.file("fixes.gpkg"), **SCORE}
        fleet = {"LAUNCH_SITES": self.file("sites.gpkg"), "NO_FLY": [self.file("zones.gpkg")], **PLAN}
        night = {name: SCORE[name] for name in ("WATCH_START", "WATCH_END", "REVISIT")}
        return {
            "preparetracks": {"INPUT": self.file("fixes.gpkg"), **FIXES},
            "scoregaps": scored | {"DEMAND": [self.file("exits.gpkg")]},
            "findblindspots": {"INPUT": self.file("scored.gpkg"), "NAMES": self.file("exits.gpkg")},
            "planroutes": {
                "BLIND_SPOTS": [self.file("spots.gpkg")],
                "TERRAIN": self.file("terrain.tif"),
                **fleet,
                **night,
            },
            "assessplan": scored | {"ROUTES": self.file("routes.gpkg")},
            "plannights": scored | fleet | {"NIGHTS": 2, "START": "2026-01-03T23:00:00"},
            "exposure": {
                "ROUTES": self.file("routes.gpkg"),
                "PRIVACY": [self.file("exits.gpkg")],
                "AREAS": self.file("zones.gpkg"),
            },
            "sweepareas": {"INPUT": self.file("spots.gpkg"), "NO_FLY": [self.file("zones.gpkg")]},
            "importgeozones": {"INPUT": self.file("airspaces.txt"), "AREA": self.file("zones.gpkg")},
            "checkplan": {
                "ROUTES": self.file("routes.gpkg"),
                "WAYPOINTS": self.file("waypoints.gpkg"),
                "GEOFENCE": [self.file("zones.gpkg")],
                "RALLY": self.file("exits.gpkg"),
                "PRIVACY": [self.file("exits.gpkg")],
            },
            "coverageprofile": scored,
            "sightlines": {"SCORED": self.file("scored.gpkg"), "PLACES": self.file("exits.gpkg")},
            "patroleffort": {name: value for name, value in scored.items() if name != "REVISIT"},
            "spotstability": scored | {"SPOTS": self.file("spots.gpkg"), "REPEATS": 3},
            "repeatrun": {"INPUT": self.file("scored.gpkg")},
            "report": {
                "SCORED": self.file("scored.gpkg"),
                "SPOTS": self.file("spots.gpkg"),
                "ROUTES": self.file("routes.gpkg"),
                "BACKGROUND": [self.file("zones.gpkg")],
                "TITLE": "Night",
            },
        }.get(algorithm, {})

    def variants(self, algorithm: str) -> tuple[dict, ...]:
        """Other sound parameters, of which one is added to those of `parameters`."""
        hours = {"NIGHT_FROM": "23:15", "NIGHT_TO": "00:30", "SORTIES": 2}
        return {
            "planroutes": ({}, {"OBJECTIVE": 1}, {"SCORED": self.file("scored.gpkg")}, hours),
            "report": ({}, {"TRACKS": self.file("tracks.gpkg")}, {"SPOTS": self.file("scored.gpkg")}),
            "plannights": ({}, {"OBJECTIVE": 1}, {"UNPREDICTABLE": True, "PLANS": 3}, hours | {"RETURN_WEIGHT": 0}),
        }.get(algorithm, ({},))


def make_sound_inputs(folder: Path) -> SoundInputs:
    """Writes the files; the tracks, scored places and routes are made by the algorithms themselves."""
    import processing

    inputs = SoundInputs(folder)
    fixes = [(xy, when, unit, 5.0 + i % 7, 60.0) for i, (xy, when, unit) in enumerate(walk_rows(units=3, fixes=100))]
    kinds = (
        ("time", "QDateTime"),
        ("unit", "QString"),
        ("accuracy", "Double"),
        ("reach", "Double"),
    )
    saved(point_layer(fixes, kinds), inputs.file("fixes.gpkg"))
    exits = [((EASTING + 700 * i, NORTHING + 130 * i), f"exit {i}", i) for i in range(1, 5)]
    saved(point_layer(exits, (("name", "QString"), ("weight", "Int"))), inputs.file("exits.gpkg"))
    saved(point_layer([((EASTING - 200, NORTHING - 200), 1)], (("drones", "Int"),)), inputs.file("sites.gpkg"))
    box = "POLYGON(({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))".format
    spots = [box(EASTING + a, NORTHING + 800, EASTING + a + 200, NORTHING + 1000) for a in (0, 900, 1800)]
    fields = (("spot_id", "QString"), ("priority", "Double"), ("gap", "Double"), ("gap_profile", "QString"))
    profiles = ("[1,1,1,1,1,1,1,1]", "[0.5,0.25,1,1,0,0,0,0.5]", None)
    saved(
        shape_layer(spots, fields=fields, rows=[(f"s{i}", 1.0 + i, 0.5, profiles[i]) for i in range(3)]),
        inputs.file("spots.gpkg"),
        name="spots",
    )
    saved(shape_layer([box(EASTING + 500, NORTHING + 300, EASTING + 600, NORTHING + 700)]), inputs.file("zones.gpkg"))
    airspace = "AC R\nAN Range\nAL SFC\nAH FL95\nDP 47N 8E\nDP 47N 9E\nDP 48N 9E\nAC CTR\nV X=47N 8E\nDC 5\n"
    (folder / "airspaces.txt").write_text(airspace, encoding="utf-8")
    _write_terrain(inputs.file("terrain.tif"))
    for algorithm, outputs in (
        ("preparetracks", {"OUTPUT": "tracks.gpkg"}),
        ("scoregaps", {"OUTPUT": "scored.gpkg"}),
        ("planroutes", {"ROUTES": "routes.gpkg", "WAYPOINTS": "waypoints.gpkg"}),
    ):
        files = {name: inputs.file(file) for name, file in outputs.items()}
        extra = {"START": "2026-01-02T00:10:00"} if algorithm == "planroutes" else {}
        processing.run(f"blindspot:{algorithm}", {**inputs.parameters(algorithm), **extra, **files})
    for name in ("routes", "waypoints"):
        assert QgsVectorLayer(inputs.file(f"{name}.gpkg"), name, "ogr").featureCount() > 0
    return inputs


def _write_terrain(path: str) -> None:
    grid = gdal.GetDriverByName("GTiff").Create(path, 60, 60, 1, gdal.GDT_Float32)
    grid.SetGeoTransform((EASTING - 2000, 100, 0, NORTHING + 4000, 0, -100))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    grid.SetProjection(reference.ExportToWkt())
    rows, columns = np.mgrid[0:60, 0:60]
    grid.GetRasterBand(1).WriteArray((50 + 10 * np.sin(rows / 7) + columns * 0.5).astype(np.float32))
    grid.FlushCache()
