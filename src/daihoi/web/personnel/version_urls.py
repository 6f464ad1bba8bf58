"""Personnel: pages under /personnel/<organisation>/versions/…"""

from django.urls import URLPattern, path

from daihoi.web.personnel import version_decisions, version_files, versions

urlpatterns: list[URLPattern] = [
    path("", versions.index, name="personnel_versions"),
    path("submit/", versions.submit, name="personnel_submit"),
    path("<int:number>/", versions.one, name="personnel_version"),
    path("<int:number>/remark/", version_decisions.remark, name="personnel_remark"),
    path("<int:number>/forward/", version_decisions.forward, name="personnel_forward"),
    path("<int:number>/return/", version_decisions.send_back, name="personnel_return"),
    path("<int:number>/approve/", version_decisions.approve, name="personnel_approve"),
    path("<int:number>/paper/<slug:name>/", version_files.word, name="personnel_version_paper"),
    path("<int:number>/version.xlsx", version_files.sheet, name="personnel_version_xlsx"),
]
