"""The extraction of a run: by rules, or with a language model whose client is made here and handed in."""

from __future__ import annotations

import os
from dataclasses import replace

from tocsin.cli.output import clean, say
from tocsin.model.chat_account import ChatAccount
from tocsin.model.settings import Settings
from tocsin.pipeline.remembered_answers import RememberedAnswers
from tocsin.registry.extraction import Asking, Extraction, build_extraction
from tocsin.store.interface import CaseStore


def extraction_of(settings: Settings, store: CaseStore) -> tuple[Extraction, ChatAccount | None]:
    """The extraction, and the account of what is asked, where anything is. Raises OptionError where the settings
    of the language model do not do."""
    if settings.extract.extractor == "rules":
        return build_extraction(settings.extract), None
    from tocsin.registry.chat_models import build_chat_model

    chat = build_chat_model(settings.llm, os.environ)
    account = ChatAccount()
    return build_extraction(settings.extract, Asking(chat, RememberedAnswers(store), settings.llm, account)), account


def for_asking(settings: Settings) -> Settings:
    """The settings without workers where a language model is asked: its answers are waited for in this process."""
    if settings.extract.extractor == "rules" or not settings.engine.workers:
        return settings
    return replace(settings, engine=replace(settings.engine, workers=0))


def report_account(account: ChatAccount | None, settings: Settings) -> None:
    """Tell what asking came to: passages, tokens, money, and what was left out."""
    if account is None or not account.passages:
        return
    known = f", {account.remembered} answered before" if account.remembered else ""
    about = "about " if account.reckoned else ""
    say(
        clean(
            f"{settings.llm.model}: {account.passages} passages{known}, {account.tries} requests, "
            f"{about}{account.input_tokens} tokens in and {account.output_tokens} out{_money(account, settings)}, "
            f"{account.claims} claims"
        )
    )
    left_out = (
        (account.ungrounded, "claims left out because a quote does not stand in the text"),
        (account.malformed, "claims left out because they break the schema"),
        (account.unusable, "passages without an answer that can be read: they give no claims of the model"),
    )
    for count, what in left_out:
        if count:
            say(f"{settings.llm.model}: {count} {what}")


def _money(account: ChatAccount, settings: Settings) -> str:
    prices = settings.llm.input_price, settings.llm.output_price
    return f", cost {account.cost(*prices):.4f}" if any(prices) else ""
