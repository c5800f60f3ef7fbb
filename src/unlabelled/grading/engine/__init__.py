"""The lecturer's side of grading: many submissions, sandboxed, with nbgrader's own marks.

Read the modules in the order in which a submission meets them: `grade` goes through the class,
`rebuild` makes a notebook that can be trusted out of what was handed in, `execute` runs it (in a
kernel that `provisioner` gets from `forkserver`, which `sandbox` and `isolation` shut in, within
`limits`, watched by `control`), `record` saves the scores, `report` tells what happened. `course`
knows nbgrader's folders, `early` guesses what to import, `rehearsal` learns it from the solution,
`executor` spreads the work.
"""
