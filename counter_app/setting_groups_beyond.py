"""The settings of what lies beyond this PC: the city's system, attached files, the place of the backups. ``setting_groups`` joins them."""

from __future__ import annotations

import ssl
from pathlib import Path

from counter_app.attachments.kinds import KINDS
from counter_app.errors import BadDocument
from counter_app.setting_kinds import Choice, Declared, Group, entries, is_bearer, is_list, is_web_address


def is_authority(text: str) -> None:
    """Empty, or certificates in PEM (RFC 7468) that a TLS library takes for a root of trust; BadDocument."""
    if not text.strip():
        return
    try:
        ssl.create_default_context(cadata=text)
    except (ssl.SSLError, ValueError):
        raise BadDocument("authority", "cần chứng thư dạng PEM còn nguyên vẹn, hoặc để trống") from None


def _is_whole_path(text: str) -> None:
    """From the root on: where a program was started from must not matter."""
    if text.strip() and not Path(text.strip()).is_absolute():
        raise BadDocument("folder", "cần đường dẫn đầy đủ, ví dụ /media/sao-luu hoặc E:/sao-luu")


def _are_kinds(text: str) -> None:
    is_list(text)
    if set(entries(text)) - set(KINDS):
        raise BadDocument("kinds", f"chỉ nhận {', '.join(KINDS)}")


CITY = Group(
    "city",
    "Hệ thống thành phố",
    "Nơi nhận hồ sơ của đơn vị. Chưa kết nối thì quầy vẫn làm việc bình thường.",
    (
        Declared(
            "city.way",
            "http",
            "Hồ sơ lên hệ thống thành phố bằng",
            "«Cán bộ nhập tay»: chương trình không gửi gì, danh sách «Chưa lên TP» giúp chép từng mục và giữ mã của thành phố.",
            choices=(
                Choice("http", "Chương trình gửi"),
                Choice("vxp", "Chương trình gửi qua trục VXP"),
                Choice("hand", "Cán bộ nhập tay"),
            ),
        ),
        Declared(
            "city.url",
            "",
            "Địa chỉ hệ thống thành phố",
            "Để trống khi chưa kết nối; hồ sơ vẫn nhận bình thường.",
            check=is_web_address,
        ),
        Declared(
            "city.token",
            "",
            "Mã cấp quyền của máy",
            "Do hệ thống thành phố cấp khi đăng ký máy. Máy tự đổi lấy mã có hạn và tự gia hạn. Qua trục VXP: mật khẩu của tài khoản.",
            longest=4_000,
            secret=True,
            check=is_bearer,
        ),
        Declared(
            "city.account",
            "",
            "Tài khoản của đơn vị",
            "Chỉ cần khi gửi qua trục VXP; để trống thì dùng mã đơn vị.",
        ),
        Declared(
            "city.authority",
            "",
            "Chứng thư gốc của thành phố (PEM)",
            "Chỉ khi thành phố dùng chứng thư riêng: dán cả tệp, từ BEGIN CERTIFICATE đến END CERTIFICATE.",
            shape="long",
            longest=40_000,
            check=is_authority,
        ),
    ),
)

FILES = Group(
    "files",
    "Tệp đính kèm",
    "Tệp của hồ sơ được mã hoá ở máy này, gửi lên thành phố sau khi mọi hồ sơ đã gửi.",
    (
        Declared("files.largest_mb", 20, "Tệp lớn nhất", "Tệp lớn hơn bị từ chối.", "MB", 1, 100),
        Declared("files.most", 30, "Số tệp của một hồ sơ", "Nhiều nhất.", "tệp", 1, 200),
        Declared(
            "files.kinds",
            "PDF; JPEG; PNG",
            "Dạng tệp được nhận",
            f"Mỗi dòng một dạng: {', '.join(KINDS)}. Xét theo nội dung, không theo tên.",
            shape="list",
            longest=60,
            check=_are_kinds,
        ),
        Declared("files.keep_days", 7, "Giữ ở máy này sau khi lên thành phố", "Sau đó tệp được xoá.", "ngày", 1, 365),
        Declared(
            "files.cap_kb", 0, "Gửi nhanh nhất", "Mỗi giây bấy nhiêu, để dành mạng; 0: không hạn chế.", "KB", 0, 100_000
        ),
    ),
)

CARE = Group(
    "care",
    "Sao lưu",
    "Bản sao lưu đã mã hoá, mở được bằng mã khôi phục trong két. Nên để ở ổ khác hoặc máy khác.",
    (
        Declared(
            "backup.folder",
            "",
            "Nơi sao lưu tự động",
            "Thư mục đã có sẵn, ví dụ E:/sao-luu; để trống thì không tự sao lưu.",
            check=_is_whole_path,
        ),
        Declared("backup.every_hours", 24, "Sao lưu mỗi", "Tính từ bản gần nhất.", "giờ", 1, 24 * 30),
        Declared("backup.keep", 14, "Giữ số bản gần nhất", "Bản cũ hơn được xoá.", "bản", 1, 1000),
    ),
)
