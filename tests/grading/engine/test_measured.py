"""The tables of the page on grading are those of the stored measurements."""

import json

import bench_grading


def test_the_tables_are_made_from_the_measurements():
    found = json.loads(bench_grading.RESULTS.read_text())
    assert bench_grading.TABLES.read_text() == bench_grading.tables(found)


def test_the_page_shows_them():
    page = (bench_grading.ROOT / "guide" / "grading.md").read_text()
    assert f"```{{include}} {bench_grading.TABLES.name}" in page
