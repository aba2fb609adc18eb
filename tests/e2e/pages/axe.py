"""axe-core in the page: what it finds serious or critical, and whether every stop of Tab can be seen and has a name."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from config.settings import PROJECT
from tests.e2e.pages.browsing import shoot

AXE = PROJECT / "seats" / "desk" / "node_modules" / "axe-core" / "axe.min.js"
# A tile's text is marks and a time that moves each second, a button's has its key: their names say it in words.
RUN = """async () => {
  const found = await axe.run(document, {
    resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: false } },
  })
  return found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => ({
    rule: one.id, where: one.nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')),
  }))
}"""
STOP = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const label = at.labels?.length ? at.labels[0].textContent : ''
  const text = (id) => document.getElementById(id)?.textContent ?? ''
  const by = (at.getAttribute('aria-labelledby') ?? '').split(' ').map(text)
  const names = [at.getAttribute('aria-label'), ...by, label, at.textContent, at.title, at.placeholder]
  const name = names.find((one) => one?.trim())
  const seen = (one) => {
    const style = getComputedStyle(one)
    const border = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    return border || style.boxShadow !== 'none'
  }
  // A field of the library draws its ring on the box around it.
  const box_around = at.closest('.el-select__wrapper, .el-input__wrapper, .el-input-tag, label')
  const around = [at, at.parentElement, box_around].filter(Boolean)
  const box = at.getBoundingClientRect()
  const key = at.tagName + ' ' + Math.round(box.x) + ' ' + Math.round(box.y) + ' ' + (name ?? '')
  return { key, name: (name ?? '').trim(), visible: around.some(seen), html: at.outerHTML.slice(0, 160) }
}"""
MOST_STOPS = 80


def serious(page: Page) -> list[dict[str, Any]]:
    """Injected from outside of the page, so that its content policy stays as it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(RUN))


def stops(page: Page) -> list[dict[str, Any]]:
    """Each place where Tab comes by, once around."""
    seen: dict[str, dict[str, Any]] = {}
    page.evaluate("document.activeElement?.blur()")
    for n in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None and n == 0:
            continue  # the blurred place was the last one: the next Tab begins at the top
        if stop is None or stop["key"] in seen:
            break
        seen[stop["key"]] = stop
    return list(seen.values())


def chinese(name: str) -> bool:
    """Numbers and keys need no translation; a name of letters alone does."""
    return any("\u4e00" <= c <= "\u9fff" for c in name) or not any(c.isalpha() for c in name)


class Inspector:
    """Looks at each page as it comes, and tells all faults at the end."""

    def __init__(self, page: Page, scheme: str) -> None:
        self.page, self.scheme = page, scheme
        self.faults: list[str] = []

    def look(self, name: str, *, walk: bool = True) -> None:
        shoot(self.page, f"access-{name}-{self.scheme}")
        for found in serious(self.page):
            self.faults.append(f"{name}: {found['rule']}: {found['where'][:4]}")
        if walk and self.scheme == "light":
            self._walk(name)

    def _walk(self, name: str) -> None:
        found = stops(self.page)
        if not found:
            self.faults.append(f"{name}: Tab finds nothing")
        for stop in found:
            if not stop["visible"]:
                self.faults.append(f"{name}: no visible focus: {stop['html']}")
            if not stop["name"] or not chinese(stop["name"]):
                self.faults.append(f"{name}: no Chinese name: {stop['html']}")

    def verdict(self) -> None:
        assert not self.faults, "\n".join(self.faults)
