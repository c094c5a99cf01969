"""A certificate authority made for a test, and a server's certificate that it has signed."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_LIFE = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=36_500))


class Authority:
    """Signs for 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        key, server_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        name, server_name = _name("Gốc thử nghiệm"), _name("127.0.0.1")
        root = _begun(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.certificate = root.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        signed = _begun(server_name, name, server_key).add_extension(here, critical=False).sign(key, hashes.SHA256())
        secret = server_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.server_file = folder / "server.pem"
        self.server_file.write_bytes(secret + signed.public_bytes(Encoding.PEM))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    begun = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    number = x509.random_serial_number()
    return begun.serial_number(number).not_valid_before(_LIFE[0]).not_valid_after(_LIFE[1])
