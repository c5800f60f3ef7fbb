"""Take the repository's and the site's address from the environment: the one place that knows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

REPOSITORY = "UNLABELLED_REPOSITORY"
SITE_URL = "UNLABELLED_SITE_URL"
BRANCH = "main"
BINDER = "https://mybinder.org"


@dataclass(frozen=True)
class Address:
    """Where the repository and the site are published; empty if nobody has said."""

    repository: str = ""
    site: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Address":
        """Read our own variables, or those that GitHub's CI sets for the repository."""
        repository = environment.get(REPOSITORY, "")
        server, name = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
        if not repository and server and name:
            repository = f"{server}/{name}"
        return cls(repository.strip().rstrip("/"), environment.get(SITE_URL, "").strip())

    @property
    def site_with_slash(self) -> str:
        """The site's address as a folder, which relative addresses are joined to."""
        return f"{self.site.rstrip('/')}/" if self.site else ""

    @property
    def path(self) -> str:
        """The site's folder on its server, for the page that is shown at any wrong address."""
        return urlsplit(self.site_with_slash).path or "/"

    def binder(self, notebook: str) -> str:
        """Return where Binder opens a notebook of the repository; empty if it is not on GitHub."""
        server, _, name = self.repository.partition("github.com/")
        if not name or server not in ("https://", "http://"):
            return ""
        return f"{BINDER}/v2/gh/{name}/{BRANCH}?urlpath=lab/tree/{notebook}"

    def describe(self) -> str:
        """Say in one line which buttons and addresses the site gets."""
        launch = (
            f"Launch buttons lead to {self.repository}."
            if self.repository
            else f"No launch buttons: {REPOSITORY} is not set."
        )
        search = (
            f"Addresses for search engines start with {self.site_with_slash}"
            if self.site
            else f"No sitemap: {SITE_URL} is not set."
        )
        return f"{launch} {search}"

    def theme_options(self) -> dict[str, Any]:
        """Return the theme's options for the buttons above a page.

        Without a repository they are switched off one by one: Jupyter Book's defaults point to its own.
        """
        known = bool(self.repository)
        return {
            "repository_url": self.repository,
            "repository_branch": BRANCH,
            "path_to_docs": "",
            "use_repository_button": known,
            "use_edit_page_button": known,
            "use_issues_button": known,
            "launch_buttons": {
                "notebook_interface": "jupyterlab",
                "binderhub_url": BINDER if known else "",
                "colab_url": "https://colab.research.google.com" if known else "",
            },
        }
