"""All texts that Blindspot shows, as they stand in its code, templates and styles: what a translation has to hold.

Texts are the arguments of `tr` and the nouns of `counted` and `tr_plural` (engine/language.py, engine/text.py). They
are found in the syntax trees, so nothing is imported or run. An argument may be a literal, or something that leads to
literals: a constant, an attribute of a class, a variable of a loop over literals, or a parameter of a function, whose
calls are then searched in turn. Everything else is a fault, because no translation could be kept complete.
"""

import ast
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import jinja2

from .code_index import CodeIndex, Function, called_name

CHECKOUT = Path(__file__).resolve().parent.parent
TEMPLATES, STYLES = "resources/templates", "resources/styles"
SINGLE, MANY, WITH_S = "text", "many", "one"
"""What a literal is: a text, a noun in the plural, or a noun whose plural has an s."""
ENTRIES = (
    ("tr", 0, "", SINGLE),
    ("tr_plural", 1, "", MANY),
    ("counted", 1, "one", WITH_S),
    ("counted", 2, "many", MANY),
)
"""Functions whose argument, by position or name, is translated."""
THEMSELVES = {"tr", "tr_plural", "counted"}


@dataclass(frozen=True, order=True)
class Text:
    """A text to translate. plural: whether it is a noun that follows a count."""

    source: str
    plural: bool = False


@dataclass(frozen=True)
class Found:
    """All texts with the files that show them, in their order, and the places that cannot be read."""

    texts: dict[Text, list[str]]
    faults: list[str]


def texts_of(checkout: Path = CHECKOUT) -> Found:
    """All texts of a checkout."""
    code = _Search(checkout)
    code.search()
    for path in sorted((checkout / TEMPLATES).glob("*.j2")):
        code.read_template(path)
    for path in sorted((checkout / STYLES).glob("*.qml")):
        code.read_style(path)
    order = sorted(code.texts, key=lambda text: (code.texts[text], text.source, text.plural))
    return Found({text: sorted(set(code.texts[text])) for text in order}, sorted(set(code.faults)))


