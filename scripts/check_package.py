"""Checks a zip of the plugin against the QGIS plugin repository's rules for uploads, and installs it for a test.

Prints all faults, and exits with 1 if there are any. Stricter than the repository in one point: any finding of bandit
is a fault, regardless of its severity.
"""

import argparse
import configparser
import json
import os
import re
import runpy
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

MAX_BYTES = 25_000_000
REQUIRED_FILES = ("__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md")
REQUIRED_KEYS = (
    "name",
    "description",
    "about",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "tracker",
    "repository",
    "homepage",
    "changelog",
)
ADDRESSES = ("tracker", "repository", "homepage")
FORBIDDEN_FOLDERS = {"__pycache__", "__MACOSX", ".git"}
FORBIDDEN_ENDINGS = (".pyc", ".pyo", ".exe", ".dll", ".so", ".pyd", ".dylib", ".bat", ".cmd", ".sh", ".ps1")
PROGRAMS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""The first bytes of binary programs and libraries of Linux, Windows and macOS."""
PLACEHOLDER = re.compile(r"\.example\b|\bexample\.(com|net|org)\b|\.invalid\b")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the zip")
    package = parser.parse_args().package
    faults = content_faults(package)
    if not faults:
        with tempfile.TemporaryDirectory(prefix="blindspot-package-") as temporary:
            folder = Path(temporary, "unpacked")
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder)
            plugin = next(folder.iterdir())
            faults = metadata_faults(plugin) + bandit_faults(folder) + secret_faults(folder)
            faults += installation_faults(package, Path(temporary, "profile"))
            unchecked = not_checked(plugin)
    for fault in faults:
        say(f"FAULT: {fault}")
    if faults:
        return 1
    say("bandit and detect-secrets find nothing; the zip installs into an empty profile, and all algorithms are listed")
    for sentence in unchecked:
        say(sentence)
    return 0


def say(sentence: str) -> None:
    print(f"package: {sentence}", file=sys.stderr)


def content_faults(package: Path) -> list[str]:
    """Faults of the zip and its files: size, names, folders, types and permissions."""
    faults = []
    if package.stat().st_size > MAX_BYTES:
        faults.append(f"the zip has {package.stat().st_size} bytes; at most {MAX_BYTES} are accepted")
    with zipfile.ZipFile(package) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        names = [info.filename for info in infos]
        starts = {info.filename: archive.read(info)[:4] for info in infos}
    tops = {PurePosixPath(name).parts[0] for name in names}
    if len(tops) != 1 or any("/" not in name for name in names):
        return [*faults, f"not one folder that contains all files, but {', '.join(sorted(tops))}"]
    top = tops.pop()
    if not (top.isidentifier() and top.isascii()):
        faults.append(f"the folder {top} is not a Python identifier")
    faults += [f"{name} is missing" for name in REQUIRED_FILES if f"{top}/{name}" not in names]
    for info in infos:
        name, parts = info.filename, PurePosixPath(info.filename).parts
        if ".." in parts or FORBIDDEN_FOLDERS.intersection(parts):
            faults.append(f"{name} is in a folder that is not accepted")
        elif parts[-1].startswith("."):
            faults.append(f"{name} is a hidden file")
        elif name.lower().endswith(FORBIDDEN_ENDINGS) or starts[name].startswith(PROGRAMS):
            faults.append(f"{name} is a program, a library or a cache")
        elif name.endswith(".py") and (info.external_attr >> 16) & 0o111:
            faults.append(f"{name} is Python code with execute permission")
    return faults


def metadata_faults(plugin: Path) -> list[str]:
    """Faults in metadata.txt and in the changelog of an unpacked plugin."""
    try:
        metadata = metadata_of(plugin)
    except configparser.Error as error:
        return [f"metadata.txt cannot be read: {error}"]
    faults = [f"metadata.txt has no {key}" for key in REQUIRED_KEYS if not metadata.get(key, "").strip()]
    for key in ADDRESSES:
        if metadata.get(key) and not is_address(metadata[key]):
            faults.append(f"metadata.txt: {key} is not an https address: {metadata[key]}")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", metadata.get("email", "")):
        faults.append(f"metadata.txt: email is not an e-mail address: {metadata.get('email', '')}")
    if "/" in metadata.get("author", ""):
        faults.append("metadata.txt: author has a slash")
    for key in ("qgisMinimumVersion", "qgisMaximumVersion"):
        if not re.fullmatch(r"\d+\.\d+(\.\d+)?", metadata.get(key, "3.0")):
            faults.append(f"metadata.txt: {key} is not a version: {metadata[key]}")
    if metadata.get("icon") and not (plugin / metadata["icon"]).is_file():
        faults.append(f"metadata.txt: there is no icon {metadata['icon']}")
    version = re.escape(metadata.get("version", ""))
    if not re.search(rf"(?<![\w.]){version}(?![\w.]*\w)", metadata.get("changelog", "")):
        faults.append(f"metadata.txt: changelog does not name version {metadata.get('version')}")
    if not re.search(rf"^## {version}\s*($|[^\w.])", (plugin / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE):
        faults.append(f"CHANGELOG.md has no heading for version {metadata.get('version')}")
    return faults


def metadata_of(plugin: Path) -> dict[str, str]:
    """The keys and values of metadata.txt, read as the repository reads them: a bare % is an error."""
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read_string((plugin / "metadata.txt").read_text("utf-8"))
    return dict(parser.items("general"))


def is_address(text: str) -> bool:
    """Whether a text is an https address whose host contains a dot."""
    try:
        parts = urlparse(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and "." in host.strip(".") and not re.search(r"\s", text)


def bandit_faults(folder: Path) -> list[str]:
    """All findings of bandit, and the files that it could not read."""
    report = json_of([sys.executable, "-m", "bandit", "-r", ".", "-f", "json", "--quiet"], folder)
    if report is None:
        return ["bandit did not run; it is one of requirements-dev.txt"]
    found = [
        f"bandit {result['test_id']} ({result['issue_severity'].lower()}), "
        f"{result['filename']}:{result['line_number']}: {result['issue_text']}"
        for result in report["results"]
    ]
    return found + [f"bandit cannot read {error['filename']}: {error['reason']}" for error in report["errors"]]


def secret_faults(folder: Path) -> list[str]:
    """All findings of detect-secrets. They are not verified over the network."""
    report = json_of([sys.executable, "-m", "detect_secrets", "scan", "--all-files", "--no-verify", "."], folder)
    if report is None:
        return ["detect-secrets did not run; it is one of requirements-dev.txt"]
    return [
        f"detect-secrets: {secret['type']} in {name}:{secret['line_number']}"
        for name, secrets in report["results"].items()
        for secret in secrets
    ]


def json_of(command: list[str], folder: Path) -> dict | None:
    """The JSON report that a scanner prints; None if it prints no JSON."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        return None


