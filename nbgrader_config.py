"""Settings of nbgrader, under which its stock commands work from this folder.

In an activated environment: ``nbgrader generate_assignment clustering``, then, once there are
submissions, ``nbgrader autograde clustering`` and ``nbgrader generate_feedback clustering``.
"""

c = get_config()  # noqa: F821 - nbgrader hands it to this file

c.CourseDirectory.course_id = "mostly-unlabelled"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# nbgrader copies every file of an assignment's folder that is not ignored: the text that a solution
# is generated from would go to the students.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "*.md"]

# A fresh clone has the exercises already, but no gradebook. Without this, nbgrader would skip the
# release, the gradebook would not know the assignment, and grading would fail.
c.GenerateAssignment.force = True

# What a student finds in place of a solution. Its exception tells the tests "not answered yet",
# which is another thing than a wrong answer.
c.ClearSolutions.code_stub = {
    "python": "# Write your answer here, in place of the next line.\n"
    'raise NotImplementedError("not answered yet")'
}
c.ClearSolutions.text_stub = "*Write your answer here, in place of this line.*"

# A whole assignment runs in under 30 seconds, so a cell that takes longer is stuck.
c.Execute.timeout = 30
c.Execute.interrupt_on_timeout = True
# A kernel that has graded a notebook has nothing to save.
c.Execute.shutdown_kernel = "immediate"
