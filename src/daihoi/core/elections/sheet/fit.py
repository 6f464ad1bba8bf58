"""Text into a width: lines of a paragraph, and the names of a list, none clipped and all of one size."""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core.elections.sheet.page import ABOVE, ASIDE, LINE, POINT, Measure, Name, Weight

SMALLEST_NAME = 8.0  # points
# A single line stands with the middle of its capitals in the middle of its row, which so has that height at least.
CAPITALS = 0.36  # from the baseline to their middle, in parts of the size
IN_ROW = 2 * (ABOVE - CAPITALS)
NOTE = 0.85  # size of a note, in parts of its name's
STEP = 0.5  # points, from one size tried to the next
ROW_ROOM = 0.4  # mm of a row that stay free, so that letters keep off its lines


@dataclass(frozen=True)
class Step:
    """What is good enough: the lowest row (mm), the smallest type of names (points), and the most lines of a name."""

    pitch: float
    size: float
    lines: int


@dataclass(frozen=True)
class Fitted:
    """A name as it will stand: its one or two lines, and the line that its note follows (None: it has none).

    A note on line 2 behind a name of one line stands alone on its line.
    """

    lines: tuple[str, ...]
    note_line: int | None

    @property
    def height(self) -> int:
        """How many lines it takes with its note."""
        return max(len(self.lines), (self.note_line or 0) + 1)


@dataclass(frozen=True)
class Setting:
    """The names of a ballot as they will stand: their size in points, and the height in mm of a row of one line."""

    size: float
    pitch: float
    names: tuple[Fitted, ...]


def wrap(words: Sequence[str], width: float, size: float, weight: Weight, measure: Measure) -> tuple[str, ...] | None:
    """The words in the fewest lines of that width (mm), about evenly long; None where a word is wider.

    Of the ways to divide them, one that keeps together what is read together: "Quảng Ninh", "Đảng bộ", "khóa XVI".
    """
    # best[i]: the fewest lines for the first i words, what is paid for them, and where the last line begins.
    best: list[tuple[int, float, int] | None] = [(0, 0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            wide = measure(" ".join(words[start:end]), size, weight)
            before = best[start]
            if wide > width:
                break
            if before is not None:
                paid = before[1] + (1 - wide / width) ** 2 + (_parting(words[start - 1], words[start]) if start else 0)
                ways.append((before[0] + 1, paid, start))
        best.append(min(ways, default=None))
    lines: list[str] = []
    end = len(words)
    while end:
        found = best[end]
        if found is None:
            return None
        lines.insert(0, " ".join(words[found[2] : end]))
        end = found[2]
    return tuple(lines)


# The second syllables of words that these texts are full of, and the words that a number or a name follows.
_SECOND = " bộ hành kỳ hội biểu thứ ý chí ủy nhiệm viên cử bầu dấu người trực thư tra lệ sản nam tên "
_LEADING = " khóa thứ kỳ ô số tỉnh phường xã phố không hơn "


def _parting(before: str, after: str) -> float:
    """What it costs to part two words at the end of a line; less than nothing after a comma."""
    if before[-1] in ",;:.":
        return -0.1
    first, second = before.strip("“”(),").lower(), after.strip("“”(),.").lower()
    both_named = before[:1].isupper() and after[:1].isupper() and not (before.isupper() and len(before) > 1)
    return 0.25 if both_named or f" {first} " in _LEADING or f" {second} " in _SECOND else 0.0


def fit_name(name: Name, width: float, size: float, weight: Weight, measure: Measure) -> Fitted | None:
    """The name in one line, else in two; None where it does not fit. `width` is that of its letters, mm."""

    def wide(text: str) -> float:
        return measure(text, size, weight)

    note = ASIDE * 2 * size * POINT + measure(name.note, size * NOTE, "regular") if name.note else 0.0
    noted = 0 if name.note else None
    if wide(name.full_name) + note <= width:
        return Fitted((name.full_name,), noted)
    if note and max(wide(name.full_name), note) <= width:
        return Fitted((name.full_name,), 1)
    words = name.full_name.split()
    splits = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    first, second = min(splits, key=lambda pair: max(wide(pair[0]), wide(pair[1]) + note), default=("", ""))
    if first and max(wide(first), wide(second) + note) <= width:
        return Fitted((first, second), 1 if name.note else None)
    return None


def set_names(
    names: Sequence[Name],
    blocks: Sequence[range],
    room: tuple[float, float],
    step: Step,
    most: tuple[float, float],
    weight: Weight,
    measure: Measure,
) -> Setting | Name | None:
    """The names in the largest type at which each fits in its row; no name is printed smaller than another.

    `blocks`: the indices of the names that stand under each other; `room`: the width that letters have and the height
    that a block has, mm; `most`: the highest row (mm) and the largest type. One line a name if that can be. Gives the
    first person whose name does not fit, and None where there are too many rows.
    """
    width, height = room
    if height / max(map(len, blocks)) < step.pitch:
        return None
    culprit = max(names, key=lambda name: measure(name.full_name, step.size, weight))
    for lines in range(1, step.lines + 1):
        for number in range(int((most[1] - step.size) / STEP) + 1):
            size = most[1] - STEP * number
            letters = width - 2 * ASIDE * size * POINT
            fitted = [fit_name(name, letters, size, weight, measure) for name in names]
            bad = next((n for n, fit in zip(names, fitted, strict=True) if fit is None or fit.height > lines), None)
            if bad is not None:
                culprit = bad
                continue
            good = tuple(fit for fit in fitted if fit is not None)
            pitch = min(most[0], *(_pitch([good[index] for index in block], height, size) for block in blocks))
            if pitch >= max(step.pitch, IN_ROW * size * POINT + ROW_ROOM):
                return Setting(size, pitch, good)
    return culprit


def high(size: float) -> float:
    """The least height of a row for a name over two lines in that size (points), mm."""
    return 2 * LINE * size * POINT + ROW_ROOM


def _pitch(block: Sequence[Fitted], height: float, size: float) -> float:
    """How high a row of one line may be (mm, to 0.001) where rows of two lines take what they need."""
    even = height / len(block)
    two = sum(fitted.height > 1 for fitted in block)
    if two and even < high(size):
        even = (height - two * high(size)) / (len(block) - two) if two < len(block) else 0.0
    return int(even * 1000) / 1000
