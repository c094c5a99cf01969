"""The sandbox city takes each op once, in order, each for itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import UUID

import requests

from counter_app.ids import new_id
from sync.messages import Batch, BatchAnswer, OpResult
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.conftest import Sender

HEAD = {"Authorization": "Bearer enrolled"}


def outcomes(answer: BatchAnswer) -> list[str]:
    return [result.outcome for result in answer.results]


def problem_of(result: OpResult) -> str:
    assert result.problem is not None
    return result.problem.type


def test_a_received_dossier_stands_in_the_city_as_accepted(line: CityHttp, city: SandboxCity, sender: Sender) -> None:
    answer = line.push(sender.batch(sender.receives("H26.016.26-261120-0001")))

    found = requests.get(f"{city.url}/v1/dossiers", {"code": "H26.016.26-261120-0001"}, headers=HEAD, timeout=60).json()
    assert outcomes(answer) == ["applied"]
    assert [(d["code"], d["city_state"], d["rev"]) for d in found["items"]] == [("H26.016.26-261120-0001", 2, 1)]
    assert found["items"][0]["body"]["people"]["owner"]["name"] == "Nguyễn Văn An"


def test_the_same_op_again_changes_nothing_and_gets_the_same_answer(
    line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    op = sender.receives("H26.016.26-261120-0001")
    first = line.push(sender.batch(op)).results[0]
    again = line.push(sender.batch(op)).results[0]

    dump = requests.get(f"{city.url}/v1/dump", headers=HEAD, timeout=60).json()
    assert again == first.model_copy(update={"replayed": True})
    assert len(dump["dossiers"]) == len(dump["ops"]) == len(dump["changes"]) == 1
    assert dump["ops"][0]["sent_again"] == 1


def test_the_same_place_in_a_lane_is_the_same_op_under_another_id(line: CityHttp, sender: Sender) -> None:
    op = sender.receives("H26.016.26-261120-0001")
    line.push(sender.batch(op))
    renamed = op.model_copy(update={"op_id": new_id()})

    result = line.push(sender.batch(renamed)).results[0]

    assert (result.outcome, result.replayed, result.op_id) == ("applied", True, renamed.op_id)


def test_a_known_op_with_another_body_is_refused(line: CityHttp, sender: Sender) -> None:
    op = sender.receives("H26.016.26-261120-0001")
    line.push(sender.batch(op))
    other = sender.receives("H26.016.26-261120-0002")
    forged = other.model_copy(update={"op_id": op.op_id})

    result = line.push(sender.batch(forged)).results[0]

    assert result.outcome == "rejected"
    assert problem_of(result) == "urn:motcua:key-reuse"


def test_a_body_changed_on_the_way_is_refused(line: CityHttp, sender: Sender) -> None:
    op = sender.receives("H26.016.26-261120-0001")
    damaged = op.model_copy(update={"body": {**op.body, "code": "H26.016.26-261120-0009"}})

    assert problem_of(line.push(sender.batch(damaged)).results[0]) == "urn:motcua:damaged-body"


def test_an_op_too_early_is_told_which_is_expected(line: CityHttp, sender: Sender) -> None:
    dossier = new_id()
    early = sender.op(f"dossier:{dossier}", "noop", {}, client_rev=3)

    result = line.push(sender.batch(early)).results[0]

    assert (result.outcome, result.expected) == ("out_of_order", 1)


def test_one_bad_op_stops_its_own_lane_only(line: CityHttp, sender: Sender) -> None:
    lane = f"dossier:{new_id()}"
    poison = sender.op(lane, "dossier.receive", {"code": ""})
    behind = sender.op(lane, "noop", {}, client_rev=2)
    other = sender.receives("H26.016.26-261120-0002")

    answer = line.push(sender.batch(poison, behind, other))

    assert outcomes(answer) == ["rejected", "blocked", "applied"]
    assert problem_of(answer.results[0]) == "urn:motcua:invalid-body"
    assert problem_of(answer.results[1]) == "urn:motcua:blocked"


def test_a_refusal_names_the_fields_and_never_their_values(line: CityHttp, sender: Sender) -> None:
    poison = sender.op(f"dossier:{new_id()}", "dossier.receive", {"code": 17, "people": {"owner": {"name": 1234567}}})

    said = line.push(sender.batch(poison)).results[0].model_dump_json()

    assert '"/people/owner/name"' in said
    assert "1234567" not in said


def test_a_rejected_op_does_not_use_up_its_place(line: CityHttp, sender: Sender) -> None:
    dossier = new_id()
    poison = sender.op(f"dossier:{dossier}", "dossier.receive", {"code": ""})
    line.push(sender.batch(poison))

    mended = sender.receives("H26.016.26-261120-0001", dossier=dossier)

    assert outcomes(line.push(sender.batch(mended))) == ["applied"]


def test_two_dossiers_never_share_a_code(line: CityHttp, sender: Sender) -> None:
    line.push(sender.batch(sender.receives("H26.016.26-261120-0001")))

    result = line.push(sender.batch(sender.receives("H26.016.26-261120-0001"))).results[0]

    assert problem_of(result) == "urn:motcua:code-taken"


def test_a_second_rating_of_a_visit_is_kept_and_does_not_count(
    line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    visit = new_id()
    first = sender.rates(3, visit)
    second = sender.op(f"visit:{visit}", "rating.given", {"level": None}, client_rev=2)

    line.push(sender.batch(first, second))

    items = requests.get(f"{city.url}/v1/ratings", headers=HEAD, timeout=60).json()["items"]
    assert {(r["level"], r["again"]) for r in items} == {(3, False), (None, True)}


def test_a_fact_is_never_refused_and_one_without_its_dossier_is_an_exception(
    line: CityHttp, city: SandboxCity, sender: Sender
) -> None:
    dossier = new_id()
    known = sender.prints_receipt(dossier)
    stray = sender.prints_receipt(new_id())

    answer = line.push(sender.batch(sender.receives("H26.016.26-261120-0001", dossier=dossier), known, stray))

    facts = requests.get(f"{city.url}/v1/dump", headers=HEAD, timeout=60).json()["facts"]
    assert outcomes(answer) == ["applied", "applied", "applied"]
    assert [(fact["dossier"] == str(dossier), fact["exception"]) for fact in facts] == [(True, 0), (False, 1)]


def test_an_unknown_kind_and_a_newer_body_are_refused(line: CityHttp, sender: Sender) -> None:
    strange = sender.op("dossier:x", "dossier.paint", {})
    newer = sender.receives("H26.016.26-261120-0001").model_copy(update={"schema_version": 2})

    answer = line.push(sender.batch(strange, newer))

    assert [problem_of(r) for r in answer.results] == ["urn:motcua:unknown-kind", "urn:motcua:schema-unsupported"]


def test_a_sender_put_back_in_time_is_told_so(city: SandboxCity, sender: Sender) -> None:
    def post(batch: Batch) -> requests.Response:
        return requests.post(f"{city.url}/v1/batches", batch.model_dump_json(), headers=HEAD, timeout=60)

    sender.seq = 40
    post(sender.batch())
    sender.seq = 12
    answer = post(sender.batch())

    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:motcua:device-rolled-back"


def test_the_city_knows_after_a_restart_what_it_has_taken(tmp_path: Path, sender: Sender) -> None:
    op = sender.receives("H26.016.26-261120-0001")
    replayed = []
    for _life in range(2):
        with SandboxCity(tmp_path) as city, closing(CityHttp(city.url, "enrolled")) as line:
            replayed.append(line.push(sender.batch(op)).results[0].replayed)

    assert replayed == [False, True]


def test_uuid_of_a_dossier_has_one_spelling(line: CityHttp, city: SandboxCity, sender: Sender) -> None:
    dossier = UUID("01930000-0000-7000-8000-00000000abcd")
    op = sender.receives("H26.016.26-261120-0001", dossier=dossier)
    loud = op.model_copy(update={"lane": f"dossier:{str(dossier).upper()}"})

    line.push(sender.batch(loud))

    assert requests.get(f"{city.url}/v1/dossiers/{dossier}", headers=HEAD, timeout=60).json()["code"] == op.body["code"]
