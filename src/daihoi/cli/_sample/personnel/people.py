"""People who are nobody: a name, a birth month and what a list tells of somebody, the same on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from daihoi.actions.personnel import HeldPost, PersonFacts
from daihoi.cli._sample.rows import Numbers
from daihoi.core.personnel import Degree, Sex, Theory
from daihoi.core.text import fold

NOTE = "Số liệu mẫu"


@dataclass(frozen=True)
class Folk:
    """Names of one people; `weight`: how many of a hundred are of it."""

    ethnicity: str
    weight: int
    families: Sequence[str]
    men: Sequence[str]
    women: Sequence[str]
    given_men: Sequence[str]
    given_women: Sequence[str]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MEN = _names(
    "An Bình Chung Dương Đông Giang Hải Hậu Hiệp Hoàn Huy Khánh Khôi Kiên Lâm Long Mạnh Nghĩa Nhân Ninh Phúc Quân Quý "
    "Sáng Tài Tân Thành Thịnh Thuận Tiến Toàn Trung Tú Tùng Việt Vinh Vượng"
)
_WOMEN = _names(
    "Anh Bích Chinh Diệp Dung Duyên Hạnh Hằng Hiền Hoa Huệ Huyền Hương Lan Liên Loan Ly Mai Mơ Nga Ngân Nguyệt Nhàn "
    "Nhung Oanh Phượng Quyên Tâm Thảo Thoa Thơm Thúy Tươi Vân Xuân Yến"
)
_MONG_MEN = _names("Chua Dình Dơ Khua Lềnh Nhè Pó Páo Sính Súa Tủa Vảng Xìa Chứ Giống Hồng Lử Mang Nủ Phia Sử")
_MONG_WOMEN = _names("Dúa Mỷ Sua Pà Chở Dợ Xông Máy Say Mai Dùa Ca")
_THAI_FAMILIES = ("Lò", "Quàng", "Cà", "Lường", "Tòng", "Điêu", "Bạc", "Vì", "Cầm", "Lù")
_MONG_FAMILIES = ("Vàng", "Giàng", "Sùng", "Thào", "Hờ", "Ly", "Chá", "Lầu")
_KINH_FAMILIES = ("Nguyễn", "Trần", "Phạm", "Lê", "Hoàng", "Vũ", "Bùi", "Đỗ", "Ngô", "Dương", "Đặng", "Phan")
_MIDDLE_MEN = ("Văn", "Đức", "Minh", "Xuân", "Quang", "Ngọc", "Hữu")
_MIDDLE_WOMEN = ("Thị", "Thị Thu", "Thị Minh", "Thị Hồng", "Thị Thanh")

KINH = Folk("Kinh", 100, _KINH_FAMILIES, _MIDDLE_MEN, _MIDDLE_WOMEN, _MEN, _WOMEN)
# About as the peoples of the province are spread.
DIEN_BIEN = (
    Folk("Thái", 40, _THAI_FAMILIES, ("Văn", "Minh", "Đức", "Quang"), ("Thị", "Thị Thu", "Thị Hồng"), _MEN, _WOMEN),
    Folk("Mông", 34, _MONG_FAMILIES, ("A",), ("Thị",), _MONG_MEN, _MONG_WOMEN),
    Folk("Kinh", 19, _KINH_FAMILIES, _MIDDLE_MEN, _MIDDLE_WOMEN, _MEN, _WOMEN),
    Folk("Khơ Mú", 4, ("Lường", "Quàng", "Moong"), ("Văn",), ("Thị",), _MEN, _WOMEN),
    Folk("Dao", 3, ("Tẩn", "Chảo", "Phàn"), ("A", "Văn"), ("Thị",), _MEN, _WOMEN),
)
_SPECIALISMS = (
    "Quản lý nhà nước", "Luật", "Kinh tế nông nghiệp", "Hành chính học", "Sư phạm", "Kế toán", "Chăn nuôi – thú y",
    "Lâm nghiệp", "Xây dựng Đảng và chính quyền nhà nước", "Quản lý đất đai", "Công tác xã hội",
)  # fmt: skip
_SCIENCE = ("Kỹ thuật xây dựng", "Công nghệ thông tin", "Khoa học cây trồng", "Thủy lợi")


@dataclass(frozen=True)
class Wanted:
    """What a person is drawn for. `born`: first and last year of birth; `learned`: 0 a village, 1 a commune, 2 a
    district, 3 a province; `local` in how many of a hundred."""

    sex: Sex
    born: tuple[int, int]
    learned: int
    post: str
    home: str
    local: int = 85


@dataclass
class Crowd:
    """Draws people, no two with the same name and birth month."""

    numbers: Numbers
    folks: Sequence[Folk]
    _known: set[tuple[str, int, int]] = field(default_factory=set)

    def draw(self, wanted: Wanted, name: str = "") -> PersonFacts:
        """Somebody new; `name`: given for those whose name stands elsewhere already."""
        folk = self._folk()
        while True:
            year, month = self.numbers.between(*wanted.born), self.numbers.between(1, 12)
            called = name or self._name(folk, wanted.sex)
            if (fold(called), year, month) not in self._known:
                break
        self._known.add((fold(called), year, month))
        return self._facts(wanted, folk.ethnicity, called, year, month)

    def one_of(self, of: Sequence[str]) -> str:
        return of[self.numbers.below(len(of))]

    def _folk(self) -> Folk:
        at = self.numbers.below(sum(folk.weight for folk in self.folks))
        for folk in self.folks:
            at -= folk.weight
            if at < 0:
                return folk
        raise AssertionError

    def _name(self, folk: Folk, sex: Sex) -> str:
        man = sex is Sex.MAN
        parts = (folk.families, folk.men, folk.given_men) if man else (folk.families, folk.women, folk.given_women)
        return " ".join(map(self.one_of, parts))

    def _facts(self, wanted: Wanted, ethnicity: str, name: str, year: int, month: int) -> PersonFacts:
        degree, theory = self._learned(wanted.learned)
        science = self.numbers.below(10) == 0
        joined = date(min(year + 22 + self.numbers.below(8), 2017), self.numbers.between(1, 12), 3)
        return PersonFacts(
            name,
            wanted.sex,
            year,
            month,
            ethnicity,
            wanted.home,
            joined,
            joined.replace(year=joined.year + 1),
            "12/12" if wanted.learned or self.numbers.below(3) else "9/12",
            degree,
            self.one_of(_SCIENCE if science else _SPECIALISMS) if degree is not Degree.NONE else "",
            science,
            theory,
            self.numbers.below(100) < wanted.local,
            f"{wanted.post} (mẫu)",
            NOTE,
            self._posts(wanted, joined.year) if wanted.learned >= 2 else None,
        )

    def _learned(self, level: int) -> tuple[Degree, Theory]:
        """The higher the body, the more its people have studied."""
        chance = self.numbers.below(100)
        if level == 0:
            degree = Degree.NONE if chance < 45 else Degree.VOCATIONAL if chance < 85 else Degree.BACHELOR
            theory = Theory.ELEMENTARY if chance % 10 < 6 else Theory.NONE if chance % 10 < 8 else Theory.INTERMEDIATE
        elif level == 1:
            degree = Degree.VOCATIONAL if chance < 25 else Degree.COLLEGE if chance < 35 else Degree.BACHELOR
            theory = Theory.ELEMENTARY if chance % 10 < 3 else Theory.INTERMEDIATE
        else:
            degree = Degree.BACHELOR if chance < 70 else Degree.MASTER if chance < 98 else Degree.DOCTOR
            theory = Theory.INTERMEDIATE if chance % 10 < 2 else Theory.ADVANCED
        return degree, theory

    def _posts(self, wanted: Wanted, joined: int) -> tuple[HeldPost, ...]:
        since = min(joined + 6 + self.numbers.below(6), 2018)
        return (
            HeldPost("Chuyên viên (mẫu)", "", date(joined, 9, 1), date(since, 3, 1)),
            HeldPost(f"{wanted.post} (mẫu)", "", date(since, 3, 1)),
        )
