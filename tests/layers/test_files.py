"""Whether files can be written."""

import pytest

from blindspot.engine.errors import UserError
from blindspot.layers.files import check_writable


def test_a_writable_file_is_left_as_it_was(tmp_path):
    old, new = tmp_path / "old.tif", tmp_path / "new.tif"
    old.write_bytes(b"old")
    for path in (old, new, "/vsimem/missing/folder.tif"):
        check_writable(str(path), "GAP_RASTER")
    assert old.read_bytes() == b"old"
    assert not new.exists()


def test_a_missing_folder_and_a_folder_in_its_place_are_errors(tmp_path):
    for path in (tmp_path / "missing" / "gap.tif", tmp_path):
        with pytest.raises(UserError, match=r"GAP_RASTER could not be written to .*Choose another file"):
            check_writable(str(path), "GAP_RASTER")
