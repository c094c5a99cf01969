"""The attached files of the dossier on the screen: attach some (T), look at one after the other (V), take one off (X).

Reading and encrypting is done beside the window. A scanner's page would call the same ``attach_file``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from counter_app.attachment_errors import FileUnreadable
from counter_app.attachments.attaching import TakenOff, forget_content
from counter_app.attachments.from_disk import attach_path
from counter_app.attachments.listing import AttachmentCard
from counter_app.attachments.viewing import read_back
from counter_app.place import Place
from counter_app.wording_files import size_words
from ui.clerk.dossier.detach_form import DETACH
from ui.clerk.receipt_preview import SHEET_DPI, SeenPaper
from ui.errands import Errands
from ui.file_pages import file_pages
from ui.work import Workers

if TYPE_CHECKING:
    from ui.clerk.window import CounterWork

_NAMES = "Tệp đính kèm (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;Mọi tệp (*)"
_NONE = "Hồ sơ này chưa có tệp đính kèm. Bấm T để đính kèm."


class Files(QObject):
    """Does what is wanted of the files; ``dialog`` is the window that asks for some, while it is open."""

    def __init__(self, workers: Workers, work: CounterWork) -> None:
        super().__init__(work)
        self._workers, self._work, self._pane = workers, work, work.dossier
        self._errands = Errands(self)
        self._shown: UUID | None = None
        self.dialog: QFileDialog | None = None
        self._pane.steps.files.connect(self._wanted)
        self._pane.file_wanted.connect(self._look)

    def attach(self, dossier_id: UUID, paths: Sequence[Path]) -> None:
        """Attach these files to a dossier."""

        def done(cards: tuple[AttachmentCard, ...]) -> None:
            self._work.notice.say(_attached(cards), "good")

        work = partial(attach_all, self._place, dossier_id, tuple(paths))
        self._errands.run(work).then(self, done, self._work.notice.refuse)

    def taken_off(self, gone: TakenOff) -> None:
        """A file was taken off: its content leaves the disk, too."""
        self._errands.run(partial(forget_content, self._place, gone.sha256))

    @property
    def _place(self) -> Place:
        """The records, acting as whoever works here."""
        return replace(self._workers.place, desk=self._workers.desk.store)

    @property
    def _files(self) -> tuple[AttachmentCard, ...]:
        return () if self._pane.view is None else self._pane.view.files

    def _wanted(self, what: str) -> None:
        if what == "attach":
            self._ask_which()
        elif what == "view":
            self._look()
        elif self._files:
            self._work.notice.clear()
            self._pane.begin(DETACH, self._workers.place.clock())
        else:
            self._work.notice.say(_NONE, "warn")

    def _ask_which(self) -> None:
        if self._pane.view is None or self.dialog is not None:
            return
        self._work.notice.clear()
        self.dialog = QFileDialog(self._work, "Đính kèm tệp vào hồ sơ")
        self.dialog.setNameFilter(_NAMES)
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.filesSelected.connect(partial(self._chosen, self._pane.view.card.id))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _chosen(self, dossier_id: UUID, names: list[str]) -> None:
        self.attach(dossier_id, [Path(name) for name in names])

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._work.dossiers.focus()

    def _look(self) -> None:
        """The first file, or the one after that on the screen."""
        ids = [one.id for one in self._files]
        if not ids:
            self._work.notice.say(_NONE, "warn")
            return
        place = 0
        if self._shown in ids and not self._pane.preview.isHidden():
            place = (ids.index(self._shown) + 1) % len(ids)
        self._shown = ids[place]
        self._errands.run(partial(seen_file, self._place, ids[place])).then(
            self, partial(self._seen, ids[place]), self._work.notice.refuse
        )

    def _seen(self, attachment_id: UUID, paper: SeenPaper) -> None:
        """Shown only where its dossier is still on the screen."""
        if attachment_id in [one.id for one in self._files] and self._pane.isVisible() and self._pane.form is None:
            self._pane.show_paper(paper)


def attach_all(place: Place, dossier_id: UUID, paths: Sequence[Path]) -> tuple[AttachmentCard, ...]:
    """Attach one file after the other; the first that is refused ends it, those before it are attached."""
    return tuple(attach_path(place, dossier_id, path) for path in paths)


def seen_file(place: Place, attachment_id: UUID) -> SeenPaper:
    """A file's pages. Takes time: not for a window's own thread. Refused as ``read_back``."""
    found = read_back(place, attachment_id)
    seen = file_pages(found.content, found.card.mime, SHEET_DPI)
    if not seen.pages or any(page.isNull() for page in seen.pages):
        raise FileUnreadable(found.card.name)
    first = f" · {len(seen.pages)} trang đầu trong {seen.count} trang" if seen.count > len(seen.pages) else ""
    return SeenPaper(f"{found.card.name} · {size_words(found.card.size)}{first}", seen.pages)


def _attached(cards: tuple[AttachmentCard, ...]) -> str:
    if len(cards) == 1:
        return f"Đã đính kèm «{cards[0].name}» ({size_words(cards[0].size)}); tự gửi lên thành phố sau hồ sơ."
    return f"Đã đính kèm {len(cards)} tệp; tự gửi lên thành phố sau hồ sơ."
