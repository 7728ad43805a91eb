"""The journal's codes in words: the apps above say what their verbs are called.

An app's config holds them as `journal_words`, by the verb's name without the app's.
"""

from django.apps import apps
from django.utils.text import capfirst


def verb_words(verb: str) -> str:
    label, _dot, name = verb.partition(".")
    config = apps.app_configs.get(label)
    return str(getattr(config, "journal_words", {}).get(name, verb))


def kind_words(kind: str) -> str:
    """What a model is called; the label itself once there is no such model any more."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return kind
    return str(capfirst(model._meta.verbose_name))
