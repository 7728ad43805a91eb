"""A time-stamping service on this machine: OpenSSL's, behind HTTP."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from tests.factories.authorities import Authority

PURPOSE = x509.ExtendedKeyUsageOID.TIME_STAMPING
CONFIGURATION = """
[tsa]
default_tsa = service
[service]
serial = {folder}/serial
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256
"""


@dataclass(frozen=True)
class Service:
    address: str
    certificate: bytes


@contextmanager
def service(folder: Path, issued_by: Authority | None = None) -> Iterator[Service]:
    certificate = make_certificate(folder, issued_by)
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = reply(folder, body)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_port}/", certificate)
    finally:
        server.shutdown()
        server.server_close()


def reply(folder: Path, query: bytes) -> bytes:
    (folder / "query.tsq").write_bytes(query)
    told = ["-config", "tsa.cnf", "-queryfile", "query.tsq"]
    told += ["-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "answer.tsr"]
    subprocess.run(
        ["openssl", "ts", "-reply", *told], cwd=folder, check=True, capture_output=True
    )
    return (folder / "answer.tsr").read_bytes()


def make_certificate(folder: Path, issued_by: Authority | None = None) -> bytes:
    key, certificate = (
        issued_by.issue("Time stamps", PURPOSE) if issued_by else self_issued()
    )
    (folder / "tsa.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "tsa.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return certificate.public_bytes(Encoding.DER)


def self_issued() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Time stamps")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([PURPOSE]), critical=True)
        .sign(key, SHA256())
    )
    return key, certificate
