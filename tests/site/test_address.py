"""The one setting of the repository's address."""

import pytest
from unlabelled_site.address import Address
from unlabelled_site.contact import tracker


@pytest.mark.parametrize(
    ("environment", "repository", "site"),
    [
        ({}, "", ""),
        ({"UNLABELLED_REPOSITORY": "https://a.example/o/n/"}, "https://a.example/o/n", ""),
        ({"GITHUB_SERVER_URL": "https://a.example", "GITHUB_REPOSITORY": "o/n"}, "https://a.example/o/n", ""),
        ({"GITHUB_SERVER_URL": "https://a.example"}, "", ""),
        (
            {
                "UNLABELLED_REPOSITORY": "https://b.example/o/n",
                "GITHUB_SERVER_URL": "https://a.example",
                "GITHUB_REPOSITORY": "o/n",
                "UNLABELLED_SITE_URL": "https://o.example/n",
            },
            "https://b.example/o/n",
            "https://o.example/n/",
        ),
    ],
)
def test_address_is_the_one_that_the_environment_gives(environment, repository, site):
    address = Address.from_environment(environment)
    assert (address.repository, address.site_with_slash) == (repository, site)
    options = address.theme_options()
    assert options["repository_url"] == repository
    assert options["use_repository_button"] is bool(repository)
    assert bool(options["launch_buttons"]["binderhub_url"]) is bool(repository)
    assert ("UNLABELLED_REPOSITORY is not set" in address.describe()) is not bool(repository)
    assert address.path == ("/n/" if site else "/")


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        (
            "https://github.com/someone/course",
            "https://mybinder.org/v2/gh/someone/course/main?urlpath=lab/tree/exercises/a/a.ipynb",
        ),
        ("https://example.org/someone/course", ""),
        ("", ""),
    ],
)
def test_binder_opens_a_notebook_of_a_repository_on_github(repository, address):
    assert Address(repository).binder("exercises/a/a.ipynb") == address


def test_mistakes_are_reported_where_the_repository_is():
    (link,) = tracker("the tracker", Address("https://a.example/o/n"))
    assert (link["refuri"], link.astext()) == ("https://a.example/o/n/issues", "the tracker")
    (text,) = tracker("the tracker", Address())
    assert text.astext().startswith("the tracker (this site was built without its address")
