"""Locks: what is pinned, and one distribution's lines of it."""

from install import locks

LOCK = """\
# written by uv
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:aa
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
    # via -r in
Opencc_Python.x==0.1.7 \\
    --hash=sha256:cc
"""


def test_a_name_may_be_pinned_twice_and_has_one_spelling() -> None:
    assert locks.pins(LOCK) == {"numpy": {"2.4.6", "2.5.5"}, "opencc-python-x": {"0.1.7"}}


def test_the_lines_of_one_distribution_keep_their_hashes() -> None:
    assert locks.only(LOCK, "opencc-python-x") == "Opencc_Python.x==0.1.7 \\\n    --hash=sha256:cc\n"
    assert locks.only(LOCK, "numpy").count("--hash") == 2
