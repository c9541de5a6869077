"""A person at the site: one browser context and one page, and everything that happened to them, written down."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, Request, Route, expect
from sites import Built

LISTEN = """
addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
STORED = """async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({name}) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}


class Visitor:
    """`troubles` must be empty when a test ends; a test that expects some takes them out with `forgive`."""

    def __init__(self, context: BrowserContext, site: Built) -> None:
        self.site = site
        self.requests: list[str] = []
        """Every address that was asked for, with its fragment if it had one."""
        self.troubles: list[str] = []
        self.context = context
        context.add_init_script(LISTEN)
        context.route(lambda url: not self._is_ours(url), self._refuse)
        self.page: Page = context.new_page()
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("dialog", self._interrupted)
        self.page.on("popup", lambda page: self.troubles.append(f"popup: {page.url}"))

    def _is_ours(self, url: str) -> bool:
        return url.startswith((self.site.url.removesuffix(self.site.base.lstrip("/")), "data:", "blob:", "about:"))

    def _refuse(self, route: Route) -> None:
        self.troubles.append(f"left the site: {route.request.url}")
        route.abort()

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _interrupted(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def forgive(self, *words: str) -> None:
        """Takes out the troubles that hold one of `words`; each must have come up."""
        for word in words:
            assert any(word in trouble for trouble in self.troubles), f"no trouble with {word!r} in {self.troubles}"
        self.troubles = [trouble for trouble in self.troubles if not any(word in trouble for word in words)]

    def open(self, address: str = "") -> Page:
        """A page of the site, loaded anew, also where only the fragment differs."""
        self.page.goto("about:blank")
        self.page.goto(self.site.url + address)
        return self.page

    def unknown(self, address: str) -> Page:
        """An address that the site does not have."""
        self.open(address)
        self.forgive("404")
        return self.page

    def finder(self, fragment: str = "") -> Page:
        """The finder with an answer on it."""
        self.open(f"meetings/{'#' if fragment else ''}{fragment}")
        self.answered()
        return self.page

    def answered(self) -> None:
        """Waits until the finder has said what it found."""
        expect(self.page.locator("form.mh-form")).to_be_visible()
        expect(self.status).not_to_have_text("")
        expect(self.status).not_to_contain_text("Looking for meetings")

    @property
    def status(self) -> Locator:
        return self.page.locator("[data-slot=status]")

    @property
    def names(self) -> list[str]:
        """Of the meetings in the list, from top to bottom."""
        return self.page.locator("[data-slot=list] .mh-name").all_text_contents()

    def count(self) -> int:
        """How many meetings the status line says there are."""
        return int(self.status.inner_text().split()[0].replace(",", ""))

    def asks(self, fragment: str) -> None:
        """Waits for the address to say what is asked."""
        expect(self.page).to_have_url(f"{self.site.url}meetings/{'#' if fragment else ''}{fragment}")

    def stored(self) -> dict[str, Any]:
        """What the site has left on the device."""
        kept: dict[str, Any] = self.page.evaluate(STORED)
        return {**kept, "cookies": kept["cookies"] or "".join(cookie["name"] for cookie in self.context.cookies())}

    def focused(self) -> dict[str, Any]:
        """What has the focus: what it is called, and whether it can be seen."""
        return dict(self.page.evaluate(FOCUSED))


FOCUSED = """() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const wordsOf = (id) => document.getElementById(id)?.innerText ?? '';
    const text = element.tagName === 'SELECT' ? '' : element.innerText;
    const label = element.getAttribute('aria-label')
        || (element.getAttribute('aria-labelledby') ?? '').split(' ').map(wordsOf).join(' ').trim()
        || [...(element.labels ?? [])].map((label) => label.innerText).join(' ').trim()
        || (text ?? '').trim();
    const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 40), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const style = getComputedStyle(element);
    const shown = element.labels?.[0]?.contains(element) ? element.labels[0] : element;
    return {
        tag: element.tagName.toLowerCase(),
        kind: element.type ?? '',
        id: element.id,
        name: label,
        html: element.outerHTML.slice(0, 160),
        width: shown.getBoundingClientRect().width,
        height: shown.getBoundingClientRect().height,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        covered: !(top && (element.contains(top) || top.contains(element) || shown.contains(top))),
        marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none',
    };
}"""
