"""Requests that change something must come from our own pages (CSRF), and so must WebSockets."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers

OUR_HEADER = "x-hotline"
"""A foreign page cannot send it without a permission (CORS) that we never give."""


def is_ours(headers: Headers) -> bool:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return _same_host(origin, headers.get("host", ""))
    return site == "same-origin" or headers.get(OUR_HEADER) == "1"


def _same_host(origin: str, host: str) -> bool:
    # The scheme is left out: behind a proxy that ends TLS we cannot know it.
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
