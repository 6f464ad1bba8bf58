"""The preparation measured: pages of the cascade of papers, and difficulties found alike while somebody types.

Papers are entered by the action; what organisations did with them, and difficulties, are put in past the gate.
"""

import random
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from rapidfuzz import fuzz, process

from daihoi.actions import directives as actions
from daihoi.cli._bench import floors
from daihoi.cli._bench.client import signed_in
from daihoi.cli._bench.timing import timed
from daihoi.core.directives import Paper, PaperFacts
from daihoi.core.likeness import grams
from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level
from daihoi.core.scope import Scope
from daihoi.core.text import fold
from daihoi.queries import difficulties, directives, indicators

if TYPE_CHECKING:
    from daihoi.cli._bench.run import Bench

TERM, TODAY = "2025-2030", date(2025, 9, 1)
PAPERS = 20
LEVELS = (Level.PROVINCE, Level.UPPER, Level.GRASSROOTS)
DIFFICULTIES_MOST = 200_000
_STEMS = """
    kinh phí|hội trường|phiếu bầu|danh sách|số dư|văn kiện|báo cáo chính trị|kiểm điểm|hồ sơ|lưu trữ|con dấu|tập huấn|
    trang trí|khánh tiết|kịch bản|điều hành|kiểm phiếu|tư cách đại biểu|dự khuyết|giấy mời|in ấn|tuyên truyền|pa nô|
    dư luận|đơn thư|khiếu nại|sáp nhập|thôn bản|quy hoạch|độ tuổi|tái cử|trình độ|cán bộ nữ|cán bộ trẻ|dân tộc|
    chuyển sinh hoạt|miễn công tác|an ninh|y tế|cách ly|mưa lũ|sạt lở|máy chiếu|âm thanh|đường truyền|ăn nghỉ|xăng xe|
    nghệ thuật|góp ý|dự thảo
"""
STEMS = [stem.strip() for stem in _STEMS.split("|")]
PLANTED = "Chi bộ mới sáp nhập chưa khắc con dấu thì ký báo cáo thế nào"
TYPED = "chua khac con dau khi sap nhap chi bo ky bao cao"


def measure(bench: "Bench", province: int) -> None:
    """All of it, in the bench's own run."""
    _papers(bench)
    client = signed_in(bench.actor)
    with translation.override(translation.get_language()):  # a page chooses its reader's own
        _cascade(bench, client, bench.root, N_("Cascade of 20 papers over the whole tree: the page"), 0.3)
        _cascade(bench, client, province, N_("Cascade of 20 papers in one province: the page"), 0.1)
    _likeness(bench)


def _papers(bench: "Bench") -> None:
    """Papers of the root to three levels; four in five took each in, and four in five of these made it known."""
    for number in range(PAPERS):
        facts = PaperFacts(
            Paper.GUIDANCE, f"{number}-HD/MAU", date(2025, 6, 1), "Mẫu", "Hướng dẫn (mẫu)",
            scope=Scope(frozenset(LEVELS)), disseminate_by=date(2025, 8, 1),
            own_paper_levels=frozenset(LEVELS[:2]) if number < PAPERS // 4 else frozenset(),
        )  # fmt: skip
        actions.enter(actor=bench.actor, organisation=bench.root, term=TERM, facts=facts)
    floors.put_uptakes(_in_scope())
    indicators.forget()


def _in_scope() -> str:
    kinds = ", ".join(f"'{kind}'" for kind in Scope(frozenset(LEVELS)).kinds)
    return f"v.kind IN ({kinds})"


def _cascade(bench: "Bench", client: Client, organisation: int, what: str, aim: float) -> None:
    """The page, beside one GROUP BY for the same counts; these are compared first."""
    at = indicators.place(actor=bench.actor, organisation=organisation, term=TERM, as_of=TODAY, today=TODAY)
    lines = directives.overview(at, actor=bench.actor, today=TODAY)
    ours = {
        (one.row.id, one.covered.applies, one.covered.taken_in, one.covered.disseminated, one.covered.attended)
        for one in lines
    }
    by_sql, sql = timed(lambda: floors.coverage_sql(at.path, _in_scope()), 2)
    assert {tuple(int(str(value)) for value in row) for row in by_sql} == ours and len(ours) == PAPERS
    url = f"{reverse('directives_cascade')}?at={organisation}"

    def page() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url)
        assert answer.status_code == 200
        return len(captured)

    queries, seconds = timed(page, 5)
    bench.add(what, seconds, sql=sql, aim=aim, queries=queries)


def _likeness(bench: "Bench") -> None:
    """One typed line against a difficulty of every organisation, at most 200,000, beside rapidfuzz over all of them."""
    chance, number = random.Random(8), min(DIFFICULTIES_MOST, bench.size.organisations)
    texts = [(" ".join(chance.sample(STEMS, 4)), " ".join(chance.sample(STEMS, 6))) for _ in range(number)]
    texts[number // 2] = (PLANTED, "")
    names = (
        "organisation_id", "at_id", "term", "subject", "title", "text", "raised_on", "raised_at", "raised_by_name",
        "lies_since", "state", "answer", "article", "answered_by_name", "grams",
    )  # fmt: skip
    rows = (
        (
            bench.root, bench.root, TERM, "general", *both, "2025-08-01", "2025-08-01 00:00:00+00:00", "mẫu",
            "2025-08-01", "open", "", "", "", grams(*both),
        )
        for both in texts
    )  # fmt: skip
    floors.put("data_difficulty", names, rows)
    indicators.forget()

    def alike() -> list[difficulties.Alike]:
        return difficulties.alike(actor=bench.actor, term=TERM, today=TODAY, text=TYPED)

    _, cold = timed(alike)
    found, seconds = timed(alike, 5)
    folded = [fold(" ".join(both)) for both in texts]
    ((theirs, _, _),), rival = timed(lambda: process.extract(fold(TYPED), folded, scorer=fuzz.token_set_ratio, limit=1))
    assert found[0].title == PLANTED and fold(PLANTED) in theirs
    bench.add(N_("Difficulties alike, the first time"), cold, rival=rival)
    bench.add(N_("Difficulties alike to a typed line"), seconds, rival=rival, aim=0.1)
