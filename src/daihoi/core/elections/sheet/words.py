"""The usual words of a ballot, in Vietnamese only as on every paper to be signed or stamped. Source: E-052 to E-058."""

from daihoi.core.elections.kinds import Style

TITLE = "Phiếu bầu"
SAME_SHEETS = "Mã vuông trên phiếu chỉ ghi mẫu phiếu và số trang; mọi phiếu đều giống hệt nhau."

NUMBER = {Style.STRIKE: "TT", Style.COLUMNS: "STT", Style.SINGLE: "STT"}
FULL_NAME = "Họ và tên"
FOR, AGAINST = "Đồng ý", "Không đồng ý"
FOR_PARTS, AGAINST_PARTS = ("Đồng ý",), ("Không", "đồng ý")  # where a heading may be divided


def instructions(style: Style, seats: int) -> tuple[str, ...]:
    """How to mark a ballot of that style, and what makes it invalid for sure."""
    if style is Style.STRIKE:
        return (
            "Không bầu cho ai thì gạch giữa cả chữ họ và tên của người đó.",
            f"Phiếu để lại nhiều hơn {seats} người hoặc gạch tên tất cả là phiếu không hợp lệ.",
        )
    if style is Style.COLUMNS:
        return (f"Đánh dấu X vào ô “{FOR}” hoặc ô “{AGAINST}” trong hàng của từng người.",)
    return (
        f"Đánh dấu X vào một trong hai ô “{FOR}” hoặc “{AGAINST}”.",
        "Phiếu đánh dấu cả hai ô hoặc không đánh dấu ô nào là phiếu không hợp lệ.",
    )


def seats_line(seats: int, names: int) -> str:
    """How many are elected out of how many."""
    return f"Số lượng bầu: {seats} đồng chí; danh sách bầu cử: {names} đồng chí"


def page_line(number: int, pages: int) -> str:
    return f"Trang {number}/{pages}"
