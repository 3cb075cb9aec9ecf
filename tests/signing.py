"""A house that people sign in to, by a provider of its own that asks for no password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page

from tests import served


def settings(port: int, provider: int) -> dict[str, str]:
    """What the environment says of a sign-in by a provider at a port of this machine."""
    return {
        "MIRROR_AUTH_CLIENT_ID": "place-mirror",
        "MIRROR_AUTH_CLIENT_SECRET": "not told",
        "MIRROR_AUTH_SERVER_METADATA_URL": (
            f"http://localhost:{provider}/.well-known/openid-configuration"
        ),
        "MIRROR_AUTH_REDIRECT_URI": f"http://localhost:{port}/oauth2callback",
    }


@contextmanager
def house(data: Path, people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """The address of a house; `people` says what the provider tells of each who signs in."""
    known = [User(sub=sub, claims={"email": sub} | dict(claims)) for sub, claims in people.items()]
    with run_server_in_thread(user_claims=known) as provider:
        port = served.free_port()
        told = settings(port, provider.server_port)
        with served.house(data, f"http://localhost:{port}", **told) as address:
            yield address


def sign_in(tab: Page, who: str) -> None:
    """Go by the button from whichever page says so to the provider, and come back as somebody."""
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("button", name=who, exact=True).click()
    rest(tab)


def rest(tab: Page) -> None:
    """Wait until a page is there and its script has come to rest."""
    tab.get_by_role("heading", level=1).first.wait_for(timeout=30_000)
    tab.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
