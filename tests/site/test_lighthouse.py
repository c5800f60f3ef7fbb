"""What is made of Lighthouse's reports, and the server that it visits."""

import gzip
import urllib.request

import bench_site
import pytest
from serve import served


def report(**marks):
    return {"categories": {name.replace("_", "-"): {"score": mark} for name, mark in marks.items()}}


def test_median_of_the_visits_counts():
    marks = [0.99, 0.90, 0.96]
    runs = [
        bench_site.scores_of(report(performance=mark, accessibility=1, best_practices=1, seo=0.92))
        for mark in marks
    ]
    scores = bench_site.median_of(runs)
    assert scores["performance"] == pytest.approx(96)
    assert bench_site.missed(scores) == ["seo"]


def test_server_compresses_text_for_those_who_take_it(tmp_path):
    (tmp_path / "a.html").write_text("a" * 1000)
    (tmp_path / "b.png").write_bytes(b"b")
    with served(tmp_path) as address:
        accept = {"Accept-Encoding": "gzip"}
        with urllib.request.urlopen(urllib.request.Request(f"{address}/a.html", headers=accept)) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == b"a" * 1000
        for name, content in (("a.html", b"a" * 1000), ("b.png", b"b")):
            with urllib.request.urlopen(f"{address}/{name}") as answer:
                assert answer.headers["Content-Encoding"] is None
                assert answer.read() == content


def test_every_measured_page_is_in_the_contents():
    contents = (bench_site.ROOT / "_toc.yml").read_text(encoding="utf-8")
    assert all(page in contents for page in bench_site.PAGES)
