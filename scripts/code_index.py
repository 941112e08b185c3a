"""The syntax trees of Blindspot's code, and where its functions, classes and constants are defined and called."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("engine", "layers", "algorithms", "ui")


@dataclass(frozen=True, eq=False)
class Function:
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


class CodeIndex:
    """The modules of a checkout, and what each name in them is."""

    def __init__(self, checkout: Path):
        self.checkout = checkout
        # plugin.py, which only QGIS loads, and the packages
        paths = [checkout / "plugin.py", checkout / "__init__.py"]
        paths += [path for folder in FOLDERS for path in sorted((checkout / folder).rglob("*.py"))]
        self.trees = {path.relative_to(checkout).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
        self.functions: dict[str, list[Function]] = {}
        self.classes: dict[str, list[tuple[str, ast.ClassDef]]] = {}
        self.constants: dict[str, list[tuple[str, ast.expr]]] = {}
        self.imported: dict[tuple[str, str], str] = {}
        """The file from which a file takes a name, or the end of its path."""
        self.within: dict[ast.AST, tuple[ast.AST, str]] = {}
        """The innermost function or module around each node, and the file."""
        self.calls: dict[str, list[tuple[str, ast.Call]]] = {}
        for name, tree in self.trees.items():
            self._index(name, tree, tree, "")

    def _index(self, module: str, node: ast.AST, scope: ast.AST, owner: str) -> None:
        for child in ast.iter_child_nodes(node):
            self.within[child] = (scope, module)
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                if isinstance(child, ast.FunctionDef):
                    self.functions.setdefault(child.name, []).append(Function(module, child, owner))
                self._index(module, child, child, "")
                continue
            if isinstance(child, ast.ClassDef):
                self.classes.setdefault(child.name, []).append((module, child))
                self._index(module, child, scope, child.name)
                continue
            if isinstance(child, ast.ImportFrom) and child.module:
                source = f"{child.module.replace('.', '/')}.py"
                self.imported |= {(module, each.asname or each.name): source for each in child.names}
            if isinstance(child, ast.Call) and called_name(child.func):
                self.calls.setdefault(called_name(child.func), []).append((module, child))
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

    def is_call_of(self, function: "Function | None", call: ast.Call, module: str) -> bool:
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

    def is_class_from(self, where: str, name: str, module: str) -> bool:
        """Whether the class that a file calls by a name is the one that is defined in the file `where`."""
        if any(known == module for known, _ in self.classes.get(name, [])):
            return where == module
        source = self.imported.get((module, name))
        return source is None or f"/{where}".endswith(f"/{source}")

    def _class_of(self, node: ast.expr, user: ast.expr, module: str) -> str | None:
        """The class of an object, by the constant, the annotation or the class around it; None where it is unknown."""
        if not isinstance(node, ast.Name):
            return called_name(node.func) if isinstance(node, ast.Call) else None
        scope = self.within[user][0]
        while isinstance(scope, (ast.FunctionDef, ast.Lambda)):
            for each in (*scope.args.args, *scope.args.kwonlyargs):
                if each.arg == node.id and each.annotation is not None:
                    return called_name(each.annotation)
                if each.arg == node.id == "self":
                    return next((known.owner for known in self.functions[scope.name] if known.node is scope), None)
            scope = self.within[scope][0]
        for _, value in self.known(node.id, module):
            if isinstance(value, ast.Call):
                return called_name(value.func)
        return None

    def _owner_of(self, method: str, name: str) -> str:
        """The class that defines a method of a class: itself or the first of its bases that has it."""
        if any(function.owner == name for function in self.functions.get(method, [])):
            return name
        bases = [called_name(base) for _, node in self.classes.get(name, []) for base in node.bases]
        return next((found for base in bases if (found := self._owner_of(method, base))), "")

    def inside(self, node: ast.AST) -> str:
        scope, _ = self.within[node]
        return getattr(scope, "name", "")

    def folded(self, node: ast.expr, module: str) -> str | None:
        """The text of a literal, and of constants that are put together; None for all else."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.FormattedValue):
            return self.folded(node.value, module) if node.format_spec is None and node.conversion == -1 else None
        if isinstance(node, ast.JoinedStr):
            return self._joined([self.folded(part, module) for part in node.values])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._joined([self.folded(node.left, module), self.folded(node.right, module)])
        if isinstance(node, ast.Name):
            scope = self.within.get(node, (None,))[0]
            own = [] if scope is None or self._is_local(node.id, scope) else self.known(node.id, module)
            return self.folded(own[0][1], own[0][0]) if len(own) == 1 else None
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

    def known(self, name: str, module: str) -> list[tuple[str, ast.expr]]:
        """The values of a constant of a file: its own, else those of the file it is imported from, else all."""
        every = self.constants.get(name, [])
        source = self.imported.get((module, name))
        own = [each for each in every if each[0] == module]
        return own or [each for each in every if source and f"/{each[0]}".endswith(f"/{source}")] or every

    def own_class(self, node: ast.Attribute) -> str:
        """The class of the object whose attribute is read, where it is known; otherwise empty."""
        name = self._class_of(node.value, node, self.within[node][1]) if node in self.within else None
        return name if name in self.classes else ""

    def related(self, one: str, other: str) -> bool:
        """Whether one class is the other, or made from it, or the other way round; or one is unknown (empty)."""
        return not one or one == other or other in self._bases(one) or one in self._bases(other)

    def _bases(self, name: str) -> set[str]:
        bases = {called_name(base) for _, node in self.classes.get(name, []) for base in node.bases}
        return bases.union(*(self._bases(base) for base in bases - {name}))

    def class_values(self, name: str, own: str = "") -> Iterator[tuple[str, ast.expr]]:
        """The values that classes give to an attribute. own: those that have to do with this class; empty: all."""
        for owner, known in self.classes.items():
            for module, node in known if self.related(own, owner) else ():
                for each in node.body:
                    targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
                    named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
                    if named and isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
                        yield module, each.value


def called_name(node: ast.expr) -> str:
    """The name that is called: f of f() and of x.f()."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
