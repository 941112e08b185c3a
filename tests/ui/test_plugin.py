"""The plugin as QGIS loads and unloads it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QDialog, QTextBrowser

import blindspot
from blindspot.engine.language import tr
from blindspot.plugin import BlindspotPlugin
from blindspot.ui.menu import Menu

ALGORITHMS = [
    "assessplan",
    "checkplan",
    "compareflight",
    "consult",
    "consulteffect",
    "coverageprofile",
    "effortarchive",
    "equityaudit",
    "exportmissions",
    "exposure",
    "findblindspots",
    "impactassessment",
    "importflight",
    "importgeozones",
    "makearchive",
    "patroleffort",
    "plannights",
    "planroutes",
    "preparetracks",
    "profilearchive",
    "publish",
    "readanswers",
    "repeatrun",
    "report",
    "scorearchive",
    "scoregaps",
    "sightlines",
    "spotstability",
    "sweepareas",
    "verifytrail",
]
MODELS = ["morninggaps", "nightlymissions", "nightlyplan"]


def _provider():
    return QgsApplication.processingRegistry().providerById("blindspot")


def _remove_provider():
    if _provider() is not None:
        QgsApplication.processingRegistry().removeProvider(_provider())


@pytest.fixture(autouse=True)
def no_provider(qgis_app, qgis_processing):
    """Removes the provider that other tests may have registered, before and after each test."""
    _remove_provider()
    yield
    _remove_provider()


@pytest.fixture
def messages(qgis_iface):
    """All messages in the message bar since the test began."""
    bar = qgis_iface.messageBar()

    def everything():
        return [text for texts in bar.messages.values() for text in texts]

    before = everything()

    def since():
        now = everything()
        for text in before:
            now.remove(text)
        return "\n".join(now)

    return since


def test_nothing_is_imported_before_it_is_needed():
    code = compile(Path(blindspot.__file__).read_text(), "__init__", "exec")
    assert "iface" not in code.co_names
    assert not [name for name in code.co_names if name.startswith("import")]


def test_adds_the_provider_once_and_removes_it(qgis_iface):
    plugin = blindspot.classFactory(qgis_iface)
    plugin.initProcessing()
    plugin.initGui()
    assert plugin.provider is not None
    assert plugin.menu is not None
    assert _provider() is plugin.provider
    plugin.unload()
    assert plugin.provider is None
    assert _provider() is None
    plugin.unload()


def test_works_without_a_desktop():
    plugin = BlindspotPlugin(None)
    plugin.initProcessing()
    assert plugin.provider is not None
    assert _provider() is plugin.provider
    assert sorted(algorithm.name() for algorithm in plugin.provider.algorithms()) == sorted(ALGORITHMS + MODELS)
    assert plugin.provider.warningMessage() == ""
    plugin.unload()
    assert _provider() is None


def test_says_why_the_algorithms_are_missing(qgis_iface, monkeypatch, messages):
    monkeypatch.setitem(sys.modules, "blindspot.algorithms.provider", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initProcessing()
    assert plugin.provider is None
    assert "cannot be loaded" in messages()


def test_with_missing_packages_the_algorithms_and_the_menu_say_so(qgis_iface, monkeypatch, messages):
    monkeypatch.setitem(sys.modules, "scipy", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initGui()
    assert sorted(algorithm.name() for algorithm in _provider().algorithms()) == ALGORITHMS
    problem = plugin.provider.warningMessage()
    assert "SciPy" in problem
    assert all(algorithm.canExecute() == (False, problem) for algorithm in _provider().algorithms())
    assert messages() == f"Blindspot:{problem}"
    menu = plugin.menu
    for action in (menu.panel, menu.load, menu.show):
        action.trigger()
        assert _windows(qgis_iface) == [problem]
    assert plugin.menu.shown is None
    assert not plugin.menu.panel.isChecked()
    plugin.unload()


def _windows(qgis_iface):
    """The texts of the windows with a message, which are closed."""
    viewers = [
        viewer for viewer in qgis_iface.mainWindow().findChildren(QDialog, "blindspotProblem") if viewer.isVisible()
    ]
    texts = [viewer.findChild(QTextBrowser).toPlainText() for viewer in viewers]
    for viewer in viewers:
        viewer.close()
    return texts


def test_the_menu_opens_no_toolbox_whose_algorithms_cannot_run(qgis_iface, monkeypatch):
    opened = []
    monkeypatch.setattr("blindspot.ui.toolbox.show_algorithms", opened.append)
    menu = Menu(qgis_iface, "Blindspot needs something")
    menu.show.trigger()
    menu.load.trigger()
    menu.remove()
    assert opened == []
    assert _windows(qgis_iface) == ["Blindspot needs something"] * 2
    menu = Menu(qgis_iface)
    menu.show.trigger()
    menu.remove()
    assert opened == [qgis_iface.mainWindow()]


def test_a_broken_algorithm_is_listed_and_leaves_the_others(qgis_iface, monkeypatch, messages):
    monkeypatch.setitem(sys.modules, "blindspot.algorithms.planroutes", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initProcessing()
    assert sorted(algorithm.name() for algorithm in _provider().algorithms()) == ALGORITHMS
    unable = [algorithm.name() for algorithm in _provider().algorithms() if not algorithm.canExecute()[0]]
    assert unable == ["planroutes"]
    assert "planroutes cannot be loaded" in plugin.provider.warningMessage()
    assert messages() == f"Blindspot:{plugin.provider.warningMessage()}"
    plugin.unload()


def test_broken_models_leave_the_algorithms_and_are_a_warning(qgis_iface, monkeypatch):
    monkeypatch.setitem(sys.modules, "blindspot.algorithms.models", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initProcessing()
    assert sorted(algorithm.name() for algorithm in _provider().algorithms()) == ALGORITHMS
    assert "models cannot be loaded" in plugin.provider.warningMessage()
    assert plugin.problem == ""
    plugin.unload()


def test_the_menu_appears_without_the_packages():
    """In a separate process, as all packages are imported in this one."""
    code = (
        "import sys\n"
        "for name in ('numpy', 'scipy', 'pandas', 'geopandas', 'shapely'): sys.modules[name] = None\n"
        "import blindspot.plugin, blindspot.ui.menu\n"
        "from blindspot.algorithms.provider import BlindspotProvider\n"
        "assert 'blindspot.ui.panel' not in sys.modules\n"
        "print(BlindspotProvider().warningMessage())\n"
    )
    folders = [folder for folder in sys.path if folder]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path[:0] = {folders!r}\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in ("NumPy", "SciPy", "pandas", "GeoPandas", "Shapely 2 or newer"))


def test_a_broken_menu_leaves_the_algorithms(qgis_iface, monkeypatch, messages):
    monkeypatch.setitem(sys.modules, "blindspot.ui.menu", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initGui()
    assert plugin.menu is None
    assert _provider() is plugin.provider
    assert len(plugin.provider.algorithms()) == len(ALGORITHMS + MODELS)
    assert "cannot be loaded: Menu" in messages()
    plugin.unload()
    assert _provider() is None


def test_speaks_the_language_of_qgis_until_it_is_unloaded(qgis_iface, monkeypatch):
    monkeypatch.setattr("blindspot.layers.translation.user_locale", lambda: "zh_CN")
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initGui()
    assert _provider().algorithm("scoregaps").displayName() == "计算漏巡概率"
    assert tr("Launch sites") == "起降点"
    plugin.unload()
    assert tr("Launch sites") == "Launch sites"
    monkeypatch.undo()
    plugin = BlindspotPlugin(None)
    plugin.initProcessing()
    assert _provider().algorithm("scoregaps").displayName().endswith("Score gaps")
    plugin.unload()


def test_qgis_process_speaks_the_language_of_the_system():
    script = Path(blindspot.__file__).resolve().parent / "scripts" / "qgis-process"
    command = [str(script), "help", "blindspot:scoregaps"]
    for locale, title in (("zh_CN.UTF-8", "计算漏巡概率"), ("C.UTF-8", "Score gaps")):
        environment = {**os.environ, "LANG": locale, "LC_ALL": locale}
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
        assert title in done.stdout.splitlines()[0]
