"""Every setting of a unit, declared once: pages of the admin's window, the command line and the rows come from here.

Facts that are not confirmed (office hours, who is served first) stand here with their default written down.
"""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.errors import BadDocument
from counter_app.setting_groups_beyond import CARE, CITY, FILES
from counter_app.setting_groups_queue import CALLING, WAITING
from counter_app.setting_kinds import Choice, Declared, Group, Value, in_seconds, is_list
from counter_app.special_days import parse_spans


def _hours_go_together(values: Mapping[str, Value]) -> None:
    """Morning before afternoon, and not both empty: a week without an open hour has no next opening."""
    both = [str(values[key]) for key in ("calendar.morning", "calendar.afternoon") if str(values[key]).strip()]
    if not both:
        raise BadDocument("calendar.morning", "cần ít nhất một buổi có giờ làm việc")
    try:
        parse_spans(",".join(both))
    except BadDocument as refused:
        raise BadDocument("calendar.afternoon", f"hai buổi phải nối tiếp: {refused.problem}") from None


def _day_hours(key: str, label: str, empty: str) -> Declared:
    return Declared(key, "", label, f"07:30-11:30,13:00-16:00. {empty}", longest=80, check=parse_spans)


_WEEK = (
    ("monday", "thứ Hai"),
    ("tuesday", "thứ Ba"),
    ("wednesday", "thứ Tư"),
    ("thursday", "thứ Năm"),
    ("friday", "thứ Sáu"),
)
WEEKDAY_HOURS = tuple(f"calendar.{key}" for key, _ in _WEEK)
"""The settings of the hours of Monday to Friday."""

_HOURS = Group(
    "hours",
    "Giờ làm việc",
    "Giờ tính hạn trả và giờ sảnh nhận hồ sơ. Ngày nghỉ lễ đã có sẵn theo thông báo hằng năm.",
    (
        Declared("calendar.morning", "07:30-11:30", "Giờ làm việc buổi sáng", "Giờ:phút-giờ:phút.", check=parse_spans),
        Declared(
            "calendar.afternoon", "13:00-17:00", "Giờ làm việc buổi chiều", "Giờ:phút-giờ:phút.", check=parse_spans
        ),
        *(_day_hours(f"calendar.{key}", f"Giờ làm việc {name}", "Để trống thì như mọi ngày.") for key, name in _WEEK),
        Declared("calendar.hall_saturday", False, "Nhận hồ sơ sáng thứ Bảy", "Ngày nhận không tính vào thời hạn."),
        _day_hours("calendar.saturday", "Giờ nhận hồ sơ thứ Bảy", "Để trống thì như buổi sáng."),
    ),
    _hours_go_together,
)

_WORDS = Group(
    "words",
    "Chữ hiển thị",
    "Câu chữ trên màn hình sảnh, máy lấy số và các lý do để cán bộ chọn.",
    (
        Declared(
            "hall.notice",
            "Xin ông/bà theo dõi số trên màn hình.",
            "Dòng thông báo ở màn hình sảnh",
            "Để trống thì không hiện.",
            shape="long",
            longest=200,
        ),
        Declared(
            "kiosk.notice", "", "Dòng thông báo ở máy lấy số", "Để trống thì không hiện.", shape="long", longest=200
        ),
        Declared(
            "queue.pause_reasons",
            "Nghỉ giữa giờ; Họp; Đi lấy hồ sơ; Sự cố máy",
            "Lý do tạm dừng quầy",
            "Mỗi dòng một lý do; dòng đầu hay dùng nhất.",
            shape="list",
            longest=600,
            check=is_list,
        ),
        Declared(
            "visit.advice_reasons",
            "Chưa đủ điều kiện; Sai nơi tiếp nhận; Cần làm trực tuyến; Chỉ hỏi thủ tục",
            "Lý do chỉ hướng dẫn",
            "Mỗi dòng một lý do; dùng khi lượt kết thúc không nhận hồ sơ.",
            shape="list",
            longest=600,
            check=is_list,
        ),
        Declared(
            "visit.refusal_reasons",
            "Không thuộc thẩm quyền giải quyết; Không đủ điều kiện theo quy định; Giấy tờ không hợp lệ",
            "Lý do từ chối hồ sơ (mẫu 03)",
            "Mỗi dòng một lý do; in nguyên văn trên phiếu từ chối.",
            shape="list",
            longest=600,
            check=is_list,
        ),
        Declared(
            "receive.copied_papers",
            "Căn cước; Giấy khai sinh; Bằng tốt nghiệp; Học bạ; Chứng chỉ; Đăng ký kết hôn; Sổ đỏ; Đăng ký xe; Bằng lái xe",
            "Giấy tờ hay sao y",
            "Mỗi dòng một tên; chín tên đầu chọn được bằng phím 1–9.",
            shape="list",
            longest=600,
            check=is_list,
        ),
    ),
)

