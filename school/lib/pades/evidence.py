"""What shows, long after its authority is gone, that a key was good when it signed.

Certificates with what their issuers say of revocation (CRL, OCSP), for the key that
signs and for whoever stamps the time: with it in the file PAdES B-T becomes B-LT.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from school.lib.pades.apart import apart
from school.lib.pades.keys import Chain

PATIENCE = 10
# Asked for anew after this long, and where it could not be had.
FRESH = timedelta(hours=1)
AGAIN = timedelta(minutes=2)


class Revoked(ValueError):
    """An authority has taken back a certificate that would be relied on."""


class NoEvidence(ValueError):
    """It is not to be had now, or it has run out."""


@dataclass(frozen=True)
class Evidence:
    certificates: tuple[x509.Certificate, ...]
    ocsps: tuple[ocsp.OCSPResponse, ...]
    crls: tuple[crl.CertificateList, ...]
    # When the first of them has run out.
    ends: datetime

    def put_into(self, writer: BasePdfFileWriter) -> None:
        """Before the signature, so that it covers them and nothing follows it."""
        DocumentSecurityStore.supply_dss_in_writer(
            writer, None, certs=self.certificates, ocsps=self.ocsps, crls=self.crls
        )


@dataclass(frozen=True)
class Answer:
    found: Evidence | Revoked | NoEvidence
    until: datetime


_answers: dict[tuple[str, str, str], Answer] = {}


def held(chain: Chain, *, timestamps: str, stamped_by: Chain) -> Evidence:
    """The same as `collected`, asked for once an hour and not a sheet."""
    asked = chain.fingerprint, timestamps, stamped_by.fingerprint
    now = datetime.now(UTC)
    answer = _answers.get(asked)
    if answer is None or answer.until <= now:
        answer = _answers[asked] = _answer(chain, timestamps, stamped_by, now)
    if isinstance(answer.found, Evidence):
        return answer.found
    # Another at each time: one that was raised keeps what it was raised through.
    raise type(answer.found)(*answer.found.args)


def forget() -> None:
    _answers.clear()


def _answer(chain: Chain, timestamps: str, stamped_by: Chain, at: datetime) -> Answer:
    try:
        found = collected(chain, timestamps=timestamps, stamped_by=stamped_by)
    except (Revoked, NoEvidence) as error:
        return Answer(error.with_traceback(None), at + AGAIN)
    return Answer(found, min(at + FRESH, found.ends))


def collected(chain: Chain, *, timestamps: str, stamped_by: Chain) -> Evidence:
    """Asked for over the network, and read: an OSError says that nobody stamps."""
    if not chain.has_root:
        raise NoEvidence("the chain of the key does not lead to its root")
    if len(chain.der) == 1:
        raise NoEvidence("the key's certificate is its own; nobody could revoke it")
    stamper = RequestsHTTPTimeStamper(timestamps, timeout=PATIENCE)
    roots = [chain.der[-1], stamped_by.der[-1]]
    others = [*chain.der[1:-1], *stamped_by.der[:-1]]
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(one) for one in roots],
        other_certs=[x509.Certificate.load(one) for one in others],
        allow_fetching=True,
        revocation_mode="require",
        fetcher_backend=RequestsFetcherBackend(PATIENCE),
    )
    leaf = x509.Certificate.load(chain.der[0])
    try:
        certificates = apart(lambda: asyncio.run(_followed(leaf, stamper, context)))
    except RevokedError as error:
        raise Revoked(str(error)) from error
    except (PathError, ValidationError) as error:
        raise NoEvidence(str(error)) from error
    # An answer that leaves open until when it is good is good for now.
    soon = datetime.now(UTC) + AGAIN
    ends = min(at or soon for at in _ends(context))
    return Evidence(certificates, tuple(context.ocsps), tuple(context.crls), ends)


async def _followed(
    leaf: x509.Certificate, stamper: RequestsHTTPTimeStamper, context: ValidationContext
) -> tuple[x509.Certificate, ...]:
    """Every certificate from both leaves up to their roots."""
    validator = CertificateValidator(leaf, validation_context=context)
    paths = [await validator.async_validate_usage(set())]
    paths += [path async for path in stamper.validation_paths(context)]
    found = {one.issuer_serial: one for path in paths for one in path}
    return tuple(found.values())


def _ends(context: ValidationContext) -> list[Any]:
    ends = [one["tbs_cert_list"]["next_update"].native for one in context.crls]
    for one in context.ocsps:
        answers = one.response_data["responses"]
        ends += [answer["next_update"].native for answer in answers]
    return ends
