"""One peer, timed in the Python that it is installed in; coverage.py runs this file there and reads the JSON it prints.

Arguments: the peer, the folder of arrays, the cell size in metres, the south-western corner of the cells, and how many
there are along a side. Imports nothing of ours, as it isn't there. What is made ready from the arrays is not timed:
ours begins with arrays too.
"""

import json
import resource
import sys
import time
import warnings
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import numpy as np

MAX_SPEED, MAX_OUTAGE = 150, 10  # km/h and minutes, as ours by default
CRS = 32633


def by_movingpandas(arrays, cells):
    import geopandas
    import movingpandas
    import pandas

    fixes = {name: arrays["fixes"][name] for name in ("x", "y", "t")}
    columns = {"unit": arrays["fixes"]["unit"], "time": pandas.to_datetime(fixes["t"], unit="s")}
    points = geopandas.GeoDataFrame(columns, geometry=geopandas.points_from_xy(fixes["x"], fixes["y"]), crs=CRS)

    def work():
        whole = movingpandas.TrajectoryCollection(points, traj_id_col="unit", t="time")
        clean = movingpandas.OutlierCleaner(whole).clean(v_max=MAX_SPEED, units=("km", "h"))
        return movingpandas.ObservationGapSplitter(clean).split(gap=timedelta(minutes=MAX_OUTAGE))

    return work, lambda found: f"{sum(len(track.df) for track in found):,} fixes in {len(found):,} tracks"


def by_geopandas(arrays, cells):
    import geopandas
    import shapely

    kept = arrays["tracks"]
    joined = np.ones(len(kept["t"]), bool)
    joined[kept["offsets"][1:] - 1] = False
    start = np.flatnonzero(joined)
    ends = [np.column_stack([kept["x"][i], kept["y"][i]]) for i in (start, start + 1)]
    seconds, lines = kept["t"][start + 1] - kept["t"][start], shapely.linestrings(np.stack(ends, axis=1))
    legs = geopandas.GeoDataFrame({"seconds": seconds, "metres": shapely.length(lines)}, geometry=lines, crs=CRS)
    ground = geopandas.GeoDataFrame({"cell": np.arange(len(cells))}, geometry=cells, crs=CRS)

    def work():
        pieces = geopandas.overlay(legs, ground, how="intersection", keep_geom_type=True)
        metres = pieces.length
        pieces["seconds"] *= metres / pieces["metres"]
        pieces["metres"] = metres
        return pieces.groupby("cell")[["metres", "seconds"]].sum()

    return work, lambda found: f"{found['metres'].sum() / 1000:,.1f} km in cells"


def by_ecoscope(arrays, cells):
    import geopandas
    import shapely
    from ecoscope.analysis.feature_density import calculate_feature_density

    kept = arrays["tracks"]
    xy = np.column_stack([kept["x"], kept["y"]])
    long = np.flatnonzero(np.diff(kept["offsets"]) > 1)
    runs = [xy[kept["offsets"][i] : kept["offsets"][i + 1]] for i in long]
    lines = geopandas.GeoSeries([shapely.LineString(run) for run in runs], crs=CRS)
    ground = geopandas.GeoDataFrame(geometry=cells, crs=CRS)

    def work():
        return calculate_feature_density(lines, ground, geometry_type="line")

    return work, lambda found: f"{found['density'].sum() / 1000:,.1f} km in cells"


def main(name, folder, cell, x0, y0, across):
    warnings.simplefilter("ignore")
    try:
        release = version(name)
        import shapely
    except ImportError as error:
        print(json.dumps({"missing": f"{error}, in {sys.executable}."}))
        return
    arrays = {kind: dict(np.load(Path(folder) / f"{kind}.npz")) for kind in ("fixes", "tracks")}
    along = np.arange(int(across)) * float(cell)
    x, y = (axis.ravel() for axis in np.meshgrid(float(x0) + along, float(y0) + along))
    cells = shapely.box(x, y, x + float(cell), y + float(cell))
    by = {"movingpandas": by_movingpandas, "geopandas": by_geopandas, "ecoscope": by_ecoscope}[name]
    work, say = by(arrays, cells)
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    measured = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**measured, "found": f"{say(found)} ({name} {release})"}))


main(*sys.argv[1:])
