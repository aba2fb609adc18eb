"""The name is the address: script, function, file."""

import re
from pathlib import Path

from agi.server import SCRIPTS

DIALPLAN = Path(__file__).parents[3] / "asterisk-conf" / "extensions.conf"


def test_each_script_is_the_function_of_its_name_in_the_module_of_its_name() -> None:
    for name, script in SCRIPTS.items():
        assert (script.__name__, script.__module__) == (name, f"agi.{name}")


def test_the_dialplan_asks_for_each_script_and_for_no_other() -> None:
    asked = re.findall(r"AGI\(agi://[^/]*?/([a-z_]+)", DIALPLAN.read_text(encoding="utf-8").replace(" ", ""))
    assert set(asked) == set(SCRIPTS)
