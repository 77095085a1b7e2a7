"""Addresses of pages: which two name one page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that tell how a reader came, not what the page is.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", "igshid")
SAME_HOST = ("www.", "m.", "mobile.", "amp.")


def address_key(url: str | None) -> str:
    """What all addresses of one page have in common, "" for none: no scheme, www, fragment or tracking parameters."""
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    for prefix in SAME_HOST:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(TRACKING)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
