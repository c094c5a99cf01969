"""The dossier in the one place to work in: where it stands, what happened, what can be done, and the step begun.

It shows and takes keys; ``dossiers`` opens it beside form and search, and takes the steps.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.dossiers.entry import PersonEntry
from counter_app.dossiers.lookup import DossierCard
from ui.clerk.dossier.making import FORMS
from ui.clerk.dossier.money_form import MONEY, money_wanted
from ui.clerk.dossier.said import facts_of, state_words, who_words
from ui.clerk.dossier.scrolled import Scrolled
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.dossier.step_list import FILE_KEYS, StepList
from ui.clerk.dossier.timeline_view import TimelineView
from ui.clerk.dossier.view import DossierView
from ui.clerk.receipt_preview import ReceiptPreview, SeenPaper
from ui.widgets.pieces import Card, clear, label, set_role

_HINT = "Esc quay lại · P, Ctrl+B thu phí, hoàn phí · F5 xem, F6 in lại giấy tiếp nhận · M xem mẫu, I in mẫu · T đính kèm, V xem tệp"
_FACTS_ACROSS = 2


class DossierPane(Card):
    """``view`` is what it shows; ``form`` the step begun."""

    closed = Signal()
    left = Signal()
    """The step begun is not before one's eyes any more."""
    form_wanted = Signal()
    """M: the next form that was given out, on the screen."""
    file_wanted = Signal()
    """V: the next attached file, on the screen."""
    print_wanted = Signal()
    """I: the form on the screen, or the newest one, on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view: DossierView | None = None
        self.form: StepForm | None = None
        self.begun_rev = 0
        """The revision the step begun was begun on."""
        self._kept: dict[str, StepForm] = {}
        self._put_off = ""
        """The step that waits until the money is taken."""
        self.code, self.state = label(points=14, wrap=True), label(role="title", wrap=True)
        self.who, self.procedure = label(role="title", wrap=True), label(role="muted", wrap=True)
        self._facts = QGridLayout()
        self.steps, self.timeline, self.preview = StepList(), TimelineView(), ReceiptPreview()
        self._left = QStackedWidget()
        self._lay_out()
        self.hide()

    @property
    def shown_id(self) -> UUID | None:
        """The dossier on the screen; None while the pane is closed."""
        return None if self.view is None or self.isHidden() else self.view.card.id

    @property
    def card(self) -> DossierCard | None:
        """The card of the dossier on the screen."""
        return None if self.view is None or self.isHidden() else self.view.card

    def show_view(self, view: DossierView) -> None:
        """Show a dossier as it is now; what was typed for a step stays."""
        if self.view is None or self.view.card.id != view.card.id:
            self._forget_forms()
        self.view = view
        card = view.card
        self.code.setText(card.code)
        self.state.setText(state_words(view))
        late = view.possible.late or view.waits_late or card.voided
        set_role(self.state, "bad" if late else "good" if card.handover_state == "ready" else "title")
        self.who.setText(who_words(card))
        self.procedure.setText(card.procedure_name)
        self._show_facts(view)
        self.steps.show_steps(view.possible, money_wanted(view), files=len(view.files))
        self.timeline.show_timeline(view.timeline, "" if card.due is None else card.due_basis, view.files)

    def begin(self, step: str, now: datetime) -> None:
        """Open the form of a step; one begun before is as it was left."""
        if self.view is None or step not in FORMS:
            return
        if step == MONEY and self.form is not None and self.form.step != MONEY:
            self._put_off = self.form.step
        kept = self._kept.get(step)
        if kept is not None and not kept.renew(self.view):
            self._drop(kept)
        if step not in self._kept:
            form = FORMS[step](self.view, now)
            self._kept[step] = form
            self._left.addWidget(Scrolled(form))
        self.form = self._kept[step]
        self.begun_rev = self.view.possible.rev
        self._left.setCurrentWidget(self._area_of(self.form))
        self.form.focus_first()

    def begin_again(self, now: datetime) -> None:
        """The dossier moved under the step begun: what was typed stays wherever it still has a meaning."""
        if self.form is not None:
            self.begin(self.form.step, now)

    def done(self) -> str:
        """The step begun was taken: its form is gone. The step that was put off for it; empty for none."""
        put_off = self._put_off if self.form is not None and self.form.step == MONEY else ""
        if self.form is not None:
            self._drop(self.form)
        self.show_list()
        return put_off

    def show_list(self) -> None:
        """Back to the list of steps."""
        self.form, self._put_off = None, ""
        self._left.setCurrentIndex(0)
        self.setFocus()
        self.left.emit()

    def show_paper(self, seen: SeenPaper) -> None:
        """A paper of the dossier over its timeline and steps."""
        self._below.hide()
        self.preview.show_paper(seen)

    def take_card(self, person: PersonEntry) -> bool:
        """A card was scanned; whether the step begun has a use for it."""
        return self.form is not None and not self.isHidden() and self.form.take_card(person)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes one back; steps and papers by their keys."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() == Qt.Key.Key_B and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.steps.money.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.timeline.turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif self.form is not None or not self._take_letter(event.text()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A paper is not left on a screen that shows something else."""
        self._put_back()
        self.left.emit()
        super().hideEvent(event)

    def _take_letter(self, text: str) -> bool:
        if text.upper() == "M":
            self.form_wanted.emit()
        elif text.upper() == "I":
            self.print_wanted.emit()
        elif text.upper() == FILE_KEYS["view"]:
            self.file_wanted.emit()
        else:
            return self.preview.isHidden() and self.steps.take_key(text)
        return True

    def _back(self) -> None:
        if not self.preview.isHidden():
            self._put_back()
            self.setFocus()
        elif self.form is not None:
            self.show_list()
        else:
            self.hide()
            self.closed.emit()

    def _put_back(self) -> None:
        self.preview.forget()
        self._below.show()

    def _show_facts(self, view: DossierView) -> None:
        clear(self._facts)
        top = Qt.AlignmentFlag.AlignTop
        for number, (caption, words) in enumerate(facts_of(view)):
            row, column = number // _FACTS_ACROSS, 2 * (number % _FACTS_ACROSS)
            self._facts.addWidget(label(caption, role="muted", points=9.5), row, column, top)
            self._facts.addWidget(label(words, points=10, wrap=True), row, column + 1, top)

    def _forget_forms(self) -> None:
        for form in list(self._kept.values()):
            self._drop(form)
        self.form = None
        self._left.setCurrentIndex(0)

    def _drop(self, form: StepForm) -> None:
        self._kept = {step: one for step, one in self._kept.items() if one is not form}
        area = self._area_of(form)
        self._left.removeWidget(area)
        area.deleteLater()

    def _area_of(self, form: StepForm) -> QWidget:
        return next(area for area in self._left.findChildren(Scrolled) if area.widget() is form)

    def _lay_out(self) -> None:
        self._facts.setHorizontalSpacing(10)
        self._facts.setVerticalSpacing(1)
        for column, stretch in ((1, 2), (3, 3)):
            self._facts.setColumnStretch(column, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 8)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.code)
        head.addSpacing(12)
        head.addWidget(self.state, 1)
        layout.addLayout(head)
        layout.addWidget(self.who)
        layout.addWidget(self.procedure)
        layout.addLayout(self._facts)
        self._left.addWidget(Scrolled(self.steps))
        self._below = QWidget()
        beside = QHBoxLayout(self._below)
        beside.setContentsMargins(0, 4, 0, 0)
        beside.setSpacing(10)
        beside.addWidget(self._left, 3)
        beside.addWidget(self.timeline, 2)
        layout.addWidget(self._below, 1)
        layout.addWidget(self.preview, 1)
        layout.addWidget(label(_HINT, role="muted", points=9, wrap=True))
