"""Why a step of a dossier can't be taken, and the names of steps and events; in Vietnamese and English.

The keys of ``STEP_REASONS`` are those of ``dossiers.steps.table``; each sentence says what to do instead.
"""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.errors import Refused
from counter_app.step_errors import OriginalsOpen, ReceiverUnproved, SecondPersonNeeded, StepRefused

Sentences = Mapping[str, tuple[str, str]]

STEPS_VI: Mapping[str, str] = {
    "accept": "Tiếp nhận",
    "supplement": "Yêu cầu bổ sung",
    "complete": "Nhận bổ sung",
    "close": "Đóng hồ sơ",
    "refuse": "Từ chối",
    "forward": "Chuyển xử lý",
    "note_leg": "Ghi giao nhận",
    "extend": "Xin lỗi và hẹn lại",
    "withdraw": "Rút hồ sơ",
    "stop": "Dừng giải quyết",
    "result": "Có kết quả",
    "hand_over": "Trả kết quả",
    "correct": "Đính chính",
    "void": "Huỷ hồ sơ",
}
"""The steps as buttons name them."""

EVENTS_VI: Mapping[str, str] = {
    "registered": "Ghi nhận, chưa tiếp nhận",
    "received": "Tiếp nhận hồ sơ",
    "accepted": "Tiếp nhận hồ sơ",
    "supplement_at_intake": "Yêu cầu bổ sung khi nộp",
    "supplement_in_processing": "Yêu cầu bổ sung khi giải quyết",
    "completed": "Đã bổ sung đủ",
    "closed": "Đóng hồ sơ, quá hạn bổ sung",
    "refused": "Từ chối hồ sơ",
    "forwarded": "Chuyển xử lý",
    "leg_taken": "Đơn vị đã nhận hồ sơ",
    "leg_done": "Đơn vị đã xử lý xong",
    "extended": "Xin lỗi và hẹn lại",
    "paid": "Đã nộp phí",
    "refunded": "Hoàn phí",
    "fee_cancelled": "Huỷ thu phí",
    "receipt_cancelled": "Huỷ biên lai",
    "withdrawn": "Công dân rút hồ sơ",
    "stopped": "Dừng giải quyết",
    "result_in": "Có kết quả",
    "result_replaced": "Thay kết quả",
    "handed_over": "Đã trả kết quả",
    "papers_returned": "Đã trả lại giấy tờ",
    "corrected": "Đính chính hồ sơ",
    "voided": "Huỷ hồ sơ ghi nhầm",
    "elsewhere": "Cập nhật từ hệ thống thành phố",
}
"""The kinds of events as a timeline names them."""

