"""Write Asterisk's configuration from the templates of asterisk-conf/."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exchange.plan import ExchangePlan

# Line ends and control characters start a new line; `;` a comment, `[` a section, `$` an expression,
# `,` `(` `)` another argument, a backslash or a quote changes how the rest is read.
FORBIDDEN = frozenset(";[]${}\\\"',()")


class UnsafeValue(ValueError):
    """A value would change the meaning of a file. The value itself may be a password: it is not repeated."""

    def __init__(self, template: str, character: str) -> None:
        super().__init__(f"{template}：有一个值含有不能写进配置的字符 U+{ord(character):04X}")
        self.template = template
        self.character = character


def render(plan: ExchangePlan, templates: Path, target: Path) -> list[Path]:
    """Write every .conf, readable by the owner only; returns those that changed."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    texts = {t.name: _render_one(plan, templates, t.name) for t in sorted(templates.glob("*.conf"))}
    return [target / name for name, text in texts.items() if _write(target / name, text)]


def _render_one(plan: ExchangePlan, templates: Path, name: str) -> str:
    def checked(value: object) -> str:
        return _checked(name, value)

    jinja = Environment(  # noqa: S701 - no HTML: `finalize` checks every value that reaches a file
        loader=FileSystemLoader(templates),
        finalize=checked,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return jinja.get_template(name).render(plan=plan, modules=_modules(templates))


def _checked(template: str, value: object) -> str:
    text = str(value)
    for character in text:
        if character in FORBIDDEN or not character.isprintable():
            raise UnsafeValue(template, character)
    if text != text.strip():
        raise UnsafeValue(template, " ")
    return text


def _modules(templates: Path) -> list[str]:
    lines = (templates / "modules.txt").read_text(encoding="utf-8").splitlines()
    names = (line.split("#")[0].strip() for line in lines)
    return [name for name in names if name]


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).replace(path)
    return True
