"""A sentence for every refusal and state, in Vietnamese and English, for screens and command line alike.

Each sentence says what happened and what to do next. A test fails when a refusal has none.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Literal

from counter_app import errors, queue_errors
from counter_app.errors import Refused
from counter_app.wording_care import CARE_SENTENCES
from counter_app.wording_cases import special_case
from counter_app.wording_fields import FIELDS_VI
from counter_app.wording_files import FILE_SENTENCES
from counter_app.wording_nouns import NOUNS_VI
from counter_app.wording_steps import STEP_SENTENCES

Language = Literal["vi", "en"]

# When you add a refusal: add its two sentences here; fields of the refusal stand in braces.
SENTENCES: dict[type[Refused], tuple[str, str]] = {
    errors.BadIdentity: (
        "Không đọc được mã căn cước ({problem_vi}). Mời quét lại hoặc gõ số bằng tay.",
        "The identity code can't be read ({problem_en}). Scan again or type the number.",
    ),
    errors.BadCatalogue: (
        "Tệp {file}, dòng {line}, mục «{field}»: {problem}. Sửa rồi nhập lại; danh mục cũ vẫn giữ nguyên.",
        "File {file}, line {line}, field «{field}»: {problem}. Mend it and import again; the old catalogue stands.",
    ),
    errors.BadDocument: (
        "Mục «{field_vi}» chưa đúng: {problem}. Sửa mục này rồi làm lại.",
        "Field «{field}» is not right: {problem}. Mend it and try again.",
    ),
    errors.NotFound: (
        "Không tìm thấy {kind_vi} «{name}». Kiểm tra lại rồi thử tiếp.",
        "No {kind} «{name}» found. Check it and try again.",
    ),
    errors.NotAllowed: (
        "Tài khoản {who} không có quyền {what}. Hỏi người phụ trách.",
        "{who} may not {what}. Ask the person in charge.",
    ),
    errors.WrongPassword: (
        "Sai tên hoặc mật khẩu. Chờ {wait_seconds} giây rồi thử lại.",
        "Wrong name or password. Wait {wait_seconds} seconds and try again.",
    ),
    errors.WrongMoment: (
        "{kind_vi_cap} {name} đang «{state_vi}» nên chưa làm được bước này. Xem lại trạng thái.",
        "{kind} {name} is «{state}», so this step can't be taken. Look at its state.",
    ),
    errors.CounterBusy: (
        "Quầy đang phục vụ số {name}. Kết thúc lượt này (F12) rồi gọi tiếp.",
        "The counter is serving {name}. End that visit (F12), then call.",
    ),
    errors.ScreenStale: (
        "{kind_vi_cap} {name} vừa được người khác xử lý. Màn hình đã cập nhật, mời làm lại.",
        "{kind} {name} was just handled by somebody else. The screen is up to date now; try again.",
    ),
    errors.TooSoon: (
        "Số {name} vừa được gọi. Chờ thêm {wait_seconds} giây rồi làm lại bước này.",
        "{name} was called just now. Wait {wait_seconds} seconds and take this step again.",
    ),
    errors.NothingToUndo: (
        "Quầy {counter} không có bước nào trong {seconds} giây qua để hoàn tác. Xem danh sách số để xử lý tiếp.",
        "Counter {counter} made no move in the last {seconds} seconds that could be undone. Go on from the list.",
    ),
    queue_errors.VisitInUse: (
        "Lượt {name} đã nhận hồ sơ hoặc đã làm một bước nên không hoàn tác được nữa. Kết thúc lượt bằng F12.",
        "In visit {name} a dossier was received or a step taken, so it can't be undone. End it with F12.",
    ),
    queue_errors.NobodyServes: (
        "Chưa quầy nào phục vụ «{service}» nên chuyển sang đó sẽ không ai gọi. Chọn nhóm khác hoặc một quầy.",
        "No counter serves «{service}», so nobody would call the ticket. Choose another service or a counter.",
    ),
    errors.NoMoreTickets: (
        "Ngày {day} «{service}» đã phát đủ {limit} số. Mời lấy số cho ngày làm việc kế tiếp hoặc gặp cán bộ hướng dẫn.",
        "All {limit} tickets of «{service}» for {day} are given. Take one for the next working day or ask the staff.",
    ),
    errors.NothingToIssue: (
        "Đã hết số {kind_vi} của ngày {day} cho máy này. Báo bộ phận kỹ thuật cấp thêm dải số.",
        "This PC has no {kind} numbers left for {day}. Ask IT for a larger slice.",
    ),
    errors.Incomplete: (
        "Chưa nhận được, còn thiếu: {missing_list}. Bổ sung rồi bấm F9.",
        "Can't be received yet, missing: {missing_list}. Complete it, then press F9.",
    ),
    errors.StoreBusy: (
        "Dữ liệu đang bận, chưa ghi được. Không mất gì; bấm lại sau vài giây.",
        "The records are busy; nothing was written. Nothing is lost; press again in a few seconds.",
    ),
    errors.StoreAway: (
        "Không nối được máy chủ của bộ phận. Hồ sơ tại quầy vẫn làm bình thường; bấm lại khi có mạng, không bị trùng.",
        "The office's server can't be reached. Work at the counter goes on; press again later: nothing doubles.",
    ),
    errors.DiskFull: (
        "Ổ đĩa đầy hoặc không ghi được. Chưa ghi gì; báo kỹ thuật dọn ổ đĩa rồi bấm lại.",
        "The disk is full or does not take data. Nothing was written; let IT free space, then press again.",
    ),
    errors.DiskFailing: (
        "Ổ đĩa báo lỗi, chưa chắc đã ghi xong. Báo kỹ thuật kiểm tra ổ đĩa rồi bấm lại; hồ sơ không bị trùng.",
        "The disk reports an error; it may not be written. Let IT check the disk, then press again: nothing doubles.",
    ),
    errors.WrongKey: (
        "Không mở được dữ liệu bằng khoá này. Lấy mã khôi phục trong két của đơn vị rồi chạy lệnh «office recover».",
        "The records can't be opened with this key. Take the recovery code from the unit's safe and run «office recover».",
    ),
    errors.RecordsTooNew: (
        "Dữ liệu do bản mới hơn ghi ({found}). Cập nhật chương trình trên máy này rồi mở lại.",
        "The records were written by a newer program ({found}). Update this PC, then open again.",
    ),
    errors.NoUnit: (
        "Thư mục {folder} chưa có đơn vị. Tạo bằng lệnh «office init».",
        "There is no unit in {folder}. Make one with «office init».",
    ),
    errors.LayoutBroken: (
        "Tệp place.json trong {folder} bị hỏng. Báo kỹ thuật lấy lại tệp này từ bản sao lưu; đừng tạo đơn vị mới ở đây.",
        "The file place.json in {folder} is damaged. Let IT restore it from the backup; make no new unit here.",
    ),
    errors.UnitExists: (
        "Thư mục {folder} đã có đơn vị. Chọn thư mục khác.",
        "There is a unit in {folder} already. Choose another folder.",
    ),
    errors.SharedFolder: (
        "Thư mục {folder} nằm trên ổ mạng, dữ liệu không an toàn ở đó. Chọn ổ đĩa trong máy.",
        "{folder} lies on a network share, where records are not safe. Choose a disk of this PC.",
    ),
    errors.NoPrinter: (
        "Chưa có máy in «{name}». Thêm bằng lệnh «printer add» hoặc chọn máy khác.",
        "There is no printer «{name}». Add it with «printer add» or choose another.",
    ),
    errors.PrinterSilent: (
        "Máy in {name} không trả lời. Kiểm tra nguồn và dây, rồi in lại.",
        "Printer {name} does not answer. Check power and cable, then print again.",
    ),
    errors.PrinterNotReady: (
        "Máy in {name} chưa sẵn sàng: {reason_vi}. Xử lý xong phiếu sẽ tự in.",
        "Printer {name} is not ready: {reason_en}. The paper prints by itself once that is mended.",
    ),
    errors.Unforeseen: (
        "Có lỗi ngoài dự kiến (mã {code}). Việc khác vẫn làm được; báo kỹ thuật mã này.",
        "Something unforeseen happened (code {code}). Other work goes on; tell IT this code.",
    ),
    **CARE_SENTENCES,
    **FILE_SENTENCES,
    **STEP_SENTENCES,
}

STATES_VI = {
    "booked": "đã hẹn",
    "waiting": "đang chờ",
    "called": "đã gọi",
    "serving": "đang phục vụ",
    "hold": "tạm gác",
    "served": "đã xong",
    "no_show": "vắng mặt",
    "cancelled": "đã huỷ",
    "expired": "hết ngày",
    "open": "đang mở",
    "parked": "tạm gác",
    "ended": "đã kết thúc",
    "queued": "chờ in",
    "sending": "đang in",
    "printed": "đã in",
    "sent": "đã gửi, máy không báo lại",
    "unconfirmed": "chưa rõ đã ra giấy",
    "failed": "in lỗi",
    "due": "chưa nộp",
    "paid": "đã nộp",
    "exempt": "được miễn",
    "refunded": "đã hoàn",
    "none": "không thu",
}

PRIORITIES_VI = {
    "elderly": "Người cao tuổi",
    "disabled": "Người khuyết tật",
    "pregnant": "Phụ nữ mang thai",
    "child": "Có trẻ nhỏ",
    "merit": "Người có công",
}
"""The legal priority classes (diện ưu tiên) in words."""

DOSSIER_STATES_VI = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
"""The national status list (TrangThaiHoSo)."""

PRINTER_TROUBLES_VI = {
    "paper": ("hết giấy", "Lắp cuộn giấy mới"),
    "cover": ("nắp đang mở", "Đóng nắp máy in"),
    "offline": ("đang ngắt", "Bấm nút nối (Online) trên máy in"),
    "paused": ("hàng đợi đang dừng", "Xem nguồn máy in, rồi báo kỹ thuật mở lại hàng đợi"),
    "rights": (
        "không được phép mở",
        "Báo kỹ thuật thêm tài khoản của máy tính này vào nhóm «{fact}» rồi đăng nhập lại",
    ),
    "cutter": ("kẹt dao cắt", "Gỡ giấy kẹt, tắt rồi bật lại máy in"),
    "silent": ("không trả lời", "Kiểm tra nguồn và dây máy in"),
    "stopped": ("dừng giữa chừng", "Kiểm tra giấy và nắp máy in"),
    "broken": ("đứt kết nối khi đang in", "Kiểm tra nguồn và dây máy in"),
    "interrupted": ("chương trình tắt khi đang in", "Xem tờ giấy ở máy in"),
    "layout": ("không dựng được phiếu", "Báo kỹ thuật"),
}
"""What keeps a paper from coming out (the first word of a print job's detail), and what to do about it.

``{fact}`` is what follows that word: the group that may open a device.
"""

_REASONS = {
    "paper": (PRINTER_TROUBLES_VI["paper"][0], "out of paper"),
    "cover": (PRINTER_TROUBLES_VI["cover"][0], "cover open"),
    "offline": (PRINTER_TROUBLES_VI["offline"][0], "offline"),
    "paused": (PRINTER_TROUBLES_VI["paused"][0], "its queue is stopped"),
    "rights": (
        "tài khoản của máy tính này không được phép mở, cần vào nhóm «{fact}»",
        "this account may not open it, it has to be in the group «{fact}»",
    ),
    "cutter": (PRINTER_TROUBLES_VI["cutter"][0], "cutter jammed"),
    "fields": ("thiếu hoặc thừa phần", "wrong number of parts"),
    "number": ("số định danh không đúng", "the number is wrong"),
    "empty": ("chuỗi rỗng", "nothing was read"),
    "damaged": ("tệp bị hỏng hoặc đã bị sửa", "the file is damaged or was changed"),
    "newer": ("tệp do bản mới hơn của chương trình ghi", "the file was written by a newer program"),
    "other key": (
        "tệp không phải của máy này, cần mã khôi phục trong két",
        "it is another PC's: the recovery code is needed",
    ),
    "other unit": ("thư mục này là của đơn vị khác", "the records here are another unit's"),
}


def printer_trouble(detail: str) -> tuple[str, str]:
    """What keeps a paper from coming out, in words, and what to do; ``detail`` is a print job's."""
    key, _, fact = detail.partition(" ")
    what, step = PRINTER_TROUBLES_VI.get(key, ("có lỗi", "Kiểm tra máy in"))
    return what, step.format(fact=fact)


def sentence(refusal: Refused, language: Language = "vi") -> str:
    """The sentence a person reads: what happened and what to do next."""
    vietnamese, english = special_case(refusal) or SENTENCES[type(refusal)]
    facts: dict[str, object] = (
        {f.name: getattr(refusal, f.name) for f in fields(refusal)} if is_dataclass(refusal) else {}
    )
    return (vietnamese if language == "vi" else english).format_map({**facts, **_in_words(facts)})


def _in_words(facts: dict[str, object]) -> dict[str, str]:
    kind, state = str(facts.get("kind", "")), str(facts.get("state", ""))
    noun = NOUNS_VI.get(kind, kind)
    missing = facts.get("missing", ())
    words = {"kind_vi": noun, "kind_vi_cap": noun[:1].upper() + noun[1:], "state_vi": STATES_VI.get(state, state)}
    words["missing_list"] = ", ".join(missing) if isinstance(missing, tuple) else ""
    path = str(facts.get("field", "")).split(".")
    known = path[0] in FIELDS_VI  # else it is a file or a setting, which is named as it stands
    words["field_vi"] = " – ".join(FIELDS_VI.get(part, part) for part in path) if known else ".".join(path)
    for key in ("problem", "reason"):
        said = str(facts.get(key, ""))
        word, _, fact = said.partition(" ")
        vietnamese, english = _REASONS.get(said) or (_REASONS["rights"] if word == "rights" else (said, said))
        words[f"{key}_vi"], words[f"{key}_en"] = vietnamese.replace("{fact}", fact), english.replace("{fact}", fact)
    return words
