"""The language models that can be asked: one, behind the endpoint that the settings name."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from tocsin.errors import OptionError
from tocsin.model.ports import ChatModel
from tocsin.model.settings import LlmSettings


def build_chat_model(settings: LlmSettings, environment: Mapping[str, str]) -> ChatModel:
    """The model of these settings, with its key from the environment. Raises OptionError where they do not do.

    Text of articles stays on this machine unless the settings say that it may leave, and a key is never sent over a
    connection that others can read.
    """
    address = urlsplit(settings.base_url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise _refused("no address", settings.base_url, "name an endpoint, such as http://127.0.0.1:8080/v1")
    if address.username or address.password or address.query:
        raise _refused("an address holds no secrets", address.hostname, f"give the key in ${settings.key_variable}")
    if not settings.model:
        remedy = "name one that the endpoint has"
        raise OptionError("no language model is named", place="[llm] model", remedy=remedy)
    key = environment.get(settings.key_variable, "").strip()
    local = on_this_machine(address.hostname)
    if not local:
        if not settings.text_may_leave:
            remedy = "set text_may_leave = true to allow it, or use a local server"
            raise _refused("text would leave this machine", address.hostname, remedy)
        if key and address.scheme != "https":
            raise _refused("the key would be sent in the open", address.hostname, "use https")
    from tocsin.registry.chat_endpoint import ChatEndpoint

    return ChatEndpoint(settings, key, local)


def on_this_machine(host: str) -> bool:
    """Whether an address names the machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _refused(message: str, value: str, remedy: str) -> OptionError:
    return OptionError(message, value=value, place="[llm] base_url", remedy=remedy)
