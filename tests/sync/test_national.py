"""What a counter sent is enough for the national messages: built from real acts and compared with written examples."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from counter_app.dossiers.money import pay
from counter_app.dossiers.steps.documents import (
    read_completion,
    read_forwarding,
    read_hand_over,
    read_result,
    read_supplement,
)
from counter_app.dossiers.steps.endings import refuse
from counter_app.dossiers.steps.forward import forward
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.supplement import complete, supplement
from counter_app.dossiers.steps.values import RefusalGiven
from counter_app.ratings import give_reason
from sync.exchange import exchange
from sync.messages import RemoteDossier, RemoteDossiers, RemoteRating
from sync.national import dossier_message, progress_messages, rating_messages
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.hall import Hall

HEAD = {"Authorization": "Bearer x"}
DOSSIER = {
    "MaTTHC": "1.000894",
    "TenTTHC": "Đăng ký kết hôn",
    "KenhThucHien": "1",
    "SoGiayToChuHoSo": "001085012345",
    "ChuHoSo": "Nguyễn Văn An",
    "LoaiDoiTuong": "1",
    "Email": "",
    "SoDienThoai": "0912345678",
    "TrichYeuHoSo": "Đăng ký kết hôn: Nguyễn Văn An",
    "NgayTiepNhan": "20261123090000",
    "NgayNopHoSo": "20261120083000",
    "TrangThaiHoSo": "10",
    "NgayTra": "20261123100000",
    "NgayKetThucXuLy": "20261123093000",
    "NgayTuChoi": "",
    "GhiChu": "",
    "HinhThuc": "0",
    "DonViXuLy": "Bộ phận Một cửa phường Long Biên",
    "NoiNopHoSo": "2",
    "HoSoCoThanhPhanSoHoa": "0",
    "TaiKhoanDuocXacThucVoiVNeID": "1",
    "DuocThanhToanTrucTuyen": "3",
    "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "001085012345"}],
    "DanhSachTepDinhKemKhac": [{"TenGiayTo": "Bản chính giấy tờ", "SoLuong": "1", "LoaiGiayTo": ""}],
}
"""A dossier handed in on Friday 20/11/2026, completed on Monday 23/11 and handed over that day."""
FIELDS_OF_H = {
    "MaHoSo", "MaTTHC", "TenTTHC", "MaLinhVuc", "TenLinhVuc", "KenhThucHien", "SoBienNhan", "SoGiayToChuHoSo", "ChuHoSo",
    "LoaiDoiTuong", "MaDoiTuong", "ThongTinKhac", "Email", "Fax", "SoDienThoai", "TrichYeuHoSo", "NgayTiepNhan",
    "NgayNopHoSo", "NgayHenTra", "TrangThaiHoSo", "NgayTra", "ThongTinTra", "NgayKetThucXuLy", "NgayTuChoi", "GhiChu",
    "HinhThuc", "DonViXuLy", "NoiNopHoSo", "HoSoCoThanhPhanSoHoa", "TaiKhoanDuocXacThucVoiVNeID",
    "DuocThanhToanTrucTuyen", "DinhDanhCHS", "DSKetNoiCSDL", "TaiLieuNop", "DanhSachLePhi", "DanhSachTepDinhKemKhac",
    "DanhSachHoSoBoSung", "DanhSachGiayToKetQua",
}  # fmt: skip
PROGRESS = [
    ("2", "Tiếp nhận hồ sơ", "20261120083000"),
    ("5", "Yêu cầu bổ sung giấy tờ – Thiếu xác nhận", "20261120083000"),
    ("2", "Tiếp nhận hồ sơ", "20261123090000"),
    ("4", "Chuyển xử lý – Thẩm tra", "20261123090000"),
    ("9", "Đã xử lý xong", "20261123093000"),
    ("10", "Đã trả kết quả", "20261123100000"),
]


def held(city: SandboxCity) -> RemoteDossier:
    answer = requests.get(f"{city.url}/v1/dossiers", headers=HEAD, timeout=60)
    return RemoteDossiers.model_validate_json(answer.content).items[0]


def a_marriage(hall: Hall) -> str:
    """Handed in, asked to complete, completed, forwarded, done, handed over."""
    desk, clock = hall.place.desk, hall.clock
    received = hall.receives(procedure="1.000894")
    asked = read_supplement({"reason": "Thiếu xác nhận", "items": ["Giấy xác nhận tình trạng hôn nhân"]}).value
    desk.do(supplement, received.id, asked)
    clock.forward(days=3, minutes=30)
    desk.do(complete, received.id, read_completion({"papers": [], "note": ""}).value)
    limit = "2026-11-24T17:00:00+07:00"
    unit = {"unit": "Tư pháp – Hộ tịch", "work": "Thẩm tra", "limit": limit, "officer": "Bình"}
    desk.do(forward, received.id, read_forwarding({"units": [unit]}).value)
    clock.forward(minutes=30)
    papers = [{"name": "Giấy chứng nhận kết hôn", "number": "12/2026"}]
    desk.do(result, received.id, read_result({"papers": papers, "shelf": "A1"}).value)
    clock.forward(minutes=30)
    receiver = {"role": "owner", "name": "Nguyễn Văn An", "number": "001085012345", "checked": "card"}
    given: dict[str, Any] = {"way": "counter", "receiver": receiver, "slip": "brought"}
    given["originals"] = [{"name": "Bản chính giấy tờ", "returned": 1, "kept": 0}]
    desk.do(hand_over, received.id, read_hand_over(given, clock().date()).value)
    return received.code


def test_a_whole_dossier_gives_the_national_message_field_by_field(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    code = a_marriage(hall)
    exchange(hall.place.desk, line)

    message = dossier_message(held(city))

    assert set(message) == FIELDS_OF_H
    assert message["MaHoSo"] == message["SoBienNhan"] == code
    assert {key: message[key] for key in DOSSIER} == DOSSIER
    (asked,) = message["DanhSachHoSoBoSung"]
    assert asked["NoiDungBoSung"] == "Thiếu xác nhận: Giấy xác nhận tình trạng hôn nhân"
    assert (asked["NgayBoSung"], asked["NgayTiepNhanBoSung"]) == ("20261120083000", "20261123090000")
    assert asked["TrangThaiBoSung"] is True
    assert [paper["TenGiayTo"] for paper in message["DanhSachGiayToKetQua"]] == ["Giấy chứng nhận kết hôn"]
    assert message["NgayHenTra"], "the day promised anew"


def test_every_step_is_told_as_progress_in_order_with_agency_and_officer(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    a_marriage(hall)
    exchange(hall.place.desk, line)

    told = progress_messages(held(city))

    assert [(one["TrangThai"], one["NoiDungXuLy"], one["ThoiDiemXuLy"]) for one in told] == PROGRESS
    assert {(one["PhongBanXuLy"], bool(one["NguoiXuLy"])) for one in told} == {
        ("Bộ phận Một cửa phường Long Biên", True)
    }


def test_a_refused_dossier_says_refused_and_never_done(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    received = hall.receives(procedure="1.000894")
    hall.place.desk.do(refuse, received.id, RefusalGiven("Không thuộc thẩm quyền"))
    exchange(hall.place.desk, line)

    message = dossier_message(held(city))

    assert (message["TrangThaiHoSo"], message["NgayTuChoi"], message["NgayKetThucXuLy"]) == (
        "3", "20261120083000", "20261120083000",
    )  # fmt: skip
    assert message["NgayTra"] == ""


def test_fees_are_told_with_what_was_asked(hall: Hall, city: SandboxCity, line: CityHttp) -> None:
    received = hall.receives(lines=[{"paper": "Bằng", "pages": 2, "copies": 3}], fee={"way": "transfer"})
    hall.place.desk.do(pay, received.id, "transfer")
    exchange(hall.place.desk, line)

    assert [fee["Gia"] for fee in dossier_message(held(city))["DanhSachLePhi"]] == ["12000"]


def test_ratings_are_told_by_month_and_procedure_in_shares_of_three(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    for level in (3, 3, 1, None):
        visit = hall.serves()
        hall.rates(visit, level)
        if level == 1:
            hall.place.desk.do(give_reason, visit, "Chờ lâu")
    hall.rates(visit, 1)
    exchange(hall.place.desk, line)
    dump: dict[str, Any] = requests.get(f"{city.url}/v1/dump", headers=HEAD, timeout=60).json()
    ratings = [RemoteRating.model_validate_json(requests_json) for requests_json in map(_json, dump["ratings"])]

    (message,) = rating_messages(ratings, (), "Long Biên")

    assert message == {
        "NgayTongHop": "11-2026",
        "TongSoNguoiDanhGia": "3",
        "PhanTramDanhGiaChuaHaiLong": "33.3%",
        "PhanTramDanhGiaHaiLong": "0.0%",
        "PhanTramDanhGiaRatHaiLong": "66.7%",
        "PhanTramDanhGiaDichVuChuaHaiLong": "",
        "PhanTramDanhGiaDichVuHaiLong": "",
        "PhanTramDanhGiaDichVuRatHaiLong": "",
        "DanhSachNoiDungYKien": ["Chờ lâu"],
        "MaThuTuc": "",
        "NoiDung": "",
        "Madonvi": "H26.016.26",
        "TenDonVi": "Long Biên",
    }


def _json(document: dict[str, Any]) -> str:
    import json

    return json.dumps(document)


@pytest.mark.parametrize("codes", [[], ["H26.016.26-261120-0001"]])
def test_a_vote_counts_for_the_procedure_of_its_visits_dossier(
    hall: Hall, city: SandboxCity, line: CityHttp, codes: list[str]
) -> None:
    received = hall.receives()
    exchange(hall.place.desk, line)
    body = {"at": "2026-11-20T09:00:00+07:00", "scale": 5, "dossiers": codes}
    vote = RemoteRating(
        id=received.id, unit_code="H26", visit="v", level=4, again=False, taken_at=hall.clock(), body=body
    )

    (message,) = rating_messages([vote], [held(city)], "")

    assert message["MaThuTuc"] == ("2.000815" if codes else "")
    assert message["PhanTramDanhGiaHaiLong"] == "100.0%"
