"""The translations are complete and up to date, keep what must not be translated, and are what QGIS loads."""

from functools import cache

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from blindspot.scripts.texts import Text, texts_of
from blindspot.scripts.translate import problems_of
from blindspot.scripts.translations import CONTEXT, PLURAL, Message, faults_of, files, fill, messages_of

FILES = {path.stem.removeprefix("blindspot_"): path for path in files()}
TEXTS = cache(texts_of)


def test_chinese_is_there():
    assert "zh_CN" in FILES


def test_every_text_can_be_extracted():
    assert TEXTS().faults == []
    assert len(TEXTS().texts) > 1000


@pytest.mark.parametrize("language", FILES)
def test_nothing_is_missing_stale_untranslated_or_wrong(language):
    assert problems_of(messages_of(FILES[language]), set(TEXTS().texts)) == []


@pytest.mark.parametrize("language", FILES)
def test_qgis_loads_what_the_translators_wrote(qgis_app, language):
    translator = QTranslator()
    assert translator.load(str(FILES[language].with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    try:
        messages = [each for each in messages_of(FILES[language]) if not each.vanished]
        assert messages
        for each in messages:
            count = (PLURAL, 2) if each.text.plural else ()
            assert QCoreApplication.translate(CONTEXT, each.text.source, *count) in each.forms
        assert QCoreApplication.translate(CONTEXT, "a text that nobody has") == "a text that nobody has"
    finally:
        QCoreApplication.removeTranslator(translator)


def _message(source, form, plural=False, finished=True):
    return Message(Text(source, plural), (form,), finished, False)


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("{n:,} fixes", "个定位点"),
        ("{n:,} fixes", "{n} 个定位点"),
        ("{n} fixes", "{n} 个{what}"),
        ("{n} fixes", "{n 个定位点"),
        ("{} of {}", "{}"),
        (" Did you mean {it}?", "您是指它吗？"),
        ("<p>A <b>b</b></p>", "<p>甲 <b>乙</p>"),
        ("Set REVISIT.", "请设置重访间隔。"),
        ("The field gap_low", "字段 gap"),
        ("a", "a "),
    ],
)
def test_what_must_not_be_translated_is_held(source, form):
    assert faults_of(_message(source, form))


@pytest.mark.parametrize(
    ("source", "form"),
    [
        ("{n:,} of {m:,} in UTC", "{m:,} 个中的 {n:,} 个（UTC）"),
        ("100 {% of", "100 {%"),
        ("d MMM, HH:mm", "M月d日 HH:mm"),
    ],
)
def test_what_a_language_may_change(source, form):
    assert faults_of(_message(source, form)) == []


def test_problems_are_told_apart():
    messages = [
        _message("right", "对"),
        _message("old", "旧"),
        _message("new", "", finished=False),
        _message("REVISIT", "间隔"),
        Message(Text("gone"), ("没",), False, True),
    ]
    texts = {Text("right"), Text("new"), Text("REVISIT"), Text("absent"), Text("right", True)}
    said = problems_of(messages, texts)
    assert [problem.partition(":")[0] for problem in said] == [
        "missing",
        "missing",
        "stale",
        "not translated",
        "ids and names are missing",
    ]


def test_translations_are_filled_in(tmp_path):
    path = tmp_path / "blindspot_xx.ts"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><TS version="2.1" language="xx"><context><name>Blindspot</name>'
        '<message><source>one</source><translation type="unfinished"></translation></message>'
        '<message numerus="yes"><source>units</source><comment>after a count</comment>'
        '<translation type="unfinished"><numerusform></numerusform></translation></message></context></TS>'
    )
    assert fill(path, {Text("one"): ["1"], Text("units", True): ["个"], Text("other"): ["x"]}) == 2
    assert [(each.forms, each.finished) for each in messages_of(path)] == [(("1",), True), (("个",), True)]