# When you add a reason to the table: its two sentences here.
STEP_REASONS: Sentences = {
    "voided": (
        "Hồ sơ {name} đã huỷ vì ghi nhầm, không làm bước nào nữa. Tiếp nhận lại bằng mã mới nếu cần.",
        "Dossier {name} was voided; no more steps. Receive it anew under a new code if need be.",
    ),
    "not_new": (
        "Hồ sơ {name} đã tiếp nhận rồi. Xem giấy tiếp nhận, in lại nếu cần.",
        "Dossier {name} has been accepted already. See its receipt; print it again if need be.",
    ),
    "not_accepted": (
        "Hồ sơ {name} chưa được tiếp nhận. Tiếp nhận hoặc nhận bổ sung trước, rồi làm bước này.",
        "Dossier {name} has not been accepted yet. Accept or complete it first, then take this step.",
    ),
    "waiting": (
        "Hồ sơ {name} đang chờ công dân bổ sung. Nhận bổ sung trước, rồi làm bước này.",
        "Dossier {name} waits for the citizen. Take what they bring first, then take this step.",
    ),
    "not_waiting": (
        "Hồ sơ {name} không có yêu cầu bổ sung nào đang chờ. Xem diễn biến của hồ sơ.",
        "Dossier {name} waits for no supplement. Look at its timeline.",
    ),
    "asked_already": (
        "Hồ sơ {name} đã yêu cầu bổ sung một lần, không được yêu cầu thêm. Giải quyết tiếp, hoặc từ chối có lý do.",
        "A supplement was asked for once already for {name}; no more may be. Go on with it, or refuse with a reason.",
    ),
    "ask_too_late": (
        "Quá 3 ngày làm việc từ khi nhận hồ sơ {name} nên không được yêu cầu bổ sung. Giải quyết tiếp, hoặc từ chối có lý do.",
        "More than 3 working days since {name} was received: no supplement may be asked for. Go on, or refuse with a reason.",
    ),
    "close_too_early": (
        "Công dân còn hạn 15 ngày để bổ sung hồ sơ {name}. Chờ hết hạn rồi mới đóng hồ sơ.",
        "The citizen still has time to complete {name}. Wait until the 15 days are over, then close it.",
    ),
    "not_forwarded": (
        "Hồ sơ {name} không có đơn vị nào đang giữ. Chuyển xử lý trước, rồi ghi giao nhận.",
        "No unit has dossier {name}. Forward it first, then note who took it.",
    ),
    "no_due": (
        "Hồ sơ {name} không có ngày hẹn nên không gia hạn. Báo công dân khi có kết quả.",
        "Dossier {name} has no due date to extend. Tell the citizen when the result is there.",
    ),
    "extended_already": (
        "Hồ sơ {name} đã hẹn lại một lần, không được hẹn lại nữa. Trả kết quả sớm nhất có thể, trễ vẫn trả.",
        "Dossier {name} was extended once; it may not be again. Hand the result over as soon as it is there, even late.",
    ),
    "extend_too_late": (
        "Xin lỗi và hẹn lại phải trước ngày hẹn ít nhất một ngày, hồ sơ {name} đã quá lúc đó. Báo phụ trách; trễ vẫn trả kết quả.",
        "An extension comes at least a day before the due date; too late for {name}. Tell the head; a late result is handed over.",
    ),
    "decided": (
        "Hồ sơ {name} đã có kết quả. Trả kết quả cho công dân.",
        "Dossier {name} has its result. Hand it over.",
    ),
    "ended": (
        "Hồ sơ {name} đã kết thúc (từ chối, rút hoặc dừng). Công dân có thể nộp hồ sơ mới; trả lại giấy tờ nếu còn giữ.",
        "Dossier {name} has ended (refused, withdrawn or stopped). A new one can be handed in; give back what is kept.",
    ),
    "given": (
        "Hồ sơ {name} đã trả xong. Xem ai đã nhận ở diễn biến của hồ sơ.",
        "Dossier {name} has been handed over. See who took it in its timeline.",
    ),
    "result_given": (
        "Kết quả của {name} đã trả. Kết quả sai thì tiếp nhận hồ sơ mới, ghi chú «sửa kết quả {name}»; sửa trong 03 ngày làm việc.",
        "The result of {name} was handed over. A wrong one: receive a new dossier noted «corrects {name}», due in 3 working days.",
    ),
    "no_result": (
        "Hồ sơ {name} chưa có kết quả để trả. Nhập kết quả trước, rồi trả.",
        "There is no result of {name} to hand over. Enter the result first.",
    ),
    "fee_of_ended": (
        "Hồ sơ {name} đã kết thúc không có kết quả nên không thu phí nữa. Huỷ thu, ghi lý do.",
        "Dossier {name} ended without a result: no fee is taken any more. Cancel it with a reason.",
    ),
    "receipt_of_another_day": (
        "Biên lai của hồ sơ {name} viết từ ngày trước, tiền đã kiểm nên không huỷ được. Hoàn phí, ghi lý do.",
        "The receipt of {name} is of an earlier day whose money has been counted. Refund it with a reason.",
    ),
    "unpaid": (
        "Hồ sơ {name} chưa nộp phí; đơn vị đặt phải nộp phí trước khi trả. Thu phí, hoặc huỷ thu có lý do, rồi trả.",
        "The fee of {name} is not paid, and this office wants it before the result. Take it or cancel it, then hand over.",
    ),
    "nothing_kept": (
        "Hồ sơ {name} không còn giấy tờ nào ở quầy. Xem danh sách giấy tờ của hồ sơ.",
        "Nothing of dossier {name} is kept here. See its list of papers.",
    ),
    "late_reason": (
        "Hồ sơ {name} đã quá hẹn: từ chối lúc này phải ghi vì sao trễ. Ghi lý do trễ và lời xin lỗi rồi làm lại.",
        "Dossier {name} is past its due date: a refusal now has to say why it is late. Enter that and try again.",
    ),
}

