"""The journal's codes in words: the apps above say what their verbs are called.

An app's config holds them as `journal_words`, by the verb's name without the app's, and
what things are called that are no models as `journal_kinds`.
"""

from django.apps import apps
from django.utils.text import capfirst


def verb_words(verb: str) -> str:
    return _words(verb, "journal_words")


def kind_words(kind: str) -> str:
    """What a model is called; the label itself once there is no such model any more."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return _words(kind, "journal_kinds")
    return str(capfirst(model._meta.verbose_name))


def _words(code: str, held_as: str) -> str:
    label, _dot, name = code.partition(".")
    config = apps.app_configs.get(label)
    return str(getattr(config, held_as, {}).get(name, code))
