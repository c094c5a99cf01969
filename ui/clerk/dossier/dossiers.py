"""The dossier's pane beside form and search: opened from a scan, a list or a card; its steps taken; closed again.

What is half filled in the form stays there: the pane only stands in its place. A step taken while somebody called stands
at the counter begins their visit, like anything else a clerk does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from counter_app.attachments.attaching import TakenOff
from counter_app.dossiers.entry import Entry, PersonEntry
from counter_app.dossiers.lookup import DossierRow, dossier, open_dossiers_of
from counter_app.dossiers.worklists import LISTS_VI, WorkCounts, work_counts
from counter_app.errors import NotFound, Refused
from counter_app.queue.visits import RESULT_LINE
from counter_app.store import Asking
from ui.clerk.dossier.files import Files
from ui.clerk.dossier.money_form import MONEY, money_wanted
from ui.clerk.dossier.of_ticket import DossierOfTicket
from ui.clerk.dossier.papers import Papers
from ui.clerk.dossier.said import fee_words
from ui.clerk.dossier.step_taking import StepTaking
from ui.clerk.dossier.view import DossierView, dossier_view
from ui.follow import follow
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork


class Dossiers(QObject):
    """Opens and closes the pane, and hands its keys on."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work, self._pane = workers, work, work.dossier
        self._wanted: UUID | None = None
        self._over_search = False
        self._visit: UUID | None = None
        self.taking = StepTaking(workers, work)
        self.of_ticket = DossierOfTicket(workers, work, self.open)
        self.papers, self.files = Papers(workers, work), Files(workers, work)
        self.taking.taken.connect(self._taken)
        pane = self._pane
        pane.closed.connect(self._closed)
        pane.steps.chosen.connect(self._begin)
        pane.steps.money.connect(self._begin_money)
        pane.steps.told.connect(lambda why: work.notice.say(why, "warn"))
        work.search.opened.connect(self.open)
        work.flow.changed.connect(self._visit_changed)
        work.flow.called.connect(lambda _answer: self.leave_to_form())
        self._follow = follow(pane, workers.desk, self._ask, self._show)

    @property
    def here(self) -> bool:
        """Whether the pane is what one works in."""
        return not self._pane.isHidden()

    def open(self, dossier_id: UUID, step: str = "") -> None:
        """Show this dossier; the form of a step too, where one is named."""

        def seen(view: DossierView) -> None:
            self._opened(view)
            if step:
                self._begin(step)

        self._workers.desk.ask(dossier_view, dossier_id).then(self, seen, self._work.notice.refuse)

    def open_code(self, code: str) -> None:
        """A code was scanned: show its dossier, or look for it."""

        def unknown(refusal: Refused) -> None:
            self._work.notice.refuse(refusal)
            if isinstance(refusal, NotFound):
                self._work.open_search(code)

        self._workers.desk.ask(dossier, code).then(self, lambda card: self.open(card.id), unknown)

    def do_it(self) -> bool:
        """F9: take the step begun. False where no dossier is open."""
        if self.here:
            self.taking.take()
        return self.here

    def look(self) -> None:
        """F5: the receipt of the dossier on the screen, or of the one marked in search."""
        if self.here:
            self.papers.look()
        else:
            self._work.search.look()

    def take_card(self, person: PersonEntry, otherwise: Callable[[], None]) -> bool:
        """A card was scanned: who takes the result, or, with no form open, whose dossiers are wanted."""
        if self._pane.take_card(person):
            return True
        self.of_ticket.carded = person.number
        if self.of_ticket.awaited and self._work.receiving.entry == Entry():
            return False  # the card begins the visit, and the dossier the ticket is for opens with it
        ticket = self._work.flow.ticket
        collecting = ticket is not None and ticket.service == RESULT_LINE
        no_form = self.here or not self._work.search.isHidden() or collecting
        if not no_form or self._work.receiving.entry != Entry():
            return False

        def known(rows: tuple[DossierRow, ...]) -> None:
            if rows:
                self._work.header.show_person(person.name, person.number, rows)
                self._show_rows(f"HỒ SƠ ĐANG MỞ CỦA {person.name.upper()}", rows)
            else:
                otherwise()

        self._workers.desk.ask(open_dossiers_of, person.number).then(self, known)
        return True

    def of_person(self) -> None:
        """Ctrl+D: the open dossiers of the person in the form; with nobody there the dossier the ticket is for."""
        owner = self._work.receiving.entry.owner

        def known(rows: tuple[DossierRow, ...]) -> None:
            if rows:
                self._show_rows(f"HỒ SƠ ĐANG MỞ CỦA {owner.name.upper()}", rows)
            else:
                self._work.notice.say("Người này không có hồ sơ nào đang mở.", "good")

        if owner.number:
            self._workers.desk.ask(open_dossiers_of, owner.number).then(self, known)
        elif self.of_ticket.code:
            self.open_code(self.of_ticket.code)
        else:
            self._work.notice.say("Quét căn cước trước, rồi Ctrl+D xem hồ sơ đang mở của người đó.", "warn")

    def tell_open(self, rows: tuple[DossierRow, ...]) -> None:
        """A card filled the form, and its person has dossiers open: one key shows them."""
        if rows and not self._work.notice.text and not self.of_ticket.code:
            words = f"Người này có {len(rows)} hồ sơ đang mở."
            self._work.notice.say(words, "good", "Xem hồ sơ (Ctrl+D)", self.of_person)

    def ask_list(self) -> None:
        """Ctrl+L: which work list?"""

        def counted(counts: WorkCounts) -> None:
            answers = [(name, f"{words}: {getattr(counts, name)}") for name, words in LISTS_VI.items()]
            self._work.choices.ask("Xem danh sách", answers, self.open_list)

        self._workers.desk.ask(work_counts).then(self, counted)

    def open_list(self, name: str) -> None:
        """A work list in the place of search, or the pane it has of its own."""
        self._work.city.open_list(name, self._open_plain_list)

    def _open_plain_list(self, name: str) -> None:
        self.leave()
        self._work.form.hide()
        self._work.search.open_list(name)

    def leave(self) -> None:
        """The pane goes, for something that takes its place."""
        self._wanted = None
        self._work.city.leave()
        self._pane.hide()
        self._work.summary.show()

    def leave_to_form(self) -> None:
        """Back to the form, unless a step is begun."""
        if not self._work.form.isHidden() or (self.here and self._pane.form is not None):
            return
        self.leave()
        self._work.search.hide()
        self._work.show_form()

    def focus(self) -> None:
        """The keys come back to the dossier, where one is open."""
        if not self.here:
            return
        if self._pane.form is None:
            self._pane.setFocus()
        else:
            self._pane.form.focus_first()

    def _opened(self, view: DossierView) -> None:
        work = self._work
        if not self.here:
            self._over_search = not work.search.isHidden()
            work.city.leave()
        self._wanted = view.card.id
        for other in (work.form, work.search, work.summary):
            other.hide()
        self._pane.show_view(view)
        self._pane.show()
        self._pane.show_list()

    def _closed(self) -> None:
        if self._work.city.come_back():
            return
        self.leave()
        if self._over_search:
            self._work.search.come_back()
        else:
            self._work.show_form()

    def _taken(self, done: object) -> None:
        if isinstance(done, TakenOff):
            self.files.taken_off(done)

    def _begin(self, step: str) -> None:
        self._work.notice.clear()
        self._pane.begin(step, self._workers.place.clock())

    def _begin_money(self) -> None:
        """P, or Ctrl+B from within a step: the money, where there is any to move."""
        view = self._pane.view
        if view is None:
            return
        if money_wanted(view):
            self._begin(MONEY)
        else:
            self._work.notice.say(
                f"Hồ sơ {view.card.code} không còn khoản nào để thu, hoàn: {fee_words(view)}.", "warn"
            )

    def _ask(self, asking: Asking) -> DossierView | None:
        wanted = self._wanted
        return None if wanted is None else dossier_view(asking, wanted)

    def _show(self, view: DossierView | None) -> None:
        if view is not None and self._pane.shown_id == view.card.id:
            self._pane.show_view(view)

    def _show_rows(self, title: str, rows: tuple[DossierRow, ...]) -> None:
        self.leave()
        self._work.form.hide()
        self._work.search.open_rows(title, rows)

    def _visit_changed(self) -> None:
        """A citizen who has gone leaves no dossier on the screen."""
        visit = self._work.flow.visit
        before, self._visit = self._visit, None if visit is None else visit.id
        if before is not None and visit is None and self.here:
            self._pane.form = None
            self.leave_to_form()
