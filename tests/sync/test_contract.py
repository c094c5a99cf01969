"""The contract, the sandbox city and the client's messages say the same; where they differ the test names the place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from pydantic import BaseModel

from counter_app.moments import machine_clock
from sync import messages
from sync.sandbox.endpoints import city_app
from sync.sandbox.problems import PREFIX, PROBLEMS
from sync.sandbox.records import CityRecords

CONTRACT = Path(messages.__file__).parent / "contract" / "city.yaml"
OPERATORS_OWN = {"/v1/dump", "/v1/operator/dossiers/{dossier_id}/state"}
"""What a sandbox has for whoever plays the city, and no real city."""
MODELS = [
    getattr(messages, name)
    for name in (
        *("Batch", "BatchAnswer", "OpMessage", "OpResult", "Hints", "FileRef", "ChangePage", "ChangeItem"),
        *("SnapshotPage", "Digest", "RemoteDossier", "RemoteDossiers", "RemoteRating", "RemoteRatings", "BlobState"),
        *("CataloguePage", "Health", "TokenOrder", "Token", "Problem"),
    )
]
_SAID = ("type", "format", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength", "maxItems")


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return city_app(CityRecords(tmp_path_factory.mktemp("city")), machine_clock)


def paths(document: dict[str, Any]) -> set[tuple[str, str]]:
    verbs = ("get", "put", "post", "head", "delete", "patch")
    return {(path, verb) for path, item in document["paths"].items() for verb in verbs if verb in item}


def plain(schema: Any, document: dict[str, Any]) -> Any:
    """A schema with its references followed, reduced to what binds the two sides."""
    if "$ref" in schema:
        *_, name = schema["$ref"].split("/")
        found = document.get("components", {}).get("schemas", {}).get(name) or document["$defs"][name]
        return plain(found, document)
    if "anyOf" in schema:
        return sorted((plain(one, document) for one in schema["anyOf"]), key=repr)
    said = {key: schema[key] for key in _SAID if key in schema}
    if "enum" in said:
        said["enum"] = sorted(said["enum"])
    if schema.get("type") == "array":
        said["items"] = plain(schema.get("items", {}), document)
    if "properties" in schema:
        said["required"] = sorted(schema.get("required", []))
        said["properties"] = {name: plain(one, document) for name, one in sorted(schema["properties"].items())}
    return said


def differences(here: Any, there: Any, at: str = "") -> list[str]:
    """Where two plain schemas differ."""
    if isinstance(here, dict) and isinstance(there, dict):
        keys = sorted({*here, *there})
        return [line for key in keys for line in differences(here.get(key), there.get(key), f"{at}/{key}")]
    return [] if here == there else [f"{at}: {here!r} / {there!r}"]


def against(model: type[BaseModel], contract: dict[str, Any]) -> list[str]:
    own = model.model_json_schema()
    said = contract["components"]["schemas"][model.__name__]
    return differences(plain(said, contract), plain(own, own), model.__name__)


def test_the_sandbox_has_every_path_of_the_contract_and_no_other(contract: dict[str, Any], app: FastAPI) -> None:
    served = {one for one in paths(app.openapi()) if one[0] not in OPERATORS_OWN}

    assert served == paths(contract)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_message_is_as_the_contract_has_it(model: type[BaseModel], contract: dict[str, Any]) -> None:
    assert against(model, contract) == []


def test_every_problem_stands_in_the_contract(contract: dict[str, Any]) -> None:
    named = set(contract["components"]["schemas"]["Problem"]["properties"]["type"]["examples"])

    assert named == {PREFIX + name for name in PROBLEMS}


def test_every_answer_of_the_contract_has_its_words(contract: dict[str, Any]) -> None:
    for path, verb in sorted(paths(contract)):
        operation = contract["paths"][path][verb]
        assert operation["summary"]
        assert {"401", "503"} <= set(operation["responses"]), path
        assert "200" in operation["responses"]


CHANGES: tuple[tuple[str, Callable[[dict[str, Any]], object]], ...] = (
    ("Batch", lambda schema: schema["required"].remove("device_seq")),
    ("OpMessage", lambda schema: schema["properties"]["client_rev"].update(minimum=0)),
    ("OpResult", lambda schema: schema["properties"].pop("replayed")),
    ("Outcome", lambda schema: schema["enum"].append("later")),
    ("Sha256", lambda schema: schema.update(pattern="^.*$")),
)


@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[name for name, _ in CHANGES])
def test_the_comparison_sees_what_differs(
    contract: dict[str, Any], name: str, change: Callable[[dict[str, Any]], object]
) -> None:
    wrong = copy.deepcopy(contract)
    change(wrong["components"]["schemas"][name])

    assert [line for model in MODELS for line in against(model, wrong)] != []
