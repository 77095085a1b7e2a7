"""Settings: every knob, in one frozen object that the command line builds and passes down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits of reading. Sizes in bytes, lengths in characters.

    `parse_apart` parses foreign formats in a child process without network, which may take `parse_seconds` of
    processor time a file and `parse_megabytes` of address space.
    """

    maximum_bytes: int = 20_000_000
    minimum_characters: int = 80
    languages: tuple[str, ...] = ("en",)
    parse_apart: bool = True
    parse_seconds: int = 20
    parse_megabytes: int = 1500


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Fetching pages from the web, which is off until `enabled`. Sizes in bytes, times in seconds.

    A page may take `seconds`, `maximum_bytes` unpacked and `redirects`; a run `maximum_pages`. One host is asked once
    in `pause_seconds`, and `hosts_at_once` hosts at a time. `agent` and `contact` are told to every server.
    """

    enabled: bool = False
    seconds: int = 30
    maximum_bytes: int = 10_000_000
    redirects: int = 5
    maximum_pages: int = 1000
    pause_seconds: float = 2.0
    hosts_at_once: int = 4
    robots: bool = True
    agent: str = "Tocsin/0.1"
    contact: str = ""


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """`pipeline` is a spaCy package or path; empty means the best English one installed.

    `extractor` is "rules", "llm" (a language model finds the claims) or "both" (their union).

    `broad` attributes questions, wishes, intentions and judgements of others too ("she wants", "they backed"), which
    otherwise are facts about them in the writer's voice.
    """

    pipeline: str = ""
    broad: bool = False
    extractor: Literal["rules", "llm", "both"] = "rules"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """The language model that may be asked for claims: an endpoint that speaks OpenAI's chat completions.

    `key_variable` names the environment variable that holds the key; the key itself is never a setting. Text goes to
    another machine only where `text_may_leave` is true. Times are in seconds, `requests_a_minute` 0 sets no limit,
    prices are for a million tokens.
    """

    base_url: str = ""
    model: str = ""
    key_variable: str = "TOCSIN_LLM_KEY"
    text_may_leave: bool = False
    passage_characters: int = 6_000
    most_tokens: int = 4_000
    most_bytes: int = 2_000_000
    timeout: float = 120.0
    tries: int = 5
    first_pause: float = 1.0
    longest_pause: float = 60.0
    requests_a_minute: int = 0
    parallel: int = 4
    input_price: float = 0.0
    output_price: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Thresholds of linking, as probabilities."""

    same_entity: float = 0.9
    same_claim: float = 0.8
    near_duplicate: float = 0.5


@dataclass(frozen=True, slots=True)
class AssessSettings:
    """Windows and lags in days; coverage is the share of what happens that the desk would have seen.

    `match_weights` is a file of weights learned from rulings on matches; empty means the untrained scores.
    """

    window_days: int = 14
    reporting_lag_days: int = 3
    draws: int = 1000
    seed: int = 20220224
    interval: float = 0.9
    coverage_low: float = 0.0
    coverage_high: float = 0.6
    match_weights: str = ""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """`workers` 0 means in this process; a batch that kills a worker `poison_limit` times is set aside.

    A batch ends at `batch_documents` documents or `batch_characters` characters, whichever comes first. With
    `shards`, a folder, the work is handed to Daft and every result kept there; `cluster` is the address of a Ray
    cluster, empty for this machine.
    """

    workers: int = 0
    batch_documents: int = 16
    batch_characters: int = 200_000
    poison_limit: int = 2
    shards: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run."""

    read: ReadSettings = field(default_factory=ReadSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    assess: AssessSettings = field(default_factory=AssessSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
