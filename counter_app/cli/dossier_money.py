"""The money of a dossier from the command line: ``dossier pay, refund, cancel-fee, money CODE``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from counter_app.cli.session import session_of
from counter_app.dossiers.lookup import dossier
from counter_app.dossiers.money import money_of
from counter_app.dossiers.money_document import move_money, read_money
from counter_app.errors import BadDocument
from counter_app.ids import new_id

Reason = Annotated[str, typer.Option(help="Lý do")]


def dossier_pay(
    context: typer.Context, code: str, way: Annotated[str, typer.Option(help="cash, transfer")] = "transfer"
) -> None:
    """Ghi đã nộp phí: chuyển khoản đã về, hoặc nộp tiền mặt."""
    if way not in ("cash", "transfer"):
        raise BadDocument("way", "chỉ nhận cash, transfer")
    _move(context, code, {"do": way})


def dossier_refund(
    context: typer.Context,
    code: str,
    reason: Reason,
    amount: Annotated[int | None, typer.Option(help="Số tiền hoàn; bỏ trống là hoàn cả")] = None,
) -> None:
    """Hoàn phí có lý do."""
    _move(context, code, {"do": "refund", "reason": reason, "amount": amount})


def dossier_cancel_fee(context: typer.Context, code: str, reason: Reason) -> None:
    """Huỷ thu khoản phí chưa nộp, có lý do."""
    _move(context, code, {"do": "cancel", "reason": reason})


def dossier_cancel_receipt(context: typer.Context, code: str, reason: Reason) -> None:
    """Huỷ biên lai viết nhầm trong ngày, có lý do; phí lại là chưa nộp."""
    _move(context, code, {"do": "cancel_receipt", "reason": reason})


def dossier_money(context: typer.Context, code: str) -> None:
    """Tiền của một hồ sơ: đã thu, đã hoàn, huỷ thu, kèm số biên lai."""
    session = session_of(context)
    found = session.place.desk.ask(dossier, code)
    session.tell({"state": found.money_state, "moves": session.place.desk.ask(money_of, found.id)})


MONEY: tuple[tuple[str, Callable[..., None]], ...] = (
    ("pay", dossier_pay),
    ("refund", dossier_refund),
    ("cancel-fee", dossier_cancel_fee),
    ("cancel-receipt", dossier_cancel_receipt),
    ("money", dossier_money),
)
"""The commands of ``dossier`` that this module adds, by name."""


def _move(context: typer.Context, code: str, document: dict[str, object]) -> None:
    """Read it as windows do, do it, and tell what moved."""
    session = session_of(context)
    given = read_money(document)
    found = session.place.desk.ask(dossier, code)
    session.tell(session.place.desk.do_once(new_id(), move_money, found.id, given))
