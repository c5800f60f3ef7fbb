"""Serve a folder on this machine, with text compressed, as every host of a website sends it."""

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMPRESSED = {".html", ".js", ".css", ".svg", ".json", ".txt", ".xml"}


class CompressingHandler(SimpleHTTPRequestHandler):
    """A file server that compresses text and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Let LinkChecker, which pauses between requests to other servers, ask this one without a pause."""
        self.send_header("LinkChecker", "no pause")
        super().end_headers()

    def do_GET(self) -> None:
        """Send a file, compressed if that pays and the browser takes it."""
        file = Path(self.translate_path(self.path))
        if file.suffix not in COMPRESSED or not file.is_file() or "gzip" not in self._accepted():
            super().do_GET()
            return
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(content)

    def _accepted(self) -> str:
        return str(self.headers.get("Accept-Encoding", ""))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    handler = functools.partial(CompressingHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
