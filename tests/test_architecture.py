"""The walls: who may import whom, how long files and functions may be, a sentence for every refusal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from counter_app import errors
from counter_app.errors import Refused
from counter_app.wording import SENTENCES, sentence

ROOT = Path(__file__).parents[1]
OURS = ("counter_app", "printing", "sync", "ui")
MAY_IMPORT = {
    "counter_app": set(),
    "printing": {"counter_app"},
    "sync": {"counter_app"},
    "ui": {"counter_app", "printing"},
}
SHUT_OUT = {
    "counter_app": {"PySide6", "shiboken6", "requests", "escpos", "PIL", "reportlab", "fastapi", "uvicorn"},
    "printing": {"PySide6", "shiboken6", "requests", "fastapi"},
    "sync": {"PySide6", "shiboken6", "escpos", "PIL", "reportlab"},
    "ui": {"requests", "escpos", "fastapi", "sqlcipher3"},
}
# What one file may use all the same, with its reason.
LET_IN = {
    "printing/transports/windows_sheets.py": ({"PySide6"}, "Windows prints a page only as a picture, and Qt paints it"),
}
# Longer files, each with its reason.
LONG_FILES = {
    "counter_app/records/desk.py": "one table after another, no logic",
    "counter_app/migrations/desk/versions/0001_first_tables.py": "a record of one moment, never edited",
}


def sources(package: str) -> Iterator[Path]:
    return (path for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def wrong_imports(package: str, found: set[str]) -> set[str]:
    forbidden = (set(OURS) - {package} - MAY_IMPORT[package]) | SHUT_OUT[package] | {"main", "tests"}
    return found & forbidden


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def refusals(of: type[Refused] = Refused) -> Iterator[type[Refused]]:
    for kind in of.__subclasses__():
        yield kind
        yield from refusals(kind)


@pytest.mark.parametrize("package", OURS)
def test_nobody_imports_against_the_arrows(package: str) -> None:
    wrong = {
        name: bad
        for path in sources(package)
        if (
            bad := wrong_imports(package, imported(path))
            - LET_IN.get(name := str(path.relative_to(ROOT)), (set(), ""))[0]
        )
    }

    assert wrong == {}


def test_the_arrow_check_bites() -> None:
    assert wrong_imports("counter_app", {"ui", "datetime"}) == {"ui"}
    assert wrong_imports("sync", {"printing", "requests"}) == {"printing"}
    assert wrong_imports("printing", {"sync", "counter_app"}) == {"sync"}


def test_only_one_place_reads_the_machines_clock() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for package in OURS
        for path in sources(package)
        if any(
            words in path.read_text(encoding="utf-8") for words in ("datetime.now(", "datetime.utcnow(", "date.today(")
        )
    ]

    assert readers == ["counter_app/moments.py"]


def test_files_and_functions_keep_their_size() -> None:
    every = [path for package in OURS for path in sources(package)] + [ROOT / "main.py"]
    long_files = {
        str(path.relative_to(ROOT)): lines
        for path in every
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    long_functions = {name: lines for path in every for name, lines in functions(path) if lines > 50}

    assert set(long_files) <= set(LONG_FILES)
    assert long_functions == {}


def test_every_refusal_has_its_sentence_in_both_languages() -> None:
    families = {kind for kind in refusals() if kind.__subclasses__() and kind not in SENTENCES}
    without = {kind.__name__ for kind in refusals() if kind not in SENTENCES and kind not in families}

    assert without == set()
    assert families == {errors.BadInput, errors.StoreTrouble, errors.PaperTrouble, errors.UpstreamTrouble}


@pytest.mark.parametrize("kind", sorted(SENTENCES, key=str))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sentence_fills_all_its_gaps_and_says_what_next(kind: type[Refused], language: str) -> None:
    named: tuple[Field[Any], ...] = fields(kind) if is_dataclass(kind) else ()
    facts: dict[str, Any] = {field.name: _example(str(field.type)) for field in named}

    said = sentence(kind(**facts), "vi" if language == "vi" else "en")

    assert not set("{}") & set(said)
    assert said.rstrip()[-1] in ".!"
    assert said.count(". ") + said.count("; ") >= 1, "what happened, then what to do"


def test_no_test_waits_by_the_clock() -> None:
    waiting = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__)
        and any(words in path.read_text(encoding="utf-8") for words in ("time.sleep(", "QTest.qWait("))
    ]

    assert waiting == []


def _example(kind: str) -> object:
    return {"int": 3, "tuple[str, ...]": ("họ tên",)}.get(kind, "A042")
