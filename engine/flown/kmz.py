"""The KML file inside a KMZ file."""

import io
import zipfile

from ..errors import UserError
from ..language import tr

MOST = 200_000_000
"""Bytes read of one file in the archive, whatever its directory says."""
MOST_NAMES = 5000
CHUNK = 1 << 20


def kml_in_kmz(data: bytes) -> bytes:
    """doc.kml, or the first other KML file of the archive. Nothing is extracted to the disk. Raises UserError for an
    archive that cannot be read, has no such file, or whose file is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename for info in archive.infolist()[:MOST_NAMES]]
            names = [name for name in names if name.lower().endswith(".kml")]
            if not names:
                raise UserError(tr("It is a zip file without a KML file in it."))
            name = next((name for name in names if name.lower().rpartition("/")[2] == "doc.kml"), names[0])
            return _read(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _broken(error) from None
    except Exception as error:  # zlib, lzma and bz2 have errors of their own
        if isinstance(error, UserError):
            raise
        raise _broken(error) from None


def _broken(error: Exception) -> UserError:
    reason = str(error).rstrip(".")
    return UserError(tr("It is a zip file that cannot be read: {reason}. It may be incomplete.", reason=reason))


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    parts, size = [], 0
    with archive.open(name) as file:
        while part := file.read(CHUNK):
            size += len(part)
            if size > MOST:
                raise UserError(
                    tr("It is a zip file whose content is larger than {most} MB, unpacked.", most=MOST // 1_000_000)
                )
            parts.append(part)
    return b"".join(parts)
