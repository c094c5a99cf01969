"""``ticket …`` and ``rate``: the queue and the citizen's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from counter_app import ratings
from counter_app.cli.session import Session, as_id, session_of
from counter_app.dossiers.lookup import dossier
from counter_app.errors import NotFound
from counter_app.queue import tickets
from counter_app.queue.board import TicketCard, ticket_labelled, tickets_today
from counter_app.queue.visits import visit_of_ticket

ticket = typer.Typer(help="Số thứ tự.", no_args_is_help=True)


@ticket.command("issue")
def ticket_issue(
    context: typer.Context,
    service: Annotated[str, typer.Option(help="Mã nhóm dịch vụ hoặc mã thủ tục")],
    priority: Annotated[str | None, typer.Option(help="elderly, disabled, pregnant, child, merit")] = None,
) -> None:
    """Lấy số."""
    session = session_of(context)
    session.tell(session.place.office.do(tickets.issue, service, priority))


@ticket.command("next")
def ticket_next(context: typer.Context, counter: Annotated[int, typer.Option(help="Quầy")]) -> None:
    """Gọi số tiếp theo đến quầy."""
    session = session_of(context)
    session.tell(session.at_counter(counter).office.do(tickets.call_next, counter))


@ticket.command("list")
def ticket_list(context: typer.Context) -> None:
    """Các số của hôm nay."""
    session = session_of(context)
    session.tell({"tickets": session.place.office.ask(tickets_today)})


@ticket.command("begin")
def ticket_begin(context: typer.Context, ticket_id: str) -> None:
    """Công dân đã đến quầy."""
    _move(session_of(context), tickets.begin, ticket_id)


@ticket.command("recall")
def ticket_recall(context: typer.Context, ticket_id: str) -> None:
    """Gọi lại."""
    _move(session_of(context), tickets.recall, ticket_id)


@ticket.command("hold")
def ticket_hold(context: typer.Context, ticket_id: str, reason: Annotated[str, typer.Option(help="Lý do")]) -> None:
    """Tạm gác."""
    _move(session_of(context), tickets.hold, ticket_id, reason)


@ticket.command("resume")
def ticket_resume(context: typer.Context, ticket_id: str) -> None:
    """Phục vụ tiếp số đã tạm gác."""
    _move(session_of(context), tickets.resume, ticket_id)


@ticket.command("finish")
def ticket_finish(
    context: typer.Context, ticket_id: str, outcome: Annotated[str, typer.Option(help="Kết quả lượt")] = "other"
) -> None:
    """Kết thúc lượt."""
    _move(session_of(context), tickets.finish, ticket_id, outcome)


@ticket.command("no-show")
def ticket_no_show(context: typer.Context, ticket_id: str) -> None:
    """Vắng mặt."""
    _move(session_of(context), tickets.no_show, ticket_id)


@ticket.command("cancel")
def ticket_cancel(context: typer.Context, ticket_id: str) -> None:
    """Huỷ số."""
    _move(session_of(context), tickets.cancel, ticket_id)


def rate(
    context: typer.Context,
    about: Annotated[str, typer.Argument(metavar="TICKET_OR_CODE", help="Số thứ tự hôm nay, hoặc mã hồ sơ")],
    level: Annotated[int, typer.Option(min=1, max=5, help="1 thấp nhất, 5 cao nhất")],
    reason: Annotated[str, typer.Option(help="Lý do")] = "",
) -> None:
    """Ghi đánh giá lấy ở nơi khác; ghi rõ là như vậy."""
    session = session_of(context)
    visit_id = _visit_of(session, about)
    session.tell(session.place.desk.do(ratings.give, visit_id, level, "elsewhere", reason))


def _visit_of(session: Session, about: str) -> Any:
    try:
        found = session.place.office.ask(ticket_labelled, about)
    except NotFound:
        card = session.place.desk.ask(dossier, about)
        if card.visit_id is None:
            raise NotFound("visit", about) from None
        return card.visit_id
    visit = session.place.desk.ask(visit_of_ticket, found.id)
    if visit is None:
        raise NotFound("visit", about)
    return visit.id


def _move(session: Session, act: Callable[..., TicketCard], ticket_id: str, *details: str) -> None:
    session.tell(session.place.office.do(act, as_id(ticket_id, "ticket"), *details))