RECEIVERS: Sentences = {
    "identity": (
        "Chưa trả được cho {name}: giấy hẹn thôi chưa đủ. Đối chiếu căn cước hoặc tài khoản định danh rồi làm lại.",
        "Not to be handed to {name} yet: the slip alone is not enough. Check their identity card or account first.",
    ),
    "number": (
        "Số giấy tờ của {name} không khớp hồ sơ. Đối chiếu lại; người nhận thay cần giấy uỷ quyền.",
        "The number {name} showed is not the dossier's. Check again; somebody else needs an authorisation.",
    ),
    "authorisation": (
        "{name} nhận thay mà chưa có giấy uỷ quyền. Ghi giấy uỷ quyền và ngày, hoặc mời chủ hồ sơ đến.",
        "{name} takes it for somebody without an authorisation. Enter the paper and its date, or ask the owner to come.",
    ),
    "submitter": (
        "Hồ sơ này do chính chủ nộp, không có người nộp thay. Chọn «được uỷ quyền» và ghi giấy uỷ quyền.",
        "The owner handed this in; there is no submitter. Choose «authorised» and enter the paper of authorisation.",
    ),
}

SECOND_PERSONS: Sentences = {
    "self": (
        "Việc {what} cần một người khác xác nhận, không phải {who}. Mời người đó đăng nhập.",
        "{what} has to be confirmed by somebody else than {who}. Ask them to sign in.",
    ),
    "gone": (
        "{who} không còn tài khoản làm việc. Mời một cán bộ khác xác nhận.",
        "{who} has no account any more. Ask another member of staff to confirm.",
    ),
    "head": (
        "Việc {what} cần phụ trách một cửa làm hoặc xác nhận. Mời phụ trách đăng nhập.",
        "{what} needs the head of the office, doing or confirming it. Ask them to sign in.",
    ),
}

STEP_SENTENCES: Mapping[type[Refused], tuple[str, str]] = {
    StepRefused: (
        "Chưa làm được bước này với hồ sơ {name}. Xem các bước làm được rồi chọn lại.",
        "This step can't be taken with dossier {name} now. Look at the steps that can be, and choose again.",
    ),
    SecondPersonNeeded: (
        "Việc {what} cần người thứ hai xác nhận, một trong hai là phụ trách. Mời người đó đăng nhập xác nhận.",
        "{what} needs a second person, one of the two in charge. Ask them to sign in and confirm.",
    ),
    OriginalsOpen: (
        "Bản chính chưa đếm đủ: {missing_list}. Ghi số bản đã trả và số bản lưu hồ sơ rồi làm lại.",
        "Originals are not all counted off: {missing_list}. Enter how many were given back and how many stay.",
    ),
    ReceiverUnproved: RECEIVERS["identity"],
}
"""The ordinary sentence of each refusal of ``step_errors``."""


def step_case(refusal: Refused) -> tuple[str, str] | None:
    """The sentences (vi, en) of a step's refusal by its reason; None where there is no reason of its own."""
    if isinstance(refusal, StepRefused):
        return STEP_REASONS.get(refusal.reason)
    if isinstance(refusal, ReceiverUnproved):
        return RECEIVERS.get(refusal.reason)
    return SECOND_PERSONS.get(refusal.reason) if isinstance(refusal, SecondPersonNeeded) else None
