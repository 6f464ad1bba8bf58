"""The page of components, for those who build pages; only where DAIHOI_DEBUG is on."""

from datetime import date
from fractions import Fraction

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from daihoi.core.messages import Finding, Message, Place, Severity
from daihoi.web.paging import Page


class Sample(forms.Form):
    """Fields of every kind."""

    name = forms.CharField(label="Tên tổ chức đảng", help_text="Ghi đầy đủ như trong quyết định thành lập.")
    day = forms.DateField(label="Ngày dự kiến", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    kind = forms.ChoiceField(label="Loại hình", choices=[("1", "Đảng bộ cơ sở"), ("2", "Chi bộ cơ sở")])
    form = forms.ChoiceField(
        label="Hình thức", choices=[("m", "Đại hội đảng viên"), ("d", "Đại hội đại biểu")], widget=forms.RadioSelect
    )
    pilot = forms.BooleanField(label="Đại hội điểm", required=False)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)


def style(request: HttpRequest) -> HttpResponse:
    findings = [
        Finding(Severity.ERROR, "a", Message("Mã “DB-0{n}” có hai lần.", {"n": 17}), Place("Danh sách", 12, "B")),
        Finding(Severity.WARNING, "b", Message("Đại hội dự kiến sau ngày cuối của cấp mình."), rule="C-021"),
        Finding(Severity.QUESTION, "c", Message("Quy định này chưa rõ: cấp ủy quyết định."), rule="C-080"),
        Finding(Severity.NOTE, "d", Message("Đã đọc 13.204 dòng.")),
    ]
    names = ("Thành lập tiểu ban", "Dự thảo văn kiện", "Duyệt đại hội", "Đại hội", "Chuẩn y", "Báo cáo")
    states = ("done", "done", "late", "due", "open", "open")
    steps = [
        {"label": name, "state": state, "day": date(2025, 3, 4 + at), "note": "chậm 6 ngày" if state == "late" else ""}
        for at, (name, state) in enumerate(zip(names, states, strict=True))
    ]
    rows = [
        ("Đảng bộ phường Hồng Gai", "Đảng bộ cơ sở", 1204, Fraction(47, 52), "done", "Đã tổ chức"),
        ("Chi bộ Trường THPT Nguyễn Bỉnh Khiêm", "Chi bộ cơ sở", 58, Fraction(1, 3), "late", "Chậm 6 ngày"),
        ("Đảng bộ Bệnh viện Đa khoa khu vực Cẩm Phả", "Đảng bộ cơ sở", 312, None, "due", "Còn 4 ngày"),
    ]
    context = {
        "findings": findings,
        "steps": steps,
        "rows": rows,
        "form": Sample({"day": "x", "kind": "1"}),
        "sort": "name",
        "page": Page(2, 132),
        "crumbs": [("Bảng tổng hợp", "/"), ("Tỉnh Quảng Ninh", "#"), ("Thành phần", "")],
        "tabs": [
            {"label": "Tất cả", "href": "#", "current": True, "count": 1320},
            {"label": "Chậm", "href": "#", "count": 12},
            {"label": "Lịch sử", "href": "#", "count": None},
        ],
    }
    return render(request, "style.html", context)
