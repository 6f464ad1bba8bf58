"""Personnel: pages under /personnel/<organisation>/scheme/…"""

from django.urls import URLPattern, path

from daihoi.web.personnel import scheme, scheme_feasible, scheme_files, scheme_list, scheme_variants

_ONE = "variants/<int:variant>/"
urlpatterns: list[URLPattern] = [
    path("", scheme.index, name="personnel_scheme"),
    path("numbers/", scheme.numbers, name="personnel_scheme_numbers"),
    path("compare/", scheme_variants.compare, name="personnel_compare"),
    path("variants/new/", scheme_variants.new, name="personnel_variant_new"),
    path(_ONE, scheme_variants.variant, name="personnel_variant"),
    path(f"{_ONE}change/", scheme_list.change, name="personnel_variant_change"),
    path(f"{_ONE}check/", scheme_list.check, name="personnel_variant_check"),
    path(f"{_ONE}feasible/", scheme_feasible.page, name="personnel_feasible"),
    path(f"{_ONE}rename/", scheme_variants.rename, name="personnel_variant_rename"),
    path(f"{_ONE}choose/", scheme_variants.choose, name="personnel_variant_choose"),
    path(f"{_ONE}drop/", scheme_variants.drop, name="personnel_variant_drop"),
    path(f"{_ONE}xlsx/", scheme_files.sheet, name="personnel_scheme_xlsx"),
]
