"""A webhook for tests: prints its port, keeps each request as a line of JSON, ends with its standard input.

/status/503?after=7 answers 503 with Retry-After: 7, /moved redirects, /slow never answers,
/large answers 64 MB, all else is well.
"""
import argparse
import http.server
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse

arguments = argparse.ArgumentParser()
arguments.add_argument("--requests", required=True)
arguments.add_argument("--certificate")
arguments.add_argument("--key")
options = arguments.parse_args()
lock = threading.Lock()


class Webhook(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode("utf-8")
        url = urllib.parse.urlparse(self.path)
        with lock, open(options.requests, "a", encoding="utf-8") as file:
            file.write(json.dumps({"path": self.path, "peer": self.client_address[1],
                                   "headers": dict(self.headers.items()), "body": body}) + "\n")
        if url.path == "/slow":
            time.sleep(3600)
        status, headers = 200, {}
        if url.path == "/moved":
            status, headers = 302, {"Location": "/elsewhere"}
        if url.path.startswith("/status/"):
            status = int(url.path.split("/")[2])
            after = urllib.parse.parse_qs(url.query).get("after")
            if after:
                headers["Retry-After"] = after[0]
        answer = b"said the webhook\n"
        if url.path == "/large":
            answer = b"x" * (64 << 20)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            self.wfile.write(answer)
        except OSError:
            self.close_connection = True

    do_GET = do_POST

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
server.daemon_threads = True
if options.certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.certificate, options.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
