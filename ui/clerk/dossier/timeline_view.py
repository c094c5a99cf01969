"""What happened to a dossier, the newest first: when, what, at which agency, by whom, to whom it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.attachments.listing import AttachmentCard
from counter_app.dossiers.timeline import Timeline
from ui.clerk.dossier.said import files_said, happened
from ui.clerk.dossier.scrolled import Scrolled
from ui.widgets.pieces import clear, label


class TimelineView(Scrolled):
    """Scrolls by the pane's PageUp and PageDown."""

    def __init__(self) -> None:
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(4, 0, 6, 0)
        self._layout.setSpacing(2)
        super().__init__(inside)
        self.text = ""
        """All that is shown, for whoever reads it aloud."""
        self.files: list[tuple[str, str, str]] = []
        """What is said of each file, and how it is shown."""

    def show_timeline(self, shown: Timeline, due_basis: str = "", files: Sequence[AttachmentCard] = ()) -> None:
        """Show it from its newest step, under what is attached; below it forms, and how the day promised was counted."""
        clear(self._layout)
        self.files = list(files_said(files))
        if self.files:
            self._layout.addWidget(label(f"TỆP ĐÍNH KÈM ({len(self.files)})", role="section"))
        for name, where, role in self.files:
            self._layout.addWidget(label(name, points=10, wrap=True))
            self._layout.addWidget(label(where, role=role, points=9.5, wrap=True))
        said = list(happened(shown))
        self._layout.addWidget(label("DIỄN BIẾN", role="section"))
        for moment, what, details in said:
            self._layout.addWidget(label(f"{moment}  {what}", role="title", wrap=True))
            self._layout.addWidget(label(details, role="muted", points=9.5, wrap=True))
        for form in shown.forms:
            self._layout.addWidget(label(f"Mẫu {form.kind} số {form.number}", role="muted", points=9.5))
        if due_basis:
            self._layout.addWidget(label("CÁCH TÍNH NGÀY HẸN", role="section"))
            self._layout.addWidget(label(due_basis, role="muted", points=9.5, wrap=True))
        self._layout.addStretch(1)
        self.text = "\n".join("\n".join(lines) for lines in said)

    def turn(self, pages: int) -> None:
        """Scroll by pages."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())
