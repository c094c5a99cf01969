"""The pages that name things of the code name all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from counter_app.ops import KINDS
from main import app

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"`([^`]+)`")


def table(page: str) -> list[tuple[str, ...]]:
    """The rows of a page's table, without its head."""
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows]


ACTS = table((ROOT / "docs" / "acts.md").read_text(encoding="utf-8"))


def test_every_kind_stands_in_the_table_of_acts_and_no_other() -> None:
    assert {NAME.findall(kind)[0] for _, kind, _, _ in ACTS} == set(KINDS)


def test_the_table_of_acts_says_what_the_city_hears() -> None:
    told = {NAME.findall(kind)[0]: NAME.findall(op) for _, kind, op, _ in ACTS}

    assert told == {name: [name] if kind.upstream else [] for name, kind in KINDS.items()}


@pytest.mark.parametrize("act", sorted({name for acts, *_ in ACTS for name in NAME.findall(acts)}))
def test_every_act_in_the_table_exists(act: str) -> None:
    module, _, function = act.rpartition(".")

    assert callable(getattr(import_module(f"counter_app.{module}"), function))


def dependencies(file: str) -> list[str]:
    """The names in a requirements file, without versions, comments and files it includes."""
    lines = (line.strip() for line in (ROOT / file).read_text(encoding="utf-8").splitlines())
    return [re.split(r"[<>=~!\[; ]", line)[0] for line in lines if line and line[0] not in "#-"]


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(file: str) -> None:
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    reasons = {NAME.findall(row[0])[0] for row in table(page)}

    assert [name for name in dependencies(file) if name not in reasons] == []


def test_the_reasons_name_no_dependency_that_is_gone() -> None:
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    known = {*dependencies("requirements.in"), *dependencies("requirements-dev.in")}

    assert {NAME.findall(row[0])[0] for row in table(page)} <= known


def test_the_reader_of_requirements_reads_names() -> None:
    assert "pyside6" in dependencies("requirements.in")
    assert "pytest" in dependencies("requirements-dev.in")
    assert table("| `a` | b |\n|---|---|\ntext") == [("`a`", "b")]


def commands_named() -> Iterator[str]:
    """What the guides and the README tell people to type after ``main.py``, options and values left out."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for words in re.findall(r"main\.py((?: [a-z][a-z-]*)+)", page.read_text(encoding="utf-8")):
            yield words.strip()


def unknown_word(words: str) -> str:
    """The first word that the command line does not know; empty when it knows them all."""
    command: Any = typer.main.get_command(app)
    for word in words.split():
        if not hasattr(command, "commands"):
            return ""
        if word not in command.commands:
            return word
        command = command.commands[word]
    return ""


@pytest.mark.parametrize("words", sorted(set(commands_named())))
def test_what_the_pages_tell_to_type_exists(words: str) -> None:
    assert unknown_word(words) == ""


def test_the_check_of_commands_bites() -> None:
    assert unknown_word("office destroy") == "destroy"
    assert unknown_word("jobs cancel") == ""


PAINS = [
    line for line in (ROOT / "docs" / "queue.md").read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)
]
PROOFS = sorted({proof for line in PAINS for proof in re.findall(r"`(tests/[^`]+)`", line)})


def test_every_pain_of_the_queue_is_answered_or_said_to_come_later() -> None:
    assert [int(line.split("|")[1]) for line in PAINS] == list(range(1, 26))
    assert [line for line in PAINS if "`tests/" not in line and "later" not in line] == []


@pytest.mark.parametrize("proof", PROOFS)
def test_the_proof_of_a_pain_exists(proof: str) -> None:
    file, _, name = proof.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")

    assert f"def {name or 'test_'}" in text
