"""The forms of the steps the office takes: supplement, taking in, refusing, forwarding, extending, ending, result."""

from __future__ import annotations

from typing import Any

from counter_app.dossiers.steps.legs import LegCard
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.dossier.typed import day_typed, moment_shown, moment_typed, number_typed
from ui.clerk.dossier.view import DossierView

_TOLD = (
    *(("", "Chưa báo"), ("phone", "Điện thoại"), ("sms", "SMS")),
    *(("email", "Thư"), ("social", "Zalo")),
)


class SupplementForm(StepForm):
    """Form 02: what lacks and why; whom the citizen asks."""

    step = "supplement"

    def build(self) -> None:
        """What lacks, one a line."""
        self.items = self.rows("items", "Cần bổ sung", (("giấy tờ, nội dung còn thiếu", 0),))
        self.reason = self.line("reason", "Lý do")
        self.contact = self.line("contact", "Hỏi ai", hint="để trống: người đang làm")
        self.phone = self.line("phone", "Điện thoại")

    def document(self) -> dict[str, Any]:
        """As ``dossier supplement`` takes it."""
        items = [row[0] for row in self.items.values()]
        said = {"reason": self.reason.text(), "contact": self.contact.text(), "phone": self.phone.text()}
        return {"items": items, **said}


class TakingInForm(StepForm):
    """What the citizen brought; the clock starts, or starts anew."""

    step = "complete"

    def build(self) -> None:
        """The papers brought, those asked for first."""
        columns = (("tên giấy tờ", 0), ("chính", 6), ("sao", 6))
        self.papers = self.rows("papers", "Giấy tờ mang đến", columns)
        waited = next((one for one in self.view.timeline.supplements if one.ended_at is None), None)
        if waited is not None:
            self.papers.fill([(item, "1", "0") for item in waited.items])
        self.note = self.line("note", "Ghi chú")

    def document(self) -> dict[str, Any]:
        """As ``dossier complete`` and ``dossier accept`` take it."""
        papers = [
            {"name": name, "originals": number_typed(originals), "copies": number_typed(copies)}
            for name, originals, copies in self.papers.values()
        ]
        return {"papers": papers, "note": self.note.text()}


class AcceptForm(TakingInForm):
    """A dossier that was written down and lacks nothing."""

    step = "accept"


class RefuseForm(StepForm):
    """Form 03; past the due date it says why so late."""

    step = "refuse"

    def build(self) -> None:
        """Why, and why so late."""
        self.reason = self.line("reason", "Lý do từ chối")
        self.late_reason = self.line("late_reason", "Trễ vì sao, xin lỗi")
        self.show_field("late_reason", shown=self.view.possible.late)

    def document(self) -> dict[str, Any]:
        """As ``dossier refuse`` takes it."""
        return {"reason": self.reason.text(), "late_reason": self.late_reason.text()}


class ForwardForm(StepForm):
    """Form 06: the units, the first one in the lead."""

    step = "forward"

    def build(self) -> None:
        """Units with work and limit; the due date is the limit where none is typed."""
        columns = (("đơn vị", 0), ("việc", 0), ("hạn 25/11 16:30", 12), ("cán bộ", 0), ("điện thoại", 0))
        self.units = self.rows("units", "Đơn vị, chủ trì ghi trước", columns)
        self.note = self.line("note", "Ghi chú")
        if self.view.card.due is not None:
            self.say(f"Hạn để trống là hạn trả kết quả: {moment_shown(self.view.card.due)}.")

    def document(self) -> dict[str, Any]:
        """As ``dossier forward`` takes it."""
        return {"units": [self._unit(at, row) for at, row in enumerate(self.units.values())], "note": self.note.text()}

    def _unit(self, place: int, row: list[str]) -> dict[str, Any]:
        unit, work, limit, officer, phone = row
        due = None if self.view.possible.late else self.view.card.due
        if due is not None and not limit.strip():
            until = due.isoformat()
        else:
            until = moment_typed(limit, self.now, f"units.{place}.limit", due)
        said = {"unit": unit, "work": work, "limit": until, "officer": officer, "phone": phone}
        return {**said, "lead": place == 0}


