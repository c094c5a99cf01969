"""The key of the records: 32 random bytes, wrapped twice (RFC 3394).

* the **device slot** opens on this PC: its wrapping key lies in a file of the counter accounts' group (0640), on
  Windows protected by DPAPI in machine scope, or in the OS key store where one user owns the PC;
* the **recovery slot** opens with the recovery code, shown once when the unit is made and kept in the unit's safe.

``keys.json`` holds the wrapped keys only; ``device.key`` beside it the device's wrapping key.
"""

from __future__ import annotations

import base64
import json
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from counter_app.errors import WrongKey
from counter_app.whole_file import write_whole

_SLOTS = "keys.json"
_DEVICE = "device.key"
KEY_FILES = (_SLOTS, _DEVICE)
"""What a folder with a key holds: without these files its records can't be opened any more."""
_STORE_SERVICE = "one-stop-counter"


@dataclass(frozen=True)
class NewKey:
    """A key just made, and the recovery code that opens it too."""

    key: bytes
    recovery_code: str


def make_key(folder: Path, *, own_pc: bool = False) -> NewKey:
    """Make the key of a new unit and both its slots. ``own_pc`` puts the device slot into the OS key store."""
    key, device = secrets.token_bytes(32), secrets.token_bytes(32)
    # Base 32 without padding: letters and digits that can be read aloud.
    code = base64.b32encode(secrets.token_bytes(20)).decode()
    slots = {
        "device": aes_key_wrap(device, key).hex(),
        "recovery": aes_key_wrap(_from_code(code), key).hex(),
        "device_kept": "keystore" if own_pc else "file",
    }
    _keep_device_key(folder, device, own_pc=own_pc)
    write_whole(folder / _SLOTS, json.dumps(slots).encode(), 0o640)
    return NewKey(key, "-".join(code[i : i + 4] for i in range(0, len(code), 4)))


def open_key(folder: Path) -> bytes:
    """The key, by this device's slot. WrongKey when the slot is missing or does not open."""
    try:
        slots = json.loads((folder / _SLOTS).read_text())
        device = _device_key(folder, in_store=slots["device_kept"] == "keystore")
        return aes_key_unwrap(device, bytes.fromhex(slots["device"]))
    except (OSError, ValueError, KeyError, InvalidUnwrap) as error:
        raise WrongKey from error


def recover_key(folder: Path, code: str) -> bytes:
    """The key, by the recovery code; the device slot is made anew, so the next opening needs no code."""
    slot = recovery_slot(folder)
    key = key_by_recovery(slot, code)
    keep_key(folder, key, slot)
    return key


def recovery_slot(folder: Path) -> str:
    """The key as the recovery code opens it; WrongKey where it is lost."""
    try:
        return str(json.loads((folder / _SLOTS).read_text())["recovery"])
    except (OSError, ValueError, KeyError) as error:
        raise WrongKey from error


def key_by_recovery(slot: str, code: str) -> bytes:
    """The key in a recovery slot. WrongKey for another code."""
    try:
        return aes_key_unwrap(_from_code(code), bytes.fromhex(slot))
    except (ValueError, InvalidUnwrap) as error:
        raise WrongKey from error


def keep_key(folder: Path, key: bytes, slot: str) -> None:
    """Let this device open the key from now on; where it keeps its own part stays as it was, on a new PC in a file."""
    try:
        own_pc = json.loads((folder / _SLOTS).read_text())["device_kept"] == "keystore"
    except (OSError, ValueError, KeyError):
        own_pc = False
    device = secrets.token_bytes(32)
    slots = {"device": aes_key_wrap(device, key).hex(), "recovery": slot}
    _keep_device_key(folder, device, own_pc=own_pc)
    kept = {**slots, "device_kept": "keystore" if own_pc else "file"}
    write_whole(folder / _SLOTS, json.dumps(kept).encode(), 0o640)


def drop_key(folder: Path) -> None:
    """Take away the key of a unit that could not be made: no records were ever written with it."""
    try:
        in_store = json.loads((folder / _SLOTS).read_text())["device_kept"] == "keystore"
    except (OSError, ValueError, KeyError):
        in_store = False
    if in_store:
        import keyring

        keyring.delete_password(_STORE_SERVICE, str(folder))
    for name in KEY_FILES:
        (folder / name).unlink(missing_ok=True)


def audit_key(key: bytes) -> bytes:
    """The key of the audit chain, derived so that it never equals the records' own."""
    return HKDF(SHA256(), 32, None, b"one-stop-counter audit chain").derive(key)


def _from_code(code: str) -> bytes:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    # 160 bits of chance need no slow derivation.
    return HKDF(SHA256(), 32, None, b"one-stop-counter recovery slot").derive(plain.encode())


def _keep_device_key(folder: Path, device: bytes, *, own_pc: bool) -> None:
    if own_pc:
        import keyring

        keyring.set_password(_STORE_SERVICE, str(folder), device.hex())
    else:
        write_whole(folder / _DEVICE, _protect(device), 0o640)


def _device_key(folder: Path, *, in_store: bool) -> bytes:
    if not in_store:
        return _unprotect((folder / _DEVICE).read_bytes())
    import keyring

    kept = keyring.get_password(_STORE_SERVICE, str(folder))
    if kept is None:
        raise WrongKey
    return bytes.fromhex(kept)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _MACHINE_SCOPE = 0x4  # CRYPTPROTECT_LOCAL_MACHINE (Win32 API, CryptProtectData)

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    def _protect(plain: bytes) -> bytes:
        return _dpapi(ctypes.windll.crypt32.CryptProtectData, plain)

    def _unprotect(sealed: bytes) -> bytes:
        return _dpapi(ctypes.windll.crypt32.CryptUnprotectData, sealed)

    def _dpapi(call: ctypes._NamedFuncPointer, data: bytes) -> bytes:
        given = _Blob(len(data), ctypes.create_string_buffer(data, len(data)))
        answer = _Blob()
        if not call(ctypes.byref(given), None, None, None, None, _MACHINE_SCOPE, ctypes.byref(answer)):
            raise WrongKey
        try:
            return ctypes.string_at(answer.data, answer.size)
        finally:
            ctypes.windll.kernel32.LocalFree(answer.data)
else:

    def _protect(plain: bytes) -> bytes:
        return plain

    def _unprotect(sealed: bytes) -> bytes:
        return sealed
