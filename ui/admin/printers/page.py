"""The page «Máy in»: the printers of this PC, their papers, adding and mending them, taking them to the next PC."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.errors import Refused
from counter_app.printers import PrinterCard, add_printer, import_printers, remove_printer
from ui.admin.page import Head, Page
from ui.admin.printers.draft import Draft, draft_of
from ui.admin.printers.files import PrinterFiles
from ui.admin.printers.import_sheet import ImportSheet
from ui.admin.printers.known import Known, known_printers
from ui.admin.printers.live import Live
from ui.admin.printers.overview import Overview
from ui.admin.printers.paper_rows import PaperRows
from ui.admin.printers.paper_steps import PaperSteps
from ui.admin.printers.wizard import Wizard
from ui.errands import Errands
from ui.follow import follow
from ui.work import Workers

_HELP = "Máy in của riêng máy này: in gì, đang thế nào, giấy nào chưa ra; thêm máy, in thử, mang sang máy khác."


class PrintersPage(Page):
    """Asks the printers themselves while it is shown."""

    head = Head("Máy in", _HELP)

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self._workers = workers
        self._known = Known((), (), {})
        self.errands = Errands(self)
        self.live = Live(workers.place, self.errands)
        self.files = PrinterFiles(self, self.errands, self.notice)
        self.steps = PaperSteps(self, workers.desk, self.notice, self._not_done)
        rows = [PaperRows(self.steps.take, self.steps.move_all) for _ in range(2)]
        self.overview, self.importing = Overview(self.live, *rows), ImportSheet()
        self.wizard: Wizard | None = None
        self._stack = QStackedWidget()
        for sheet in (self.overview, self.importing):
            self._stack.addWidget(sheet)
        self.content.addWidget(self._stack, 1)
        self._connect()
        self.followed = follow(self, workers.desk, known_printers, self._show)

    @property
    def unsaved(self) -> int:
        """A set-up that was begun, or a file that was read and not taken."""
        return int(bool(self.importing.cards) or (self.wizard is not None and self.wizard.touched))

    def enter(self) -> None:
        """Begin in the list, or where somebody left off."""
        if self.wizard is not None:
            self.wizard.step.enter()
        elif self._known.cards:
            self.overview.list.setFocus()
        else:
            self.overview.add.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks: ask the printers."""
        super().showEvent(event)
        self.live.look(on=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self.live.look(on=False)

    def _connect(self) -> None:
        overview, sheet = self.overview, self.overview.sheet
        overview.chosen.connect(self.notice.clear)
        overview.add.clicked.connect(lambda: self._begin(Draft(), at=0))
        overview.take_out.clicked.connect(lambda: self.files.ask_where_to(self._known.cards))
        overview.take_in.clicked.connect(self.files.ask_where_from)
        sheet.ask.clicked.connect(self.live.ask)
        sheet.test.clicked.connect(lambda: self.steps.print_strip(overview.name or ""))
        sheet.mend.clicked.connect(self._mend)
        sheet.remove.clicked.connect(self._ask_to_remove)
        self.files.read.connect(self._show_file)
        self.importing.taken.connect(self._take_in)
        self.importing.left.connect(self._leave)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.live.ask)

    def _show(self, known: Known) -> None:
        self._known = known
        self.live.know(known.cards)
        self.overview.show_known(known)

    def _not_done(self) -> None:
        """What is shown of the papers may be old."""
        for rows in (self.overview.sheet.papers, self.overview.homeless):
            rows.again()
        self.followed.insist()

    # Adding, mending, removing.

    def _begin(self, draft: Draft, at: int) -> None:
        self.notice.clear()
        self.wizard = Wizard(self._workers.place, self.errands, self.notice, self._known.cards, draft)
        self.wizard.done.connect(self._keep)
        self.wizard.left.connect(self._leave)
        self.wizard.setup.changed.connect(self.changed)
        self._stack.addWidget(self.wizard)
        self._show_sheet(self.wizard)
        self.wizard.go(at)

    def _mend(self) -> None:
        card = self._known.card(self.overview.name)
        if card is not None:
            self._begin(draft_of(card), at=1)

    def _keep(self, card: PrinterCard) -> None:
        self._workers.desk.do(add_printer, card).then(self, self._kept, self._not_kept)

    def _kept(self, card: PrinterCard) -> None:
        self._go_home()
        self.overview.choose(card.name)
        self.notice.say(f"Đã lưu máy in «{card.name}».", "good")

    def _not_kept(self, refusal: Refused) -> None:
        self.notice.refuse(refusal)
        if self.wizard is not None:
            self.wizard.bring_up_to_date()

    def _ask_to_remove(self) -> None:
        name = self.overview.name
        if name is None:
            return
        waiting = sum(paper.job.state == "queued" for paper in self._known.papers_of(name))
        papers = f" {waiting} tờ đang đợi sẽ sang máy khác in được, hoặc đợi máy thêm sau." if waiting else ""
        self.notice.say(f"Bỏ máy in «{name}»?{papers}", "warn", "Bỏ máy in", lambda: self._remove(name))

    def _remove(self, name: str) -> None:
        def done(moved: int) -> None:
            self.notice.say(f"Đã bỏ «{name}»." + (f" {moved} tờ đang đợi đã được giao lại." if moved else ""), "good")

        self._workers.desk.do(remove_printer, name).then(self, done, self.notice.refuse)

    # A file from another PC.

    def _show_file(self, file: str, cards: tuple[PrinterCard, ...]) -> None:
        self.importing.show_cards(file, cards, self._known.cards)
        self._show_sheet(self.importing)
        self.importing.take.setFocus()

    def _take_in(self) -> None:
        self._workers.desk.do(import_printers, self.importing.cards).then(self, self._taken, self.notice.refuse)

    def _taken(self, cards: tuple[PrinterCard, ...]) -> None:
        self._go_home()
        self.notice.say(f"Đã nhập {len(cards)} máy in. In thử từng máy trước khi dùng.", "good")

    # Which sheet is shown.

    def _leave(self) -> None:
        self._go_home()
        self.enter()

    def _go_home(self) -> None:
        self.notice.clear()
        self.importing.cards = ()
        if self.wizard is not None:
            self._stack.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
        self._show_sheet(self.overview)

    def _show_sheet(self, sheet: QWidget) -> None:
        self._stack.setCurrentWidget(sheet)
        self.changed.emit()
