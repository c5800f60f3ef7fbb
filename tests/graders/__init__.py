"""Proof that the graders are fair: right answers in other words pass, wrong ones do not."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.stem for path in (ROOT / "solutions").glob("*/*.md"))
