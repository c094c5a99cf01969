"""The signature at a hand-over: asked for on the citizen's screen, taken into the form when it is there.

Only where that screen is open. The clerk may go on without: the next F9 hands over, signed or not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.dossiers.signature import SignatureAsked, ask_signature, signature_asked, take_back
from counter_app.errors import Refused
from counter_app.ids import new_id
from counter_app.store import Asking
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.steps import Done
from ui.follow import follow
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork

ASKED = "Mời công dân ký ở màn hình phía họ. Ký xong bấm F9 trả; bấm F9 ngay là trả không có chữ ký."
SIGNED = "Công dân đã ký. Bấm F9 trả kết quả."


class Signing(QObject):
    """Asks once for each form begun, and stops asking when the form is left."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work = workers, work
        self._form: StepForm | None = None
        self._asked: UUID | None = None
        work.dossier.left.connect(self._give_up)
        self._follow = follow(work.dossier, workers.desk, self._ask, self._show)

    def wanted(self, form: StepForm) -> bool:
        """Whether the citizen is to be asked now."""
        return form.wants_signature and form is not self._form and self._work.status.citizen_open

    def ask(self, form: StepForm, dossier_id: UUID, otherwise: Callable[[], None], done: Done) -> None:
        """Ask; ``otherwise`` where this office asks for none."""

        def asked(answer: SignatureAsked | None) -> None:
            if answer is None:
                otherwise()
                return
            self._asked = answer.id
            self._work.notice.say(ASKED, "warn")
            done()

        def refused(refusal: Refused) -> None:
            self._work.notice.refuse(refusal)
            done()

        self._form = form
        answer = self._workers.desk.do_once(new_id(), ask_signature, dossier_id, form.receiver)
        answer.then(self, asked, refused)

    def _ask(self, asking: Asking) -> SignatureAsked | None:
        return None if self._asked is None else signature_asked(asking, self._work.flow.counter)

    def _show(self, found: SignatureAsked | None) -> None:
        form = self._form
        if form is None or found is None or found.id != self._asked or not found.picture:
            return
        form.take_signature(found.picture)
        self._work.notice.say(SIGNED, "good")

    def _give_up(self) -> None:
        asked, self._form, self._asked = self._asked, None, None
        if asked is not None:
            self._workers.desk.do(take_back, asked)
