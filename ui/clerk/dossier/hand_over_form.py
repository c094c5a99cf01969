"""The form of the hand-over: who takes it and how that was made sure of, originals counted off, the signature."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from counter_app.dossiers.entry import PersonEntry
from counter_app.dossiers.steps.table import DONE
from ui.clerk.dossier.step_form import Question, StepForm
from ui.clerk.dossier.typed import day_typed, number_typed
from ui.clerk.dossier.view import DossierView
from ui.widgets.choice_row import ChoiceRow
from ui.wording import money

_WAYS = (("counter", "Tại quầy"), ("post", "Bưu chính"), ("electronic", "Điện tử"))
_ROLES = (("owner", "Chủ hồ sơ"), ("submitter", "Người nộp"), ("authorised", "Được uỷ quyền"))
_CHECKS = (("", "Chưa"), ("card", "Thẻ"), ("chip", "Chip"), ("account", "Tài khoản"))
_SLIPS = (("brought", "Có"), ("lost", "Mất giấy hẹn"), ("none", "Không có"))


class HandOverForm(StepForm):
    """Who takes it and how that was made sure of; originals counted off; late, with the reason asked."""

    step = "hand_over"

    def build(self) -> None:
        """The card fills most of it."""
        self._asked_why = self._asked_to_pay = False
        self._signature = ""
        if self.view.card.state == DONE:
            self.say(f"Lấy ở kệ {self.view.card.shelf or 'chưa ghi'}: {self._result()}.", "good")
        self.say("Quét căn cước người nhận, hoặc gõ. Giấy hẹn thôi chưa đủ.")
        self.way = self.choice("way", "Cách trả", _WAYS)
        self.role = self.choice("receiver.role", "Người nhận", _ROLES)
        self.number = self.line("receiver.number", "Số giấy tờ", hint="như trên thẻ", longest=40)
        self.name = self.line("receiver.name", "Họ tên", self.view.card.owner.name, longest=200)
        self.checked = self.choice("receiver.checked", "Đã đối chiếu", _CHECKS)
        self.paper = self.line("receiver.authorised_by", "Giấy uỷ quyền", hint="tên hoặc số", longest=200)
        self.paper_day = self.line("receiver.authorised_by.date", "Ngày uỷ quyền", hint="15/11/2026")
        self.slip = self.choice("slip", "Giấy hẹn", _SLIPS)
        self._count_originals()
        self.sent_to = self.line("sent_to", "Số bưu gửi, nơi gửi")
        self.why_late = self.line("note", "Trả trễ vì", longest=500)
        self.signed = self.say("Đã ký nhận trên màn hình công dân.", "good")
        self.signed.hide()
        self.show_field("note", shown=self.view.waits_late and self.view.card.state == DONE)
        for row in (self.way, self.role):
            row.changed.connect(self._open_fields)
        self._open_fields()

    def focus_first(self) -> None:
        """The number: what a card fills."""
        self.number.setFocus()

    def renew(self, view: DossierView) -> bool:
        """Only while the same originals are to be counted off."""
        return super().renew(view) and list(view.originals.items()) == self._counted

    def take_card(self, person: PersonEntry) -> bool:
        """The card of who came: their name, number and part in the dossier; the card counts as seen."""
        if "".join(self.number.text().split()) != person.number:
            self._forget_signature()
        self.number.setText(person.number)
        self.name.setText(person.name)
        self.role.choose(self._part_of(person.number))
        self.checked.choose("card")
        self._open_fields()
        following: QLineEdit | ChoiceRow = self.slip
        if self.role.value == "authorised" and not self.paper.text():
            following = self.paper
        following.setFocus()
        return True

    @property
    def wants_signature(self) -> bool:
        """Whoever takes it at the counter may sign."""
        return self.way.value == "counter" and not self._signature

    @property
    def receiver(self) -> str:
        """Who takes it."""
        return " ".join(self.name.text().split())

    def take_signature(self, picture: str) -> None:
        """It goes into the hand-over."""
        self._signature = picture
        self.signed.show()

    def open_question(self) -> Question | None:
        """A fee not paid, and why it comes late, are asked for once; it is handed over all the same."""
        card = self.view.card
        if card.money_state == "due" and card.state == DONE and not self._asked_to_pay:
            self._asked_to_pay = True
            return Question(
                f"Hồ sơ chưa nộp phí {money(card.fee_total)}. Thu phí trước; bấm F9 lần nữa là trả mà chưa thu.",
                unpaid=True,
            )
        if self.why_late.isHidden() or self.why_late.text().strip() or self._asked_why:
            return None
        self._asked_why = True
        self.why_late.setFocus()
        return Question("Hồ sơ trả trễ hẹn: xin lỗi công dân và ghi vì sao trễ. Bấm F9 lần nữa là trả mà không ghi.")

    def document(self) -> dict[str, Any]:
        """As ``dossier hand-over`` takes it."""
        posted = self.way.value == "post"
        paper = {"paper": self.paper.text(), "date": self._day()} if self.paper.text().strip() else None
        receiver = {
            "role": "post" if posted else self.role.value,
            "name": self.name.text(),
            "number": "".join(self.number.text().split()) or None,
            "checked": self.checked.value,
            "authorised_by": paper,
        }
        counted = [
            {"name": name, "returned": number_typed(row[0]), "kept": number_typed(row[1])}
            for name, row in zip(self._names, self._counts(), strict=True)
        ]
        if self.way.value == "electronic" and not self.originals_typed:
            counted = []  # nobody came: they stay where they are
        facts: dict[str, Any] = {"slip": self.slip.value, "originals": counted, "sent_to": self.sent_to.text()}
        if self._signature and self.way.value == "counter":
            facts["signature"] = self._signature
        return {"way": self.way.value, "receiver": receiver, **facts, "note": self.why_late.text()}

    def _forget_signature(self) -> None:
        """It was somebody else's."""
        self._signature = ""
        self.signed.hide()

    @property
    def originals_typed(self) -> bool:
        """Whether any original has been counted off."""
        return any(text.strip() for row in self._counts() for text in row)

    def _day(self) -> str | None:
        return day_typed(self.paper_day.text(), self.now, "receiver.authorised_by.date")

    def _counts(self) -> list[list[str]]:
        return [[edit.text() for edit in row] for row in self.originals.lines] if self._names else []

    def _count_originals(self) -> None:
        self._names, self._counted = list(self.view.originals), list(self.view.originals.items())
        if not self._names:
            return
        self.originals = self.rows("originals", "Đếm bản chính", (("trả lại", 8), ("lưu hồ sơ", 10)), grows=False)
        for name, count in self.view.originals.items():
            self.originals.add(fixed=f"{name}: đã nhận {count}")

    def _open_fields(self) -> None:
        """Only what this way and this receiver are asked."""
        here = self.way.value == "counter"
        for field in ("receiver.role", "receiver.number", "receiver.checked", "slip"):
            self.show_field(field, shown=here)
        acting = here and self.role.value != "owner"
        self.show_field("receiver.authorised_by", shown=acting)
        self.show_field("receiver.authorised_by.date", shown=acting)
        self.show_field("sent_to", shown=not here)

    def _part_of(self, number: str) -> str:
        card = self.view.card
        if number == card.owner.number:
            return "owner"
        return "submitter" if card.submitter is not None and number == card.submitter.number else "authorised"

    def _result(self) -> str:
        papers = self.view.timeline.result
        return ", ".join(f"{one.name} ({one.count} bản)" for one in papers) or "kết quả"
