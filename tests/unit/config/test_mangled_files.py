"""Whatever an editor, a disk or a transfer did to units.csv: it loads, or the fault is told by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.units import Directory
from config.load import ConfigFault, load_directory

WHOLE = (Path(__file__).parents[3] / "config" / "units.csv").read_bytes()
# The ministry, a city with its own code, two that share one, and an assumed one.
PART = b"".join(
    line
    for line in WHOLE.splitlines(keepends=True)
    if line.startswith((b"code", b"000000", b"370000", b"370900", b"410000", b"410100", b"410200", b"419000"))
)
COLUMNS = 9

# No time limit and no clock: the machine that runs the tests may be busy.
steady = settings(deadline=None, max_examples=150, derandomize=True)


@contextmanager
def file_of(content: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        path.write_bytes(content)
        yield path


def loaded(content: bytes) -> Directory | ConfigFault:
    with file_of(content) as path:
        try:
            return load_directory(path, hours=("office", "24h"))
        except ConfigFault as fault:
            assert fault.faults
            lines = str(fault).splitlines()
            assert len(lines) == min(len(fault.faults), 20) + (len(fault.faults) > 20), "one line a fault"
            return fault


def rows(content: bytes) -> list[list[str]]:
    return [line.split(",") for line in content.decode().splitlines()]


def joined(table: list[list[str]]) -> bytes:
    return "\n".join(",".join(cells) for cells in table).encode()


def test_the_part_used_here_is_sound() -> None:
    directory = loaded(PART)
    assert isinstance(directory, Directory), directory
    assert len(directory) == PART.count(b"\n") - 1 == 7


@steady
@given(st.integers(0, len(WHOLE)))
def test_a_file_that_was_cut_off_anywhere(length: int) -> None:
    loaded(WHOLE[:length])


@given(st.sampled_from(["gbk", "gb18030", "utf-16", "utf-16-le", "utf-32", "big5hkscs"]), st.booleans())
@steady
def test_a_file_saved_in_another_encoding_is_a_fault(encoding: str, with_mark: bool) -> None:
    content = ("\ufeff" * with_mark + PART.decode()).encode(encoding, errors="replace")
    assert isinstance(loaded(content), ConfigFault)


@steady
@given(st.integers(0, len(PART)), st.sampled_from([b"\0", b"\r", b"\n", b'"', b",", b"\xff", b"\x1a", b"\xe2\x80\xa8"]))
def test_one_foreign_byte_anywhere(place: int, foreign: bytes) -> None:
    loaded(PART[:place] + foreign + PART[place:])


@steady
@given(st.integers(0, len(PART) - 1), st.integers(1, 40), st.binary(max_size=40))
def test_a_stretch_overwritten_by_anything(place: int, length: int, instead: bytes) -> None:
    loaded(PART[:place] + instead + PART[place + length :])


@steady
@given(st.binary(max_size=400))
def test_no_table_at_all_is_a_fault(content: bytes) -> None:
    assert isinstance(loaded(content), ConfigFault)


@steady
@given(st.permutations(range(COLUMNS)))
def test_columns_moved_with_their_names_read_the_same(order: list[int]) -> None:
    moved = loaded(joined([[cells[place] for place in order] for cells in rows(PART)]))
    straight = loaded(PART)
    assert isinstance(moved, Directory), moved
    assert isinstance(straight, Directory)
    assert list(moved) == list(straight)


@steady
@given(st.permutations(range(COLUMNS)).filter(lambda order: order[:8] != list(range(8))))
def test_columns_moved_below_their_names_are_a_fault(order: list[int]) -> None:
    head, *body = rows(PART)
    fault = loaded(joined([head, *([cells[place] for place in order] for cells in body)]))
    names_swapped = order[:8] == [0, 2, 1, *range(3, 8)]
    assert isinstance(fault, ConfigFault) or names_swapped


@steady
@given(st.data())
def test_cells_swapped_overwritten_or_emptied(data: st.DataObject) -> None:
    table = rows(PART)
    odd = st.sampled_from(["", "*", "**", "０", "²", "٣", "-1", "9" * 5000, "0538*", "0538 0538", "\t", "'", "=1+1"])
    for _ in range(data.draw(st.integers(1, 4))):
        row = table[data.draw(st.integers(0, len(table) - 1))]
        other = table[data.draw(st.integers(0, len(table) - 1))]
        column, place = data.draw(st.integers(0, COLUMNS - 1)), data.draw(st.integers(0, COLUMNS - 1))
        row[column] = data.draw(odd | st.just(other[place]) | st.text(max_size=8))
    loaded(joined(table).decode("utf-8", "surrogatepass").encode("utf-8", "replace"))


@steady
@given(st.permutations(range(1, 8)), st.lists(st.integers(1, 7), max_size=3))
def test_the_order_of_lines_is_free_and_a_line_twice_is_a_fault(order: list[int], twice: list[int]) -> None:
    table = rows(PART)
    outcome = loaded(joined([table[0], *(table[place] for place in order), *(table[place] for place in twice)]))
    assert isinstance(outcome, ConfigFault if twice else Directory), outcome
