"""The sandbox city behaving like the real ones: sessions, 200 whatever happens, everything text, nothing known again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from sync.messages import RemoteDossier
from sync.national import dossier_message
from sync.national_reading import dossier_body, textual
from sync.sandbox.records import CityRecords
from sync.sandbox.server import CityTerms, SandboxCity
from sync.sandbox.vxp import SESSION_LIFE, VxpCity
from tests.clock import SetClock
from tests.sync.conftest import UNIT, Trouble

CODE = f"{UNIT}-261120-0001"
H = {
    "MaHoSo": CODE,
    "MaTTHC": "1.000894",
    "TenTTHC": "Đăng ký kết hôn",
    "KenhThucHien": "1",
    "SoGiayToChuHoSo": "001085012345",
    "ChuHoSo": "Nguyễn Văn An",
    "LoaiDoiTuong": "1",
    "SoDienThoai": "0912345678",
    "TrichYeuHoSo": "Đăng ký kết hôn: Nguyễn Văn An",
    "NgayTiepNhan": "20261120083000",
    "NgayNopHoSo": "20261120083000",
    "NgayHenTra": "20261127170000",
    "TrangThaiHoSo": "2",
    "HinhThuc": "0",
    "DonViXuLy": "Một cửa phường Long Biên",
    "NoiNopHoSo": "2",
}
STEP = {
    "MaHoSo": CODE,
    "NguoiXuLy": "Lan",
    "ThoiDiemXuLy": "20261120093000",
    "PhongBanXuLy": "Một cửa",
    "NoiDungXuLy": "Chuyển xử lý",
    "TrangThai": "4",
}


class Caller:
    """Somebody who calls such a city, with the session they have."""

    def __init__(self, city: VxpCity, account: str = UNIT) -> None:
        self.city, self.account, self.session = city, account, ""

    def logs_in(self) -> dict[str, Any]:
        said = self.city.answer("DangNhap", {"username": self.account, "password": "mật khẩu"})
        self.session = said.get("session", "")
        return said

    def calls(self, service: str, **words: Any) -> tuple[str, str]:
        said = self.asks(service, **words)
        return said["error_code"], said["message"]

    def asks(self, service: str, **words: Any) -> dict[str, Any]:
        return self.city.answer(service, {"session": self.session, "madonvi": UNIT, **words})


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def records(tmp_path: Path) -> Iterator[CityRecords]:
    with closing(CityRecords(tmp_path, in_memory=True)) as held:
        yield held


@pytest.fixture
def caller(records: CityRecords, clock: SetClock) -> Caller:
    caller = Caller(VxpCity(records, clock))
    caller.logs_in()
    return caller


def test_nothing_is_answered_without_a_session_and_a_session_runs_out(caller: Caller, clock: SetClock) -> None:
    over = ("3", "Phiên làm việc không hợp lệ hoặc đã hết hạn")
    assert Caller(caller.city).calls("TraCuuHoSo", mahoso=CODE) == over
    assert caller.calls("TraCuuHoSo", mahoso=CODE) == ("0", "Tra cứu hồ sơ thành công")

    clock.moment += SESSION_LIFE
    assert caller.calls("TraCuuHoSo", mahoso=CODE) == over


def test_an_account_has_one_session_at_a_time(caller: Caller) -> None:
    Caller(caller.city).logs_in()
    assert caller.calls("DongBoHoSoMC", isUpdating="False", data=[H])[0] == "3"

    other = Caller(caller.city, "một đơn vị khác")
    other.logs_in()
    caller.logs_in()
    assert (caller.calls("TraCuuHoSo", mahoso=CODE)[0], other.calls("TraCuuHoSo", mahoso=CODE)[0]) == ("0", "0")


def test_a_wrong_password_is_said_in_words(records: CityRecords, clock: SetClock) -> None:
    caller = Caller(VxpCity(records, clock, password="khác"))

    assert caller.logs_in()["message"] == "Tài khoản hoặc mật khẩu không đúng"


def test_a_code_is_inserted_once_and_then_overwritten(caller: Caller) -> None:
    assert caller.calls("DongBoHoSoMC", isUpdating="True", data=[H]) == ("-1", f"Không tồn tại hồ sơ {CODE}")
    assert caller.calls("DongBoHoSoMC", isUpdating="False", data=[H])[0] == "0"
    assert caller.calls("DongBoHoSoMC", isUpdating="False", data=[H]) == ("-1", f"Hồ sơ {CODE} đã tồn tại")
    assert caller.calls("DongBoHoSoMC", isUpdating="True", data=[{**H, "ChuHoSo": "Nguyễn Văn Ân"}])[0] == "0"

    (found,) = caller.asks("TraCuuHoSo", mahoso=CODE)["result"]
    assert {key: found[key] for key in H} == {**H, "ChuHoSo": "Nguyễn Văn Ân", "TrichYeuHoSo": found["TrichYeuHoSo"]}


def test_a_line_of_progress_that_comes_twice_stands_twice(caller: Caller) -> None:
    caller.calls("DongBoHoSoMC", isUpdating="False", data=[H])
    for _ in range(2):
        assert caller.calls("CapNhatTienDoHoSoMC", data=[STEP]) == ("0", "Cập nhật tiến độ thành công")

    (found,) = caller.asks("TraCuuHoSo", mahoso=CODE)["result"]
    assert (found["TrangThaiHoSo"], [one["NoiDungXuLy"] for one in found["TienDo"]]) == ("4", ["Chuyển xử lý"] * 2)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ChuHoSo": ""}, "Thiếu trường bắt buộc: ChuHoSo"),
        ({"TrangThaiHoSo": 2}, "Sai kiểu dữ liệu: TrangThaiHoSo phải là chuỗi"),
        ({"NgayTiepNhan": "hôm nay"}, "Sai định dạng dữ liệu hồ sơ"),
        ({"TrangThaiHoSo": "11"}, "Sai định dạng dữ liệu hồ sơ: TrangThaiHoSo"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_is_kept(caller: Caller, wrong: dict[str, Any], words: str) -> None:
    code, said = caller.calls("DongBoHoSoMC", isUpdating="False", data=[H | wrong])

    assert (code, said.startswith(words)) == ("-1", True)
    assert caller.asks("TraCuuHoSo", mahoso=CODE)["result"] == []


def test_the_list_gives_what_changed_since_a_moment_a_page_at_a_time(caller: Caller, clock: SetClock) -> None:
    for number in range(1, 103):
        clock.forward(seconds=1)
        code = f"{UNIT}-261120-{number:04}"
        caller.calls("DongBoHoSoMC", isUpdating="False", data=[{**H, "MaHoSo": code}])
    first, second = (caller.asks("DanhSachHoSo", tungay="", trang=page) for page in "12")
    later = caller.asks("DanhSachHoSo", tungay=second["result"][0]["NgayCapNhat"], trang="1")

    assert (len(first["result"]), len(second["result"]), first["sotrang"]) == (100, 2, "2")
    assert later["result"] == second["result"]


def test_what_a_citizen_does_is_another_units_nobody_is_shown(caller: Caller) -> None:
    caller.calls("DongBoHoSoMC", isUpdating="False", data=[H])
    stranger = {"session": caller.session, "madonvi": "H26.016.27"}

    assert caller.city.answer("TraCuuHoSo", {**stranger, "mahoso": CODE})["result"] == []
    assert caller.city.answer("DongBoHoSoMC", {**stranger, "isUpdating": "True", "data": [H]})["error_code"] == "-1"


def test_trouble_ordered_is_said_as_such_a_city_says_it(tmp_path: Path, trouble: Trouble) -> None:
    with SandboxCity(tmp_path / "city", terms=CityTerms(faults=trouble.file, like_vxp=True)) as city:

        def says() -> tuple[int, str, str]:
            answer = requests.post(f"{city.url}/vxp/DangNhap", json={"username": "a", "password": "b"}, timeout=5)
            return answer.status_code, answer.json()["error_code"], answer.json()["message"]

        assert says() == (200, "0", "Đăng nhập thành công")
        trouble.order(away=True)
        assert says() == (200, "-3", "Hệ thống đang bảo trì, vui lòng quay lại sau")
        trouble.order(busy=True)
        assert says() == (200, "-3", "Hệ thống đang quá tải, vui lòng thử lại sau")
        trouble.order(refuse=True)
        assert says() == (200, "-1", "Tài khoản hoặc mật khẩu không đúng")
        trouble.order()
        broken = requests.post(f"{city.url}/vxp/TraCuuHoSo", data=b"{", timeout=5)
        assert (broken.status_code, broken.json()["message"]) == (200, "Dữ liệu không hợp lệ")
        assert requests.post(f"{city.url}/v1/batches", json={}, timeout=5).status_code == 404, "no such interface here"


def test_the_pages_of_such_a_city_offer_what_it_has(tmp_path: Path, trouble: Trouble) -> None:
    with SandboxCity(tmp_path / "city", terms=CityTerms(faults=trouble.file, like_vxp=True)) as city:
        form = {
            "serves": "yes",
            "retry_after": "5",
            "delay_ms": "0",
            "lose_answer_every": "3",
            "answer_late_ms": "8000",
        }
        page = requests.post(f"{city.url}/faults", data=form, timeout=5).text

    assert "cứ 3 câu trả lời mất một; làm xong rồi 8 giây sau mới trả lời" in page
    assert "Tổng hợp đánh giá (0)" in page
    assert "Danh mục thủ tục" not in page
    assert "Bắt đầu dòng tin mới" not in page


WORDS = st.text("aăâđêôơưầệộ 019-/", max_size=20).map(lambda text: f"x{text}x")
MOMENTS = st.datetimes().map(lambda at: f"2026{at:%m%d%H%M%S}")


@given(
    st.fixed_dictionaries(
        {
            "ChuHoSo": WORDS,
            "GhiChu": WORDS,
            "SoDienThoai": st.sampled_from(["", "0912345678"]),
            "Email": st.sampled_from(["", "an@example.vn"]),
            "KenhThucHien": st.sampled_from(["1", "2", "3"]),
            "LoaiDoiTuong": st.sampled_from(["1", "2"]),
            "HinhThuc": st.sampled_from(["0", "1"]),
            "TaiKhoanDuocXacThucVoiVNeID": st.sampled_from(["0", "1"]),
            "NgayTiepNhan": MOMENTS,
            "NgayNopHoSo": MOMENTS,
            "NgayHenTra": st.just("") | MOMENTS,
            "DinhDanhCHS": st.just([{"LoaiDinhDanh": "2", "SoDinhDanh": "001085012345"}]),
            "DanhSachTepDinhKemKhac": st.lists(
                st.builds(
                    lambda name, count: {"TenGiayTo": name, "SoLuong": str(count), "LoaiGiayTo": ""},
                    WORDS,
                    st.integers(0, 99),
                ),
                max_size=3,
            ),
        }
    )
)
def test_a_message_read_back_and_built_again_is_the_same(fields: dict[str, Any]) -> None:
    message = H | fields
    read = dossier_body(message)
    now = SetClock()()
    whole = RemoteDossier(
        id=UUID(int=0),
        code=CODE,
        unit_code=UNIT,
        rev=1,
        city_state=2,
        note="",
        taken_at=now,
        changed_at=now,
        body=read,
    )
    built = textual(dossier_message(whole))

    assert {key: built[key] for key in message if key != "TrichYeuHoSo"} == {
        key: value for key, value in message.items() if key != "TrichYeuHoSo"
    }
