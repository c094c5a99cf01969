"""``dossier …``, ``due``, ``identity``: dossiers, appointments, cards."""

from __future__ import annotations

from typing import Annotated

import typer

from counter_app.cli.dossier_files import FILES
from counter_app.cli.dossier_money import MONEY
from counter_app.cli.dossier_papers import PAPERS
from counter_app.cli.dossier_steps import STEPS
from counter_app.cli.session import as_moment, plain, read_json, session_of
from counter_app.cli.visit_steps import visit_named
from counter_app.dossiers.appointment import unit_calendar
from counter_app.dossiers.deadlines import due_after_calendar_days, due_after_hours, due_after_working_days
from counter_app.dossiers.finding import search
from counter_app.dossiers.intake import read_intake
from counter_app.dossiers.lookup import DossierRow, dossier, dossiers
from counter_app.dossiers.receive import receive
from counter_app.dossiers.worklists import LISTS_VI, WorkLine, work_list
from counter_app.errors import BadDocument
from counter_app.ids import new_id
from counter_app.moments import business_day
from counter_app.people.identity import describe_warning, parse_identity
from counter_app.people.wards import proposals

dossier_app = typer.Typer(help="Hồ sơ.", no_args_is_help=True)
for step_name, step_command in (*STEPS, *MONEY, *PAPERS, *FILES):
    dossier_app.command(step_name)(step_command)
identity = typer.Typer(help="Căn cước.", no_args_is_help=True)


@dossier_app.command("receive")
def dossier_receive(
    context: typer.Context,
    input_file: Annotated[str, typer.Option("--input", help="Tệp JSON, hoặc - để đọc từ bàn phím")],
) -> None:
    """Tiếp nhận hồ sơ; giấy tiếp nhận vào hàng in ngay. Mục «ticket» gắn hồ sơ vào lượt của số đó."""
    session = session_of(context)
    place = session.place
    intake = read_intake(read_json(input_file), business_day(place.clock()))
    visit = None if intake.ticket is None else visit_named(session, intake.ticket)
    if visit is not None:
        place = session.at_counter(visit.counter)
    answer = place.desk.do_once(new_id(), receive, intake, None if visit is None else visit.id)
    shown = {key: getattr(answer, key) for key in ("id", "code", "code_kind", "received_at", "due", "fee", "due_basis")}
    session.tell(shown)


@dossier_app.command("list")
def dossier_list(
    context: typer.Context,
    due: Annotated[str, typer.Option(help=f"Danh sách việc: {', '.join(LISTS_VI)}")] = "",
) -> None:
    """Hồ sơ mới nhất, hoặc một danh sách việc: hẹn trả hôm nay, quá hẹn, chờ bổ sung…"""
    session = session_of(context)
    if not due:
        session.tell({"dossiers": [_row(one) for one in session.place.desk.ask(dossiers)]})
        return
    name = next((known for known in LISTS_VI if known == due), None)
    if name is None:
        raise BadDocument("due", f"chỉ nhận {', '.join(LISTS_VI)}")
    session.tell({"dossiers": [_line(one) for one in session.place.desk.ask(work_list, name)]})


@dossier_app.command("show")
def dossier_show(context: typer.Context, code: str) -> None:
    """Một hồ sơ, theo mã chính thức hoặc tạm."""
    session = session_of(context)
    session.tell(session.place.desk.ask(dossier, code))


@dossier_app.command("search")
def dossier_search(context: typer.Context, text: str) -> None:
    """Tìm theo mã, số định danh, điện thoại hoặc tên không dấu."""
    session = session_of(context)
    session.tell({"dossiers": [_row(one) for one in session.place.desk.ask(search, text)]})


def due(
    context: typer.Context,
    received: Annotated[str, typer.Option(help="Thời điểm nhận, 2026-11-20T09:00")],
    days: Annotated[float | None, typer.Option(help="Số ngày")] = None,
    hours: Annotated[float | None, typer.Option(help="Số giờ làm việc")] = None,
    *,
    calendar_days: Annotated[
        bool, typer.Option("--calendar-days", help="Ngày thường, không phải ngày làm việc")
    ] = False,
) -> None:
    """Ngày hẹn trả theo lịch của đơn vị, và vì sao."""
    session = session_of(context)
    moment = as_moment(received, "received")
    calendar = session.place.desk.ask(unit_calendar, business_day(moment))
    if (days is None) == (hours is None):
        raise BadDocument("days", "cần --days hoặc --hours")
    if hours is not None:
        found = due_after_hours(moment, hours, calendar)
    elif calendar_days:
        found = due_after_calendar_days(moment, int(days or 0), calendar)
    else:
        found = due_after_working_days(moment, days or 0, calendar)
    session.tell({"due": found.due, "basis": found.basis}, f"{found.due:%d/%m/%Y %H:%M}\n{found.basis}")


@identity.command("parse")
def identity_parse(context: typer.Context, text: str) -> None:
    """Đọc chuỗi QR căn cước thành các mục và cảnh báo, với địa chỉ theo phường, xã mới."""
    found = parse_identity(text)
    said = [describe_warning(key) for key in found.warnings]
    session_of(context).tell({**plain(found), "said": said, "addresses_now": list(proposals(found.address))})


def _line(line: WorkLine) -> dict[str, object]:
    return {**plain(line), "procedure": line.procedure_name}


def _row(row: DossierRow) -> dict[str, object]:
    return {"code": row.code, "name": row.name, "state": row.state, "due": row.due, "procedure": row.procedure_name}
