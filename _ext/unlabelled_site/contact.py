"""The role ``{issue-tracker}``: where mistakes are reported, if the build knows the repository's address."""

import os

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from unlabelled_site.address import Address

UNKNOWN = " (this site was built without its address: it is where you found the course)"


class IssueTracker(SphinxRole):
    """The role itself; its text is the link's."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the link."""
        return tracker(self.text, Address.from_environment(os.environ)), []


def tracker(text: str, address: Address) -> list[nodes.Node]:
    """Return the text as a link to the issues, or with what to do without one."""
    if not address.repository:
        return [nodes.Text(text + UNKNOWN)]
    return [nodes.reference(text, text, refuri=f"{address.repository}/issues")]


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("issue-tracker", IssueTracker())
