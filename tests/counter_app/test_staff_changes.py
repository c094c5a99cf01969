"""What IT and the head change about the staff."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from counter_app.errors import BadDocument, NotAllowed, NotFound
from counter_app.people.roles import ROLES_VI, may_administer, refuse_clerk
from counter_app.people.staff import add_staff, all_staff, staff, staff_member, try_sign_in
from counter_app.people.staff_changes import let_go, rename_staff, set_password, set_role, take_back
from counter_app.place import Place
from counter_app.reference import refresh_desk
from counter_app.store import By
from counter_app.wording import sentence
from tests.counter_app.office_acts import actions, refused


def test_somebody_who_leaves_signs_in_no_more_and_is_not_forgotten(place: Place) -> None:
    place.office.do(add_staff, "Nguyễn Thị Lan", "lan", "mật khẩu")
    place.office.do(add_staff, "Trần Kỹ Thuật", "it", "mật khẩu", "it")
    admin = place.acting_as(By("it"))

    left = admin.office.do(let_go, "lan")
    refresh_desk(place)

    assert not left.active
    assert [one.login for one in place.office.ask(staff)] == ["it"]
    assert [one.login for one in place.office.ask(all_staff)] == ["it", "lan"]
    assert place.desk.do(try_sign_in, "lan", "mật khẩu").staff is None
    assert admin.office.do(take_back, "lan").active
    refresh_desk(place)
    assert place.desk.do(try_sign_in, "lan", "mật khẩu").staff is not None
    assert [one for one in actions(place) if one in ("staff.left", "staff.returned")] == [
        "staff.left",
        "staff.returned",
    ]


def test_a_name_is_mended_and_the_login_stays(place: Place) -> None:
    place.office.do(add_staff, "Nguyen Thi Lan", "lan", "x")

    assert place.office.do(rename_staff, "lan", "  Nguyễn Thị  Lan ").name == "Nguyễn Thị Lan"
    assert place.office.ask(staff_member, "lan").login == "lan"
    assert isinstance(refused(place, rename_staff, "lan", " "), BadDocument)
    assert isinstance(refused(place, rename_staff, "nobody", "Ai"), NotFound)


def test_a_new_password_replaces_the_old_one(place: Place) -> None:
    place.office.do(add_staff, "Lan", "lan", "mật khẩu cũ")

    made = place.office.do(set_password, "lan")
    refresh_desk(place)

    assert made.first_password is not None
    assert place.desk.do(try_sign_in, "lan", "mật khẩu cũ").staff is None
    assert place.desk.do(try_sign_in, "lan", made.first_password).staff is not None
    assert place.office.do(set_password, "lan", "tám ký tự").first_password is None
    assert isinstance(refused(place, set_password, "lan", "ngắn"), BadDocument)


def test_the_last_administrator_stays(place: Place) -> None:
    place.office.do(add_staff, "Phụ trách", "truong", "x", "head")

    assert isinstance(refused(place, set_role, "truong", "clerk"), BadDocument)
    assert isinstance(refused(place, let_go, "truong"), BadDocument)
    assert place.office.do(set_role, "truong", "it").role == "it"
    place.office.do(add_staff, "Kỹ thuật", "it", "x", "it")
    assert place.office.do(set_role, "truong", "clerk").role == "clerk"


def test_nobody_shuts_their_own_account(place: Place) -> None:
    for login in ("it", "lan"):
        place.office.do(add_staff, login, login, "x", "it")

    told = refused(place, let_go, "lan")

    assert isinstance(told, NotAllowed)
    assert "ngừng chính tài khoản" in sentence(told)


def test_clerks_are_told_that_the_window_is_not_theirs(place: Place) -> None:
    added = {role: place.office.do(add_staff, role, role, "x", role) for role in ROLES_VI}

    assert [role for role, one in added.items() if may_administer(one)] == ["head", "it"]
    with pytest.raises(NotAllowed) as told:
        refuse_clerk(added["clerk"])
    assert "không có quyền mở cửa sổ quản trị" in sentence(told.value)
    with pytest.raises(BadDocument):
        place.office.do(add_staff, "Giám đốc", "gd", "x", "boss")


def test_passwords_are_kept_as_rfc_9106_asks_of_little_memory(light_passwords: PasswordHasher) -> None:
    assert extract_parameters(light_passwords.hash("mật khẩu")) == RFC_9106_LOW_MEMORY
