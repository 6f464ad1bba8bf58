"""How Vietnamese offices name what belongs to an organisation."""

# How the committee of an organisation is named after it: "Đảng bộ xã Mẫu" → "Đảng ủy xã Mẫu".
_COMMITTEES = (
    ("Đảng bộ thành phố ", "Thành ủy "),
    ("Đảng bộ tỉnh ", "Tỉnh ủy "),
    ("Đảng bộ huyện ", "Huyện ủy "),
    ("Đảng bộ quận ", "Quận ủy "),
    ("Đảng bộ thị xã ", "Thị ủy "),
    ("Đảng bộ ", "Đảng ủy "),
)


def committee_name(name: str) -> str:
    """The committee of an organisation by its name; the name itself where it follows no pattern."""
    for start, word in _COMMITTEES:
        if name.lower().startswith(start.lower()):
            return word + name[len(start) :]
    return name
