"""`{% keys_here as keys %}`: whether passkeys and security keys work at this address; see daihoi.web.access.keys."""

from django import template

from daihoi.web.access.keys import Keys, keys_at

register = template.Library()


@register.simple_tag(takes_context=True)
def keys_here(context: template.Context) -> Keys:
    return keys_at(context["request"])
