"""Which requests are looked at: those to our own address, and changes only from our own pages.

Every answer, also a refusal, carries the headers that close it up.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from supervision.domain.errors import BadInput

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{inline}; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' {socket}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
CLOSED_UP = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Server": "supervision",
}
USUAL_PORTS = {"http": 80, "https": 443}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """The addresses under which browsers reach the server."""

    def __init__(self, host: str, port: int, behind_proxy: str | None) -> None:
        """Raises BadInput for a host outside this machine without a proxy, and for a proxy's address that is none."""
        if behind_proxy is None:
            if not is_loopback(host):
                raise BadInput("web-needs-proxy", host=host)
            names = {"localhost", "127.0.0.1", f"[{host}]" if ":" in host else host}
            self.origins = frozenset(_origin("http", name, port) for name in names)
            self.address = _origin("http", f"[{host}]" if ":" in host else host, port)
        else:
            self.address = public_address(behind_proxy)
            self.origins = frozenset((self.address,))
        self.secure = self.address.startswith("https:")
        self._hosts = {urlsplit(origin).netloc: origin for origin in self.origins}

    def origin_of(self, request: web.Request) -> str | None:
        """Our address as the request names it; None when it names another one."""
        return self._hosts.get(request.headers.get(hdrs.HOST, "").lower())

    def is_own_page(self, request: web.Request) -> bool:
        """Did a page of ours send this? Browsers name the page's origin with every form and every socket."""
        own = self.origin_of(request)
        return own is not None and request.headers.getall(hdrs.ORIGIN, []) == [own]

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.origin_of(request) is None:
            raise web.HTTPMisdirectedRequest
        if (request.method not in ("GET", "HEAD") or is_socket(request)) and not self.is_own_page(request):
            raise web.HTTPForbidden
        return await handler(request)

    async def close_up(self, request: web.Request, response: web.StreamResponse) -> None:
        """The headers of every answer, also of refusals."""
        headers = response.headers
        headers.update(CLOSED_UP)
        headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
        inline = " 'unsafe-inline'" if request.path == "/" else ""  # the terminal writes its own styles
        socket = (self.origin_of(request) or self.address).replace("http", "ws", 1)
        headers["Content-Security-Policy"] = POLICY.format(inline=inline, socket=socket)
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"


def is_socket(request: web.Request) -> bool:
    return request.headers.get(hdrs.UPGRADE, "").lower() == "websocket"


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def public_address(text: str) -> str:
    """`https://name[:port]`, as a browser writes an origin. Raises BadInput."""
    try:
        parts = urlsplit(text)
        port, name = parts.port or 443, (parts.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise BadInput("web-address", value=text) from error
    bare = not (parts.username or parts.query or parts.fragment) and parts.path in ("", "/")
    if parts.scheme != "https" or not name or not bare:
        raise BadInput("web-address", value=text)
    return _origin("https", f"[{name}]" if ":" in name else name, port)


def _origin(scheme: str, name: str, port: int) -> str:
    return f"{scheme}://{name}" if port == USUAL_PORTS[scheme] else f"{scheme}://{name}:{port}"
