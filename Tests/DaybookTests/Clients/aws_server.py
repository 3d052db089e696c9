"""AWS on loopback, by moto: refuses what botocore would not have signed like that. Prints its port; ends with its input."""

import hashlib
import io
import sys
import threading

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

keys = {"AKIDFORTASKS": "the-secret-of-the-tasks", "AKIDOFTHETEST": "the-secret-of-the-test"}


def problem(request):
    """Why the signature is not right; nothing where it is."""
    algorithm, _, rest = request.headers.get("Authorization", "").partition(" ")
    if algorithm != "AWS4-HMAC-SHA256":
        return "not signed"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    key, _, region, service, _ = parts["Credential"].split("/")
    names = parts["SignedHeaders"].split(";")
    auth = S3SigV4Auth if service == "s3" else SigV4Auth
    signer = auth(Credentials(key, keys.get(key, "")), service, region)
    # As it was sent: what is encoded there is signed so.
    url = "http://" + request.headers["Host"] + request.environ["RAW_URI"]
    again = AWSRequest(method=request.method, url=url, data=request.get_data())
    for name in names:
        again.headers[name] = request.headers[name]
    again.context["timestamp"] = request.headers["X-Amz-Date"]
    text = signer.string_to_sign(again, signer.canonical_request(again))
    if signer.signature(text, again) != parts["Signature"]:
        return "another signature"
    if "host" not in names or "x-amz-date" not in names or (
        "X-Amz-Target" in request.headers and "x-amz-target" not in names
    ):
        return "not all is signed"
    if "botocore" in request.headers.get("User-Agent", "").lower():
        return None
    if any(name.lower().startswith("x-amz-") and name.lower() not in names for name in request.headers.keys()):
        return "not every header of AWS is signed"
    digest = hashlib.sha256(request.get_data()).hexdigest()
    if service == "s3" and ("x-amz-content-sha256" not in names or request.headers["X-Amz-Content-Sha256"] != digest):
        return "the body is not signed"


backend = DomainDispatcherApplication(create_backend_app)


def application(environ, start_response):
    """The body is read to verify the signature and again to answer."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    reason = problem(Request(environ))
    environ["wsgi.input"] = io.BytesIO(body)
    if reason:
        print("refused:", reason, file=sys.stderr)
        answer = Response('{"__type": "InvalidSignatureException", "message": "%s"}' % reason, status=400)
        return answer(environ, start_response)
    return backend(environ, start_response)


server = make_server("127.0.0.1", 0, application, threaded=True)
print(server.port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
