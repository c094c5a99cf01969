"""A procedure whose time runs in stages, from the catalogue's file to the citizen's paper."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.procedures import TimeLimit, time_in_words
from counter_app.catalogue.versions import install
from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.receive import receive
from counter_app.dossiers.steps.supplement import complete, supplement
from counter_app.dossiers.steps.values import Completion, SupplementAsked
from counter_app.errors import BadCatalogue
from counter_app.moments import local
from counter_app.place import Place
from tests.clock import SetClock
from tests.documents import intake

TEN_THEN_THREE = {"value": 10, "unit": "calendar_days", "then": [{"value": 3, "unit": "working_days"}]}
DOCUMENT = json.loads(SAMPLE.read_text(encoding="utf-8"))
MARRIAGE = next(at for at, one in enumerate(DOCUMENT["procedures"]) if one["code"] == "1.000894")


def file_with(folder: Path, time: Any, **fields: Any) -> Path:
    """The sample with another time of one procedure."""
    document = deepcopy(DOCUMENT)
    document["procedures"][MARRIAGE] |= {"time": time, "version": "hai-chang", **fields}
    written = folder / "danh-muc.json"
    written.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return written


def test_stages_are_said_in_words_one_after_the_other() -> None:
    limit = TimeLimit(10, "calendar_days", (TimeLimit(3, "working_days"), TimeLimit(0.5, "working_days")))

    assert time_in_words(limit) == "10 ngày, rồi 03 ngày làm việc, rồi 0,5 ngày làm việc"


def test_a_staged_procedure_is_promised_after_all_its_stages_and_the_receipt_says_them(
    place: Place, tmp_path: Path
) -> None:
    place.desk.do(install, read_catalogue(file_with(tmp_path, TEN_THEN_THREE)))

    done = place.desk.do(receive, intake(procedure="1.000894", lines=[]))

    kept = place.desk.ask(dossier_by_id, done.id)
    paper = place.desk.ask(receipt_of, done.id)
    # Friday 20 November, ten days of every kind to Monday the 30th, three working days to Thursday.
    assert kept.due is not None
    assert f"{local(kept.due):%d/%m/%Y}" == "03/12/2026"
    assert paper.days_text == "10 ngày, rồi 03 ngày làm việc"
    assert "10 ngày đến" in kept.due_basis
    assert "rồi 03 ngày làm việc đến" in kept.due_basis


def test_after_a_supplement_every_stage_begins_again(place: Place, clock: SetClock, tmp_path: Path) -> None:
    place.desk.do(install, read_catalogue(file_with(tmp_path, TEN_THEN_THREE)))
    done = place.desk.do(receive, intake(procedure="1.000894", lines=[]))
    clock.forward(days=3)
    place.desk.do(supplement, done.id, SupplementAsked("Thiếu chữ ký", ("Tờ khai",)))
    clock.forward(days=4)

    place.desk.do(complete, done.id, Completion())

    due = place.desk.ask(dossier_by_id, done.id).due
    assert due is not None
    assert f"{local(due):%d/%m/%Y}" == "10/12/2026"


@pytest.mark.parametrize(
    ("time", "field"),
    [
        ({"unit": "same_day", "then": [{"value": 3, "unit": "working_days"}]}, "time"),
        ({"value": 3, "unit": "working_days", "then": [{"unit": "same_day"}]}, "time"),
        ({"value": 3, "unit": "working_days", "then": [{"value": 1.5, "unit": "calendar_days"}]}, "then.0"),
        ({"value": 3, "unit": "working_days", "then": [{"value": 1, "unit": "hours", "then": []}]}, "then.0.then"),
        ({"value": 3, "unit": "working_days", "then": [{"value": 0, "unit": "hours"}]}, "then.0.value"),
    ],
)
def test_stages_that_make_no_sense_are_refused_by_their_place(tmp_path: Path, time: Any, field: str) -> None:
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(file_with(tmp_path, time))

    assert refused.value.field.endswith(field)


def test_a_fee_asked_for_twice_at_once_is_refused_with_its_line(tmp_path: Path) -> None:
    fee = {"kind": "fixed", "name": "Lệ phí", "amount": 5000}
    online = {**fee, "amount": 0, "channels": ["online"]}
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(file_with(tmp_path, TEN_THEN_THREE, fees=[fee, online]))
    apart = [{**fee, "channels": ["direct", "post"]}, online]
    read = read_catalogue(file_with(tmp_path, TEN_THEN_THREE, fees=apart))

    assert refused.value.field.endswith("fees.1")
    assert next(one for one in read.procedures if one.code == "1.000894").fees[1].channels == ("online",)


@pytest.mark.parametrize(
    "terms", [{"channels": ["fax"]}, {"channels": ["online", "online"]}, {"since": "2026-02-01", "until": "2026-01-01"}]
)
def test_terms_of_a_fee_that_make_no_sense_are_refused(tmp_path: Path, terms: dict[str, Any]) -> None:
    with pytest.raises(BadCatalogue):
        read_catalogue(
            file_with(tmp_path, TEN_THEN_THREE, fees=[{"kind": "fixed", "name": "Lệ phí", "amount": 1, **terms}])
        )
