"""Everything the kiosk says, in Vietnamese and English. Services, classes and waits have their words in ``wording_queue``."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.wording import Language

# When you add one: both languages, facts in braces; the Vietnamese is polite to an elder (ông/bà).
_TEXTS: dict[str, tuple[str, str]] = {
    "ask.purposes": ("Mời ông/bà chọn việc cần làm", "What have you come for?"),
    "ask.groups": ("Nộp hồ sơ về việc gì?", "What is it about?"),
    "purpose.submit": ("Nộp hồ sơ", "Hand in an application"),
    "purpose.certify": ("Chứng thực", "Certification"),
    "purpose.certify.hint": ("Sao y bản chính, chứng thực chữ ký", "Certified copies and signatures"),
    "purpose.result": ("Nhận kết quả", "Collect a result"),
    "purpose.result.hint": ("Đã có giấy hẹn, đến lấy kết quả", "With your receipt"),
    "purpose.online": ("Trực tuyến, có hẹn", "Filed online, booked"),
    "purpose.online.hint": ("Đã nộp qua mạng, đã đặt giờ: quét mã", "Scan your code"),
    "purpose.supplement": ("Bổ sung giấy", "Bring missing papers"),
    "purpose.supplement.hint": ("Nộp thêm giấy còn thiếu", "For an application handed in before"),
    "purpose.help": ("Hỏi, nhờ giúp", "Ask for help"),
    "purpose.help.hint": ("Chưa rõ cần làm gì, nhờ hướng dẫn", "Staff will help you"),
    "group.unsure": ("Không rõ? Hướng dẫn", "Not sure? Guidance"),
    "group.unsure.hint": ("Chưa biết nộp ở đâu, cán bộ sẽ giúp", "Staff will help you"),
    "priority.ask": ("Ưu tiên? Chạm hình\nhoặc quét căn cước", "Priority? Touch one\nor scan your ID card"),
    "priority.on": ("Đã chọn ưu tiên.\nChạm lại để bỏ", "Priority is chosen.\nTouch again to undo"),
    "priority.by_card": (
        "Đã chọn ưu tiên người cao tuổi. Thẻ không được lưu lại.",
        "Priority for people of 60 or over. Nothing of your card is kept.",
    ),
    "priority.too_young": (
        "Thẻ chưa đủ 60 tuổi. Nếu thuộc diện khác, mời chạm hình. Thẻ không được lưu lại.",
        "Under 60 by the card. For another class touch its picture. Nothing of your card is kept.",
    ),
    "priority.unreadable": (
        "Chưa đọc được ngày sinh trên thẻ. Mời quét lại hoặc chạm hình.",
        "The birth date can't be read. Scan again or touch a picture.",
    ),
    "matters.ask": ("Mấy hồ sơ?", "How many?"),
    "matters.1": ("1", "1"),
    "matters.2": ("2–5", "2–5"),
    "matters.6": ("Hơn 5", "Over 5"),
    "tool.large": ("Chữ to", "Larger"),
    "tool.contrast": ("Tương phản", "Contrast"),
    "tool.voice": ("Nghe", "Listen"),
    "tool.language": ("English", "Tiếng Việt"),
    "waiting.some": ("{count} người chờ", "{count} waiting"),
    "waiting.none": ("Chưa có ai chờ", "Nobody waits"),
    "foot.help": (
        "Cần giúp, mời ông/bà gọi cán bộ ở bàn hướng dẫn.",
        "If you need help, please ask at the guidance desk.",
    ),
    "foot.back": ("Màn hình về trang đầu sau {seconds} giây.", "Back to the first page in {seconds} seconds."),
    "foot.slow": ("Máy đang trả lời chậm, xin ông/bà chờ một chút.", "This takes a little longer, please wait."),
    "go.back": ("Quay lại", "Back"),
    "go.home": ("Về trang đầu", "First page"),
    "no_ticket": (
        "Chưa lấy được số. Mời ông/bà bấm lại, hoặc gặp cán bộ.",
        "No ticket this time. Please press again, or ask the staff.",
    ),
    "ticket.yours": ("Số của ông/bà", "Your number"),
    "ticket.priority": ("Ưu tiên: {name}", "Priority: {name}"),
    "ticket.wait": ("Lượt chờ", "Your turn"),
    "ticket.where": ("Khi được gọi, mời đến", "When called, come to"),
    "ticket.day": ("Số này dành cho", "This number is for"),
    "ticket.first": ("Hôm đó được gọi trước tiên", "That day you are called first"),
    "ticket.take": (
        "Mời lấy phiếu. Giữ phiếu và theo dõi bảng gọi số.",
        "Take your slip, keep it and watch the display.",
    ),
    "ticket.missing": ("Phiếu chưa ra?", "No slip?"),
    "ticket.remember": (
        "Phiếu chưa ra? Xin nhớ số {number}, số vẫn được gọi như thường. Cần phiếu giấy, mời hỏi cán bộ.",
        "No slip? Remember {number}: it is called all the same. For a slip please ask the staff.",
    ),
    "own.waiting": ("Số vẫn giữ chỗ. Xin theo dõi bảng gọi số.", "You keep your place. Please watch the display."),
    "own.here": ("Đã báo ông/bà có mặt. Xin theo dõi bảng gọi số.", "You are checked in. Please watch the display."),
    "own.returned": ("Đã xếp lại số vào hàng. Xin theo dõi bảng gọi số.", "You are in line again. Watch the display."),
    "own.called": (
        "Số đang được gọi. Mời ông/bà đến quầy {counter} ngay.",
        "You are called: go to counter {counter} now.",
    ),
    "own.serving": ("Số đang được phục vụ ở quầy {counter}.", "You are being served at counter {counter}."),
    "own.hold": (
        "Quầy {counter} đang tạm gác số này. Mời ông/bà đến đó.",
        "Put aside at counter {counter}. Please go there.",
    ),
    "own.over": (
        "Số này đã xong. Cần việc khác, mời ông/bà lấy số mới.",
        "This number is over. Take a new one if you need.",
    ),
    "own.later": ("Số này dành cho {day}. Hôm nay chưa được gọi.", "This number is for {day}. It is not called today."),
    "own.carried": (
        "Số {number} đã đổi sang số này, được gọi trước tiên vào {day}. Phiếu cũ vẫn dùng được.",
        "{number} is now this number, called first on {day}. Your old slip still works.",
    ),
    "own.past": ("Số này của {day}, đã hết hạn. Mời ông/bà lấy số mới.", "This number was for {day}. Take a new one."),
    "scan.ask": (
        "Mời đưa mã hồ sơ, mã hẹn hoặc phiếu vào máy quét",
        "Hold the code of your application, booking or slip before the scanner",
    ),
    "scan.no_code": ("Không có mã: lấy số", "No code: take a number"),
    "scan.unknown": (
        "Mã vừa quét không phải phiếu, hẹn hay hồ sơ ở đây. Mời chọn việc cần làm.",
        "That code is no slip, booking or application here. Please choose below.",
    ),
    "dossier.ask": ("Hồ sơ {code}\nÔng/bà đến để làm gì?", "Application {code}\nWhat have you come for?"),
    "dossier.ready": ("Đã có kết quả", "The result is ready"),
    "dossier.lacking": ("Hồ sơ đang chờ bổ sung", "Papers are still missing"),
    "closed.day": ("Hôm nay bộ phận không làm việc.", "The office is closed today."),
    "closed.hours": ("Hôm nay đã hết giờ nhận hồ sơ.", "The office has closed for today."),
    "closed.window": ("Hôm nay đã hết giờ cấp số «{service}».", "«{service}» gives no more numbers today."),
    "closed.limit": ("Hôm nay đã phát hết số «{service}».", "All numbers of «{service}» are given for today."),
    "closed.late": (
        "Việc hôm nay đã đủ đến giờ đóng cửa.",
        "Today's work already lasts until closing.",
    ),
    "closed.again": ("Chưa đến giờ cấp số. Mời ông/bà lấy số từ {hour}.", "Not open yet: numbers from {hour}."),
    "closed.again_window": ("«{service}» cấp số từ {hour} hôm nay.", "«{service}» gives numbers from {hour} today."),
    "closed.next_day": ("Lấy số cho {day}", "A number for {day}"),
    "closed.next_day.hint": ("Hôm đó được gọi trước tiên", "You are called first that day"),
}


@dataclass(frozen=True)
class Sentences:
    """The kiosk's words in one language."""

    language: Language = "vi"

    def __call__(self, key: str, **facts: object) -> str:
        """What this says; a hint that does not exist is empty."""
        texts = _TEXTS.get(key)
        if texts is None:
            assert key.endswith(".hint"), key
            return ""
        return texts[0 if self.language == "vi" else 1].format(**facts)


def every_text() -> dict[str, tuple[str, str]]:
    """All of them, for those who look at them."""
    return dict(_TEXTS)
