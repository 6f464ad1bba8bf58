"""What an election is called on its ballot, proposed from the post and the organisation; people may change it.

Documents for the hall are in Vietnamese only, so these texts are.
"""

from daihoi.core.elections import Post
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.organisations.naming import committee_name
from daihoi.core.text import one_line
from daihoi.queries.elections._sheet import roman


def title_of(post: Post, name: str, kind: Kind, *, term: str, ordinal: int | None, above: str) -> str:
    """What stands on the ballot after "bầu". `above`: the organisation above, for delegates; "" where unknown."""
    cell = kind.level is Level.CELL or kind is Kind.GRASSROOTS_CELL
    years = f"nhiệm kỳ {term.replace('-', ' – ')}"
    number = f" khóa {roman(ordinal)}," if ordinal and 0 < ordinal < 100 and not cell else ","
    own = name if cell else committee_name(name)
    congress = f"dự Đại hội đại biểu {above}" if above else "dự đại hội đại biểu cấp trên"
    match post:
        case Post.COMMITTEE:
            text = f"Chi ủy {name}, {years}" if cell else f"Ban Chấp hành {name}{number} {years}"
        case Post.STANDING_COMMITTEE:
            text = f"Ban Thường vụ {own}{number} {years}"
        case Post.SECRETARY:
            text = f"Bí thư {own}{number} {years}"
        case Post.DEPUTY_SECRETARIES:
            text = f"Phó Bí thư {own}{number} {years}"
        case Post.INSPECTION_COMMITTEE:
            text = f"Ủy ban Kiểm tra {own}{number} {years}"
        case Post.INSPECTION_CHAIR:
            text = f"Chủ nhiệm Ủy ban Kiểm tra {own}{number} {years}"
        case Post.DELEGATES:
            text = f"Đoàn đại biểu {name} {congress}, {years}"
        case Post.ALTERNATES:
            text = f"Đại biểu dự khuyết {name} {congress}, {years}"
    return one_line(text)[:200]
