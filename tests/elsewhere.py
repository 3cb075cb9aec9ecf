"""Run a module with every try to reach another machine told to a file, and refused.

`python -m tests.elsewhere TOLD MODULE ARGUMENTS…` is `python -m MODULE ARGUMENTS…` otherwise.
"""

from __future__ import annotations

import ipaddress
import runpy
import socket
import struct
import sys
from pathlib import Path
from typing import Any

#: What Python tells of before it reaches a machine by its address, or asks for one by its name.
BY_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getnameinfo"}
BY_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def is_here(host: object) -> bool:
    """Whether this names the machine itself; where to listen is none, or every address of it."""
    if isinstance(host, bytes):
        host = host.decode()
    if host is None or host in ("", "localhost"):
        return True
    try:
        found = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def listen(told: Path) -> None:
    """From now on, tell this file of each try to reach another machine, and let none succeed."""

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in BY_NAME:
            host = arguments[0]
        elif event in BY_ADDRESS and isinstance(address := arguments[-1], tuple):
            host = address[0]
        else:
            return
        if not is_here(host):
            with told.open("a", encoding="utf-8") as file:
                file.write(f"{event} {host!r}\n")
            raise PermissionError(f"{host!r} is not this machine.")

    sys.addaudithook(heard)


def wake_loopback() -> None:
    """Let the machine speak to itself, as a new network has it asleep."""
    # Linux alone has it, as it alone has such networks.
    import fcntl

    up, set_flags = 0x1, 0x8914
    with socket.socket() as asked:
        fcntl.ioctl(asked, set_flags, struct.pack("16sH14s", b"lo", up, b""))


if __name__ == "__main__":
    told, module, *arguments = sys.argv[1:]
    listen(Path(told))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
