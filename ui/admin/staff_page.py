"""Staff (cán bộ): names, roles, new passwords, leaving and coming back."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton

from counter_app.people.roles import ROLES_VI, may_administer
from counter_app.people.staff import NewStaff, StaffCard, add_staff, all_staff
from counter_app.people.staff_changes import NewPassword, change_staff, let_go, set_password, take_back
from counter_app.setting_kinds import Choice, Declared
from ui.admin.page import Head, findables
from ui.admin.record_list import Record
from ui.admin.record_page import NEW, RecordPage
from ui.notices import NoticeLine
from ui.work import Pending, Workers

_NAME = Declared("staff_name", "", "Họ tên", "Hiện ở quầy và màn hình công dân.", longest=80)
_ROLE = Declared(
    "role",
    "clerk",
    "Vai trò",
    "«Phụ trách» và «Kỹ thuật» mở được cửa sổ quản trị này.",
    choices=tuple(Choice(key, words) for key, words in ROLES_VI.items()),
)
_LOGIN = Declared(
    "login", "", "Tên đăng nhập", "Để trống thì lấy từ họ tên không dấu; không đổi được về sau.", longest=40
)


class StaffPage(RecordPage):
    """Everybody who works here, or did."""

    head = Head(
        "Cán bộ",
        "Tài khoản, vai trò và mật khẩu. Người đã nghỉ vẫn giữ lại tên.",
        findables((_NAME, _LOGIN, _ROLE)),
    )
    adds = "Thêm cán bộ"

    def __init__(self, workers: Workers) -> None:
        self.reset, self.leave = QPushButton("Đặt mật khẩu mới …"), QPushButton()
        self.once = NoticeLine()
        """A password just made: it stays until somebody says that it is written down."""
        super().__init__(workers, all_staff)
        self.content.insertWidget(1, self.once)
        self.steps.addWidget(self.reset)
        self.steps.addWidget(self.leave)
        self.steps.addStretch(1)
        self.reset.clicked.connect(self._ask_reset)
        self.leave.clicked.connect(self._leave_or_return)

    def records_of(self, answer: tuple[StaffCard, ...]) -> tuple[Record, ...]:
        """One for each; those who left last."""
        return tuple(_record(one) for one in answer)

    def new_record(self) -> Record:
        """A name, a login, a role."""
        texts = {"staff_name": "", "login": "", "role": "clerk"}
        about = "Máy đặt mật khẩu đầu và chỉ hiện một lần sau khi thêm."
        return Record(NEW, "Cán bộ mới", about=about, declared=(_NAME, _LOGIN, _ROLE), texts=texts)

    def do_save(self, record: Record, texts: dict[str, str]) -> Pending[Any]:
        """Save name and role."""
        return self.workers.office.do(change_staff, record.key, texts["staff_name"], texts["role"])

    def do_add(self, texts: dict[str, str]) -> Pending[Any]:
        """Add somebody; the machine makes the first password."""
        return self.workers.office.do(add_staff, texts["staff_name"], texts["login"] or None, None, texts["role"])

    def added(self, answer: NewStaff) -> str:
        """The login; and the password is shown."""
        self._show_once(answer.name, answer.login, answer.first_password)
        return answer.login

    def show_steps(self, record: Record | None) -> None:
        """A password for those who may sign in; leaving for them, coming back for the others."""
        there = record is not None and record.key != NEW
        self.reset.setVisible(there)
        self.leave.setVisible(there)
        if there and record is not None:
            self.reset.setEnabled(not record.dim)
            self.leave.setText("Mở lại tài khoản" if record.dim else "Ngừng tài khoản")
            self.leave.setEnabled(True)

    def _ask_reset(self) -> None:
        record = self.record
        if record is not None:
            words = f"Đặt mật khẩu mới cho {record.title}? Mật khẩu đang dùng hết hiệu lực ngay."
            self.notice.say(words, "warn", "Đặt mật khẩu mới", lambda: self._reset(record.key))

    def _reset(self, login: str) -> None:
        def done(answer: NewPassword) -> None:
            self._show_once(answer.name, answer.login, answer.first_password)

        self.after(self.workers.office.do(set_password, login), done)

    def _leave_or_return(self) -> None:
        record = self.record
        if record is None:
            return
        self.leave.setEnabled(False)
        self.notice.clear()
        pending = self.workers.office.do(take_back if record.dim else let_go, record.key)
        pending.then(self, lambda _answer: self.followed.insist(), self._refused)

    def _show_once(self, name: str, login: str, password: str | None) -> None:
        if password is not None:
            words = f"{name} · tên đăng nhập «{login}» · mật khẩu «{password}». Chỉ hiện lần này, mời ghi lại."
            self.once.say(words, "good", "Đã ghi lại", self.once.clear)


def _record(one: StaffCard) -> Record:
    role = ROLES_VI.get(one.role, one.role)
    return Record(
        key=one.login,
        title=one.name,
        detail=f"{one.login} · {role}" if one.active else f"{one.login} · đã ngừng",
        dim=not one.active,
        about=_about(one),
        declared=(_NAME, _ROLE),
        texts={"staff_name": one.name, "role": one.role},
    )


def _about(one: StaffCard) -> str:
    if not one.active:
        return f"Tên đăng nhập {one.login} · tài khoản đã ngừng, việc đã làm vẫn giữ."
    opens = " · mở được cửa sổ quản trị" if may_administer(one) else ""
    return f"Tên đăng nhập {one.login}{opens}."
