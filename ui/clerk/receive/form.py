"""The whole receive form: gathers what its sections hold into an entry, and says whenever something changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.entry import Entry, PersonEntry
from counter_app.people.wards import open_table
from ui.clerk.receive.papers_section import PapersSection
from ui.clerk.receive.person_section import PersonSection
from ui.clerk.receive.procedure_section import ProcedureSection
from ui.clerk.receive.return_section import ReturnSection
from ui.errands import Errands
from ui.widgets.keys import plain_enter


class ReceiveForm(QScrollArea):
    """Four sections under each other. ``typed`` carries the entry at every change, from the first letter on."""

    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.person, self.procedure = PersonSection(), ProcedureSection()
        self.papers, self.giving_back = PapersSection(), ReturnSection()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        back = self.giving_back
        self._lines = (*self.person.edits, self.procedure.search, back.address, back.ground, back.note)
        for edit in self._lines:
            edit.installEventFilter(self)
        for section in (self.person, self.procedure, self.papers, self.giving_back):
            section.changed.connect(self._tell)
        self.procedure.chosen.connect(self._procedure_chosen)
        self.papers.left.connect(self._after_papers)
        for pick in (self.person.address_now, back.ground):
            pick.picked.connect(self.focus_next_open)
        # Read before anybody is at the counter: what a scan then asks of the table is in memory.
        Errands(self).run(open_table)
        self.papers.copies.arrived.connect(self._keep_in_sight)

    @property
    def needed_width(self) -> int:
        """So wide is the form whole, its scroll bar included, in pixels."""
        inside = self.widget()
        return self.verticalScrollBar().sizeHint().width() + (0 if inside is None else inside.minimumSizeHint().width())

    def entry(self) -> Entry:
        """What stands in the form."""
        chosen, back = self.procedure.procedure, self.giving_back
        paper, day = self.person.authorisation_entry()
        return Entry(
            owner=self.person.owner(),
            submitter=self.person.submitter(),
            authorisation=paper,
            authorisation_date=day,
            procedure="" if chosen is None else chosen.code,
            papers=self.papers.papers(),
            lines=self.papers.lines(),
            way=back.way.value,
            way_address=back.address.text(),
            sets=back.sets.value(),
            note=back.note.text(),
            fee_way=back.fee_way.value,
            fee_ground=back.ground.text(),
            channel=back.channel.value,
            case=back.case,
        )

    def show_entry(self, entry: Entry, procedure: Procedure | None) -> None:
        """Fill the form from a draft, without telling."""
        self.blockSignals(True)
        self.person.show_owner(entry.owner)
        self.person.show_submitter_entry(entry.submitter, (entry.authorisation, entry.authorisation_date))
        self.procedure.choose(procedure)
        self.papers.show_procedure(procedure, entry.papers)
        self.papers.show_lines(entry.lines)
        self.giving_back.show_procedure(procedure)
        self.giving_back.show_entry(entry)
        self.blockSignals(False)

    def take_owner(self, person: PersonEntry) -> None:
        """A card was scanned: fill the person and go on to what is still open."""
        typed = self.person.owner()
        asked = replace(person, phone=typed.phone, phone_of=typed.phone_of, eid_account=typed.eid_account)
        self.person.show_owner(asked)
        self._tell()
        self.focus_next_open()

    def take_phone(self, phone: str, phone_of: str = "own") -> None:
        """The phone is known from an earlier visit, and whose it is."""
        self.person.phone.setText(phone)
        self.person.phone_of.choose(phone_of)
        if self.person.phone.hasFocus():
            # Who is about to type another one types over it.
            self.person.phone.selectAll()
        self._tell()

    def take_submitter(self, person: PersonEntry) -> None:
        """A second card was scanned: who brings it."""
        self.person.show_submitter_entry(person, self.person.authorisation_entry())
        self._tell()
        self.focus_next_open()

    def open_submitter(self) -> None:
        """Ctrl+U: somebody brings it for the owner; once more, and nobody does."""
        opened = not self.person.has_submitter
        self.person.show_submitter(shown=opened)
        self._tell()
        if opened:
            self.person.submitter_name.setFocus()
            self._keep_in_sight()
        else:
            self.focus_next_open()

    def choose_again(self) -> None:
        """Ctrl+P: another procedure."""
        self.procedure.choose(None)
        self.papers.show_procedure(None)
        self.giving_back.show_procedure(None)
        self.procedure.search.setFocus()
        self._tell()

    def focus_next_open(self) -> None:
        """Put the keys where the next thing is to be done: what lacks of the persons, procedure, ground, papers, phone.

        A form that search has pushed aside takes no keys: what is typed would land in it unseen.
        """
        if self.isHidden():
            return
        lacking = self.person.open_edit
        if lacking is not None:
            lacking.setFocus()
        elif self.procedure.procedure is None:
            self.procedure.search.setFocus()
        elif not self.giving_back.ground.isHidden() and not self.giving_back.ground.text().strip():
            self.giving_back.ground.setFocus()
        elif self.papers.copying or self.papers.list.isVisibleTo(self):
            self.papers.take_keys()
        else:
            self.person.phone.setFocus()
        self._keep_in_sight()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is the next field, never a button; a dot after the digit that picked a procedure goes on with its code."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if self.procedure.picked_by_digit and self.procedure.take_dot(event.text()):
            self._begin_code()
            return True
        if plain_enter(event) and isinstance(watched, QLineEdit):
            self._enter(watched)
            return True
        return super().eventFilter(watched, event)

    def _enter(self, edit: QLineEdit) -> None:
        if edit is self.procedure.search:
            self.procedure.take_enter()
            return
        if edit is self.person.address_now and self.person.address_now.asks:
            self.person.address_now.leave_open()
            self.focus_next_open()
            return
        shown = [one for one in self._lines if one.isVisibleTo(self)]
        following = shown[shown.index(edit) + 1 :]
        if following:
            following[0].setFocus()
        else:
            self.giving_back.way.setFocus()
        self._keep_in_sight()

    def _procedure_chosen(self, procedure: Procedure) -> None:
        self.papers.show_procedure(procedure)
        self.giving_back.show_procedure(procedure)
        self._tell()
        if procedure.papers or self.papers.copying:
            self.papers.take_keys()
        else:
            self.person.phone.setFocus()
        taking = self.focusWidget()
        if self.procedure.picked_by_digit and taking is not None:
            # The next key may show that the digit began a code.
            taking.installEventFilter(self)
        self._keep_in_sight()

    def _begin_code(self) -> None:
        self.papers.show_procedure(None)
        self.giving_back.show_procedure(None)
        self.procedure.search.setFocus()
        self.procedure.search.end(False)
        self._tell()

    def _after_papers(self) -> None:
        (self.person.phone if not self.person.phone.text() else self.giving_back.way).setFocus()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused, 0, 60)

    def _tell(self) -> None:
        self.typed.emit(self.entry())

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("ground")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(6)
        for section in (self.person, self.procedure, self.papers, self.giving_back):
            layout.addWidget(section)
        layout.addStretch(1)
        self.setWidget(inside)
