"""What the benchmark of ranking takes away from the score is there to be taken away."""

import pytest

pytest.importorskip("tantivy")
pytest.importorskip("bm25s")

from benchmarks.ablation import ABLATIONS


@pytest.mark.parametrize("name", ABLATIONS)
def test_each_constant_that_an_ablation_changes_exists_and_changes(name: str) -> None:
    for module, constant, value in ABLATIONS[name][1]:
        assert getattr(module, constant) != value
