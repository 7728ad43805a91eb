from django import template

from school.ui.field_words import actor_in_words

register = template.Library()
register.filter("actor", actor_in_words)
