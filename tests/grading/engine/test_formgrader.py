"""nbgrader's formgrader shows what the engine graded, and marks given there survive a regrade."""

import json
import re
import urllib.request
from http.cookiejar import CookieJar

import pytest
from classroom import NAME, answered, hand_in, make_course, marks, released, right_answers
from notebook_server import running

from unlabelled.grading.engine.grade import Options, grade

pytestmark = pytest.mark.usefixtures("sandbox_works")

EXTENSIONS = "{'nbgrader.server_extensions.formgrader': True}"


class Formgrader:
    """A visitor of formgrader's pages and of the interface that its scripts use."""

    def __init__(self, address):
        self.address = address
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def page(self, path):
        with self.opener.open(f"{self.address}/formgrader/{path}", timeout=30) as answer:
            return answer.read().decode()

    def data(self, path):
        return json.loads(self.page(f"api/{path}"))

    def put(self, path, content):
        token = next(cookie.value for cookie in self.cookies if cookie.name == "_xsrf")
        request = urllib.request.Request(
            f"{self.address}/formgrader/api/{path}",
            data=json.dumps(content).encode(),
            headers={"X-XSRFToken": token, "Content-Type": "application/json"},
            method="PUT",
        )
        with self.opener.open(request, timeout=30) as answer:
            return json.loads(answer.read())


def test_formgrader_shows_the_marks_and_those_given_by_hand_survive_a_regrade(tmp_path):
    course = make_course(tmp_path / "course")
    given = released(course)
    hand_in(course, "writer", answered(given, {**right_answers(), "why": "So it is, because so it is."}))
    hand_in(course, "starter", answered(given, {"area": right_answers()["area"]}))
    assert grade(course, NAME, Options()).exit_code == 0

    with running(course, tmp_path / "settings", f"--ServerApp.jpserver_extensions={EXTENSIONS}") as address:
        visitor = Formgrader(address)
        visitor.page("")
        assert [(entry["name"], entry["num_submissions"]) for entry in visitor.data("assignments")] == [
            (NAME, 2)
        ]
        shown = {row["student"]: row for row in visitor.data(f"submissions/{NAME}")}
        assert {name: (row["autograded"], row["score"]) for name, row in shown.items()} == {
            "writer": (True, 7),
            "starter": (True, 2),
        }
        assert shown["writer"]["needs_manual_grade"]
        notebooks = {row["student"]: row["id"] for row in visitor.data(f"submitted_notebooks/{NAME}/{NAME}")}
        page = visitor.page(f"submissions/{notebooks['writer']}/?index=0")
        assert "So it is, because so it is." in page
        assert len(re.findall(r'class="[^"]*\bscore\b', page)) >= 4

        grades = visitor.data(f"grades?submission_id={notebooks['writer']}")
        written = next(entry for entry in grades if entry["name"] == "why")
        answer = visitor.put(f"grade/{written['id']}", {"manual_score": 3, "extra_credit": 1})
        assert (answer["manual_score"], answer["extra_credit"]) == (3, 1)

    assert grade(course, NAME, Options(regrade=True)).exit_code == 0
    assert marks(course)["writer", ""]["score"] == 7 + 3 + 1
    assert marks(course)["writer", "why"]["manual_score"] == 3
