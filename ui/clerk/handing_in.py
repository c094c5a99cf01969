"""What the form may become: a dossier received (F9), one asked to be completed (form 02), one refused (form 03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.entry import Entry, missing, missing_to_write_down, papers_lacking
from counter_app.dossiers.entry_document import to_document
from counter_app.dossiers.intake import Intake, read_intake
from counter_app.dossiers.lookup import DossierRow
from counter_app.dossiers.receive import Received, receive
from counter_app.dossiers.steps.documents import read_refusal
from counter_app.dossiers.steps.endings import refuse_at_intake
from counter_app.dossiers.steps.supplement import ask_at_intake
from counter_app.dossiers.steps.values import StepDone, SupplementAsked
from counter_app.errors import Incomplete
from counter_app.print_jobs import jobs
from counter_app.setting_kinds import entries
from counter_app.settings import values_of
from counter_app.store import Asking

NOT_WHOLE = "Hồ sơ chưa đủ thành phần theo quy định của thủ tục"
"""The reason on form 02 for papers that did not come; its items name them."""
_NEXT = "F7 nhận thêm, F12 kết thúc lượt."
_FORMS = {3: "Đã từ chối {code} bằng mẫu 03.", 5: "Đã yêu cầu bổ sung {code} bằng mẫu 02."}
"""What is said of a dossier in these national statuses."""


@dataclass(frozen=True)
class HandIn:
    """An act the form's content is handed to, as ``act(intake, *given, visit, draft)``, and what it can't do without."""

    act: Callable[..., Any]
    lacking: Callable[[Entry, Procedure | None], tuple[str, ...]] = missing_to_write_down
    given: tuple[Any, ...] = ()

    def read(self, entry: Entry, procedure: Procedure | None, today: date) -> Intake:
        """The form's content as the act takes it. Incomplete, BadDocument."""
        lacking = self.lacking(entry, procedure)
        if lacking or procedure is None:
            raise Incomplete(lacking)
        # A line half typed is none: only what is received has to be counted.
        whole = tuple(line for line in entry.lines if line.pages and line.copies)
        return read_intake(to_document(replace(entry, lines=whole), procedure), today)


RECEIVE = HandIn(receive, missing)


def supplement_for(entry: Entry, procedure: Procedure) -> HandIn:
    """Form 02 for the papers that did not come."""
    return HandIn(ask_at_intake, given=(SupplementAsked(NOT_WHOLE, papers_lacking(entry, procedure)),))


def refusal_because(reason: str) -> HandIn:
    """Form 03 with its reason; BadDocument."""
    return HandIn(refuse_at_intake, given=(read_refusal({"reason": reason}).value,))


def only_papers_lack(entry: Entry, procedure: Procedure | None) -> bool:
    """Whether form 02 could be given: all is known but papers the law wants."""
    if procedure is None or missing_to_write_down(entry, procedure):
        return False
    return bool(papers_lacking(entry, procedure))


def form_queued(asking: Asking, done: StepDone) -> bool:
    """Whether the form of a step is on its way to an office printer."""
    return bool(jobs(asking, about=f"form:{done.form}"))


def said_of_received(answer: Received) -> str:
    """What was received, and whether its paper comes."""
    paper = "" if answer.job_id is None else " Giấy tiếp nhận đã gửi in."
    return f"Đã nhận {answer.code}.{paper} {_NEXT}"


def said_of_form(done: StepDone, *, queued: bool) -> str:
    """Which form was given, and whether it comes out of a printer."""
    paper = "Phiếu đã gửi in." if queued else "Chưa có máy in biểu mẫu: mở hồ sơ để in phiếu."
    return f"{_FORMS[done.state].format(code=done.code)} {paper} {_NEXT}"


def said_of_last(row: DossierRow) -> str:
    """What the last dossier of the visit came to, for who presses F9 again."""
    return f"{_FORMS.get(row.state, 'Đã nhận {code}.').format(code=row.code)} {_NEXT}"


def copied_often(asking: Asking) -> tuple[str, ...]:
    """The papers people most often want copies of."""
    return entries(str(values_of(asking, "receive.copied_papers")["receive.copied_papers"]))