class _Search(CodeIndex):
    """The modules of a checkout, and the texts found in them so far."""

    def __init__(self, checkout: Path):
        super().__init__(checkout)
        self.texts: dict[Text, list[str]] = {}
        self.faults: list[str] = []
        self._seen: set = set()

    def search(self) -> None:
        """Searches the calls of all functions that translate an argument."""
        for name, position, keyword, kind in ENTRIES:
            self._search(name, position, keyword, kind)

    def _search(
        self, name: str, position: int, keyword: str, kind: str, function: Function | None = None, where: str = ""
    ) -> None:
        """The arguments of all calls of a function or class. function: which one; any of this name where it is None;
        where: the file of the class."""
        key = (name, keyword, kind, function and id(function.node), where)
        if key in self._seen:
            return
        self._seen.add(key)
        for module, call in self.calls.get(name, []):
            if where and not self.is_class_from(where, name, module):
                continue
            if self.inside(call) in THEMSELVES or not self.is_call_of(function, call, module):
                continue
            given = {each.arg: each.value for each in call.keywords}
            if kind == WITH_S and name == "counted" and (len(call.args) > 2 or "many" in given):
                continue
            if keyword and keyword in given:
                self._read(given[keyword], module, kind)
            elif any(isinstance(each, ast.Starred) for each in call.args[: position + 1]):
                self._fault(module, call, "a starred argument")
            elif position < len(call.args):
                self._read(call.args[position], module, kind)

    def _add(self, text: str, module: str, kind: str) -> None:
        if text.strip():
            key = Text(text + "s" if kind == WITH_S else text, kind != SINGLE)
            self.texts.setdefault(key, []).append(module)

    def _fault(self, module: str, node: ast.AST, what: str) -> None:
        self.faults.append(f"{module}:{getattr(node, 'lineno', 0)}: not a literal: {what}")

    def _read(self, node: ast.expr, module: str, kind: str) -> None:
        """The texts that an expression leads to."""
        if (id(node), kind) in self._seen:
            return
        self._seen.add((id(node), kind))
        folded = self.folded(node, module)
        if folded is not None:
            self._add(folded, module, kind)
        elif isinstance(node, ast.Constant) or _root(node).startswith("Q"):  # a number, or an object of Qt or QGIS
            return
        elif isinstance(node, ast.IfExp):
            self._read(node.body, module, kind)
            self._read(node.orelse, module, kind)
        elif isinstance(node, ast.BoolOp):
            for each in node.values:
                self._read(each, module, kind)
        elif isinstance(node, ast.Name):
            self._read_name(node, module, kind)
        elif isinstance(node, ast.Attribute):
            self._read_attribute(node, module, kind)
        elif isinstance(node, ast.Subscript):
            self._read_items(node.value, None, module, kind)
        elif isinstance(node, ast.Call):
            self._read_call(node, module, kind)
        else:
            self._fault(module, node, ast.unparse(node)[:100])

    def _read_call(self, node: ast.Call, module: str, kind: str) -> None:
        name = called_name(node.func)
        if name in THEMSELVES:  # translated already; read where it is called
            return
        argument = node.args[0] if node.args else None
        if name == "join" and isinstance(argument, ast.Call) and called_name(argument.func) == "split":
            before = dict(self.texts)
            self.texts = {}
            self._read(argument.func.value, module, kind)
            found, self.texts = self.texts, before
            for text, files in found.items():
                for file in files:
                    self._add(" ".join(text.source.split()), file, SINGLE if not text.plural else MANY)
            return
        known = self.functions.get(name, [])
        if not known:
            self._fault(module, node, ast.unparse(node)[:100])
        for function in known:
            self._read_results(function, kind)

    def _read_results(self, function: Function, kind: str) -> None:
        for node in ast.walk(function.node):
            if isinstance(node, ast.Return) and node.value is not None and self.within[node][0] is function.node:
                self._read(node.value, function.module, kind)

    def _read_name(self, node: ast.Name, module: str, kind: str) -> None:
        scope, _ = self.within[node]
        while scope is not None and not isinstance(scope, ast.Module):
            if self._read_local(node.id, scope, module, kind):
                return
            scope = self.within[scope][0] if scope in self.within else None
        known = self.known(node.id, module)
        for where, value in known:
            self._read(value, where, kind)
        if not known:
            self._fault(module, node, node.id)

    def _read_local(self, name: str, scope: ast.AST, module: str, kind: str) -> bool:
        """Reads a parameter or a variable of a function; whether it is one."""
        found = False
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    index = _index_in(target, name)
                    if isinstance(target, ast.Name) and target.id == name:
                        self._read(node.value, module, kind)
                        found = True
                    elif index is not None:
                        self._read_part(node.value, index, module, kind)
                        found = True
            elif isinstance(node, (ast.For, ast.comprehension)):
                plain = isinstance(node.target, ast.Name) and node.target.id == name
                index = None if plain else _index_in(node.target, name)
                if plain or index is not None:
                    self._read_items(node.iter, index, module, kind)
                    found = True
        if found:
            return True
        if isinstance(scope, ast.Lambda):
            return any(each.arg == name for each in scope.args.args)
        for function in self.functions.get(scope.name, []):
            if function.node is scope and name in function.parameters:
                called = function.owner if scope.name == "__init__" else scope.name
                self._search(called, function.parameters.index(name), name, kind, function)
                self._read_default(function, name, kind)
                return True
        if getattr(scope.args.vararg, "arg", "") == name:
            self._read_items(ast.Name(name), None, module, kind)
            return True
        return False

    def _read_default(self, function: Function, name: str, kind: str) -> None:
        arguments = function.node.args
        named = dict(zip([each.arg for each in arguments.args][::-1], arguments.defaults[::-1], strict=False))
        named |= {
            each.arg: value
            for each, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if value is not None
        }
        if name in named:
            self._read(named[name], function.module, kind)

    def _read_part(self, node: ast.expr, index: int, module: str, kind: str) -> None:
        """The element of a tuple."""
        if isinstance(node, ast.Tuple):
            self._read(node.elts[index], module, kind)
        elif isinstance(node, ast.IfExp):
            self._read_part(node.body, index, module, kind)
            self._read_part(node.orelse, index, module, kind)
        elif isinstance(node, ast.GeneratorExp):
            self._read(node.elt, module, kind)
        else:
            self._fault(module, node, ast.unparse(node)[:100])

    def _read_items(self, node: ast.expr, index: int | None, module: str, kind: str) -> None:
        """The elements of a sequence or the values of a dictionary; of each its part at an index, if one is given."""
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            for each in node.elts:
                if isinstance(each, ast.Starred):
                    self._read_items(each.value, index, module, kind)
                elif index is None:
                    self._read(each, module, kind)
                else:
                    self._read_part(each, index, module, kind)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and index == 0:
                    self._read(key, module, kind)
                elif isinstance(value, ast.Tuple):
                    self._read_items(value, None, module, kind)
                else:
                    self._read(value, module, kind)
        elif isinstance(node, ast.Call) and called_name(node.func) in ("items", "values"):
            self._read_items(node.func.value, index if called_name(node.func) == "items" else None, module, kind)
        elif isinstance(node, ast.IfExp):
            self._read_items(node.body, index, module, kind)
            self._read_items(node.orelse, index, module, kind)
        elif isinstance(node, ast.Name) and (vararg := self._vararg(node, module)):
            self._read_rest(vararg, index, kind)
        elif isinstance(node, ast.Name) and node.id in self.constants:
            for where, value in self.known(node.id, module):
                self._read_items(value, index, where, kind)
        elif isinstance(node, ast.Name) and self._items_of_parameter(node, index, kind):
            return
        elif isinstance(node, ast.Attribute):
            for where, value in self.class_values(node.attr, self.own_class(node)):
                self._read_items(value, index, where, kind)
        else:
            self._fault(module, node, ast.unparse(node)[:100])

    def _vararg(self, node: ast.Name, module: str) -> Function | None:
        """The function whose *arguments a name is."""
        scope = self.within[node][0] if node in self.within else None
        if isinstance(scope, ast.FunctionDef) and getattr(scope.args.vararg, "arg", "") == node.id:
            return next(each for each in self.functions[scope.name] if each.node is scope)
        return None

    def _read_rest(self, function: Function, index: int | None, kind: str) -> None:
        skipped = len(function.parameters) - len(function.node.args.kwonlyargs)
        for module, call in self.calls.get(function.node.name, []):
            for each in call.args[skipped:] if self.is_call_of(function, call, module) else ():
                if isinstance(each, ast.Starred):
                    self._read_items(each.value, index, module, kind)
                elif index is None:
                    self._read(each, module, kind)
                else:
                    self._read_part(each, index, module, kind)

    def _items_of_parameter(self, node: ast.Name, index: int | None, kind: str) -> bool:
        scope = self.within[node][0]
        for function in self.functions.get(getattr(scope, "name", ""), []):
            if function.node is not scope or node.id not in function.parameters:
                continue
            position = function.parameters.index(node.id)
            arguments = function.node.args
            names = [each.arg for each in arguments.args]
            defaults = dict(zip(names[::-1], arguments.defaults[::-1], strict=False))
            if node.id in defaults:
                self._read_items(defaults[node.id], index, function.module, kind)
            for module, call in self.calls.get(function.node.name, []):
                if not self.is_call_of(function, call, module):
                    continue
                given = {each.arg: each.value for each in call.keywords}
                value = given.get(node.id, call.args[position] if position < len(call.args) else None)
                if value is not None and value is not node:
                    self._read_items(value, index, module, kind)
            return True
        return False

    def _read_attribute(self, node: ast.Attribute, module: str, kind: str) -> None:
        """An attribute: what classes set it to, what their objects are created with, and what a property returns."""
        own, found = self.own_class(node), False
        for function in self.functions.get(node.attr, []):
            if self.related(own, function.owner) and _is_property(function.node):
                self._read_results(function, kind)
                found = True
        if found and not own:  # other classes have a field of the same name
            return
        for where, value in self.class_values(node.attr, own):
            self._read(value, where, kind)
            found = True
        for name, known in self.classes.items():
            for where, each in known if self.related(own, name) else ():
                fields = [line.target.id for line in each.body if isinstance(line, ast.AnnAssign)]
                if node.attr in fields:
                    self._search(name, fields.index(node.attr), node.attr, kind, where=where)
                    found = True
        if not found:
            self._fault(module, node, ast.unparse(node))

    def read_template(self, path: Path) -> None:
        """The texts of a Jinja template: {{ tr("...") }}."""
        module = path.relative_to(self.checkout).as_posix()
        tree = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
        for call in tree.find_all(jinja2.nodes.Call):
            for name, position, _, kind in ENTRIES:
                if getattr(call.node, "name", "") != name or position >= len(call.args):
                    continue
                if kind == WITH_S and len(call.args) > 2:
                    continue
                argument = call.args[position]
                if isinstance(argument, jinja2.nodes.Const) and isinstance(argument.value, str):
                    self._add(argument.value, module, kind)
                else:
                    self.faults.append(f"{module}:{call.lineno}: not a literal")

    def read_style(self, path: Path) -> None:
        """The labels of the classes of a style file, where they are words."""
        for each in ElementTree.parse(path).iter():
            label = each.get("label", "") if each.tag in ("category", "range") else ""
            if any(letter.isalpha() for letter in label):
                self._add(label, path.relative_to(self.checkout).as_posix(), SINGLE)


def _is_property(node: ast.FunctionDef) -> bool:
    return any(getattr(each, "id", "") in ("property", "cached_property") for each in node.decorator_list)


def _root(node: ast.expr) -> str:
    """The first name of x.y() and x.y."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return getattr(node, "id", "")


def _index_in(target: ast.expr, name: str) -> int | None:
    if not isinstance(target, ast.Tuple):
        return None
    names = [getattr(each, "id", "") for each in target.elts]
    return names.index(name) if name in names else None


if __name__ == "__main__":
    found = texts_of()
    for fault in found.faults:
        print(fault)
    print(len(found.texts), sum(len(text.source.split()) for text in found.texts), len(found.faults))
