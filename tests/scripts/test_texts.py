"""The texts of the code are found wherever they are translated, and what cannot be found is a fault."""

import pytest

from blindspot.scripts.texts import Text, texts_of


@pytest.fixture
def found(tmp_path):
    """Finds the texts of some modules and templates, given by path."""

    def found(**modules):
        for folder in ("engine", "layers", "algorithms", "ui", "resources/templates"):
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for name in ("plugin", "__init__"):
            (tmp_path / f"{name}.py").write_text("")
        for name, code in modules.items():
            folder, suffix = ("resources/templates", "j2") if name.startswith("page") else ("algorithms", "py")
            (tmp_path / folder / f"{name}.{suffix}").write_text(code)
        return texts_of(tmp_path)

    return found


def _sources(found):
    return sorted(text.source for text in found.texts)


def test_adjacent_literals_are_one_text(found):
    got = found(a='x = tr("one "\n       "two {n:,}", n=3)\n')
    assert list(got.texts) == [Text("one two {n:,}")]
    assert got.texts[Text("one two {n:,}")] == ["algorithms/a.py"]
    assert got.faults == []


def test_counted_nouns_are_plurals(found):
    got = found(a='counted(1, "unit")\ncounted(n, "box", "boxes")\ncounted(n, one="leg")\n')
    assert sorted(got.texts) == [Text("boxes", True), Text("legs", True), Text("units", True)]


def test_both_branches_of_a_condition(found):
    assert _sources(found(a='tr("a" if x else "b")\n')) == ["a", "b"]


def test_constants_of_other_modules_and_what_is_added_to_them(found):
    got = found(a='HELP = "Help."\n', b='from .a import HELP\ntr(HELP)\ntr(HELP + " More.")\ntr(f"{HELP} And more.")\n')
    assert _sources(got) == ["Help.", "Help. And more.", "Help. More."]


def test_line_breaks_that_are_joined(found):
    assert _sources(found(a='HELP = """One\ntwo."""\ntr(" ".join(HELP.split()))\n')) == ["One two."]


def test_parameters_lead_to_the_calls(found):
    code = "def number(name, title, usual=None):\n    return tr(title)\n\n"
    code += 'number("A", "A title")\nnumber("B", title="Other")\n'
    assert _sources(found(a=code)) == ["A title", "Other"]


def test_a_method_is_told_from_one_of_another_class_with_the_same_name(found):
    code = (
        "class Algorithm:\n    def add(self, parameter, help_text):\n        tr(help_text)\n\n"
        'class Score(Algorithm):\n    def declare(self):\n        self.add(1, "Help")\n\n'
        'def block(algorithm: Algorithm, names: set):\n    algorithm.add(2, "More help")\n    names.add(3, "no text")\n'
    )
    got = found(a=code)
    assert _sources(got) == ["Help", "More help"]
    assert got.faults == []


def test_loops_over_literals(found):
    code = 'for name, title in (("A", "First"), ("B", "Second")):\n    tr(title)\n'
    inside = f"def f():\n    {code.replace(chr(10), chr(10) + '    ')}"
    assert _sources(found(a=inside)) == ["First", "Second"]


def test_attributes_of_classes_fields_and_properties(found):
    code = (
        'class A:\n    TITLE = ""\n    def title(self):\n        return tr(self.TITLE)\n\n'
        'class B(A):\n    TITLE = "The title"\n    TAGS = ("x", "y")\n    def tags(self):\n'
        "        return [tr(tag) for tag in self.TAGS]\n\n"
        'class Entry:\n    id: str\n    words: str\n\nLIST = (Entry("a", "Words"),)\n\ndef f(e):\n    tr(e.words)\n\n'
        'class W:\n    @property\n    def night(self):\n        return "night" if self.dark else "day"\n\n'
        "def g(w):\n    counted(2, w.night)\n"
    )
    got = found(a=code)
    assert _sources(got) == ["The title", "Words", "days", "nights", "x", "y"]
    assert got.faults == []


def test_templates(found):
    got = found(page='<p>{{ tr("Hello {name}", name=x) }}</p>{% if y %}{{ counted(n, "place") }}{% endif %}')
    assert sorted(got.texts) == [Text("Hello {name}"), Text("places", True)]


@pytest.mark.parametrize(
    "code",
    [
        'tr(f"{n} fixes")\n',
        'tr("a {}".format(x))\n',
        "def f(x):\n    y = x + 1\n    tr(y)\n",
        'counted(n, f"{noun} has")\n',
        'def f(title):\n    tr(title)\n\nf("a" + b)\n',
        "page {{ tr(title) }}",
    ],
)
def test_what_cannot_be_found_is_a_fault(found, code):
    name = "page" if code.startswith("page") else "a"
    assert len(found(**{name: code}).faults) == 1


def test_words_of_the_classes_of_styles_are_texts(tmp_path, found):
    (tmp_path / "resources" / "styles").mkdir(parents=True)
    (tmp_path / "resources" / "styles" / "a.qml").write_text(
        '<qgis><renderer-v2><categories><category label="Avenue" value="avenue"/><category label=""/></categories>'
        '<ranges><range label="more than 8 h" lower="8"/><range label="1 – 2"/></ranges></renderer-v2></qgis>',
        "utf-8",
    )
    assert found().texts == {
        Text("Avenue"): ["resources/styles/a.qml"],
        Text("more than 8 h"): ["resources/styles/a.qml"],
    }
