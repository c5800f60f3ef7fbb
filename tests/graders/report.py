"""What is proven of each question's grader, in numbers, as the table that the website shows.

``make bench`` writes it to ``results/graders.md``; a test keeps it true.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graders import ASSIGNMENTS, ROOT, proof
from graders.harness import Trial, grade_trials
from graders.mutants import equivalents, mutants, survivors

RESULTS = ROOT / "results" / "graders.md"
NAMES = ("question", "wrong", "rejected", "right", "accepted", "mutants", "equivalent", "caught")
Row = dict[str, str | int]


def count(assignment: str) -> list[Row]:
    """Count what is listed for each question, without grading anything."""
    answers = proof.answers(assignment)
    wrong = Counter(answer.name for answer in answers if not answer.is_right)
    right = Counter(answer.name for answer in answers if answer.is_right)
    changed = Counter(mutant.question for mutant in mutants(assignment))
    equivalent = Counter(entry.question for entry in equivalents(assignment))
    return [
        {
            "question": question.title,
            "name": question.name,
            "wrong": wrong[question.name],
            "right": right[question.name],
            "mutants": changed[question.name],
            "equivalent": equivalent[question.name],
        }
        for question in proof.tested_questions(proof.solution(assignment))
    ]


def measure(assignment: str) -> list[Row]:
    """Grade all answers and mutants, and add to the counts what became of them."""
    answers = proof.answers(assignment)
    trials = [Trial(answer.name, answer.source) for answer in answers]
    rejected: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for answer, scores in zip(answers, grade_trials(proof.solution(assignment), trials), strict=True):
        lost = (
            None if scores is None else {name for name, score in scores.items() if score.points < score.most}
        )
        rejected[answer.name] += not answer.is_right and lost == {f"test_{answer.name}"}
        accepted[answer.name] += answer.is_right and lost == set()
    survived = Counter(mutant.question for mutant in survivors(assignment))
    return [
        row
        | {
            "rejected": rejected[str(row["name"])],
            "accepted": accepted[str(row["name"])],
            "caught": int(row["mutants"]) - survived[str(row["name"])],
        }
        for row in count(assignment)
    ]


def as_table(rows: list[Row]) -> str:
    """Write rows as a table in Markdown, with their sums at its end."""
    total: Row = {"question": "**all**"} | {
        name: sum(int(row[name]) for row in rows) for name in NAMES if name != "question"
    }
    lines = [NAMES, ("---", *("--:" for _ in NAMES[1:]))]
    lines += [tuple(str(row[name]) for name in NAMES) for row in [*rows, total]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def as_text(tables: dict[str, list[Row]]) -> str:
    """Write the table of each assignment below its name, and how many solved it independently."""
    return "\n".join(f"### {name}\n\n{as_table(rows)}{_solvers(name)}" for name, rows in tables.items())


def _solvers(assignment: str) -> str:
    answers = [answer.what for answer in proof.solved_independently(assignment)]
    if not answers:
        return ""
    return (
        f"\nAmong the right answers are {len(answers)} that come from {len(set(answers))} independent "
        "solutions, as they were first written.\n"
    )


def is_up_to_date(path: Path = RESULTS) -> bool:
    """Whether the counts of a written table are still those of the answers, mutants and questions."""
    if not path.exists():
        return False
    lines = path.read_text(encoding="utf-8").splitlines()
    if not all(line in lines for name in ASSIGNMENTS for line in _solvers(name).split("\n")):
        return False
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    written = [dict(zip(NAMES, row, strict=True)) for row in cells if row[0][:1].isdigit()]
    there = [row for assignment in ASSIGNMENTS for row in count(assignment)]
    kept = ("question", "wrong", "right", "mutants", "equivalent")
    return [[row[name] for name in kept] for row in written] == [[str(row[n]) for n in kept] for row in there]


def write(path: Path = RESULTS) -> None:
    """Measure all assignments and write the table."""
    text = as_text({assignment: measure(assignment) for assignment in ASSIGNMENTS})
    path.write_text(text, encoding="utf-8")
