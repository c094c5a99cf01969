"""Somebody plays the city: what is decided there is seen at the desk, and what goes wrong there loses nothing."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests

from counter_app.catalogue.importing import read_catalogue
from counter_app.dossiers.finding import search
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.steps.documents import read_result
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.timeline import timeline
from counter_app.errors import CityAway
from sync.exchange import exchange
from sync.messages import CataloguePage, Health
from sync.sandbox.decisions import SAMPLE
from sync.sandbox.faults import Faults, read_faults
from sync.sandbox.server import CityTerms, SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.clock import SetClock
from tests.sync.conftest import Trouble
from tests.sync.hall import Hall
from tests.sync.test_exchange import HEAD, held_by

FORM = {
    "unit": "H26.016.26",
    "procedure_code": "2.000815",
    "procedure_name": "Chứng thực bản sao từ bản chính",
    "name": "Hoàng Thị Mẫu",
    "number": "001190000777",
    "phone": "0987654321",
}
FAULTS = {"serves": "yes", "retry_after": "5", "delay_ms": "0", "lose_answer_every": "0", "clock_off_s": "0"}


def presses(city: SandboxCity, path: str, **fields: str) -> requests.Response:
    return requests.post(f"{city.url}{path}", fields, timeout=60)


def decides(city: SandboxCity, one: UUID, decision: str, **fields: str) -> requests.Response:
    return presses(city, f"/dossiers/{one}/{decision}", **fields)


def sent(hall: Hall, line: CityHttp) -> UUID:
    """A dossier received here, and in the city."""
    received = hall.receives()
    exchange(hall.place.desk, line)
    return received.id


def steps_seen(hall: Hall, one: UUID) -> list[tuple[int, str]]:
    """The city's steps as the clerk reads them."""
    seen = hall.place.desk.ask(timeline, one).steps
    return [(step.state, step.note) for step in seen if step.kind == "elsewhere"]


