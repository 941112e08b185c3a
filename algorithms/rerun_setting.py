"""The user's setting of what a rerun does with the layers of the earlier run, among the options of Processing."""

from qgis.PyQt.QtGui import QIcon

from ..engine.language import tr
from ..layers.reruns import KEY

NAME = "BLINDSPOT_RERUNS"


def add_setting(group: str, icon: QIcon) -> None:
    """Adds it to the options of a provider (group: its name). Does nothing where QGIS runs without Processing's
    Python plugin."""
    config = _config()
    if config is None:
        return
    from processing.core.ProcessingConfig import Setting

    options = [tr("stand beside those of the earlier run"), tr("replace those of the earlier run")]  # BESIDE, REPLACE
    setting = Setting(
        group,
        NAME,
        tr("Layers of a rerun of the same question"),
        options[0],
        valuetype=Setting.SELECTION,
        options=options,
    )
    setting.qname = KEY
    config.settingIcons[group] = icon
    config.addSetting(setting)
    setting.read()


def remove_setting() -> None:
    """Takes it away again. The user's choice stays stored."""
    config = _config()
    if config is not None and NAME in config.settings:
        config.removeSetting(NAME)


def _config():
    try:
        from processing.core.ProcessingConfig import ProcessingConfig
    except ImportError:
        return None
    return ProcessingConfig
