"""Updates, begins and checks translations; scripts/translate explains how it is called."""

import argparse
import difflib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .texts import Text, texts_of
from .translations import CONTEXT, PLURAL, Message, faults_of, files, fill, messages_of, path_of

SHOWN = 10
TOOL_FOLDERS = ("/usr/lib/qt6/bin", "/usr/lib/qt5/bin", "/usr/lib64/qt6/bin", "/usr/lib64/qt5/bin")


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/translate", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("update", help="updates all languages (the default)")
    commands.add_parser("check", help="says what is wrong, and changes nothing")
    for name, text in (("add", "begins a language"), ("todo", "writes the texts without a translation, as JSON")):
        commands.add_parser(name, help=text).add_argument("language", help="such as de or pt_BR")
    fills = commands.add_parser("fill", help="takes translations from a file that todo has written")
    fills.add_argument("language")
    fills.add_argument("file", type=Path)
    given = parser.parse_args()
    if given.command == "check":
        return report(strict=True)
    if given.command == "todo":
        json.dump(todo(path_of(given.language)), sys.stdout, ensure_ascii=False, indent=1)
        return 0
    if given.command == "fill":
        entries = json.loads(given.file.read_text("utf-8"))
        said = {Text(each["source"], each["plural"]): each["translation"] for each in entries}
        filled = fill(path_of(given.language), {text: forms for text, forms in said.items() if any(forms)})
        say(f"{filled} translations are taken from {given.file}")
    paths = files()
    if given.command == "add":
        paths = [path_of(given.language)]
    update(paths)
    return report()


def update(paths: list[Path]) -> None:
    """Merges the texts of the code into the .ts files, and writes their .qm."""
    found = texts_of()
    with tempfile.TemporaryDirectory(prefix="blindspot-texts-") as folder:
        source = Path(folder, "texts.cpp")
        source.write_text(as_cpp(found.texts), "utf-8")
        for path in paths:
            language = path.stem.removeprefix("blindspot_")
            options = ["-locations", "none", "-silent", "-source-language", "en", "-target-language", language]
            run("lupdate", *options, str(source), "-ts", str(path))
            run("lrelease", "-silent", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm")))


def as_cpp(texts: dict[Text, list[str]]) -> str:
    """The texts as C++, which lupdate can read, with the files that show them as comments for the translator."""
    lines = []
    for text, where in texts.items():
        literal = json.dumps(text.source, ensure_ascii=False)
        end = f', "{PLURAL}", 2)' if text.plural else ")"
        lines += [f"//: {', '.join(where[:3])}", f'QCoreApplication::translate("{CONTEXT}", {literal}{end};']
    return "\n".join(["void texts() {", *lines, "}", ""])


def todo(path: Path) -> list[dict]:
    """The texts without a translation, each with the most similar one that has vanished."""
    messages = messages_of(path)
    old = {each.text.source: each.forms for each in messages if each.vanished and any(each.forms)}
    entries = []
    for each in messages:
        if each.vanished or each.finished:
            continue
        entry = {"source": each.text.source, "plural": each.text.plural, "translation": [""] * len(each.forms)}
        similar = difflib.get_close_matches(each.text.source, old, 1, 0.7)
        if similar:
            entry["similar"] = {"source": similar[0], "translation": list(old[similar[0]])}
        entries.append(entry)
    return entries


def report(strict: bool = False) -> int:
    """Says what cannot be translated, what is not translated, and what is wrong; 1 if strict and there is any."""
    found = texts_of()
    problems = [f"{fault}" for fault in found.faults]
    for path in files():
        problems += [f"{path.name}: {problem}" for problem in problems_of(messages_of(path), set(found.texts))]
    for problem in problems[: None if strict else SHOWN]:
        say(problem)
    if len(problems) > SHOWN and not strict:
        say(f"and {len(problems) - SHOWN} more; scripts/translate check shows all")
    say(f"{len(found.texts)} texts, {len(problems)} problems")
    return int(strict and bool(problems))


def problems_of(messages: list[Message], texts: set[Text]) -> list[str]:
    """What is wrong in the messages of a .ts file: texts that it does not have, that the code does not have, without a
    translation, or with one that differs in what must not be translated."""
    known = {each.text for each in messages if not each.vanished}
    problems = [f"missing: {shown(text.source)}" for text in sorted(texts - known)]
    problems += [f"stale: {shown(text.source)}" for text in sorted(known - texts)]
    for each in messages:
        if each.vanished:
            continue
        if not each.finished or not all(each.forms):
            problems.append(f"not translated: {shown(each.text.source)}")
        else:
            problems += [f"{fault}: {shown(each.text.source)}" for fault in faults_of(each)]
    return problems


def run(tool: str, *arguments: str) -> None:
    """Runs lupdate or lrelease, of Qt 5 or 6."""
    places = [shutil.which(tool), *(f"{folder}/{tool}" for folder in TOOL_FOLDERS), shutil.which(f"{tool}-qt5")]
    for place in filter(None, places):
        if shutil.which(place) and not subprocess.run([place, "-version"], capture_output=True, check=False).returncode:
            subprocess.run([place, *arguments], check=True)
            return
    say(
        f"{tool} is not found; install qttools5-dev-tools, or qt6-l10n-tools on a newer Debian or Ubuntu, and try again"
    )
    sys.exit(2)


def shown(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}..."


def say(sentence: str) -> None:
    print(f"translate: {sentence}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
