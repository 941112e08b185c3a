"""The files in a zip from outside, which is not trusted. Nothing is ever written to disk."""

import io
import stat
import struct
import zipfile
import zlib

from ..language import tr
from ..text import shortened
from .xml_text import NotReadable

MOST_BYTES = 32 * 2**20
"""of the zip, and of all that it holds"""
MOST_FILES = 2_000
MOST_RATIO = 200
"""Size over compressed size from which on a file is taken for a zip bomb, unless it is small."""
SMALL = 2**20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENTRY = b"PK\x01\x02"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip with these files. The same files give the same bytes: all are dated 1980."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files in a zip by name, folders left out. Raises NotReadable for what is no zip, or is one that a program
    could be harmed by: names that lead out of a folder, zip bombs, encrypted files, links."""
    if len(data) > MOST_BYTES:
        raise NotReadable(tr("The file has more than {most} MB.", most=MOST_BYTES // 2**20))
    if not data.startswith(b"PK\x03\x04"):
        raise NotReadable(tr("The file is no zip."))
    if data.count(ENTRY) > MOST_FILES:
        raise NotReadable(tr("The zip holds more than {most:,} files.", most=MOST_FILES))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _examine(entries)
            return {entry.filename: _read(archive, entry) for entry in entries if not entry.is_dir()}
    except NotReadable:
        raise
    except (
        *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError, KeyError, MemoryError),
    ) as error:
        raise NotReadable(tr("The zip is damaged: {reason}.", reason=shortened(error))) from None


def _examine(entries: list[zipfile.ZipInfo]) -> None:
    names = set()
    for entry in entries:
        name = shortened(entry.filename)
        if _leads_out(entry.filename) or _leads_out(getattr(entry, "orig_filename", "")):
            raise NotReadable(tr("The zip has a file whose name leads out of the folder: {name}.", name=name))
        if entry.filename in names:
            raise NotReadable(tr("The zip has two files named {name}.", name=name))
        names.add(entry.filename)
        if entry.flag_bits & 1:
            raise NotReadable(tr("{name} in the zip is encrypted.", name=name))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise NotReadable(tr("{name} in the zip is a link to another file.", name=name))
        if entry.compress_type not in METHODS:
            raise NotReadable(tr("{name} in the zip is compressed in a way that is not read.", name=name))
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise NotReadable(
                tr(
                    "{name} in the zip grows from {small:,} to {size:,} bytes: a zip bomb.",
                    name=name,
                    small=entry.compress_size,
                    size=entry.file_size,
                )
            )
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise NotReadable(tr("The zip holds more than {most} MB: too much for a mission.", most=MOST_BYTES // 2**20))


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\0" in name or "\\" in name


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A file of the size that the directory says, whatever the compressed data would give."""
    with archive.open(entry) as file:
        data = file.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise NotReadable(tr("{name} in the zip is not as long as the zip says.", name=shortened(entry.filename)))
    return data
