"""What travels survives the travel, and is taken strictly."""

from __future__ import annotations

import json
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from counter_app.ops import Op, fingerprint
from sync.messages import Batch, OpMessage, OpResult, Problem, from_op, to_op

LETTERS = st.text(st.characters(codec="utf-8"), max_size=20)
BODIES = st.dictionaries(LETTERS, st.none() | st.booleans() | st.integers(-(2**53), 2**53) | LETTERS, max_size=5)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@st.composite
def ops(draw: st.DrawFn) -> Op:
    body = draw(BODIES)
    return Op(
        op_id=draw(st.uuids()),
        origin=draw(st.from_regex(r"[a-z0-9-]{1,36}/[a-z0-9-]{1,36}", fullmatch=True)),
        lane=draw(st.from_regex(r"(dossier|fact|visit):[0-9a-f-]{1,36}", fullmatch=True)),
        client_rev=draw(st.integers(1, 2**53)),
        base_rev=draw(st.none() | st.integers(0, 2**53)),
        kind=draw(st.sampled_from(["dossier.receive", "rating.given", "fact.money_taken", "noop"])),
        schema_version=draw(st.integers(1, 9)),
        captured_at=draw(st.datetimes(timezones=ZONES)),
        staff=draw(st.text(st.characters(codec="utf-8"), max_size=30)),
        body=body,
        body_sha256=fingerprint(body),
    )


@given(ops())
def test_an_op_arrives_as_it_left(op: Op) -> None:
    arrived = to_op(OpMessage.model_validate_json(from_op(op).model_dump_json()))

    assert arrived == op
    assert fingerprint(arrived.body) == op.body_sha256


def message(**changes: Any) -> str:
    whole: dict[str, Any] = {
        "op_id": "01930000-0000-7000-8000-000000000001",
        "origin": "pc-1/1",
        "lane": "dossier:01930000-0000-7000-8000-000000000002",
        "client_rev": 1,
        "kind": "dossier.receive",
        "schema_version": 1,
        "captured_at": "2026-11-20T09:12:00+07:00",
        "staff": "cb01",
        "body": {},
        "body_sha256": fingerprint({}),
    }
    return json.dumps(whole | changes)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_rev", True),
        ("client_rev", "1"),
        ("client_rev", 1.0),
        ("client_rev", 0),
        ("client_rev", 2**63),
        ("captured_at", "2026-11-20T09:12:00"),
        ("lane", "Hồ sơ"),
        ("op_id", 17),
        ("body", []),
        ("body_sha256", "00"),
    ],
)
def test_a_wrong_type_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        OpMessage.model_validate_json(message(**{field: value}))


def test_members_of_a_newer_sender_are_ignored() -> None:
    assert OpMessage.model_validate_json(message(weather="mưa")).client_rev == 1


def test_a_problem_keeps_members_of_its_own() -> None:
    text = '{"type":"urn:motcua:conflict","title":"x","status":412,"current_rev":9}'
    result = OpResult(
        op_id=OpMessage.model_validate_json(message()).op_id,
        outcome="conflict",
        problem=Problem.model_validate_json(text),
    )

    assert json.loads(result.model_dump_json())["problem"]["current_rev"] == 9


def test_a_batch_has_a_largest_size() -> None:
    limits = Batch.model_json_schema()["properties"]["ops"]

    assert limits["maxItems"] == 200
