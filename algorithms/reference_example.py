"""The example of a run on the page of an algorithm, for Python and for qgis_process."""

from qgis.core import Qgis, QgsProcessingAlgorithm

from ..engine.language import tr

OPTIONAL = Qgis.ProcessingParameterFlag.Optional

FIRST_RUN = {
    "INPUT": "fixes.gpkg",
    "UNIT_FIELD": "unit",
    "AREA": "area.gpkg",
    "SCORED": "scored.gpkg",
    "SPOTS": "spots.gpkg",
    "BLIND_SPOTS": "spots.gpkg",
    "LAUNCH_SITES": "sites.gpkg",
    "NO_FLY": "zones.gpkg",
    "ROUTES": "routes.gpkg",
    "ARCHIVE": "archive",
    "FOLDER": "new_files",
}
"""The values of a first run, by parameter."""
OF_ALGORITHM = {
    "findblindspots": {"INPUT": "scored.gpkg"},
    "sweepareas": {"INPUT": "areas.gpkg"},
    "repeatrun": {"INPUT": "scored.gpkg"},
    "impactassessment": {"RESULTS": "scored.gpkg", "HTML": "assessment.html", "MARKDOWN": "assessment.md"},
    "publish": {"LAYER": "scored.gpkg", "INPUT": None, "UNIT_FIELD": None, "AREA": None},
    "verifytrail": {"TRAIL": "blindspot_trail.jsonl"},
    "importgeozones": {"INPUT": "geozones.json", "AREA": None},
    "importflight": {"INPUT": "flight.bin"},
    "compareflight": {"BLIND_SPOTS": None, "NO_FLY": None},
    "assessplan": {"INPUT": None},
    "coverageprofile": {"INPUT": None, "UNIT_FIELD": None, "AREA": None},
    "sightlines": {"INPUT": None, "UNIT_FIELD": None, "AREA": None, "POINT": "24.941,60.172 [EPSG:4326]"},
    "spotstability": {"INPUT": None},
    "makearchive": {"INPUT": None, "TIME_FIELD": "time"},
    "morninggaps": {"TIME_FIELD": "time"},
    "equityaudit": {"POPULATION_FIELD": "residents", "RANK_FIELD": "income", "EFFORT": "effort.gpkg"},
    "exposure": {"PRIVACY": "schools.gpkg", "AREAS": "districts.gpkg"},
    "consult": {"INPUT": "scored.gpkg", "AGENCY": "City of Examples", "UNTIL": "30 April 2026"},
    "readanswers": {"FILES": "answers.csv", "AREAS": "areas.gpkg"},
    "consulteffect": {
        **{"WITHOUT": "assessed.gpkg", "WITH": "assessed_with.gpkg", "RESIDENTS": "residents.gpkg"},
        **{"NEIGHBOURHOODS": "areas.gpkg", "ROUTES_WITHOUT": "routes.gpkg", "ROUTES_WITH": "routes_with.gpkg"},
        "NO_FLY": "zones.gpkg",
    },
}
"""Values of one algorithm; None for a parameter that is taken from the record of another layer."""
ENDINGS = {"rasterDestination": "tif", "fileDestination": "html", "folderDestination": ""}


def example(algorithm: QgsProcessingAlgorithm) -> dict[str, str]:
    """The values of an example: the basic inputs of a first run, and the outputs that the dialog makes by default."""
    values = {**FIRST_RUN, **OF_ALGORITHM.get(algorithm.name(), {})}
    found = {}
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        advanced = definition.flags() & Qgis.ProcessingParameterFlag.Advanced
        if definition.isDestination():
            if definition.createByDefault():
                ending = ENDINGS.get(definition.type(), "gpkg")
                folder = "archive" if name.lower() == "archive" else "missions"
                found[name] = f"{name.lower()}.{ending}" if ending else folder
        elif values.get(name) and not advanced:
            found[name] = values[name]
        elif definition.defaultValue() is None and not definition.flags() & OPTIONAL:
            found[name] = f"{name.lower()}.gpkg"
    return found


def as_python(algorithm: str, values: dict[str, str]) -> str:
    """The example for the Python console of QGIS."""
    lines = "".join(f'    "{name}": "{value}",\n' for name, value in values.items())
    return f'processing.run("{algorithm}", {{\n{lines}}})'


def as_command(algorithm: str, values: dict[str, str]) -> str:
    """The example for a terminal."""
    return " \\\n  ".join(
        [
            tr("qgis_process run {algorithm} --", algorithm=algorithm),
            *(f"{name}={value}" for name, value in values.items()),
        ]
    )
