"""``office``, ``settings``, ``catalogue``: the unit on this PC, how it works, what it handles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counter_app import settings as unit_settings
from counter_app.catalogue.importing import read_catalogue
from counter_app.catalogue.versions import install, procedure, procedures
from counter_app.cli.session import recovery_code, session_of
from counter_app.errors import BadDocument, WrongKey
from counter_app.keys import recover_key
from counter_app.place import read_layout
from counter_app.unit import SAMPLE_CATALOGUE, make_unit
from counter_app.unit_card import unit

office = typer.Typer(help="Đơn vị trên máy này.", no_args_is_help=True)
settings = typer.Typer(help="Thiết lập.", no_args_is_help=True)
catalogue = typer.Typer(help="Danh mục thủ tục.", no_args_is_help=True)


@office.command("init")
def office_init(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="Tên đơn vị")],
    unit_code: Annotated[str, typer.Option(help="Mã định danh, ví dụ H26.016.26")],
    catalogue: Annotated[Path, typer.Option(help="Tệp danh mục")] = SAMPLE_CATALOGUE,
    *,
    training: Annotated[bool, typer.Option("--training", help="Đơn vị tập huấn")] = False,
    separate_office: Annotated[bool, typer.Option("--separate-office", help="Dữ liệu chung ở tệp riêng")] = False,
    own_pc: Annotated[bool, typer.Option("--own-pc", help="Giữ khoá trong kho khoá của hệ điều hành")] = False,
) -> None:
    """Tạo đơn vị mới; mã khôi phục chỉ hiện một lần."""
    session = session_of(context)
    made = make_unit(
        session.folder,
        name,
        unit_code,
        catalogue=catalogue,
        training=training,
        two_files=separate_office,
        own_pc=own_pc,
        by=session.by,
        clock=session.clock,
    )
    answer = {"office": made.name, "unit_code": made.code, "procedures": made.procedures}
    words = (
        f"Đã tạo {made.name} ({made.code}), {made.procedures} thủ tục.\nMã khôi phục, cất vào két: {made.recovery_code}"
    )
    session.tell({**answer, "recovery_code": made.recovery_code}, words)


@office.command("recover")
def office_recover(
    context: typer.Context,
    code: Annotated[str, typer.Option(help="Mã trong két của đơn vị; - để gõ hoặc đọc từ bàn phím")] = "-",
    code_file: Annotated[str | None, typer.Option(help="Tệp chứa mã khôi phục")] = None,
) -> None:
    """Mở dữ liệu bằng mã khôi phục; từ đó máy này lại tự mở."""
    session = session_of(context)
    read_layout(session.folder)
    typed = recovery_code(code, code_file)
    try:
        recover_key(session.folder, typed)
    except WrongKey:
        raise BadDocument("mã khôi phục", "không mở được khoá của đơn vị này") from None
    name = session.place.office.ask(unit).name
    words = f"Đã mở được dữ liệu của {name}; máy này lại tự mở. Cất mã khôi phục trở lại két."
    session.tell({"recovered": True, "office": name}, words)


@settings.command("list")
def settings_list(context: typer.Context) -> None:
    """Mọi thiết lập và giá trị hiện tại; mã cấp quyền không hiện."""
    session = session_of(context)
    found = session.place.office.ask(unit_settings.all_settings)
    session.tell({"settings": [unit_settings.without_secret(one) for one in found]})


@settings.command("set")
def settings_set(context: typer.Context, key: str, value: str) -> None:
    """Đổi một thiết lập."""
    session = session_of(context)
    changed = session.place.office.do(unit_settings.change_setting, key, value)
    session.tell(unit_settings.without_secret(changed))


@catalogue.command("import")
def catalogue_import(context: typer.Context, file: Path) -> None:
    """Nhập danh mục thủ tục; sai một mục thì không đổi gì."""
    session = session_of(context)
    session.tell(session.place.office.do(install, read_catalogue(file)))


@catalogue.command("list")
def catalogue_list(context: typer.Context) -> None:
    """Các thủ tục đang dùng."""
    session = session_of(context)
    found = session.place.office.ask(procedures)
    session.tell({"procedures": [{"code": p.code, "name": p.name, "service": p.service} for p in found]})


@catalogue.command("show")
def catalogue_show(context: typer.Context, code: str) -> None:
    """Một thủ tục: giấy tờ, phí, thời hạn, những mục chưa xác nhận."""
    session = session_of(context)
    session.tell(session.place.office.ask(procedure, code))
