"""Lines that belong to the page leave the text; lines of the article that look like them stay."""

import pytest

from searchlib.clean.prose import prose

BODY = "The council voted on Monday to close the road for a month. Residents said that they were glad of it."


def boilerplate(line: str) -> list[str]:
    return [kind for kind, _ in prose(f"Road to close\n\n{line}\n\n{BODY}").boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience on our site.",
        "This website uses cookies. Read more in our policy.",
        "By continuing to use this site you agree to our use of cookies.",
        "Accept all cookies",
        "Manage preferences",
        "Subscribe to continue reading.",
        "This article is for subscribers only.",
        "You have reached your limit of three free articles this month.",
        "Already a subscriber? Log in",
        "To continue reading, please log in or subscribe.",
        "Register for free to keep reading",
        "Sign in or create an account to read this story.",
        "We and our partners use cookies and similar technology to store and access information on your device, to "
        "show you advertising that fits, and to learn how the site is used by those who visit it from day to day.",
    ],
)
def test_notices_of_cookies_and_payment_leave_the_text(line: str) -> None:
    assert boilerplate(line) == ["menu"]


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies as a bribe for the children at the camp, and nobody minds.",
        "By clicking its fingers the council closed the road on Monday.",
        "This story is for everyone.",
        "Register of voters to be read out",
        "Already a subscriber to the plan, the town will pay more.",
        "Subscribe to the view that all is well, and nothing changes.",
        "You have read it all before, in three papers.",
    ],
)
def test_lines_of_the_article_that_begin_like_a_notice_stay(line: str) -> None:
    assert boilerplate(line) == []
