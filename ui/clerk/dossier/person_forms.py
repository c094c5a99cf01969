"""The form of voiding a dossier written by mistake: two agree."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from ui.clerk.dossier.step_form import StepForm


class VoidForm(StepForm):
    """A dossier written by mistake; a second person agrees with their own password."""

    step = "void"

    def build(self) -> None:
        """Why, and the second person."""
        self.say("Mã không dùng lại. Người thứ hai đăng nhập xác nhận; một trong hai là phụ trách.", "warn")
        self.reason = self.line("reason", "Huỷ vì")
        self.login = self.line("confirmed_by", "Người xác nhận", hint="tên đăng nhập", longest=200)
        self.password = self.line("password", "Mật khẩu của họ", longest=200)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

    def document(self) -> dict[str, Any]:
        """As ``dossier void`` takes it."""
        said = {"reason": self.reason.text(), "confirmed_by": self.login.text().strip()}
        return {**said, "password": self.password.text()}
