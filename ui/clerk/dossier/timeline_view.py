"""What happened to a dossier, the newest first: when, what, at which agency, by whom, to whom it went."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.dossiers.timeline import Timeline
from ui.clerk.dossier.said import happened
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

    def show_timeline(self, shown: Timeline, due_basis: str = "") -> None:
        """Show it from its newest step; below it the forms given out, and how the day promised was counted."""
        clear(self._layout)
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
