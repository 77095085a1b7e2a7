"""Which addresses a page may be fetched from: those of the public internet, whatever form they are written in."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from tocsin.errors import FetchError, VocabularyError
from tocsin.read.data_files import load_toml

_FILE = "networks.toml"
_SCHEMES = {"http": 80, "https": 443}
_LOWEST_FREE_PORT = 1024
_LONGEST = 4_000
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: scheme, host as it is asked for by name, port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they begin an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _SCHEMES[self.scheme] else f":{self.port}")


def target_of(url: str) -> Target:
    """The target of an address. Raises FetchError for anything but a plain http or https address."""
    shown = url[:200]
    if len(url) > _LONGEST or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise FetchError("not an address", value=shown, remedy="write https://… without spaces")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError("not an address", value=shown, remedy="write https://…") from error
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise FetchError("only http and https are fetched", value=shown, remedy="give a web address")
    if not host or "%" in host:
        raise FetchError("an address without a host", value=shown, remedy="write https://…")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a user's name in it", value=shown, remedy="give it without")
    if port is not None and port != _SCHEMES[scheme] and port < _LOWEST_FREE_PORT and port not in _SCHEMES.values():
        raise FetchError("a port that is not the web's", value=str(port), place=shown, remedy="give a web address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, port or _SCHEMES[scheme], _quoted(path))


def refused_address(address: str) -> str:
    """Why nothing is fetched from an IP address, or "" where it is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an IP address"
    refused, carrying = _networks()
    if isinstance(found, ipaddress.IPv6Address):
        for network, bit in carrying:
            if found in network:
                inner = ipaddress.IPv4Address((int(found) >> (96 - bit)) & 0xFFFFFFFF)
                return refused_address(str(inner))
    for network, why in refused:
        if found in network:
            return why
    return "" if found.is_global and not found.is_multicast else "not an address of the public internet"


@lru_cache(maxsize=1)
def _networks() -> tuple[tuple[tuple[Network, str], ...], tuple[tuple[Network, int], ...]]:
    table = load_toml(_FILE)
    try:
        refused = tuple((ipaddress.ip_network(key), str(why)) for key, why in table["refused"].items())
        return refused, tuple((ipaddress.ip_network(key), int(bit)) for key, bit in table["carrying"].items())
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise VocabularyError("not a table of networks", value=str(error), place=_FILE, remedy="mend it") from error


def _quoted(path: str) -> str:
    """The path with signs beyond ASCII written as a request must write them."""
    return "".join(sign if ord(sign) < 127 else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path)
