"""The settings of the queue: who is called when, when waiting is too long, when no number is given any more."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.errors import BadDocument
from counter_app.setting_kinds import Group, Value, in_minutes, in_seconds

_A_DAY_OF_MINUTES = 24 * 60


def _red_after_amber(values: Mapping[str, Value]) -> None:
    if int(values["queue.light_red_minutes"]) <= int(values["queue.light_amber_minutes"]):
        raise BadDocument("queue.light_red_minutes", "phải lớn hơn mức đèn vàng")


CALLING = Group(
    "calling",
    "Gọi số",
    "Thứ tự gọi, gọi lại, vắng mặt và hoàn tác.",
    (
        in_minutes(
            "queue.ordinary_guard_minutes",
            45,
            "Vé thường chờ tối đa",
            "Quá mức này vé thường, vé hẹn được gọi trước vé ưu tiên mới đến, để không ai bị bỏ quên.",
            at_least=0,
            at_most=_A_DAY_OF_MINUTES,
        ),
        in_minutes(
            "queue.priority_bound_minutes",
            10,
            "Vé ưu tiên nhường tối đa",
            "Vé ưu tiên đã chờ đến mức này thì không nhường vé chờ quá lâu nữa. Đặt 0 thì không nhường.",
            at_least=0,
            at_most=_A_DAY_OF_MINUTES,
        ),
        in_minutes(
            "queue.appointment_early_minutes",
            2,
            "Gọi khách hẹn sớm trước",
            "Khách có hẹn được xếp đầu từ mấy phút trước giờ hẹn.",
            at_least=0,
            at_most=60,
        ),
        in_seconds(
            "queue.recall_seconds", 20, "Gọi lại cách nhau", "Hai lần gọi lại một số cách nhau ít nhất bấy nhiêu."
        ),
        in_seconds("queue.no_show_seconds", 90, "Báo vắng sau", "Từ lần gọi đầu; sớm hơn thì chưa báo vắng được."),
        in_seconds(
            "queue.no_show_priority_seconds", 120, "Báo vắng vé ưu tiên sau", "Người đi chậm cần thêm thời gian."
        ),
        in_minutes("queue.return_minutes", 30, "Người vắng quay lại trong", "Quét lại phiếu thì về đúng chỗ cũ."),
        in_seconds(
            "queue.undo_seconds", 60, "Hoàn tác trong", "Quầy bấm nhầm được hoàn tác bước cuối trong khoảng này."
        ),
    ),
)

WAITING = Group(
    "waiting",
    "Chờ và đóng cửa",
    "Mức đèn của hàng đợi, lượt bị quên và lúc ngừng cấp số.",
    (
        in_minutes("queue.light_amber_minutes", 15, "Đèn vàng khi chờ quá", "Người chờ lâu nhất quá mức này."),
        in_minutes("queue.light_red_minutes", 30, "Đèn đỏ khi chờ quá", "Phải lớn hơn mức đèn vàng."),
        in_minutes(
            "queue.forgotten_minutes",
            60,
            "Lượt coi là quên kết thúc sau",
            "Lượt phục vụ dài hơn được đánh dấu «không chính xác» và không tính vào trung bình.",
            at_least=5,
            at_most=600,
        ),
        in_minutes(
            "queue.unanswered_minutes",
            10,
            "Số đã gọi mà chưa bắt đầu báo sau",
            "Quá mức này trang «Hôm nay» hiện số đó để trả lại hàng chờ; thường là máy của quầy đã tắt.",
            at_least=2,
        ),
        in_minutes(
            "queue.closing_margin_minutes",
            10,
            "Dự phòng trước giờ đóng cửa",
            "Ngừng cấp số khi việc còn lại vượt quá thời gian còn lại trừ khoảng này; trong khoảng này thì không cấp.",
            at_least=0,
            at_most=120,
        ),
        in_minutes(
            "queue.service_minutes",
            10,
            "Một lượt phục vụ ước chừng",
            "Để biết còn kịp trước giờ đóng cửa khi hệ thống chưa có đủ 5 lượt đã phục vụ.",
        ),
    ),
    _red_after_amber,
)
