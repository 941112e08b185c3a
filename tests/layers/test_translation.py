"""Blindspot speaks the language of QGIS while the plugin is loaded."""

import pytest
from qgis.core import QgsApplication, QgsSettings

from blindspot.engine.language import number_text, tr, use_translation
from blindspot.engine.text import counted
from blindspot.layers.translation import FOLDER, Translation, file_for, marks_of, user_locale


@pytest.fixture(autouse=True)
def english(qgis_app):
    yield
    use_translation(str)


@pytest.fixture
def translation():
    made = Translation()
    yield made
    made.remove()


@pytest.mark.parametrize("locale", ["zh_CN", "zh-CN", "zh", "zh-Hans", "zh_Hans", "zh_SG", "zh_CN.UTF-8"])
def test_simplified_chinese_is_found(locale):
    assert file_for(locale) == FOLDER / "blindspot_zh_CN.qm"


@pytest.mark.parametrize("locale", ["en_US", "en", "C", "", "de_DE", "zh_TW", "zh-Hant", "zh_HK", "ja"])
def test_other_languages_have_none(locale):
    assert file_for(locale) is None


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("fr", "fr_FR"),
        ("fr_BE", "fr_CA"),
        ("pt_BR", "pt_BR"),
        ("pt_PT", "pt"),
        ("pt", "pt"),
        ("de_AT", "de"),
        ("zh_TW", "zh_TW"),
        ("zh-Hans", "zh_CN"),
    ],
)
def test_the_nearest_of_several_is_taken(tmp_path, locale, name):
    for each in ("fr_CA", "fr_FR", "pt_BR", "pt", "de", "zh_TW", "zh_CN"):
        (tmp_path / f"blindspot_{each}.qm").touch()
    assert file_for(locale, tmp_path).stem == f"blindspot_{name}"


def test_texts_are_translated_until_it_is_removed(translation):
    translation.install("zh_CN")
    assert tr("Launch sites") == "起降点"
    assert tr("{days} d {hours} h", days=3, hours=4) == "3 天 4 小时"
    assert counted(2132, "unit") == "2,132 个巡逻单元"
    assert counted(1, "unit") == "1 个巡逻单元"
    assert tr("a text without a translation") == "a text without a translation"
    assert counted(2, "word without a translation") == "2 word without a translations"
    translation.remove()
    assert tr("Launch sites") == "Launch sites"
    assert counted(1, "unit") == "1 unit"


def test_in_english_nothing_changes(translation):
    translation.install("en_GB")
    assert tr("Launch sites") == "Launch sites"
    assert (counted(1, "unit"), counted(2, "unit"), counted(2, "box", "boxes")) == ("1 unit", "2 units", "2 boxes")


def test_the_language_is_that_of_the_options_of_qgis(translation):
    settings = QgsSettings()
    before = settings.value("locale/overrideFlag"), settings.value("locale/userLocale")
    try:
        settings.setValue("locale/overrideFlag", True)
        settings.setValue("locale/userLocale", "zh-Hans")
        assert user_locale() == "zh-Hans"
        translation.install()
        assert tr("Launch sites") == "起降点"
    finally:
        for key, value in zip(("overrideFlag", "userLocale"), before, strict=True):
            settings.remove(f"locale/{key}") if value is None else settings.setValue(f"locale/{key}", value)


def test_the_language_that_qgis_was_started_with_comes_first(qgis_app, monkeypatch):
    monkeypatch.setattr(QgsApplication, "instance", lambda: type("App", (), {"translation": lambda self: "de"})())
    assert user_locale() == "de"


def test_a_faulty_translation_ends_no_run():
    use_translation(lambda text: "{wrong} {}")
    assert tr("{n} fixes", n=3) == "3 fixes"


@pytest.mark.parametrize(
    ("language", "marks"), [("zh_CN", (",", ".")), ("en", (",", ".")), ("de", (".", ",")), ("sv", ("\xa0", ","))]
)
def test_numbers_are_written_as_the_language_does(language, marks):
    assert marks_of(language) == marks
    use_translation(str, marks=marks)
    thousands, decimal = marks
    assert tr("{n:,.1f} km in {name}", n=1234.5, name="1,5.gpkg") == f"1{thousands}234{decimal}5 km in 1,5.gpkg"
    assert counted(2132, "unit") == f"2{thousands}132 units"
    assert number_text(0.25, ".2f") == f"0{decimal}25"
