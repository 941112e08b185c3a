"""Small layers of routes in memory."""

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime, QTimeZone

START = 1_773_680_000  # 2026-03-16 16:53 UTC, the 17th in Shanghai
FIELDS = ("drone:integer", "sortie:integer", "start:datetime", "end:datetime", "distance_m:double", "spots:string")
NIGHT_FIELDS = ("night:integer", "plan:integer", "probability:double")
LOOP = ((0, 0), (500, 0), (500, 400), (0, 0))
OTHER = ((0, 0), (-500, 0), (-500, 400), (0, 0))


def moment(seconds: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(1000 * seconds, QTimeZone.utc())


def routes(*rows: tuple) -> QgsVectorLayer:
    """Routes from (drone, sortie, path) of each."""
    return _filled(FIELDS, [((drone, sortie, *_times(k)), path) for k, (drone, sortie, path) in enumerate(rows)])


def routes_by_night(*rows: tuple, probability: float | None = None) -> QgsVectorLayer:
    """Routes from (night, drone, sortie, path) of each; night k flies plan k."""
    values = [
        ((night, night, probability, drone, sortie, *_times(24 * night + k)), path)
        for k, (night, drone, sortie, path) in enumerate(rows)
    ]
    return _filled((*NIGHT_FIELDS, *FIELDS), values)


def _times(hour: int) -> tuple:
    start = START + 3600 * hour
    return moment(start), moment(start + 1200), 1800.0, None


def _filled(fields: tuple[str, ...], rows: list[tuple]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"LineString?crs=EPSG:32650&{'&'.join(f'field={field}' for field in fields)}", "r", "memory")
    features = []
    for values, path in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromWkt(f"LineString({', '.join(f'{x} {y}' for x, y in path)})"))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer
