"""A language model's answers, kept in the case that their passages belong to."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.store.interface import CaseStore


@dataclass(frozen=True)
class RememberedAnswers:
    """Answers as outputs of a case: they quote its articles, so they belong nowhere else."""

    store: CaseStore

    def known(self, key: str) -> bytes | None:
        return self.store.output("answer", key)

    def keep(self, key: str, answer: bytes) -> None:
        self.store.put_output("answer", key, answer)
