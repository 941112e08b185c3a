"""What a rerun does is an option of Processing, under the provider, and stored where the layer tree reads it."""

import pytest
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import QgsSettings
from qgis.PyQt.QtGui import QIcon

from blindspot.algorithms.rerun_setting import NAME, add_setting, remove_setting
from blindspot.layers.reruns import BESIDE, KEY, REPLACE, reruns_replace


@pytest.fixture(autouse=True)
def _setting(provider):
    QgsSettings().remove(KEY)
    add_setting("Blindspot", QIcon())
    yield
    QgsSettings().remove(KEY)
    add_setting("Blindspot", QIcon())


def test_reruns_stand_beside_by_default():
    assert not reruns_replace()
    assert ProcessingConfig.getSetting(NAME) == BESIDE


def test_the_choice_is_kept():
    ProcessingConfig.setSettingValue(NAME, REPLACE)
    assert reruns_replace()
    assert ProcessingConfig.settings[NAME].options[REPLACE].startswith("replace")
    add_setting("Blindspot", QIcon())  # as when QGIS starts again
    assert ProcessingConfig.getSetting(NAME) == REPLACE
    ProcessingConfig.setSettingValue(NAME, BESIDE)
    assert not reruns_replace()


def test_it_is_listed_under_the_provider_while_that_is_loaded():
    assert NAME in [setting.name for setting in ProcessingConfig.getSettings()["Blindspot"]]
    remove_setting()
    assert NAME not in ProcessingConfig.settings
    remove_setting()  # a second time is no error
