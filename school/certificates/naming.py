from school.certificates.models import Certificate


def named(certificate: Certificate) -> dict[str, str]:
    """What every notice about it says of which one is meant."""
    return {
        "course": certificate.claims["course_title_zh"],
        "course_en": certificate.claims["course_title_en"],
        "number": certificate.number,
    }
