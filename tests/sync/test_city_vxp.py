"""The way to a city like the real ones: late answers, sessions that end, words for refusals, a city put back, what it can't take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from counter_app.dossiers.finding import search
from counter_app.errors import CityAway, CityRefused
from counter_app.hand_errors import NotOffered
from counter_app.parked import keep_ours, parked_ops, void_op
from counter_app.records.shared import Outbox
from counter_app.reference import refresh_desk
from counter_app.settings import change_setting
from counter_app.store import Asking
from counter_app.wording import sentence
from counter_app.wording_city import problem_words
from sync.catalogue_news import HasCatalogue
from sync.line import CityLine
from sync.sandbox.access import AccessTerms
from sync.sandbox.backups import back_up, restore
from sync.sandbox.operator import Order, decide_on
from sync.sandbox.reading import dossiers
from sync.sandbox.server import CityTerms, SandboxCity
from sync.unit_round import exchange_unit
from sync.upstreams.city_http import CityHttp
from sync.upstreams.city_vxp import CityVxp
from sync.upstreams.vxp_line import HttpWire, Said, VxpLine, VxpNo
from sync.upstreams.vxp_memory import memory_of
from tests.documents import document
from tests.sync.hall import Hall
from tests.sync.test_every_way import corrects, forwards, receives, renames
from tests.sync.test_national import a_marriage
from tests.sync.ways import ByProgram, orders, vxp_line, way_of


@pytest.fixture
def way(hall: Hall, tmp_path: Path) -> Iterator[ByProgram]:
    with way_of("like VXP", hall, tmp_path) as opened:
        assert isinstance(opened, ByProgram)
        yield opened


def results(asking: Asking) -> list[dict[str, Any] | None]:
    return list(asking.connection.execute(select(Outbox.result).order_by(Outbox.seq)).scalars())


def test_an_answer_that_comes_after_the_program_has_given_up_doubles_nothing(hall: Hall, tmp_path: Path) -> None:
    faults = tmp_path / "faults.json"
    with SandboxCity(tmp_path / "city", terms=CityTerms(faults=faults, like_vxp=True)) as city:
        one = receives(hall)
        forwards(hall, one.id)
        with closing(vxp_line(city, hall, answer_seconds=0.3)) as hasty:
            orders(faults, answer_late_ms=1500)
            with pytest.raises(CityAway):
                exchange_unit(hall.place, hasty)
            orders(faults)
        hall.clock.forward(minutes=5)
        with closing(vxp_line(city, hall)) as patient:
            exchange_unit(hall.place, patient)

        with city._records.transaction() as db:
            (held,) = dossiers(db)
        assert ([step["state"] for step in held.body["steps"]], hall.line.pending) == ([4], 0)


def test_a_whole_dossier_stands_there_as_the_national_message_wants_it(hall: Hall, way: ByProgram) -> None:
    code = a_marriage(hall)
    way.carries()

    (shown,) = CallsOf(way).looks_up(code)
    assert (shown["TrangThaiHoSo"], shown["NgayTra"], shown["NgayKetThucXuLy"]) == (
        "10", "20261123100000", "20261123093000",
    )  # fmt: skip
    (asked,) = shown["DanhSachHoSoBoSung"]
    assert (asked["TrangThaiBoSung"], asked["NgayTiepNhanBoSung"]) == ("True", "20261123090000")
    assert [paper["TenGiayTo"] for paper in shown["DanhSachGiayToKetQua"]] == ["Giấy chứng nhận kết hôn"]
    assert [line["TrangThai"] for line in shown["TienDo"]] == ["5", "2", "4", "9", "10"]
    assert all(line["NoiDungXuLy"].endswith(")") for line in shown["TienDo"])


class CallsOf:
    """Looks into such a city as anybody with an account would."""

    def __init__(self, way: ByProgram) -> None:
        assert isinstance(way.upstream, CityVxp)
        self._line = way.upstream._line

    def looks_up(self, code: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._line.call("TraCuuHoSo", "H26.016.26", mahoso=code)["result"]
        return found


def test_a_session_that_ended_is_begun_anew_without_anybody_noticing(hall: Hall, way: ByProgram) -> None:
    receives(hall)
    way.carries()
    assert isinstance(way.upstream, CityVxp)
    way.upstream._line._session = "ended long ago"
    receives(hall)
    way.carries()

    assert (len(way.held()), hall.line.pending) == (2, 0)


def test_a_city_put_back_gets_what_it_forgot_and_nothing_twice(hall: Hall, way: ByProgram) -> None:
    first = receives(hall)
    forwards(hall, first.id)
    way.carries()
    with way.records.alone() as db:
        back_up(db, way.records.folder, datetime.now(UTC).date().replace(year=2099))
    second = receives(hall)
    renames(hall, first.id, "Nguyễn Văn Ân")
    way.carries()
    with way.records.alone() as db:
        restore(db, way.records.folder)
    assert [held.code for held in way.held()] == [first.code]
    third = receives(hall)
    way.carries()

    assert [held.code for held in way.held()] == [first.code, second.code, third.code]
    assert (way.held()[0].owner, way.held()[0].steps) == ("Nguyễn Văn Ân", [4, 4])
    assert (hall.line.pending, hall.line.parked) == (0, 0)


def test_two_corrections_of_one_field_are_laid_side_by_side(hall: Hall, way: ByProgram) -> None:
    one = receives(hall)
    way.carries()
    way.decides(one.code, 4)
    name = "UPDATE dossier SET body = json_set(body, '$.people.owner.name', 'Nguyễn Văn Anh')"
    way._write(lambda db: db.execute(name))
    renames(hall, one.id, "Nguyễn Văn Ân")
    way.carries()

    (parked,) = hall.place.desk.ask(parked_ops)
    assert (parked.ours, parked.theirs) == ({"owner.name": "Nguyễn Văn Ân"}, {"owner.name": "Nguyễn Văn Anh"})
    hall.place.desk.do(keep_ours, parked.op_id)
    way.carries()
    assert ([held.owner for held in way.held()], hall.line.parked) == (["Nguyễn Văn Ân"], 0)


def test_what_the_message_has_no_field_for_is_on_record_as_told_in_part(hall: Hall, way: ByProgram) -> None:
    one = receives(hall)
    way.carries()
    hall.clock.forward(minutes=1)
    corrects(hall, one.id, owner=_owner(address="Số 9 ngõ 9, phường Long Biên, Hà Nội"))
    way.carries()

    told = hall.place.desk.ask(results)[-1]
    assert told is not None
    assert (told["problem"]["type"], told["problem"]["fields"]) == ("urn:motcua:told-in-part", ["owner.address"])
    assert way.held()[0].steps == [2], "that there was a correction, and why, is told"


def _owner(**changes: Any) -> dict[str, Any]:
    return {**document()["owner"], **changes}


def test_what_a_person_gave_up_leaves_nothing_to_tell(hall: Hall, way: ByProgram) -> None:
    bad = receives(hall)
    way.has_anothers(bad.code)
    way.carries()
    (parked,) = hall.place.desk.ask(parked_ops)
    hall.place.desk.do(void_op, parked.op_id, "nhập trùng")
    forwards(hall, bad.id)
    hall.clock.forward(minutes=5)
    way.carries()

    (held,) = way.held()
    assert (held.owner, held.steps) == ("Trần Thị Khác", []), "no step of ours goes into another's dossier"
    assert [op.kind for op in hall.place.desk.ask(parked_ops)] == ["dossier.forward"]


def test_an_extension_of_the_city_is_not_taken_back_by_the_next_step(hall: Hall, way: ByProgram) -> None:
    one = receives(hall)
    way.carries()
    with way.records.transaction() as db:
        found = dossiers(db, one.code)[0].id
        decide_on(db, found, Order("accept"), datetime.now(UTC))
        decide_on(db, found, Order("extend", "Cần xác minh", datetime(2026, 12, 24).date()), datetime.now(UTC))  # noqa: DTZ001
    way.carries()
    forwards(hall, one.id)
    way.carries()

    due = hall.place.desk.ask(search, one.code)[0].due
    assert due is not None
    assert (due.date().isoformat(), CallsOf(way).looks_up(one.code)[0]["NgayHenTra"][:8]) == ("2026-12-24", "20261224")


def test_the_settings_choose_this_way_and_no_catalogue_is_offered_on_it(hall: Hall, tmp_path: Path) -> None:
    with (
        SandboxCity(tmp_path / "city", terms=CityTerms(like_vxp=True)) as city,
        closing(CityLine(hall.place)) as line,
    ):
        hall.sends_to(city.url)
        refresh_desk(hall.place)
        assert isinstance(line.upstream(), CityHttp)
        hall.place.office.do(change_setting, "city.way", "vxp")
        refresh_desk(hall.place)
        receives(hall)
        upstream = line.upstream()
        assert upstream.health().ok
        exchange_unit(hall.place, upstream)

        assert (isinstance(upstream, CityVxp), hall.line.acked) == (True, 1)
        assert (isinstance(upstream, HasCatalogue), upstream.caps.catalogue) == (False, False)
        assert "catalogue import" in sentence(NotOffered("danh mục"))


class Answers:
    """A wire whose city says what it is told to."""

    def __init__(self, *documents: Mapping[str, Any]) -> None:
        self.documents = [{"error_code": 0, "message": "Đăng nhập thành công", "session": "s"}, *documents]
        self.asked: list[str] = []

    def __call__(self, service: str, _asked: Mapping[str, Any]) -> Said:
        self.asked.append(service)
        return Said(self.documents.pop(0))


@pytest.mark.parametrize(
    ("code", "words", "why"),
    [
        ("-1", "Hồ sơ H26 đã tồn tại", "exists"),
        ("3", "Hồ sơ H26 đã tồn tại trên hệ thống", "exists"),
        (-1, "Không tìm thấy hồ sơ", "absent"),
        ("-1", "Thiếu trường bắt buộc: ChuHoSo", "missing"),
        ("0", "Có lỗi xảy ra", "other"),
        ("99", "Lỗi không xác định", "other"),
    ],
)
def test_the_words_decide_what_an_answer_means_and_success_wants_both(code: object, words: str, why: str) -> None:
    line = VxpLine(Answers({"error_code": code, "message": words}), "H26", "x")

    with pytest.raises(VxpNo) as told:
        line.call("DongBoHoSoMC", "H26")
    assert told.value.why == why


def test_a_session_that_is_over_at_once_and_a_busy_city_are_no_clear_answer() -> None:
    over = {"error_code": "3", "message": "Phiên làm việc đã hết hạn"}
    with pytest.raises(CityAway):
        VxpLine(Answers(over), "H26", "x").call("TraCuuHoSo", "H26")
    with pytest.raises(CityAway):
        VxpLine(Answers({"error_code": "-3", "message": "Hệ thống đang bảo trì"}), "H26", "x").call("TraCuuHoSo", "H26")


def test_a_wrong_password_is_for_it(hall: Hall, tmp_path: Path) -> None:
    with SandboxCity(tmp_path / "city", terms=CityTerms(access=AccessTerms(token="right"), like_vxp=True)) as city:
        with (
            closing(CityVxp(HttpWire(city.url), "H26", "left", memory_of(hall.place))) as line,
            pytest.raises(CityRefused),
        ):
            line.health()
        with closing(CityVxp(HttpWire(city.url), "H26", "right", memory_of(hall.place))) as line:
            assert line.health().ok


def test_words_nobody_has_met_yet_are_shown_as_the_citys_own(hall: Hall, way: ByProgram) -> None:
    assert problem_words({"type": "urn:motcua:city-said", "said": "Cơ quan đã khoá sổ"}, 422) == (
        "Thành phố trả lời không nhận, lý do: «Cơ quan đã khoá sổ». Hỏi thành phố; mở được thì gửi lại."
    )