class LegForm(StepForm):
    """What a unit did with its part."""

    step = "note_leg"

    def build(self) -> None:
        """Which unit, and what it did."""
        having = self._having = _having(self.view)
        self.unit = self.choice("position", "Đơn vị", [(str(leg.position), leg.unit) for leg in having] or [("0", "—")])
        self.what = self.choice("what", "Đã", (("taken", "Nhận hồ sơ"), ("done", "Xử lý xong")))
        if having and having[0].taken_at is not None:
            self.what.choose("done")
        self.officer = self.line("officer", "Cán bộ")
        self.note = self.line("note", "Ghi chú")

    def renew(self, view: DossierView) -> bool:
        """Only while the same units have it, as they had it."""
        return super().renew(view) and _having(view) == self._having

    def document(self) -> dict[str, Any]:
        """As ``dossier note-leg`` takes it."""
        said = {"officer": self.officer.text(), "note": self.note.text()}
        return {"position": int(self.unit.value), "what": self.what.value, **said}


class ExtendForm(StepForm):
    """Form 04: a later day, with an apology."""

    step = "extend"

    def build(self) -> None:
        """The new day, why, who apologises and how the citizen was told."""
        self.due = self.line("due", "Hẹn lại", hint="ngày mới, như 01/12/2026 16:30")
        self.reason = self.line("reason", "Lý do, lời xin lỗi")
        self.signed_by = self.line("signed_by", "Người ký", hint="thủ trưởng cơ quan")
        self.told_by = self.choice("told_by", "Báo công dân", _TOLD)

    def document(self) -> dict[str, Any]:
        """As ``dossier extend`` takes it."""
        told = [self.told_by.value] if self.told_by.value else []
        due = moment_typed(self.due.text(), self.now, "due")
        return {"due": due, "reason": self.reason.text(), "signed_by": self.signed_by.text(), "told_by": told}


class WithdrawForm(StepForm):
    """An ending without a result."""

    step = "withdraw"

    def build(self) -> None:
        """Why, and who asked for it."""
        self.reason = self.line("reason", "Lý do")
        self.asked_by = self.line("asked_by", "Ai yêu cầu", hint=f"để trống: {self.view.card.owner.name}")
        self.signed_by = self.line("signed_by", "Người ký")

    def document(self) -> dict[str, Any]:
        """As ``dossier withdraw``, ``stop`` and ``close`` take it."""
        return {"reason": self.reason.text(), "asked_by": self.asked_by.text(), "signed_by": self.signed_by.text()}


class StopForm(WithdrawForm):
    """Form 05: stopped at the citizen's request."""

    step = "stop"


class CloseForm(WithdrawForm):
    """Form 05: closed after 15 days of waiting."""

    step = "close"


class ResultForm(StepForm):
    """The papers of the result and the shelf they wait on."""

    step = "result"

    def build(self) -> None:
        """The shelf first: it is what is looked for later."""
        self.shelf = self.line("shelf", "Để ở kệ", self.view.card.shelf, "C-14")
        columns = (("tên giấy tờ", 0), ("số, ký hiệu", 9), ("số bản", 6), ("ngày cấp", 0), ("người ký", 0))
        self.papers = self.rows("papers", "Giấy tờ kết quả", columns)
        known = [(one.name, one.number, str(one.count), "", one.signer) for one in self.view.timeline.result]
        self.papers.fill(known)
        self.note = self.line("note", "Ghi chú")

    def document(self) -> dict[str, Any]:
        """As ``dossier result`` takes it."""
        papers = [self._paper(place, row) for place, row in enumerate(self.papers.values())]
        return {"shelf": self.shelf.text(), "papers": papers, "note": self.note.text()}

    def _paper(self, place: int, row: list[str]) -> dict[str, Any]:
        name, number, count, day, signer = row
        issued = day_typed(day, self.now, f"papers.{place}.issued_on")
        return {"name": name, "number": number, "count": number_typed(count, 1), "issued_on": issued, "signer": signer}


def _having(view: DossierView) -> list[LegCard]:
    """The units that have the dossier."""
    return [leg for leg in view.timeline.legs if leg.done_at is None]
