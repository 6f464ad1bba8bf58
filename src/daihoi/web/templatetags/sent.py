"""What every form that is sent carries along: Django's token against forgery, and the term that its page is about.

Takes the place of Django's own `{% csrf_token %}`, which no form that is sent can be without: so none can be without
its term either, and what somebody typed for one term is never written into another that was opened beside it.
"""

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from daihoi.web.asked import term_to_send

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    token = CsrfTokenNode().render(context)
    request: HttpRequest | None = context.get("request")
    if request is None or not hasattr(request, "today"):  # nobody is signed in: no page is about a term
        return token
    return format_html('{}<input type="hidden" name="term" value="{}">', token, term_to_send(request))