def installation_faults(package: Path, profile: Path) -> list[str]:
    """Faults found when the zip is unpacked into an empty QGIS profile and its algorithms are listed there."""
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(plugins)
    name = next(plugins.iterdir()).name
    runtime = profile / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **{key: value for key, value in os.environ.items() if key != "QGIS_PLUGINPATH"},
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
    }

    def qgis_process(*arguments: str) -> subprocess.CompletedProcess:
        command = ["qgis_process", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    enabled = qgis_process("plugins", "enable", name)
    listed = qgis_process("--json", "list")
    try:
        provider = json.loads(listed.stdout)["providers"][name]
    except (json.JSONDecodeError, KeyError):
        output = (enabled.stdout + enabled.stderr + listed.stderr).strip()
        return [f"installed into an empty profile, the plugin is not listed by qgis_process:\n{output}"]
    entries = runpy.run_path(str(plugins / name / "algorithms" / "catalogue.py"))["CATALOGUE"]
    models = (plugins / name / "resources" / "models").glob("*.model3")
    expected = {f"{name}:{entry.id}" for entry in entries} | {
        f"{name}:{model.stem.replace('_', '')}" for model in models
    }
    faults = [
        f"installed into an empty profile, {ident} is not listed" for ident in expected - set(provider["algorithms"])
    ]
    if provider.get("warning"):
        faults.append(f"installed into an empty profile, the algorithms cannot run: {provider['warning']}")
    return sorted(faults)


def not_checked(plugin: Path) -> list[str]:
    """Sentences about requirements of the repository that this script cannot check."""
    metadata = metadata_of(plugin)
    addresses = ", ".join(metadata[key] for key in ADDRESSES)
    sentences = [
        f"NOT CHECKED: whether these addresses answer within ten seconds, as the repository requires: {addresses}",
        f"NOT CHECKED: whether anybody reads the mail to {metadata['email']}",
    ]
    for key in ("email", *ADDRESSES):
        if PLACEHOLDER.search(metadata[key]):
            sentences.append(f"WARNING: {key} is a placeholder ({metadata[key]}); replace it before publishing")
    return sentences


if __name__ == "__main__":
    sys.exit(main())
