"""Who is answered at all: our own address, our own pages; and what every answer carries."""

from __future__ import annotations

import pytest

from supervision.domain.errors import BadInput
from tests.tui.web.conftest import INSPECTOR, PASSWORD, Browser
from tui.web.gate import Gate, public_address


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "supervision.example.cn", ""])
def test_passwords_are_not_served_in_plain_text_to_other_machines(host: str) -> None:
    with pytest.raises(BadInput, match="web-needs-proxy"):
        Gate(host, 8000, None)
    assert Gate(host, 8000, "https://supervision.example.cn").origins == {"https://supervision.example.cn"}


def test_this_machine_has_three_names() -> None:
    assert Gate("127.0.0.1", 8000, None).origins == {"http://127.0.0.1:8000", "http://localhost:8000"}
    assert Gate("::1", 80, None).address == "http://[::1]"


NO_ADDRESSES = (
    *("http://a.cn", "a.cn", "https://", "https://a.cn/x", "https://u@a.cn", "https://a.cn?x"),
    *("https://a.cn:x", "https://a..cn", "https://[a", ""),
)


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_a_public_address_is_https_and_a_name(text: str) -> None:
    with pytest.raises(BadInput, match="web-address"):
        public_address(text)


def test_a_public_address_is_written_as_browsers_write_it() -> None:
    assert public_address("https://A.cn:443/") == "https://a.cn"
    assert public_address("https://a.cn:8443") == "https://a.cn:8443"
    assert public_address("https://督查.cn") == "https://xn--jvvt85a.cn"


async def test_another_name_for_this_server_is_misdirected(browser: Browser) -> None:
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"):
        assert (await browser.get("/", Host=host)).status == 421


async def test_forms_of_other_pages_change_nothing(browser: Browser) -> None:
    fields = {"who": INSPECTOR, "password": PASSWORD}
    for origin in (None, "null", "http://evil.example", "https://127.0.0.1", "http://localhost:1"):
        answer = await browser.post("/sign-in", origin, **fields)
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers
    assert (await browser.post("/sign-in", **fields)).status == 303


async def test_every_answer_is_closed_up(browser: Browser) -> None:
    for path in ("/", "/password", "/none", "/static/", "/static/textual.js", "/ws", "/download/x"):
        answer = await browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert ("unsafe-inline" in policy) == (path == "/")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "aiohttp" not in answer.headers["Server"].lower()
        assert answer.headers["Cache-Control"] == ("no-cache" if path.endswith(".js") else "no-store")
    assert (await browser.get("/", Host="evil.example")).headers["X-Frame-Options"] == "DENY"


async def test_only_named_files_are_given_and_nothing_from_elsewhere_is_asked_for(browser: Browser) -> None:
    for path in ("/static", "/static/", "/static/../server.py", "/static/%2e%2e/server.py", "/static/server.py"):
        assert (await browser.get(path)).status == 404
    await browser.sign_in()
    for path in ("/", "/password", "/static/page.css", "/static/terminal.css", "/static/terminal.js"):
        text = await (await browser.get(path)).text()
        assert "http" not in text.replace(browser.origin, "").replace("http-equiv", "")


async def test_a_large_form_is_not_read(browser: Browser) -> None:
    assert (await browser.sign_in(password="x" * 20_000)).status == 413
