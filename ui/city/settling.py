"""What is asked about something that waits for a person is done, once, and said: sent again, mended, given up, chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app import parked
from counter_app.attachments.listing import ParkedFile
from counter_app.attachments.queue import resend_file
from counter_app.attention import Attention, Refusal, agree_to_give_up, attention, give_up
from counter_app.errors import Refused
from counter_app.people.staff import SignInTry, signed_in
from counter_app.store import Asking
from ui.city.attention_pane import AttentionPane
from ui.city.give_up_form import GivenUp
from ui.city.said import Item
from ui.follow import follow
from ui.notices import NoticeLine
from ui.work import Pending, Workers

_DONE = {
    "resend": "Đã xếp gửi lại, đi ở lượt trao đổi tới.",
    "mend": "Đã xếp gửi lại theo hồ sơ đã đính chính.",
    "keep": "Giữ cách ghi của quầy; thành phố sẽ nhận cách ghi này ở lượt tới.",
    "take": "Đã lấy cách ghi của thành phố.",
    "given_up": "Đã bỏ việc này; việc sau của hồ sơ đi tiếp.",
}
_ACTS: dict[str, Callable[..., Any]] = {
    "resend": parked.resend,
    "mend": parked.mend,
    "keep": parked.keep_ours,
    "take": parked.take_theirs,
}
_CORRECT_FIRST = "Chưa có gì được đính chính. Đính chính hồ sơ ở cửa sổ quầy (Ctrl+L, «Cần xử lý»), rồi gửi lại."


class Settling(QObject):
    """Does what the pane asks for. ``correct`` opens the form of a correction, where this window has one."""

    def __init__(self, workers: Workers, pane: AttentionPane, notice: NoticeLine) -> None:
        super().__init__(pane)
        self._workers, self._pane, self._notice = workers, pane, notice
        self.correct: Callable[[Refusal], None] | None = None
        self.open: Callable[[UUID], None] | None = None
        self._busy = False
        pane.asked.connect(self._asked)
        self.followed = follow(pane, workers.desk, self._ask, self._show)

    def give_up_typed(self) -> bool:
        """F9: give up what the form asks about. False where no form is open."""
        if self._pane.form.isHidden():
            return False
        self._asked("given_up")
        return True

    def mend(self, op_id: UUID) -> None:
        """Send it as it was corrected just now."""
        self._do("mend", self._workers.desk.do(parked.mend, op_id))

    def _ask(self, asking: Asking) -> Attention | None:
        return None if self._pane.isHidden() else attention(asking)

    def _show(self, found: Attention | None) -> None:
        if found is not None:
            self._pane.show_attention(found)

    def _asked(self, name: str) -> None:
        item = self._pane.marked
        if self._busy or item is None:
            return
        if name == "open":
            self._open(item)
        elif isinstance(item, Refusal):
            self._notice.clear()
            self._settle(name, item)
        elif isinstance(item, ParkedFile) and name == "resend":
            self._notice.clear()
            self._do(name, self._workers.desk.do(resend_file, item.file.id))

    def _settle(self, name: str, item: Refusal) -> None:
        if name == "give_up":
            self._pane.begin_giving_up()
        elif name == "given_up":
            self._agree(item.op.op_id, self._pane.form.typed)
        elif name == "mend" and not item.op.mendable:
            if self.correct is None:
                self._notice.say(_CORRECT_FIRST, "warn")
            else:
                self.correct(item)
        else:
            self._do(name, self._workers.desk.do(_ACTS[name], item.op.op_id))

    def _open(self, item: Item) -> None:
        if isinstance(item, ParkedFile):
            dossier_id: UUID | None = item.file.dossier_id
        else:
            dossier_id = item.dossier_id if isinstance(item, Refusal) else item.ours_id
        if self.open is not None and dossier_id is not None:
            self.open(dossier_id)

    def _agree(self, op_id: UUID, typed: GivenUp) -> None:
        """The second person signs in for it, then it is given up."""

        def tried(answer: SignInTry) -> None:
            try:
                signed_in(answer, typed.login)
            except Refused as refusal:
                self._refused(refusal)
                return
            self._do("given_up", self._workers.desk.do(give_up, op_id, typed.reason, typed.login))

        self._busy = True
        self._workers.desk.do(agree_to_give_up, typed.login, typed.password).then(self, tried, self._refused)

    def _do(self, name: str, pending: Pending[Any]) -> None:
        self._busy = True
        pending.then(self, partial(self._done, name), self._refused)

    def _done(self, name: str, _answer: object) -> None:
        self._busy = False
        if name == "given_up":
            self._pane.leave_form()
        self._notice.say(_DONE[name], "good")

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        self._notice.refuse(refusal)
        if not self._pane.form.isHidden():
            self._pane.form.show_fault(refusal)
