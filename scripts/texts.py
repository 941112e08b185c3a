"""All texts that Blindspot shows, as they stand in its code and templates: what a translation has to hold.

Texts are the arguments of `tr` and the nouns of `counted` and `tr_plural` (engine/language.py, engine/text.py). They
are found in the syntax trees, so nothing is imported or run. An argument may be a literal, or something that leads to
literals: a constant, an attribute of a class, a variable of a loop over literals, or a parameter of a function, whose
calls are then searched in turn. Everything else is a fault, because no translation could be kept complete.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDERS = ("engine", "layers", "algorithms", "ui")
TEMPLATES = "resources/templates"
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


@dataclass(frozen=True, eq=False)
class _Function:
    module: str
    node: ast.FunctionDef
    owner: str = ""
    """The class of a method."""

    @property
    def parameters(self) -> list[str]:
        names = [each.arg for each in (*self.node.args.posonlyargs, *self.node.args.args)]
        names += [each.arg for each in self.node.args.kwonlyargs]
        decorators = {getattr(each, "id", "") for each in self.node.decorator_list}
        return names[1:] if self.owner and "staticmethod" not in decorators else names


def texts_of(checkout: Path = CHECKOUT) -> Found:
    """All texts of a checkout."""
    code = _Code(checkout)
    code.search()
    for path in sorted((checkout / TEMPLATES).glob("*.j2")):
        code.read_template(path)
    order = sorted(code.texts, key=lambda text: (code.texts[text], text.source, text.plural))
    return Found({text: sorted(set(code.texts[text])) for text in order}, sorted(set(code.faults)))


class _Code:
    """The modules of a checkout, and the texts found in them so far."""

    def __init__(self, checkout: Path):
        self.checkout = checkout
        # plugin.py, which only QGIS loads, and the packages
        paths = [checkout / "plugin.py", checkout / "__init__.py"]
        paths += [path for folder in FOLDERS for path in sorted((checkout / folder).rglob("*.py"))]
        self.trees = {path.relative_to(checkout).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
        self.functions: dict[str, list[_Function]] = {}
        self.classes: dict[str, list[tuple[str, ast.ClassDef]]] = {}
        self.constants: dict[str, list[tuple[str, ast.expr]]] = {}
        self.within: dict[ast.AST, tuple[ast.AST, str]] = {}
        """The innermost function or module around each node, and the file."""
        self.calls: dict[str, list[tuple[str, ast.Call]]] = {}
        self.texts: dict[Text, list[str]] = {}
        self.faults: list[str] = []
        self._seen: set = set()
        for name, tree in self.trees.items():
            self._index(name, tree, tree, "")

    def _index(self, module: str, node: ast.AST, scope: ast.AST, owner: str) -> None:
        for child in ast.iter_child_nodes(node):
            self.within[child] = (scope, module)
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                if isinstance(child, ast.FunctionDef):
                    self.functions.setdefault(child.name, []).append(_Function(module, child, owner))
                self._index(module, child, child, "")
                continue
            if isinstance(child, ast.ClassDef):
                self.classes.setdefault(child.name, []).append((module, child))
                self._index(module, child, scope, child.name)
                continue
            if isinstance(child, ast.Call) and _name(child.func):
                self.calls.setdefault(_name(child.func), []).append((module, child))
            if isinstance(child, (ast.Assign, ast.AnnAssign)) and isinstance(node, ast.Module) and child.value:
                for target in child.targets if isinstance(child, ast.Assign) else [child.target]:
                    self._constant(module, target, child.value)
            self._index(module, child, scope, owner)

    def _constant(self, module: str, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.constants.setdefault(target.id, []).append((module, value))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for each, part in zip(target.elts, value.elts, strict=False):
                self._constant(module, each, part)

    def search(self) -> None:
        """Searches the calls of all functions that translate an argument."""
        for name, position, keyword, kind in ENTRIES:
            self._search(name, position, keyword, kind)

    def _search(self, name: str, position: int, keyword: str, kind: str, function: "_Function | None" = None) -> None:
        """The arguments of all calls of a function or class. function: which one; any of this name where it is None."""
        key = (name, keyword, kind, function and id(function.node))
        if key in self._seen:
            return
        self._seen.add(key)
        for module, call in self.calls.get(name, []):
            if self._inside(call) in THEMSELVES or not self._is_call_of(function, call, module):
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

    def _is_call_of(self, function: "_Function | None", call: ast.Call, module: str) -> bool:
        """Whether a call of this name may be of the function. A method belongs to the class of what is before the dot,
        where that is known."""
        if function is None or function.node.name == "__init__":
            return True
        if not function.owner:
            same = [known for known in self.functions[function.node.name] if known.module == module and not known.owner]
            return isinstance(call.func, ast.Name) and (not same or function in same)
        if not isinstance(call.func, ast.Attribute):
            return False
        owner = self._class_of(call.func.value, call, module)
        return owner is not None and self._owner_of(function.node.name, owner) == function.owner

    def _class_of(self, node: ast.expr, call: ast.Call, module: str) -> str | None:
        """The class of an object, by the constant, the annotation or the class around it; None where it is unknown."""
        if not isinstance(node, ast.Name):
            return _name(node.func) if isinstance(node, ast.Call) else None
        scope = self.within[call][0]
        while isinstance(scope, (ast.FunctionDef, ast.Lambda)):
            for each in (*scope.args.args, *scope.args.kwonlyargs):
                if each.arg == node.id and each.annotation is not None:
                    return _name(each.annotation)
                if each.arg == node.id == "self":
                    return next((known.owner for known in self.functions[scope.name] if known.node is scope), None)
            scope = self.within[scope][0]
        known = self.constants.get(node.id, [])
        for _, value in [each for each in known if each[0] == module] or known:
            if isinstance(value, ast.Call):
                return _name(value.func)
        return None

    def _owner_of(self, method: str, name: str) -> str:
        """The class that defines a method of a class: itself or the first of its bases that has it."""
        if any(function.owner == name for function in self.functions.get(method, [])):
            return name
        bases = [_name(base) for _, node in self.classes.get(name, []) for base in node.bases]
        return next((found for base in bases if (found := self._owner_of(method, base))), "")

    def _inside(self, node: ast.AST) -> str:
        scope, _ = self.within[node]
        return getattr(scope, "name", "")

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
        folded = self._folded(node, module)
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

    def _folded(self, node: ast.expr, module: str) -> str | None:
        """The text of a literal, and of constants that are put together; None for all else."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.FormattedValue):
            return self._folded(node.value, module) if node.format_spec is None and node.conversion == -1 else None
        if isinstance(node, ast.JoinedStr):
            return self._joined([self._folded(part, module) for part in node.values])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._joined([self._folded(node.left, module), self._folded(node.right, module)])
        if isinstance(node, ast.Name):
            scope = self.within.get(node, (None,))[0]
            known = [] if scope is None or self._is_local(node.id, scope) else self.constants.get(node.id, [])
            own = [each for each in known if each[0] == module] or known
            return self._folded(own[0][1], own[0][0]) if len(own) == 1 else None
        return None

    def _is_local(self, name: str, scope: ast.AST) -> bool:
        """Whether a name is a parameter or a variable of a function."""
        while isinstance(scope, (ast.FunctionDef, ast.Lambda)):
            bound = {
                each.id for each in ast.walk(scope) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
            if name in bound or name in {each.arg for each in ast.walk(scope.args) if isinstance(each, ast.arg)}:
                return True
            scope = self.within[scope][0]
        return False

    @staticmethod
    def _joined(parts: list[str | None]) -> str | None:
        return None if None in parts else "".join(parts)

    def _read_call(self, node: ast.Call, module: str, kind: str) -> None:
        name = _name(node.func)
        if name in THEMSELVES:  # translated already; read where it is called
            return
        argument = node.args[0] if node.args else None
        if name == "join" and isinstance(argument, ast.Call) and _name(argument.func) == "split":
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

    def _read_results(self, function: _Function, kind: str) -> None:
        for node in ast.walk(function.node):
            if isinstance(node, ast.Return) and node.value is not None and self.within[node][0] is function.node:
                self._read(node.value, function.module, kind)

    def _read_name(self, node: ast.Name, module: str, kind: str) -> None:
        scope, _ = self.within[node]
        while scope is not None and not isinstance(scope, ast.Module):
            if self._read_local(node.id, scope, module, kind):
                return
            scope = self.within[scope][0] if scope in self.within else None
        known = self.constants.get(node.id, [])
        for where, value in [each for each in known if each[0] == module] or known:
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

    def _read_default(self, function: _Function, name: str, kind: str) -> None:
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
        elif isinstance(node, ast.Call) and _name(node.func) in ("items", "values"):
            self._read_items(node.func.value, index if _name(node.func) == "items" else None, module, kind)
        elif isinstance(node, ast.IfExp):
            self._read_items(node.body, index, module, kind)
            self._read_items(node.orelse, index, module, kind)
        elif isinstance(node, ast.Name) and (vararg := self._vararg(node, module)):
            self._read_rest(vararg, index, kind)
        elif isinstance(node, ast.Name) and node.id in self.constants:
            known = self.constants[node.id]
            for where, value in [each for each in known if each[0] == module] or known:
                self._read_items(value, index, where, kind)
        elif isinstance(node, ast.Name) and self._items_of_parameter(node, index, kind):
            return
        elif isinstance(node, ast.Attribute):
            for where, value in self._class_values(node.attr):
                self._read_items(value, index, where, kind)
        else:
            self._fault(module, node, ast.unparse(node)[:100])

    def _vararg(self, node: ast.Name, module: str) -> _Function | None:
        """The function whose *arguments a name is."""
        scope = self.within[node][0] if node in self.within else None
        if isinstance(scope, ast.FunctionDef) and getattr(scope.args.vararg, "arg", "") == node.id:
            return next(each for each in self.functions[scope.name] if each.node is scope)
        return None

    def _read_rest(self, function: _Function, index: int | None, kind: str) -> None:
        skipped = len(function.parameters) - len(function.node.args.kwonlyargs)
        for module, call in self.calls.get(function.node.name, []):
            for each in call.args[skipped:] if self._is_call_of(function, call, module) else ():
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
                if not self._is_call_of(function, call, module):
                    continue
                given = {each.arg: each.value for each in call.keywords}
                value = given.get(node.id, call.args[position] if position < len(call.args) else None)
                if value is not None and value is not node:
                    self._read_items(value, index, module, kind)
            return True
        return False

    def _class_values(self, name: str) -> Iterator[tuple[str, ast.expr]]:
        """The values that classes give to an attribute."""
        for known in self.classes.values():
            for module, node in known:
                for each in node.body:
                    targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
                    named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
                    if named and isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
                        yield module, each.value

    def _read_attribute(self, node: ast.Attribute, module: str, kind: str) -> None:
        """An attribute: what classes set it to, what their objects are created with, and what a property returns."""
        found = False
        for where, value in self._class_values(node.attr):
            self._read(value, where, kind)
            found = True
        for name, known in self.classes.items():
            for _, each in known:
                fields = [line.target.id for line in each.body if isinstance(line, ast.AnnAssign)]
                if node.attr in fields:
                    self._search(name, fields.index(node.attr), node.attr, kind)
                    found = True
        for function in self.functions.get(node.attr, []):
            if any(getattr(each, "id", "") in ("property", "cached_property") for each in function.node.decorator_list):
                self._read_results(function, kind)
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


def _name(node: ast.expr) -> str:
    """The name that is called: f of f() and of x.f()."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


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
