"""One group of settings: a form made from its declarations."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from counter_app.errors import Refused
from counter_app.setting_kinds import Group, written
from counter_app.settings import Chosen, change_settings, values_of, without_secret
from counter_app.store import Asking
from ui.admin.editors import HIDDEN
from ui.admin.form import Form, SaveLine
from ui.admin.page import Head, Page, findables
from ui.follow import follow
from ui.widgets.pieces import Card
from ui.work import Workers

_WIDEST = 1180


def texts_of(asking: Asking, group: Group) -> dict[str, str]:
    """The present values of a group as texts; of a secret only whether it is set."""
    values = values_of(asking, *(one.key for one in group.settings))
    texts = {key: written(value) for key, value in values.items()}
    return texts | {one.key: HIDDEN for one in group.settings if one.secret and texts[one.key]}


def settings_head(group: Group) -> Head:
    """A group's title and help, and every setting of it."""
    return Head(group.title, group.help, findables(group.settings))


class SettingsPage(Page):
    """A group of settings; several changes are saved together or not at all."""

    def __init__(self, workers: Workers, group: Group) -> None:
        self.head = settings_head(group)
        super().__init__()
        self._workers, self._group = workers, group
        self.form, self.line = Form(group.settings), SaveLine()
        self._busy = False
        self._lay_out()
        self.form.changed.connect(self._typed)
        self.line.save.clicked.connect(self.save)
        self.line.give_up.clicked.connect(self._give_up)
        self._follow = follow(self, workers.office, partial(texts_of, group=group), self._show)
        self._tell()

    @property
    def unsaved(self) -> int:
        """How many settings differ from the records."""
        return len(self.form.typed)

    def go_to(self, key: str) -> None:
        """Put the keys into a setting."""
        self.form.go_to(key)
        if key in self.form.rows:
            self._scroll.ensureWidgetVisible(self.form.rows[key])

    def enter(self) -> None:
        """Begin with the first setting."""
        self.go_to(self._group.settings[0].key)

    def save(self) -> None:
        """Save every change at once; what is wrong is said beside its field."""
        texts = self.form.typed
        if self._busy or not texts or not self.form.check(texts):
            return
        self._busy = True
        self.notice.clear()
        self._tell()
        self._workers.office.do(change_settings, texts).then(
            self, lambda changed: self._saved(texts, changed), self._refused
        )

    def _saved(self, sent: dict[str, str], changed: tuple[Chosen, ...]) -> None:
        self._busy = False
        kept = {one.key: written(one.value) for one in map(without_secret, changed)}
        self.form.settle(sent, kept)
        self.line.saved()
        self._tell()

    def _refused(self, refusal: Refused) -> None:
        self._busy = False
        if not self.form.refuse(refusal):
            self.notice.refuse(refusal)
        self._tell()

    def _show(self, texts: dict[str, str]) -> None:
        self.form.show_kept(texts)
        self._tell()

    def _give_up(self) -> None:
        self.form.revert()
        self.notice.clear()
        self._typed()

    def _typed(self) -> None:
        self.line.state.clear()
        self._tell()

    def _tell(self) -> None:
        self.line.show_state(self.unsaved, busy=self._busy)
        self.changed.emit()

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 8, 22, 8)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport { background: transparent; }"
        )
        self._scroll.setWidget(card)
        self._scroll.setMaximumWidth(_WIDEST)
        self.line.setMaximumWidth(_WIDEST)
        self.content.addWidget(self._scroll, 1)
        self.content.addWidget(self.line)
