"""An authority on this machine that issues certificates and says which it took back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from school.lib.pades import making
from school.lib.pades.keys import Chain, Key

DAY = timedelta(days=1)
OCSP = x509.AuthorityInformationAccessOID.OCSP


@dataclass
class Authority:
    """A root, one below it that issues, and a list of what is revoked for each.

    Of what the lower one issues it may answer one by one instead (OCSP).
    """

    address: str = ""
    answers: bool = False
    is_away: bool = False
    lasts: timedelta = 7 * DAY
    revoked: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root_key = ec.generate_private_key(ec.SECP256R1())
        self.key = ec.generate_private_key(ec.SECP256R1())

    def open(self, address: str) -> None:
        self.address = address
        root = named("Root")
        self.root = self.certificate(root, self.root_key, by=root, ca=True)
        self.issuing = self.certificate(named("Issuing"), self.key, by=root, ca=True)

    def issue(
        self, name: str, *purposes: x509.ObjectIdentifier
    ) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        private = ec.generate_private_key(ec.SECP256R1())
        by = self.issuing.subject
        return private, self.certificate(named(name), private, by=by, purposes=purposes)

    def key_of(self, name: str, *, with_root: bool = True) -> Key:
        private, leaf = self.issue(name)
        chain = (leaf, self.issuing, self.root)
        return Key(private, Chain(chain if with_root else chain[:2]))

    def certificate(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        by: x509.Name,
        purposes: tuple[x509.ObjectIdentifier, ...] = (),
        ca: bool = False,
    ) -> x509.Certificate:
        is_root, by_root = by == subject, by == named("Root")
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder(issuer_name=by, subject_name=subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - DAY)
            .not_valid_after(now + 300 * DAY)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
        )
        if not ca:
            builder = builder.add_extension(making.may_sign(), True)
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), True)
        if self.answers and not (is_root or by_root):
            where = x509.UniformResourceIdentifier(self.address)
            asked = x509.AccessDescription(OCSP, where)
            builder = builder.add_extension(
                x509.AuthorityInformationAccess([asked]), False
            )
        elif not is_root:
            list_at = f"{self.address}{'root' if by_root else 'issuing'}.crl"
            place = [x509.UniformResourceIdentifier(list_at)]
            point = x509.DistributionPoint(place, None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), False)
        return builder.sign(self.root_key if by_root else self.key, SHA256())

    def list_of_revoked(self, path: str) -> bytes:
        by_root = path == "/root.crl"
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder(
                named("Root") if by_root else self.issuing.subject
            )
            .last_update(now - DAY)
            .next_update(now - DAY + self.lasts)
            .add_extension(x509.CRLNumber(1), critical=False)
        )
        for serial in self.revoked:
            one = x509.RevokedCertificateBuilder(serial, now - DAY / 2)
            builder = builder.add_revoked_certificate(one.build())
        signed = builder.sign(self.root_key if by_root else self.key, SHA256())
        return signed.public_bytes(Encoding.DER)

    def answer(self, question: bytes) -> bytes:
        """Good or revoked; until when that holds is left open."""
        asked = ocsp.load_der_ocsp_request(question)
        is_revoked = asked.serial_number in self.revoked
        status = ocsp.OCSPCertStatus.REVOKED if is_revoked else ocsp.OCSPCertStatus.GOOD
        now = datetime.now(UTC)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            asked.issuer_name_hash,
            asked.issuer_key_hash,
            asked.serial_number,
            asked.hash_algorithm,
            status,
            now - DAY / 1000,
            None,
            now - DAY if is_revoked else None,
            None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.issuing)
        for extension in asked.extensions:
            builder = builder.add_extension(extension.value, extension.critical)
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)


def pem(*certificates: x509.Certificate) -> bytes:
    return Chain(certificates).pem


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


@contextmanager
def authority() -> Iterator[Authority]:
    made = Authority()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            self.send_response(503 if made.is_away else 200)
            self.send_header("Content-Type", "application/pkix-crl")
            self.end_headers()
            if not made.is_away:
                self.wfile.write(made.list_of_revoked(self.path))

        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/ocsp-response")
            self.end_headers()
            self.wfile.write(made.answer(question))

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    made.open(f"http://127.0.0.1:{server.server_port}/")
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
