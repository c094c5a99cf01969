"""What refusals are about, in words."""

from __future__ import annotations

NOUNS_VI = {
    "ticket": "số",
    "op": "việc gửi thành phố",
    "visit": "lượt",
    "dossier": "hồ sơ",
    "procedure": "thủ tục",
    "service": "nhóm dịch vụ",
    "counter": "quầy",
    "staff": "cán bộ",
    "setting": "thiết lập",
    "job": "lệnh in",
    "printer": "máy in",
    "fault": "lỗi giả định",
    "file": "tệp",
    "draft": "bản nháp",
    "priority": "diện ưu tiên",
    "outcome": "kết quả lượt",
    "form": "mẫu",
    "bench": "phép đo",
    "calendar": "lịch làm việc năm",
    "special_day": "ngày riêng của đơn vị",
    "money": "phí của hồ sơ",
    "signature": "chữ ký",
    "attachment": "tệp đính kèm",
}
"""By the kind a refusal carries."""
