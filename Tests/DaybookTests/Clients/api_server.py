"""Somebody's API on loopback, behind OAuth: gives tokens at `/token`, each for three calls. Prints its port; ends with its input."""

import base64
import http.server
import json
import sys
import threading
import urllib.parse

LOGIN = "Basic " + base64.b64encode(b"me:a-secret-of-the-client").decode()
tokens = {}


class API(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/token":
            form = urllib.parse.parse_qs(body, strict_parsing=True)
            if self.headers["Authorization"] != LOGIN or form != {"grant_type": ["client_credentials"], "scope": ["read"]}:
                return self.answer(401, {"error": "invalid_client"})
            token = f"token-{len(tokens) + 1}"
            tokens[token] = 3
            return self.answer(200, {"access_token": token, "token_type": "bearer", "expires_in": 3600})
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or not tokens.get(token):
            return self.answer(401, {"error": "no token"})
        tokens[token] -= 1
        self.answer(200, {"paid": json.loads(body)["hours"], "tokens": len(tokens)})

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), API)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
