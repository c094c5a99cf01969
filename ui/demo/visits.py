"""The three visits of the demo. Everybody in them is made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitPlan:
    """What a citizen wants and how they answer."""

    touches: tuple[str, ...]
    """The tiles touched at the kiosk."""
    card: str
    search: str
    """What the clerk types to find the procedure, without marks."""
    phone: str
    rating: str
    """The words below the face touched, or of the decline."""


VISITS = (
    VisitPlan(
        ("Chứng thực",),
        "001085012345|012345678|Nguyễn Văn An|15031985|Nam|Số 1 ngõ 2 phố Ngọc Lâm, phường Bồ Đề, Hà Nội|01052022",
        "ban sao tu ban chinh",
        "0912345678",
        "Rất hài lòng",
    ),
    VisitPlan(
        ("Nộp hồ sơ", "cao tuổi", "Hộ tịch"),
        "001151004321||Đỗ Thị Ngữ|02091951|Nữ|Tổ 5, phường Long Biên, Hà Nội|20072024||||",
        "trich luc",
        "0987654321",
        "Hài lòng",
    ),
    VisitPlan(
        ("Nộp hồ sơ", "Hộ tịch"),
        "001192000777||Trần Ngọc Ánh Tuyết|20111992|Nữ|Số 86 đường Cổ Linh, phường Long Biên, Hà Nội|06102025||||",
        "ket hon",
        "0356789012",
        "Không đánh giá",
    ),
)