_PAPER = Group(
    "paper",
    "Phiếu và giấy tiếp nhận",
    "Giấy in và máy in cho từng loại.",
    (
        Declared(
            "receipt.paper",
            "thermal",
            "Giấy tiếp nhận in trên",
            "Máy in nhiệt hay A5.",
            choices=(Choice("thermal", "Máy in nhiệt"), Choice("a5", "Giấy A5")),
        ),
        Declared(
            "receipt.copies",
            1,
            "Số liên giấy tiếp nhận",
            "Hai liên in liền nhau: liên lưu ra trước, liên giao công dân ra sau.",
            choices=(Choice("1", "Một liên"), Choice("2", "Hai liên: lưu và giao")),
        ),
        Declared(
            "receipt.second_language",
            "",
            "Ngôn ngữ thứ hai trên giấy tiếp nhận",
            "Thêm một dòng nhỏ dưới mỗi mục, cho người nước ngoài.",
            choices=(Choice("", "Không"), Choice("en", "Tiếng Anh")),
        ),
        Declared(
            "paper.large",
            False,
            "In chữ to",
            "Phiếu và giấy tiếp nhận trên cuộn in chữ to hơn, giấy dài hơn. Mẫu trên trang A5, A4 giữ cỡ chữ của mẫu.",
        ),
        Declared(
            "receipt.mask_number",
            True,
            "Che số định danh trên phiếu nhiệt",
            "Giấy giao công dân chỉ hiện 4 số cuối. Liên lưu và mẫu trên trang A5, A4 luôn ghi đủ số.",
        ),
        Declared("slip.printer", "", "Máy in phiếu số", "Tên máy in; trống thì lấy máy đầu tiên in được phiếu."),
        Declared("receipt.printer", "", "Máy in giấy tiếp nhận", "Tên máy in; trống thì lấy máy đầu tiên in được."),
    ),
)

_HANDING_OVER = Group(
    "handing_over",
    "Trả kết quả",
    "Những gì được hỏi khi trả kết quả ở quầy.",
    (
        Declared(
            "handover.unpaid",
            "warn",
            "Trả hồ sơ chưa nộp phí",
            "Luật không cấm trả; mặc định nhắc cán bộ một lần.",
            choices=(Choice("warn", "Nhắc thu, vẫn trả được"), Choice("refuse", "Phải thu hoặc huỷ thu trước")),
        ),
        Declared(
            "handover.signature",
            True,
            "Mời ký nhận trên màn hình công dân",
            "Chỉ hỏi khi quầy có màn hình công dân; không ký vẫn trả được.",
        ),
    ),
)

_CITIZEN = Group(
    "citizen",
    "Máy lấy số và đánh giá",
    "Những gì người dân tự bấm.",
    (
        Declared("kiosk.large_default", False, "Máy lấy số mở sẵn chữ to", "Người dân vẫn đổi được trên màn hình."),
        Declared(
            "rating.faces",
            3,
            "Số mức đánh giá",
            "3 hoặc 5 mặt.",
            choices=(Choice("3", "3 mặt"), Choice("5", "5 mặt")),
        ),
        Declared(
            "rating.keep_days",
            90,
            "Giữ phiếu đánh giá gắn với lượt",
            "Quá số ngày này phiếu chỉ còn để đếm, không biết của lượt nào.",
            "ngày",
            1,
            3650,
        ),
        in_seconds("rating.seconds", 60, "Thời gian chờ đánh giá", "Hết thời gian màn hình tự về.", at_least=5),
    ),
)

# When you add a setting: declare it in its group; nothing else needs to know.
GROUPS: tuple[Group, ...] = (_HOURS, CALLING, WAITING, _WORDS, _PAPER, _HANDING_OVER, _CITIZEN, CITY, FILES, CARE)

SETTINGS: Mapping[str, Declared] = {one.key: one for group in GROUPS for one in group.settings}

SECRETS = frozenset(key for key, one in SETTINGS.items() if one.secret)
"""Settings whose values are never shown."""
