"""What a counter sends is enough for the national message."""

from __future__ import annotations

from typing import Any

import requests

from sync.exchange import exchange
from sync.messages import RemoteDossiers
from sync.sandbox.national import national_message
from sync.sandbox.server import SandboxCity
from sync.upstreams.city_http import CityHttp
from tests.sync.hall import Hall

REQUIRED = {
    "MaHoSo",
    "MaTTHC",
    "TenTTHC",
    "KenhThucHien",
    "SoGiayToChuHoSo",
    "ChuHoSo",
    "LoaiDoiTuong",
    "TrichYeuHoSo",
    "NgayTiepNhan",
    "NgayNopHoSo",
    "TrangThaiHoSo",
    "HinhThuc",
    "DonViXuLy",
    "NoiNopHoSo",
    "HoSoCoThanhPhanSoHoa",
    "TaiKhoanDuocXacThucVoiVNeID",
    "DuocThanhToanTrucTuyen",
}


def test_the_national_message_can_be_built_from_a_received_dossier(
    hall: Hall, city: SandboxCity, line: CityHttp
) -> None:
    dossier = hall.receives(lines=[{"paper": "Bằng tốt nghiệp", "pages": 2, "copies": 3}])
    exchange(hall.place.desk, line)
    answer = requests.get(f"{city.url}/v1/dossiers", headers={"Authorization": "Bearer x"}, timeout=5)
    found = RemoteDossiers.model_validate_json(answer.content).items[0]

    message: dict[str, Any] = national_message(found)

    assert {key for key in REQUIRED if not message.get(key)} == set()
    assert message["MaHoSo"] == dossier.code
    assert message["NgayTiepNhan"] == "20261120083000"
    assert message["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "001085012345"}]
    assert message["DanhSachTepDinhKemKhac"] == [{"TenGiayTo": "Bản chính giấy tờ", "SoLuong": "1"}]
    assert [fee["Gia"] for fee in message["DanhSachLePhi"]] == ["12000"]
