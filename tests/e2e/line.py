"""The line between a browser and the school, which a test can cut.

The browser's own way to go offline lets now and then through what a page under a service
worker sends. This is a SOCKS server that one browser context goes through: once it is
cut, nothing passes.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

HOST = "127.0.0.1"
GRANTED = b"\x05\x00\x00\x01" + bytes(6)


class Line(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__((HOST, 0), Call)
        self.is_cut = False
        self.calls: set[socket.socket] = set()

    @property
    def proxy(self) -> dict[str, str]:
        return {"server": f"socks5://{HOST}:{self.server_address[1]}"}

    def cut(self) -> None:
        self.is_cut = True
        for call in list(self.calls):
            hang_up(call)

    def mend(self) -> None:
        self.is_cut = False


class Call(BaseRequestHandler):
    server: Line
    request: socket.socket

    def handle(self) -> None:
        with suppress(OSError):
            port = self.greeted()
            if self.server.is_cut:
                return
            with socket.create_connection((HOST, port)) as school:
                self.request.sendall(GRANTED)
                self.talk(school)

    def greeted(self) -> int:
        """RFC 1928 without a password: the port that the browser asks for."""
        self.read(self.read(2)[1])
        self.request.sendall(b"\x05\x00")
        kind = self.read(4)[3]
        self.read({1: 4, 4: 16}[kind] if kind != 3 else self.read(1)[0])
        return int.from_bytes(self.read(2), "big")

    def read(self, count: int) -> bytes:
        found = self.request.recv(count, socket.MSG_WAITALL)
        if len(found) < count:
            raise OSError("the browser hung up")
        return found

    def talk(self, school: socket.socket) -> None:
        ends = {self.request, school}
        self.server.calls |= ends
        back = Thread(target=carry, args=(school, self.request), daemon=True)
        back.start()
        carry(self.request, school)
        back.join()
        self.server.calls -= ends


def carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while said := one.recv(65536):
            other.sendall(said)
    hang_up(other)


def hang_up(call: socket.socket) -> None:
    with suppress(OSError):
        call.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to_the_school() -> Iterator[Line]:
    with Line() as found:
        Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.cut()
        found.shutdown()
