from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school.lib.push import Address
from school.lib.typed import plain
from school.notices import channels
from school.notices.groups import GROUPS
from school.notices.models import Channel, Muted, Preference, PushSubscription
from school.people.models import Person
from school.people.sign_in.forms import CodeField


class WaysForm(forms.Form):
    """A box for each channel that there is an address for."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {
            row.channel: row.is_on for row in Preference.objects.filter(person=person)
        }
        for channel, words in _known(person).items():
            self.fields[channel] = forms.BooleanField(
                label=Channel(channel).label,
                help_text=words,
                required=False,
                initial=chosen.get(channel, True),
            )
        if self.fields:
            self._ask_about(person)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the messages"),
            choices=settings.LANGUAGES,
            initial=channels.language_of(person),
            widget=forms.RadioSelect,
        )

    def _ask_about(self, person: Person) -> None:
        muted = set(Muted.objects.filter(person=person).values_list("group", flat=True))
        self.fields["about"] = forms.MultipleChoiceField(
            label=_("What about"),
            help_text=_(
                "A place offered, a changed evening, hours running short, a certificate "
                "or points taken back: these you are always told."
            ),
            choices=[*GROUPS.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[group for group in GROUPS if group not in muted],
        )

    def muted(self) -> set[str]:
        wanted = self.cleaned_data.get("about", [*GROUPS])
        return {group for group in GROUPS if group not in wanted}

    def wanted(self) -> set[str]:
        """What is ticked; what there is no box for stays as if it were."""
        return {
            channel
            for channel in Channel.values
            if self.cleaned_data.get(channel, channel not in self.fields)
        }


def _known(person: Person) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if person.phone:
        known[Channel.SMS] = _("To %(phone)s, only what cannot wait.") % {
            "phone": person.masked_phone
        }
    if mailbox := channels.mailbox_of(person):
        known[Channel.EMAIL] = _("Every notice, to %(address)s.") % {
            "address": mailbox.masked
        }
    if PushSubscription.objects.filter(person=person).exists():
        known[Channel.PUSH] = _("Every notice, on the devices listed below.")
    return known


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send a code of six digits there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        return plain(self.cleaned_data["address"])


class MailCodeForm(forms.Form):
    code = CodeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits, from the e-mail.")


class DeviceForm(forms.Form):
    """What the browser says of itself; a script fills it in."""

    endpoint = forms.CharField(required=False, widget=forms.HiddenInput)
    p256dh = forms.CharField(required=False, widget=forms.HiddenInput)
    auth = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = [self.cleaned_data.get(name, "") for name in self.fields]
        if not all(said) or max(map(len, said)) > 2000:
            raise ValidationError(
                _("The browser did not say where to send to. Press the button again.")
            )
        return self.cleaned_data

    @property
    def push_address(self) -> Address:
        return Address(*(self.cleaned_data[name] for name in self.fields))