def test_what_the_city_decides_is_read_at_the_desk_in_its_words(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    one = sent(hall, line)
    for decision, words in (("accept", ""), ("approve", "Số 12/QĐ-UBND"), ("result", "Bản giấy gửi chiều nay")):
        assert decides(city, one, decision, note=words).status_code == 200
        exchange(hall.place.desk, line)

    assert steps_seen(hall, one) == [
        (4, "Đã nhận để xử lý."),
        (4, "Đã phê duyệt: Số 12/QĐ-UBND"),
        (9, "Đã có kết quả: Bản giấy gửi chiều nay"),
    ]
    assert hall.reach(one) == ("city", 9, 4)
    exchange(hall.place.desk, line)
    assert len(steps_seen(hall, one)) == 3


@pytest.mark.parametrize(("decision", "state"), [("supplement", 5), ("refuse", 8)])
def test_a_decision_against_it_needs_its_reason(
    hall: Hall, city: SandboxCity, line: CityHttp, decision: str, state: int
) -> None:
    one = sent(hall, line)
    without = decides(city, one, decision, note="  ")
    decides(city, one, decision, note="Thiếu bản sao <b>giấy khai sinh</b>")
    exchange(hall.place.desk, line)

    assert (without.status_code, "Cần ghi lý do." in without.text) == (400, True)
    assert steps_seen(hall, one)[0][1].endswith("Thiếu bản sao <b>giấy khai sinh</b>")
    assert hall.reach(one)[1] == state
    assert "<b>giấy" not in requests.get(f"{city.url}/dossiers/{one}", timeout=60).text


def test_an_extension_is_the_due_date_at_the_desk_and_no_later_step_takes_it_back(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    one = sent(hall, line)
    decides(city, one, "accept")
    before = hall.place.desk.ask(timeline, one)
    decides(city, one, "extend", note="Cần xác minh", due="2026-12-28")
    exchange(hall.place.desk, line)
    (card,) = (hall.place.desk.ask(dossier, row.code) for row in hall.place.desk.ask(search, "nguyen van an"))
    given = read_result({"papers": [{"name": "Bản sao"}], "shelf": "A1"}).value

    hall.place.desk.do(result, one, given)
    exchange(hall.place.desk, line)

    new = datetime(2026, 12, 28, 10, 0, tzinfo=UTC)
    assert before.steps
    assert card.due == new
    assert datetime.fromisoformat(held_by(city)["dossiers"][0]["body"]["due"]) == new


def test_an_extension_needs_a_later_day(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    one = sent(hall, line)
    decides(city, one, "accept")
    for due in ("", "hôm nào", "2020-01-01"):
        answer = decides(city, one, "extend", note="Xác minh", due=due)
        assert answer.status_code == 400
        assert 'id="wrong"' in answer.text


def test_what_has_ended_is_decided_no_more(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    one = sent(hall, line)
    decides(city, one, "refuse", note="Sai thẩm quyền")

    late = decides(city, one, "accept")

    assert late.status_code == 400
    assert "không còn làm được" in late.text
    assert decides(city, one, "burn").status_code == 400
    assert held_by(city)["dossiers"][0]["rev"] == 2


def test_an_online_dossier_stands_at_the_desk_with_a_code_of_the_citys_own(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    for name in ("Hoàng Thị Mẫu", "Vũ Văn Thử"):
        assert presses(city, "/online", **FORM | {"name": name}).status_code == 200
    exchange(hall.place.desk, line)

    held = held_by(city)["dossiers"]
    assert [one["code"].rpartition("-")[2] for one in held] == ["7001", "7000"]
    card = hall.place.desk.ask(dossier, held[1]["code"])
    assert (card.owner.name, card.channel, card.state) == ("Hoàng Thị Mẫu", "online", 1)
    decides(city, card.id, "accept", note="Hồ sơ hợp lệ")
    exchange(hall.place.desk, line)
    assert hall.place.desk.ask(dossier, card.code).state == 2
    assert steps_seen(hall, card.id) == [(2, "Đã nhận để xử lý: Hồ sơ hợp lệ")]


@pytest.mark.parametrize("wrong", [{"unit": "17"}, {"name": " "}, {"procedure_code": ""}])
def test_an_online_form_that_lacks_something_is_not_taken(city: SandboxCity, wrong: dict[str, str]) -> None:
    answer = presses(city, "/online", **FORM | wrong)

    assert (answer.status_code, 'id="wrong"' in answer.text) == (400, True)
    assert held_by(city)["dossiers"] == []


def test_a_decision_adds_fifty_five_procedures_and_abolishes_ten(city: SandboxCity, tmp_path: Path) -> None:
    def asks(since: int) -> CataloguePage:
        url = f"{city.url}/v1/catalogue?since={since}"
        return CataloguePage.model_validate_json(requests.get(url, headers=HEAD, timeout=60).content)

    presses(city, "/catalogue/first")
    whole = asks(0)
    page = presses(city, "/catalogue/next").text
    news = asks(whole.rev)
    presses(city, "/catalogue/next")
    later = asks(news.rev)

    assert len(whole.procedures) == 2100
    assert "Có 2.145 thủ tục." in page
    for decision in (news, later):
        assert (len(decision.procedures), len(decision.abolished)) == (55, 10)
    assert not set(news.abolished) & set(later.abolished)
    assert readable(news.procedures, tmp_path) == 55


def readable(procedures: tuple[dict[str, Any], ...], folder: Path) -> int:
    """How many procedures a catalogue file of them has, read as a unit reads it."""
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    file = folder / "decision.json"
    file.write_text(json.dumps({**document, "procedures": procedures}), encoding="utf-8")
    return len(read_catalogue(file).procedures)


@pytest.mark.parametrize("serves", ["away", "busy", "refuse"])
def test_the_panel_closes_the_city_and_opens_it_again(
    hall: Hall, city: SandboxCity, line: CityHttp, trouble: Trouble, serves: str
) -> None:
    hall.receives()
    page = presses(city, "/faults", **FAULTS | {"serves": serves, "retry_after": "7"})
    answer = requests.get(f"{city.url}/v1/health", headers=HEAD, timeout=60)

    assert answer.status_code == {"away": 503, "busy": 429, "refuse": 401}[serves]
    assert answer.headers.get("Retry-After") == (None if serves == "refuse" else "7")
    assert "Đang đặt sự cố:" in page.text
    assert "Đang đặt sự cố:" not in presses(city, "/faults", clear="1").text
    assert read_faults(trouble.file) == Faults()
    assert exchange(hall.place.desk, line).acked > 0


def test_a_busy_city_says_when_to_come_back(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    presses(city, "/faults", **FAULTS | {"serves": "busy", "retry_after": "7"})

    with pytest.raises(CityAway) as away:
        exchange(hall.place.desk, line)

    assert away.value.retry_after == 7


def test_a_line_that_doubles_every_request_makes_nothing_double(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    presses(city, "/faults", **FAULTS | {"twice": "1"})
    waiting = [hall.receives().id for _ in range(3)]

    done = exchange(hall.place.desk, line)

    held = held_by(city)
    assert {one["id"] for one in held["dossiers"]} == set(map(str, waiting))
    assert len(held["ops"]) == done.acked
    assert all(op["sent_again"] == 1 for op in held["ops"])


def test_without_idempotency_the_doubled_line_does_harm(hall: Hall, tmp_path: Path, trouble: Trouble) -> None:
    trouble.order(twice=True)
    with SandboxCity(tmp_path / "forgetful", terms=CityTerms(faults=trouble.file, forgetful=True)) as forgetful:
        hall.rates(hall.serves(), 3)
        with closing(CityHttp(forgetful.url, "enrolled")) as upstream:
            exchange(hall.place.desk, upstream)
        assert len(held_by(forgetful)["ratings"]) == 2


def test_the_citys_clock_is_as_far_off_as_ordered(clock: SetClock, tmp_path: Path) -> None:
    with SandboxCity(tmp_path / "city", terms=CityTerms(clock=clock)) as city:
        presses(city, "/faults", **FAULTS | {"clock_off_s": "180"})
        answer = requests.get(f"{city.url}/v1/health", headers=HEAD, timeout=60)

    assert (Health.model_validate_json(answer.content).server_time - clock()).total_seconds() == 180
    assert answer.headers["Date"] == f"{clock() + timedelta(minutes=3):%a, %d %b %Y %H:%M:%S GMT}"


@pytest.mark.parametrize("wrong", [{"delay_ms": "x"}, {"retry_after": "-1"}, {"clock_off_s": "1e9"}])
def test_a_fault_that_is_none_is_not_ordered(city: SandboxCity, trouble: Trouble, wrong: dict[str, str]) -> None:
    answer = presses(city, "/faults", **FAULTS | wrong)

    assert (answer.status_code, 'id="wrong"' in answer.text) == (400, True)
    assert read_faults(trouble.file) == Faults()


def test_a_city_put_back_to_yesterday_is_filled_again_from_the_desk(
    hall: Hall, clock: SetClock, tmp_path: Path
) -> None:
    def sends(city: SandboxCity, new: int) -> int:
        for _ in range(new):
            hall.receives()
        with closing(CityHttp(city.url, "enrolled")) as upstream:
            exchange(hall.place.desk, upstream)
        return len(held_by(city)["dossiers"])

    with SandboxCity(tmp_path / "city", terms=CityTerms(clock=clock)) as city:
        assert sends(city, 2) == 2
    clock.forward(days=1)
    with SandboxCity(tmp_path / "city", terms=CityTerms(clock=clock)) as city:
        assert sends(city, 1) == 3
        assert presses(city, "/restore").status_code == 200
        assert len(held_by(city)["dossiers"]) == 2

        sends(city, 1)

        assert sends(city, 0) == 4
        assert (hall.line.pending, hall.line.parked) == (0, 0)


def test_what_a_city_put_back_to_yesterday_decides_again_is_news(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    one = sent(hall, line)
    for decision in ("accept", "approve"):
        decides(city, one, decision)
    exchange(hall.place.desk, line)
    presses(city, "/restore")
    exchange(hall.place.desk, line)
    decides(city, one, "supplement", note="Bản sao")

    exchange(hall.place.desk, line)

    assert hall.reach(one) == ("city", 5, 2)
    assert steps_seen(hall, one)[-1] == (5, "Yêu cầu bổ sung: Bản sao")


def test_a_feed_begun_anew_is_read_again_and_nothing_comes_twice(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    one = sent(hall, line)
    decides(city, one, "accept")
    exchange(hall.place.desk, line)
    assert presses(city, "/feed").status_code == 200
    decides(city, one, "supplement", note="Bản sao")

    exchange(hall.place.desk, line)

    assert steps_seen(hall, one) == [(4, "Đã nhận để xử lý."), (5, "Yêu cầu bổ sung: Bản sao")]
