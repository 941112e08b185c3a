"""Texts and field names of files in legacy encodings are read as QGIS shows them, whichever way they are read."""

import struct
import zipfile

import pytest
from qgis.core import QgsCoordinateTransformContext, QgsVectorLayer

from blindspot.engine.progress import quiet
from blindspot.layers import arrow
from blindspot.layers.arrow import LayerFile
from blindspot.layers.fix_columns import FixFields
from blindspot.layers.fixes import read_fixes
from small_layers import START, source_of

WRITTEN = {
    "GBK": ("单位", ["甲", "乙", "丙"]),
    "windows-1251": ("Экипаж", ["Ж", "Щ", "Ю"]),
    "ISO-8859-1": ("Fähre", ["Ä", "Ö", "ß"]),
    "Big5": ("單位", ["甲隊", "乙隊", "功"]),
    "Shift_JIS": ("部隊", ["あ", "ソ", "表"]),  # the second byte of the last two is a backslash
    "windows-1256": ("وحدة", ["أ", "ب", "ت"]),
    "UTF-8": ("单位", ["甲", "乙", "丙"]),
}
WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)


def shapefile(path, encoding, field, units, cpg=False, language=0):
    """A shapefile of points as programs wrote it before Unicode: bytes in an encoding that the file does not name.
    language: the byte that names a code page; 87 is Windows' own, which GDAL takes for ISO-8859-1."""
    n, name = len(units), field.encode(encoding)[:10]
    texts = [unit.encode(encoding).ljust(12) for unit in units]
    times = [str(START + 60 * i).encode().ljust(12) for i in range(n)]
    box = struct.pack("<8d", 10, 50, 10 + n / 1000, 50, 0, 0, 0, 0)
    records = b"".join(struct.pack(">2i", i + 1, 10) + struct.pack("<i2d", 1, 10 + i / 1000, 50) for i in range(n))
    index = b"".join(struct.pack(">2i", 50 + 14 * i, 10) for i in range(n))
    for suffix, body in ((".shp", records), (".shx", index)):
        head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(body) // 2) + struct.pack("<2i", 1000, 1) + box
        path.with_suffix(suffix).write_bytes(head + body)
    fields = b"".join(
        title.ljust(11, b"\0") + b"C" + bytes(4) + bytes([12, 0]) + bytes(14) for title in (b"time", name)
    )
    head = struct.pack("<4BIHH", 3, 126, 1, 31, n, 32 + 64 + 1, 25) + bytes(17) + bytes([language, 0, 0])
    rows = b"".join(b" " + time + text for time, text in zip(times, texts, strict=True))
    path.with_suffix(".dbf").write_bytes(head + fields + b"\r" + rows + b"\x1a")
    path.with_suffix(".prj").write_text(WGS84, encoding="ascii")
    if cpg:
        path.with_suffix(".cpg").write_text(encoding, encoding="ascii")


def read(layer, names, through_file=True):
    file = LayerFile.of(layer, False) if through_file else None
    return read_fixes(source_of(layer), file, names, None, QgsCoordinateTransformContext(), quiet)


def unit_names(found):
    return [found.fixes.unit_names[code] for code in found.fixes.unit]


@pytest.mark.parametrize(("cpg", "language"), [(False, 0), (True, 0), (False, 87)])
@pytest.mark.parametrize("encoding", WRITTEN)
def test_units_are_what_qgis_shows(tmp_path, encoding, cpg, language):
    field, units = WRITTEN[encoding]
    shapefile(tmp_path / "fixes.shp", encoding, field, units, cpg, language)
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding(encoding)
    shown = layer.fields()[1].name()
    assert [feature[1] for feature in layer.getFeatures()] == units
    for unit in (shown, shown.upper(), shown.lower()):
        names = FixFields(time="TIME", unit=unit)
        assert unit_names(read(layer, names)) == unit_names(read(layer, names, through_file=False)) == units


@pytest.mark.skipif(not arrow.ARROW, reason="this GDAL has no Arrow stream for NumPy")
def test_a_known_encoding_is_streamed(tmp_path):
    shapefile(tmp_path / "fixes.shp", "ISO-8859-1", "unit", ["Ä", "Ö"])
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding("ISO-8859-1")
    (batch,) = arrow.arrow_batches(LayerFile.of(layer, False), ["time", "unit"])
    assert [unit.decode() for unit in batch["unit"].tolist()] == ["Ä", "Ö"]


