"""Everything the look-up screen says, in Vietnamese and English; what every touch screen says comes from the kiosk's words."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kiosk import sentences as kiosk

# When you add one: both languages, facts in braces; the Vietnamese is polite to an elder (ông/bà).
_TEXTS: dict[str, tuple[str, str]] = {
    "home.ask": (
        "Mời ông/bà đưa mã trên giấy hẹn vào máy quét để xem hồ sơ đến đâu",
        "Hold the code of your receipt before the scanner to see where your application stands",
    ),
    "home.type": ("Gõ mã hồ sơ", "Type the code"),
    "home.type.hint": ("Không có giấy hẹn ở đây", "Without the receipt"),
    "home.posted": ("Xem thủ tục", "Procedures"),
    "home.posted.hint": ("Giấy tờ, lệ phí, thời hạn, căn cứ", "Papers, fees, time, legal basis"),
    "scan.card": (
        "Ở đây không tra bằng căn cước. Mời quét mã trên giấy hẹn. Thẻ không được lưu lại.",
        "An ID card is not used here. Scan your receipt. Nothing of your card is kept.",
    ),
    "scan.ticket": (
        "Đây là phiếu số thứ tự, xin theo dõi bảng gọi số. Tra cứu thì mời quét giấy hẹn.",
        "This is a queue ticket: watch the display. To look up, scan your receipt.",
    ),
    "scan.unknown": (
        "Không tìm thấy hồ sơ của mã vừa quét. Mời quét lại hoặc gặp cán bộ.",
        "No application under this code. Scan again or ask the staff.",
    ),
    "type.ask": ("Gõ mã hồ sơ và 4 số cuối", "Type the code and the last 4 digits"),
    "type.unit": ("Mã đơn vị (chạm để sửa)", "Office code (touch to change)"),
    "type.number": ("Ngày nộp và số", "Date and number"),
    "type.digits": ("4 số cuối", "Last 4 digits"),
    "type.tip.unit": (
        "Gõ phần đầu của mã, trước dấu gạch. Mã tạm thì gõ chữ T.",
        "Type what stands before the dash. For a temporary code type T.",
    ),
    "type.tip.number": (
        "Mã có trên giấy hẹn hoặc ảnh chụp giấy hẹn. Chỉ gõ phần số sau dấu gạch.",
        "The code is on your receipt or a photo of it. Type only the digits after the dash.",
    ),
    "type.tip.digits": (
        "4 số cuối của căn cước hoặc số điện thoại của chủ hồ sơ.",
        "The last 4 digits of the owner's ID number or telephone.",
    ),
    "type.next": ("Tiếp", "Next"),
    "type.see": ("Xem", "See"),
    "type.erase": ("Xoá", "Erase"),
    "type.space": ("Cách", "Space"),
    "type.short": ("Mã hồ sơ chưa đủ. Mời gõ ngày và số như trên giấy hẹn.", "The code is not whole yet."),
    "type.short_digits": ("Mời gõ đủ 4 số cuối.", "Please type all 4 digits."),
    "type.wrong": (
        "Mã hồ sơ hoặc 4 số cuối chưa đúng. Mời xem lại.",
        "The code or the last 4 digits are not right. Please check.",
    ),
    "wait": (
        "Đã thử nhiều lần chưa đúng. Mời chờ {span} rồi thử lại, hoặc gặp cán bộ.",
        "Several tries were not right. Wait {span} and try again, or ask the staff.",
    ),
    "wait.seconds": ("{count} giây", "{count} seconds"),
    "wait.minutes": ("{count} phút", "{count} minutes"),
    "trouble": (
        "Chưa tra cứu được. Mời thử lại hoặc gặp cán bộ.",
        "The look-up does not work now. Please try again or ask the staff.",
    ),
    "go.done": ("Xong", "Done"),
    "dossier.code": ("Hồ sơ {code}", "Application {code}"),
    "dossier.steps": ("Các bước đã qua", "Steps so far"),
    "dossier.due": ("Hẹn trả", "Due"),
    "dossier.postponed": ("Hẹn trả (đã lùi)", "Due (postponed)"),
    "dossier.no_due": ("Chưa xác định", "Not known yet"),
    "dossier.due_later": ("Tính lại khi đủ giấy tờ", "Set again once papers are complete"),
    "dossier.collect": ("Nhận kết quả", "Collecting"),
    "dossier.papers_back": ("Nhận lại giấy tờ", "Your papers"),
    "collect.counter": ("Tại quầy. Mang giấy hẹn và căn cước.", "At the counter. Bring receipt and ID card."),
    "collect.post": ("Qua bưu chính, theo địa chỉ đã ghi khi nộp.", "By post, to the address you gave."),
    "collect.electronic": ("Bản điện tử, theo cách đã chọn khi nộp.", "Electronically, as chosen when handed in."),
    "is.registered": ("Đã ghi nhận, chưa tiếp nhận", "Noted, not yet accepted"),
    "is.registered.tell": ("Mời ông/bà gặp cán bộ ở quầy.", "Please ask at the counter."),
    "is.accepted": ("Đã tiếp nhận", "Accepted"),
    "is.accepted.tell": ("Ông/bà chưa cần làm gì thêm.", "There is nothing you need to do."),
    "is.in_work": ("Đang giải quyết", "Being worked on"),
    "is.in_work.tell": ("Ông/bà chưa cần làm gì thêm.", "There is nothing you need to do."),
    "is.waiting": ("Cần bổ sung giấy tờ", "Papers are missing"),
    "is.waiting.tell": (
        "Mời mang giấy tờ ghi trong phiếu yêu cầu bổ sung. Không có phiếu, mời hỏi quầy.",
        "Bring what the request slip lists. Without the slip, ask at the counter.",
    ),
    "is.waiting.until": (
        "Mời bổ sung đến hết {day}, theo phiếu yêu cầu. Không có phiếu, mời hỏi quầy.",
        "Bring what the request slip lists, by the end of {day}. Without the slip, ask at the counter.",
    ),
    "is.paying": ("Chờ nộp phí, lệ phí", "Fees are to be paid"),
    "is.paying.tell": ("Mời ông/bà đến quầy để nộp.", "Please come to the counter to pay."),
    "is.ready": ("Đã có kết quả", "The result is ready"),
    "is.ready.tell": ("Mời ông/bà đến quầy để nhận.", "Please come to the counter to collect it."),
    "is.ready.sent": ("Kết quả được gửi theo cách ông/bà đã chọn.", "It is sent in the way you chose."),
    "is.given": ("Đã trả kết quả", "The result was given"),
    "is.given.tell": ("Hồ sơ đã xong.", "The application is done."),
    "is.refused": ("Không được giải quyết", "Refused"),
    "is.refused.tell": (
        "Lý do ghi trong phiếu từ chối. Chưa rõ, mời hỏi quầy.",
        "The reason stands in the refusal slip. If unclear, ask at the counter.",
    ),
    "is.withdrawn": ("Đã rút hồ sơ", "Withdrawn"),
    "is.withdrawn.tell": ("Hồ sơ được rút theo yêu cầu.", "It was withdrawn as requested."),
    "is.stopped": ("Đã dừng giải quyết", "Stopped"),
    "is.stopped.tell": ("Chưa rõ vì sao, mời hỏi quầy.", "If unclear, ask at the counter."),
    "is.voided": ("Mã hồ sơ đã huỷ", "This code was cancelled"),
    "is.voided.tell": ("Mã này ghi nhầm, không còn dùng. Mời hỏi quầy.", "It was made by mistake. Ask at the counter."),
    "is.late": (
        "Đã quá ngày hẹn. Bộ phận xin lỗi ông/bà, mời hỏi quầy.",
        "The due date has passed. We apologise; please ask at the counter.",
    ),
    "step.registered": ("Ghi nhận, chưa tiếp nhận", "Noted, not yet accepted"),
    "step.received": ("Tiếp nhận hồ sơ", "Accepted"),
    "step.accepted": ("Tiếp nhận hồ sơ", "Accepted"),
    "step.supplement_at_intake": ("Yêu cầu bổ sung khi nộp", "Papers asked for at intake"),
    "step.supplement_in_processing": ("Yêu cầu bổ sung", "Papers asked for"),
    "step.completed": ("Đã bổ sung đủ", "Papers complete"),
    "step.closed": ("Đóng hồ sơ, quá hạn bổ sung", "Closed: papers not brought in time"),
    "step.refused": ("Từ chối hồ sơ", "Refused"),
    "step.forwarded": ("Chuyển đến {to}", "Sent to {to}"),
    "step.extended": ("Xin lỗi và hẹn lại", "Postponed, with an apology"),
    "step.withdrawn": ("Rút hồ sơ theo yêu cầu", "Withdrawn as requested"),
    "step.stopped": ("Dừng giải quyết", "Stopped"),
    "step.result_in": ("Có kết quả", "Result ready"),
    "step.handed_over": ("Đã trả kết quả", "Result given"),
    "step.papers_returned": ("Đã trả lại giấy tờ", "Papers given back"),
    "rate.open": ("Đánh giá lần phục vụ", "Rate the service"),
    "rate.ask": ("Ông/bà hài lòng với lần phục vụ này?", "How content were you with this service?"),
    "rate.decline": ("Không đánh giá", "No rating"),
    "rate.thanks": ("Cảm ơn ông/bà", "Thank you"),
    "rate.3.1": ("Chưa hài lòng", "Not content"),
    "rate.3.2": ("Hài lòng", "Content"),
    "rate.3.3": ("Rất hài lòng", "Very content"),
    "rate.5.1": ("Rất không hài lòng", "Very discontent"),
    "rate.5.2": ("Không hài lòng", "Discontent"),
    "rate.5.3": ("Bình thường", "Neutral"),
    "rate.5.4": ("Hài lòng", "Content"),
    "rate.5.5": ("Rất hài lòng", "Very content"),
    "posted.services": ("Xem thủ tục về việc gì?", "Procedures about what?"),
    "posted.search": ("Tìm theo tên, mã", "Search by name or code"),
    "posted.search.hint": ("Gõ vài chữ, không cần dấu", "A few letters, without marks"),
    "posted.search.ask": ("Gõ tên thủ tục không dấu, hoặc mã", "Type the name without marks, or the code"),
    "posted.nothing": ("Không có thủ tục nào như vậy", "No such procedure"),
    "posted.found": ("{count} thủ tục", "{count} found"),
    "posted.more": ("{count} thủ tục, gõ thêm để bớt", "{count} found, type on for fewer"),
    "posted.list": ("{service}: mời chọn thủ tục", "{service}: choose a procedure"),
    "posted.code": ("Mã thủ tục {code}", "Procedure {code}"),
    "posted.time": ("Thời hạn", "Time"),
    "posted.fee": ("Phí, lệ phí", "Fees"),
    "posted.law": ("Căn cứ pháp lý", "Legal basis"),
    "posted.papers": ("Giấy tờ cần có", "Papers needed"),
    "posted.unknown": ("Chưa xác định", "Not determined yet"),
    "posted.unknown_papers": ("Chưa xác định. Mời hỏi cán bộ.", "Not determined yet. Please ask the staff."),
    "posted.no_papers": ("Không cần giấy tờ nào", "No papers needed"),
    "posted.free": ("Không thu", "Free of charge"),
    "posted.sample": ("MẪU để tập huấn, chưa phải niêm yết chính thức", "SAMPLE for training, not an official posting"),
    "posted.may_follow": ("có thể nộp sau", "may be handed in later"),
    "paper.originals": ("{count} bản chính", "originals: {count}"),
    "paper.certified": ("{count} bản chứng thực", "certified copies: {count}"),
    "paper.copies": ("{count} bản sao", "copies: {count}"),
    "fee.fixed": ("{amount} mỗi hồ sơ", "{amount} an application"),
    "fee.per_case": ("{amount} mỗi trường hợp", "{amount} a case"),
    "fee.per_copy": ("{amount} mỗi bản", "{amount} a copy"),
    "fee.up_to": ("{amount}/trang đến trang {page}", "{amount} a page up to page {page}"),
    "fee.beyond": ("{amount}/trang các trang sau", "{amount} each further page"),
    "fee.every": ("{amount}/trang", "{amount} a page"),
    "fee.cap": ("tối đa {amount}/bản", "at most {amount} a copy"),
    "fee.since": ("từ {day}", "from {day}"),
    "fee.until": ("đến {day}", "up to {day}"),
    "channel.direct": ("nộp tại quầy", "at the counter"),
    "channel.online": ("nộp trực tuyến", "online"),
    "channel.post": ("nộp qua bưu chính", "by post"),
    "time.then": (", rồi ", ", then "),
    "time.same_day": ("Trong ngày; nhận sau 15 giờ: ngày làm việc sau", "Same day; after 15:00 the next working day"),
    "time.working_days": ("{count} ngày làm việc", "{count} working days"),
    "time.calendar_days": ("{count} ngày", "{count} days"),
    "time.hours": ("{count} giờ làm việc", "{count} working hours"),
    "page.before": ("Trước", "Before"),
    "page.after": ("Sau", "More"),
    "page.of": ("{page}/{pages}", "{page}/{pages}"),
}


@dataclass(frozen=True)
class Sentences(kiosk.Sentences):
    """The screen's words in one language."""

    def __call__(self, key: str, **facts: object) -> str:
        """What this says; what is not said here alone, the kiosk says too."""
        texts = _TEXTS.get(key)
        if texts is None:
            return super().__call__(key, **facts)
        return texts[0 if self.language == "vi" else 1].format(**facts)


def every_text() -> dict[str, tuple[str, str]]:
    """All of them, for those who look at them."""
    return dict(_TEXTS)
