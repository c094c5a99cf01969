"""The steps of a dossier from the command line: ``dossier supplement CODE --input FILE`` and its sisters.

A document may say ``at``; it is honoured in a training unit alone, like ``received_at`` of a receipt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Concatenate, ParamSpec
from uuid import UUID

import typer

from counter_app.cli.session import Session, read_json, session_of
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.receive import register
from counter_app.dossiers.steps import documents, endings, supplement
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.documents import StepDocument
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forward import forward, note_leg
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.models import VoidModel
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.standing import possible_steps
from counter_app.dossiers.steps.values import StepDone, Voiding
from counter_app.dossiers.steps.void import refuse_alone, void
from counter_app.dossiers.timeline import timeline
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.people.staff import signed_in, try_sign_in
from counter_app.store import Act, Store
from counter_app.unit_card import unit

P = ParamSpec("P")
InputFile = Annotated[str, typer.Option("--input", help="Tệp JSON, hoặc - để đọc từ bàn phím")]
StepAct = Callable[Concatenate[Act, UUID, Any, P], StepDone]


def dossier_register(context: typer.Context, input_file: InputFile) -> None:
    """Ghi nhận hồ sơ chưa đủ, chưa tiếp nhận; sau đó yêu cầu bổ sung, từ chối hoặc tiếp nhận."""
    session = session_of(context)
    intake = read_intake(read_json(input_file), business_day(session.place.clock()))
    answer = session.place.desk.do_once(new_id(), register, intake)
    session.tell({key: getattr(answer, key) for key in ("id", "code", "code_kind", "received_at", "due", "fee")})


def dossier_steps(context: typer.Context, code: str) -> None:
    """Bước nào làm được lúc này, và vì sao bước khác chưa."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    session.tell(session.place.desk.ask(possible_steps, found.id))


def dossier_timeline(context: typer.Context, code: str) -> None:
    """Toàn bộ quá trình xử lý của một hồ sơ."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    session.tell(session.place.desk.ask(timeline, found.id))


def dossier_accept(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Tiếp nhận hồ sơ đã ghi nhận; giấy tiếp nhận vào hàng in ngay."""
    _take(context, code, supplement.accept, documents.read_completion(read_json(input_file)))


def dossier_supplement(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Yêu cầu bổ sung (mẫu 02): một lần khi nộp, một lần khi giải quyết."""
    _take(context, code, supplement.supplement, documents.read_supplement(read_json(input_file)))


def dossier_complete(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Nhận bổ sung; thời hạn tính lại từ đầu."""
    _take(context, code, supplement.complete, documents.read_completion(read_json(input_file)))


def dossier_refuse(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Từ chối có lý do (mẫu 03)."""
    _take(context, code, endings.refuse, documents.read_refusal(read_json(input_file)))


def dossier_forward(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Chuyển các đơn vị xử lý, kèm phiếu kiểm soát (mẫu 06)."""
    _take(context, code, forward, documents.read_forwarding(read_json(input_file)))


def dossier_note_leg(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Ghi đơn vị đã nhận hồ sơ hoặc đã xử lý xong."""
    _take(context, code, note_leg, documents.read_leg(read_json(input_file)))


def dossier_extend(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Xin lỗi và hẹn lại (mẫu 04): một lần, trước ngày hẹn ít nhất một ngày."""
    _take(context, code, extend, documents.read_extension(read_json(input_file)))


def dossier_withdraw(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Công dân rút hồ sơ."""
    _take(context, code, endings.withdraw, documents.read_ending(read_json(input_file)))


def dossier_stop(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Dừng giải quyết theo yêu cầu của công dân (mẫu 05)."""
    _take(context, code, endings.stop, documents.read_ending(read_json(input_file)))


def dossier_close(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Đóng hồ sơ quá 15 ngày không bổ sung (mẫu 05)."""
    _take(context, code, endings.close, documents.read_ending(read_json(input_file)))


def dossier_result(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Có kết quả: giấy tờ kết quả và chỗ để."""
    _take(context, code, result, documents.read_result(read_json(input_file)))


def dossier_hand_over(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Trả kết quả, hoặc trả lại giấy tờ của hồ sơ không có kết quả."""
    today = business_day(session_of(context).place.clock())
    _take(context, code, hand_over, documents.read_hand_over(read_json(input_file), today))


def dossier_correct(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Đính chính có lý do; giấy tiếp nhận in lại mang số lần đính chính."""
    today = business_day(session_of(context).place.clock())
    _take(context, code, correct, documents.read_correction(read_json(input_file), today))


def dossier_void(context: typer.Context, code: str, input_file: InputFile) -> None:
    """Huỷ hồ sơ ghi nhầm; người thứ hai xác nhận bằng mật khẩu của mình."""
    session = session_of(context)
    document: StepDocument[VoidModel] = documents.read_voiding(read_json(input_file))
    second, desk = document.value, session.place.desk
    desk.ask(refuse_alone, session.by.staff, second.confirmed_by)
    signed_in(desk.do(try_sign_in, second.confirmed_by, second.password), second.confirmed_by)
    voiding = Voiding(second.reason, second.confirmed_by)
    _take(context, code, void, StepDocument(voiding, document.rev, document.at))


STEPS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("register", dossier_register),
    ("steps", dossier_steps),
    ("timeline", dossier_timeline),
    ("accept", dossier_accept),
    ("supplement", dossier_supplement),
    ("complete", dossier_complete),
    ("refuse", dossier_refuse),
    ("forward", dossier_forward),
    ("note-leg", dossier_note_leg),
    ("extend", dossier_extend),
    ("withdraw", dossier_withdraw),
    ("stop", dossier_stop),
    ("close", dossier_close),
    ("result", dossier_result),
    ("hand-over", dossier_hand_over),
    ("correct", dossier_correct),
    ("void", dossier_void),
)
"""The commands of ``dossier`` that this module adds, by name."""


def _take(context: typer.Context, code: str, step: StepAct[...], document: StepDocument[Any]) -> None:
    """Take a step with the dossier of this code, and tell where it stands now."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    desk = _at_its_moment(session, document)
    done = desk.do_once(new_id(), step, found.id, document.value, document.rev)
    session.tell(done)


def _at_its_moment(session: Session, document: StepDocument[Any]) -> Store:
    """The desk; in training at the moment the document says."""
    desk, moment = session.place.desk, document.at
    if moment is None or not desk.ask(unit).training:
        return desk
    return replace(desk, set_clock=lambda: moment)
