"""Rules, under /rules/."""

from django.urls import path

from daihoi.web.plan import rules

urlpatterns = [
    path("", rules.index, name="rules"),
    path("packs/<path:pack_id>/", rules.pack, name="rules_pack"),
    path("samples/<slug:overlay_id>/", rules.sample, name="rules_sample"),
    path("overlays/<int:overlay>/", rules.loaded, name="rules_overlay"),
    path("compare/", rules.compare, name="rules_compare"),
    path("holidays/", rules.free_days, name="rules_holidays"),
    path("targets/", rules.targets, name="rules_targets"),
]
