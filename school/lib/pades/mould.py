"""A signature of pyHanko's as the mould for the next ones by the same key.

Between two of them nothing differs but the digest and what was made of it, yet to put
the rest together once more takes three quarters of the time.
"""

from collections.abc import Callable

from asn1crypto import cms, parser

SEQUENCE, SET, OCTETS, CONTEXT_0 = (0, 1, 16), (0, 1, 17), (0, 0, 4), (2, 1, 0)
BEFORE = ("version", "digest_algorithms", "encap_content_info", "certificates")
SIGNER = ("version", "sid", "digest_algorithm")


class Mould:
    def __init__(self, first: cms.ContentInfo, *, digest: bytes) -> None:
        read = cms.ContentInfo.load(first.dump())
        content = read["content"]
        [info] = content["signer_infos"]
        self._kind: bytes = read["content_type"].dump()
        self._before = b"".join(content[name].dump() for name in BEFORE)
        self._signer = b"".join(info[name].dump() for name in SIGNER)
        self._algorithm: bytes = info["signature_algorithm"].dump()
        # Signed as a set, though it stands in the file under a tag of its own.
        attributes: bytes = info["signed_attrs"].untag().dump()
        self._head, self._tail = attributes.split(digest)

    def filled(self, digest: bytes, sign: Callable[[bytes], bytes]) -> cms.ContentInfo:
        attributes = self._head + digest + self._tail
        info = (
            self._signer
            + bytes([0xA0])
            + attributes[1:]
            + self._algorithm
            + parser.emit(*OCTETS, sign(attributes))
        )
        infos = parser.emit(*SET, parser.emit(*SEQUENCE, info))
        content = parser.emit(*SEQUENCE, self._before + infos)
        return cms.ContentInfo.load(
            parser.emit(*SEQUENCE, self._kind + parser.emit(*CONTEXT_0, content))
        )
