"""``staff``: who works here, and what they may do."""

from __future__ import annotations

from typing import Annotated

import typer

from counter_app.cli.session import session_of
from counter_app.people.staff import add_staff, staff
from counter_app.people.staff_changes import let_go, rename_staff, set_password, set_role, take_back

people = typer.Typer(help="Cán bộ.", no_args_is_help=True)


@people.command("add")
def staff_add(
    context: typer.Context,
    name: str,
    login: Annotated[str | None, typer.Option(help="Tên đăng nhập; trống thì lấy từ họ tên")] = None,
    password: Annotated[str | None, typer.Option(help="Mật khẩu đầu; trống thì máy đặt và hiện một lần")] = None,
    role: Annotated[str, typer.Option(help="clerk, head hoặc it; head và it mở được cửa sổ quản trị")] = "clerk",
) -> None:
    """Thêm cán bộ."""
    session = session_of(context)
    session.tell(session.place.office.do(add_staff, name, login, password, role))


@people.command("list")
def staff_list(context: typer.Context) -> None:
    """Các cán bộ đang làm việc."""
    session = session_of(context)
    session.tell({"staff": session.place.office.ask(staff)})


@people.command("rename")
def staff_rename(context: typer.Context, login: str, name: str) -> None:
    """Sửa họ tên; tên đăng nhập giữ nguyên."""
    session = session_of(context)
    session.tell(session.place.office.do(rename_staff, login, name))


@people.command("role")
def staff_role(context: typer.Context, login: str, role: str) -> None:
    """Đổi vai trò: clerk, head hoặc it."""
    session = session_of(context)
    session.tell(session.place.office.do(set_role, login, role))


@people.command("password")
def staff_password(context: typer.Context, login: str) -> None:
    """Đặt lại mật khẩu; máy đặt và hiện một lần."""
    session = session_of(context)
    session.tell(session.place.office.do(set_password, login))


@people.command("leave")
def staff_leave(context: typer.Context, login: str) -> None:
    """Ngừng tài khoản; việc đã làm vẫn giữ."""
    session = session_of(context)
    session.tell(session.place.office.do(let_go, login))


@people.command("return")
def staff_return(context: typer.Context, login: str) -> None:
    """Mở lại tài khoản đã ngừng."""
    session = session_of(context)
    session.tell(session.place.office.do(take_back, login))
