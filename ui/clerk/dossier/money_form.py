"""The money of a dossier in its pane: take what is due, give back what was paid, ask for it no more."""

from __future__ import annotations

from typing import Any

from counter_app.dossiers.money import MoneyCard
from counter_app.dossiers.money_document import Moving
from counter_app.dossiers.steps.table import ENDED_WITHOUT
from counter_app.moments import business_day
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.dossier.typed import number_typed
from ui.clerk.dossier.view import DossierView
from ui.wording import money, short_moment

MONEY = "money"
"""The name of this form among those of the steps."""
MOVES = {"taken": "Thu", "refunded": "Hoàn", "cancelled": "Huỷ thu"}
WAYS = {"cash": "tiền mặt", "transfer": "chuyển khoản"}
_TAKING: tuple[tuple[Moving, str], ...] = (("cash", "Thu tiền mặt"), ("transfer", "Đã chuyển khoản"))
_REFUND: tuple[Moving, str] = ("refund", "Hoàn phí")
_RECEIPT: tuple[Moving, str] = ("cancel_receipt", "Huỷ biên lai viết nhầm")
_CANCEL: tuple[Moving, str] = ("cancel", "Huỷ thu")


class MoneyForm(StepForm):
    """What is due is taken or cancelled; what was paid is given back, or its receipt was written by mistake."""

    step = MONEY
    title = "Phí, lệ phí"

    def build(self) -> None:
        """What moved until now, and what may move."""
        card = self.view.card
        self._state = card.money_state
        for one in self.view.money:
            self.say(moved(one))
        if self._state == "due":
            self.say(f"Còn phải thu {money(card.fee_total)}.", "title")
            ended = card.state in ENDED_WITHOUT or card.voided
            self.do = self.choice("do", "Làm gì", (_CANCEL,) if ended else (*_TAKING, _CANCEL))
            self.do.changed.connect(self._open_reason)
            self.reason = self.line("reason", "Lý do huỷ thu")
            self._open_reason()
        else:
            self.do = self.choice("do", "Làm gì", (_REFUND, _RECEIPT) if self._of_today() else (_REFUND,))
            self.do.changed.connect(self._open_amount)
            self.amount = self.line("amount", "Hoàn, đồng", str(card.fee_total), longest=12)
            self.reason = self.line("reason", "Lý do")

    def renew(self, view: DossierView) -> bool:
        """Only while the money stands as it stood."""
        return super().renew(view) and view.card.money_state == self._state

    def document(self) -> dict[str, Any]:
        """As ``dossier pay``, ``refund`` and ``cancel-fee`` take it."""
        if self._state != "due" and self.do.value == "cancel_receipt":
            return {"do": "cancel_receipt", "reason": self.reason.text()}
        if self._state != "due":
            typed = self.amount.text().replace(".", "")
            amount = number_typed(typed) if typed.strip() else None
            return {"do": "refund", "amount": amount, "reason": self.reason.text()}
        wanted = self.do.value
        return {"do": wanted, "reason": self.reason.text() if wanted == "cancel" else ""}

    def _of_today(self) -> bool:
        """Whether the receipt is of this day: it may have been written by mistake."""
        return business_day(self.view.money[-1].at) == business_day(self.now)

    def _open_amount(self) -> None:
        self.show_field("amount", shown=self.do.value == "refund")

    def _open_reason(self) -> None:
        self.show_field("reason", shown=self.do.value == "cancel")


def money_wanted(view: DossierView) -> str:
    """What may be done with the money now, as its button says it; empty where nothing may."""
    card = view.card
    if not card.fee_total or card.money_state not in ("due", "paid"):
        return ""
    return f"Thu phí {money(card.fee_total)}" if card.money_state == "due" else "Hoàn phí"


def moved(one: MoneyCard) -> str:
    """``Thứ Sáu 20/11 09:12 · Thu 12.000 đ tiền mặt · BL-2026-000001``."""
    what = f"{MOVES[one.kind]} {money(one.amount)}"
    if one.kind == "cancelled" and one.receipt:
        what = "Huỷ biên lai"
    elif one.kind != "cancelled":
        what += f" {WAYS.get(one.way, one.way)}"
    return " · ".join(part for part in (short_moment(one.at), what, one.receipt, one.reason) if part)


def told(one: MoneyCard) -> str:
    """What has just moved, for the notice line."""
    if one.kind == "cancelled" and one.receipt:
        return f"Đã huỷ biên lai {one.receipt}; còn phải thu {money(one.amount)}."
    if one.kind == "cancelled":
        return f"Đã huỷ thu {money(one.amount)}."
    return f"Đã {MOVES[one.kind].lower()} {money(one.amount)} {WAYS.get(one.way, one.way)}, biên lai {one.receipt}."
