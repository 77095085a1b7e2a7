"""What there is, and that building it is cheap."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tocsin.engine.in_process import InProcess
from tocsin.engine.processes import Processes
from tocsin.errors import ModelError
from tocsin.model.settings import EngineSettings, ExtractSettings
from tocsin.registry import versions
from tocsin.registry.embedders import build_embedder
from tocsin.registry.engines import build_engine
from tocsin.registry.extraction import build_extraction
from tocsin.registry.stores import create_case, memory_case, open_case
from tocsin.text.vectors import WEIGHTS_SHA256


def test_engines() -> None:
    assert isinstance(build_engine(EngineSettings()), InProcess)
    engine = build_engine(EngineSettings(workers=2))
    assert isinstance(engine, Processes)
    engine.close()


def test_stores(tmp_path: Path) -> None:
    assert memory_case().documents() == ()
    create_case(tmp_path / "a.tocsin").close()
    store = open_case(tmp_path / "a.tocsin")
    assert store.location.endswith("a.tocsin")
    store.close()


def test_the_embedder_names_its_weights_before_it_loads_them() -> None:
    assert WEIGHTS_SHA256[:12] in build_embedder().version


def test_the_extraction_travels_to_workers_and_its_version_tells_its_settings() -> None:
    plain, broad = build_extraction(ExtractSettings()), build_extraction(ExtractSettings(broad=True))
    assert pickle.loads(pickle.dumps(plain)) == plain
    assert plain.version != broad.version
    assert plain.version == build_extraction(ExtractSettings()).version


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        build_extraction(ExtractSettings(pipeline="no_such_pipeline"))


def test_versions_differ_by_stage_and_do_not_change() -> None:
    stages = ("read", "extract", "link", "assess")
    found = {stage: versions.stage_version(stage) for stage in stages}
    assert len(set(found.values())) == len(stages)
    versions.stage_version.cache_clear()
    assert found == {stage: versions.stage_version(stage) for stage in stages}
