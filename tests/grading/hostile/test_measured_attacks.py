"""The table of attacks on the page is that of the stored measurements, and knows every attack."""

import json

import bench_attacks
from corpus import CORPUS


def test_every_attack_has_been_measured():
    found = json.loads(bench_attacks.RESULTS.read_text())
    assert list(found["attacks"]) == [hostile.name for hostile in CORPUS]


def test_the_table_is_made_from_the_measurements():
    found = json.loads(bench_attacks.RESULTS.read_text())
    assert bench_attacks.TABLES.read_text() == bench_attacks.table(found)
    page = (bench_attacks.ROOT / "guide" / "attacks.md").read_text()
    assert f"```{{include}} {bench_attacks.TABLES.name}" in page


def test_the_engine_gave_what_was_deserved():
    for hostile in CORPUS:
        seen = json.loads(bench_attacks.RESULTS.read_text())["attacks"][hostile.name]["engine"]
        assert {test: seen["points"][test] for test in hostile.points} == hostile.points
        assert not (seen["secrets"] or seen["called"] or seen["course"] or seen["behind"])
