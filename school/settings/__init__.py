"""Every setting, each read from the environment, in the groups of Django's documentation."""

from school.settings.accounts import *
from school.settings.core import *
from school.settings.files import *
from school.settings.messages import *
from school.settings.night_school import *
from school.settings.security import *
from school.settings.wagtail import *
