"""A template as it prints, for an ordinary, the longest and the rarest name."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from random import Random

from school.certificates.designs import samples
from school.certificates.designs.models import DesignVersion
from school.certificates.documents import pictures_of
from school.lib import diploma, pdf, photos, silhouettes


def of(version: DesignVersion, *, inks: Mapping[str, bytes]) -> bytes:
    """`inks` are pictures just sent in, by what they are of; nothing of it is kept."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in inks.items()}
    kept = version.look()
    look = replace(
        kept,
        seal_sha256=hashes.get("seal", kept.seal_sha256),
        signature_sha256=hashes.get("signature", kept.signature_sha256),
    )
    new = {hashes[name]: data for name, data in inks.items()}
    pictures = {**pictures_of(look, but=new), **new}
    batch = [
        samples.sample(look, name=name, pictures=pictures, photo_uri=photo)
        for name, photo in zip(samples.NAMES, (_photo(), _photo(), None), strict=True)
    ]
    with diploma.press(batch) as press:
        pages = [press.print(diploma.page(claims)) for claims in batch]
    whole = BytesIO()
    pdf.join(map(BytesIO, pages), whole)
    return whole.getvalue()


@cache
def _photo() -> str:
    drawn = silhouettes.silhouette(Random(1), is_female=True)
    portrait = photos.portrait(BytesIO(drawn))
    return f"data:image/jpeg;base64,{base64.b64encode(portrait).decode()}"