@pytest.mark.parametrize(("unit", "kept"), [("甲", 1), ("乙", 2)])
def test_a_filter_in_a_legacy_encoding_keeps_what_qgis_shows(tmp_path, unit, kept):
    shapefile(tmp_path / "fixes.shp", "GBK", "unit", ["甲", "乙", "乙"])
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding("GBK")
    layer.setSubsetString(f"\"unit\" = '{unit}'")
    assert (
        unit_names(read(layer, FixFields(time="time", unit="unit"))) == [unit] * layer.featureCount() == [unit] * kept
    )


@pytest.mark.parametrize("language", [0, 87])
def test_a_shapefile_in_a_zip_file_is_what_qgis_shows(tmp_path, language):
    shapefile(tmp_path / "fixes.shp", "GBK", "单位", ["甲", "乙"], language=language)
    with zipfile.ZipFile(tmp_path / "fixes.zip", "w") as archive:
        for suffix in (".shp", ".shx", ".dbf", ".prj"):
            archive.write(tmp_path / f"fixes{suffix}", f"fixes{suffix}")
    layer = QgsVectorLayer(f"/vsizip/{tmp_path / 'fixes.zip'}", "fixes", "ogr")
    assert layer.isValid()
    layer.setProviderEncoding("GBK")
    assert unit_names(read(layer, FixFields(time="time", unit=layer.fields()[1].name()))) == [
        f[1] for f in layer.getFeatures()
    ]


def test_a_field_whose_name_is_no_text_is_found_by_what_qgis_shows(tmp_path):
    shapefile(tmp_path / "fixes.shp", "GBK", "单位", ["a", "b"])
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding("UTF-8")
    assert unit_names(read(layer, FixFields(time="time", unit=layer.fields()[1].name()))) == ["a", "b"]


def test_bytes_that_are_no_text_are_what_qgis_shows(tmp_path):
    """The user has not set the encoding yet: two names of one byte must not become one."""
    shapefile(tmp_path / "fixes.shp", "GBK", "unit", ["甲", "乙", "a"])
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding("UTF-8")
    assert unit_names(read(layer, FixFields(time="time", unit="unit"))) == [f["unit"] for f in layer.getFeatures()]


def test_an_encoding_that_gdal_does_not_know_is_read_as_qgis_shows_it(tmp_path):
    shapefile(tmp_path / "fixes.shp", "UTF-8", "unit", ["甲", "乙", "a"])
    layer = QgsVectorLayer(str(tmp_path / "fixes.shp"), "fixes", "ogr")
    layer.setProviderEncoding("System")
    assert unit_names(read(layer, FixFields(time="time", unit="unit"))) == [f["unit"] for f in layer.getFeatures()]


@pytest.mark.parametrize("charset", ["WindowsSimpChinese", "WindowsCyrillic"])
def test_mapinfo_files_in_their_own_charset(tmp_path, charset):
    encoding, units = {"WindowsSimpChinese": ("GBK", ["甲", "乙"]), "WindowsCyrillic": ("cp1251", ["Ж", "Щ"])}[charset]
    head = f'Version 300\nCharset "{charset}"\nDelimiter ","\nCoordSys Earth Projection 1, 104\n'
    head += "Columns 2\n  time Integer\n  unit Char(10)\nData\n\n"
    (tmp_path / "fixes.mif").write_text(head + "Point 10 50\nPoint 10.001 50\n", encoding="ascii")
    rows = "".join(f'{START + 60 * i},"{unit}"\n' for i, unit in enumerate(units))
    (tmp_path / "fixes.mid").write_bytes(rows.encode(encoding))
    layer = QgsVectorLayer(str(tmp_path / "fixes.mif"), "fixes", "ogr")
    assert layer.isValid()
    shown = [feature["unit"] for feature in layer.getFeatures()]
    assert unit_names(read(layer, FixFields(time="time", unit="unit"))) == shown == units
