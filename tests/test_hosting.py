"""The hosted house behind its proxy: the settings that are shipped, a real nginx and browser."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, expect

from mirror import store
from tests import served, signing

NGINX, OPENSSL = shutil.which("nginx"), shutil.which("openssl")
HOSTING = store.ROOT / "hosting"

GRANTS = """
[[grant]]
who = "ada@example.org"
does = "facilitates"
place = "every place"
"""

needs_a_proxy = pytest.mark.skipif(
    not (NGINX and OPENSSL and served.CHROMIUM), reason="needs nginx, openssl and a Chromium"
)


@contextmanager
def proxy(folder: Path, port: int, house: int) -> Iterator[str]:
    """The address of a proxy with TLS that is set up as the shipped file has it."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        [
            str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", key, "-out", certificate,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    shipped = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    for said, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{served.free_port()}",
        "mirror.example.org": "localhost",
        "/etc/ssl/mirror": str(folder),
        "http://127.0.0.1:8501": f"http://127.0.0.1:{house}",
    }.items():
        assert said in shipped
        shipped = shipped.replace(said, here)
    settings = folder / "nginx.conf"
    settings.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};\n"
        f"fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\n"
        f"{shipped} }}",
        encoding="utf-8",
    )
    running = subprocess.Popen([str(NGINX), "-c", settings, "-e", folder / "error.log"])
    try:
        until = time.monotonic() + 20
        while status(f"https://localhost:{port}/") is None:
            assert time.monotonic() < until and running.poll() is None
            time.sleep(0.1)
        yield f"https://localhost:{port}"
    finally:
        running.terminate()
        running.wait(20)


def status(address: str, **headers: str) -> int | None:
    """How the answer of an address begins; none where nobody answers."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    try:
        with urlopen(Request(address, headers=headers), context=trusting, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return int(refused.code)
    except OSError:
        return None


@needs_a_proxy
def test_behind_a_proxy_somebody_signs_in_goes_deep_and_stays_through_a_restart(
    chromium: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "mirror.duckdb"
    (tmp_path / "access.toml").write_text(GRANTS, encoding="utf-8")
    port, inside = served.free_port(), served.free_port()
    ada = User(sub="ada@example.org", claims={"email": "ada@example.org"})
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, ignore_https_errors=True
    )
    with (
        run_server_in_thread(user_claims=[ada]) as provider,
        proxy(tmp_path, port, inside) as address,
    ):
        told = signing.settings(port, provider.server_port)
        told["MIRROR_AUTH_REDIRECT_URI"] = f"{address}/oauth2callback"
        told["STREAMLIT_SERVER_ADDRESS"] = "127.0.0.1"
        tab = context.new_page()
        with served.house(data, f"http://127.0.0.1:{inside}", **told):
            assert status(f"{address}/_stcore/health") == 200
            tab.goto(f"{address}/pace?place=gateshead")
            signing.rest(tab)
            assert "Gateshead" not in tab.content()
            signing.sign_in(tab, "ada@example.org")
            expect(tab).to_have_url(re.compile(rf"^{address}/pace\?.*place=gateshead"))
            served.settle(tab, "Pace timeline")
            plain = {cookie["name"] for cookie in context.cookies() if not cookie.get("secure")}
            assert not [name for name in plain if "user" in name], "told over TLS alone"
        served.settle(tab, "Pace timeline")
        with served.house(data, f"http://127.0.0.1:{inside}", **told):
            # The tab finds its house again by itself, and whoever signed in still is.
            tab.goto(f"{address}/behaviours?place=gateshead&cell=PAR1.frontline")
            served.settle(tab, "Behaviours heatmap")
            expect(tab.get_by_role("heading", name="Frontline")).to_be_visible()
            stranger = chromium.new_context(ignore_https_errors=True).new_page()
            stranger.goto(f"{address}/behaviours?place=gateshead&cell=PAR1.frontline")
            signing.rest(stranger)
            expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
            assert "Gateshead" not in stranger.content()
            stranger.context.close()
    context.close()


@needs_a_proxy
def test_a_proxy_before_a_house_without_a_sign_in_opens_it_to_nobody(
    chromium: Browser, tmp_path: Path
) -> None:
    port, inside = served.free_port(), served.free_port()
    with (
        served.house(tmp_path / "mirror.duckdb", f"http://localhost:{inside}"),
        proxy(tmp_path, port, inside) as address,
    ):
        assert status(f"{address}/") == 403
        assert status(f"{address}/home?place=gateshead") == 403
        assert status(f"http://localhost:{inside}/") == 200


def test_the_container_holds_every_part_of_the_house_and_nothing_that_was_said() -> None:
    copied = set(
        re.findall(r"^COPY (\S+) ", (HOSTING / "Containerfile").read_text("utf-8"), re.MULTILINE)
    )
    parts = {"app.py", "mirror", "pages", "queries", "data", "docs"}
    assert copied == parts | {".streamlit", "hosting/requirements.txt"}
    left_out = (store.ROOT / ".dockerignore").read_text("utf-8").split()
    assert {"data/*.duckdb*", "data/backups", "data/releases", "data/access.toml"} <= set(left_out)
