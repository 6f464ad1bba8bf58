"""Forms of sign-in and of people and access."""

from allauth.account import forms as account
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from daihoi.core.access import ROLE_NAMES, Role


class LoginForm(account.LoginForm):
    """Name and password, with our words; "remember me" is not offered on office machines."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label, password.help_text = _("User name"), _("Password"), ""
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username webauthn"}
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password, and the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("New password"),
            "password2": _("New password once more"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _(
            "At least 10 characters; not only digits, not a well-known password, not your name."
        )
        self.fields["password2"].help_text = ""


def day_input() -> forms.DateInput:
    """A field for a day, with the browser's calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, _(ROLE_NAMES[role])) for role in Role]


class PeopleFilter(forms.Form):
    """What the list of people is narrowed to."""

    text = forms.CharField(label=_("Name or user name"), required=False, max_length=150)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=lambda: [("", _("All roles")), *role_choices()])
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=250)
    state = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[
            ("open", pgettext_lazy("account", "Open")),
            ("closed", pgettext_lazy("account", "Closed")),
            ("all", _("All")),
        ],
    )


class GrantForm(forms.Form):
    """A role at an organisation, from a day to a day."""

    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=250,
        help_text=_("Type the code or the name; the role holds there and everywhere below."),
        widget=forms.TextInput(
            attrs={
                "list": "organisations",
                "autocomplete": "off",
                "hx-get": "/people/places/",
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#organisations",
            }
        ),
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)
    valid_from = forms.DateField(label=_("From the day"), widget=day_input())
    last_day = forms.DateField(
        label=_("Until the day"),
        required=False,
        help_text=_("The last day on which it holds; leave empty where no end is known."),
        widget=day_input(),
    )


class AccountForm(forms.Form):
    """Who the account is for."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)


class NewAccountForm(AccountForm):
    """A new account with its first grant."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("3 to 60 of a–z, 0–9, dot, dash and underline; it stays for good, for example nguyen.van.an."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    field_order = ["full_name", "username"]
    organisation, role = GrantForm.base_fields["organisation"], GrantForm.base_fields["role"]
    valid_from, last_day = GrantForm.base_fields["valid_from"], GrantForm.base_fields["last_day"]


class EndForm(forms.Form):
    """The last day of a grant."""

    last_day = forms.DateField(label=_("Last day on which the role holds"), widget=day_input())


class ResetForm(forms.Form):
    """A new first password."""

    second_factors = forms.BooleanField(
        label=_("Also remove the second step (the phone or the key is lost)"), required=False
    )
