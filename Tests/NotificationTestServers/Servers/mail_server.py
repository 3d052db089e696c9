"""A server of SMTP for tests: prints its port, keeps each mail as a line of JSON, ends with its standard input."""
import argparse
import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument("--mails", required=True)
arguments.add_argument("--certificate")
arguments.add_argument("--key")
arguments.add_argument("--implicit", action="store_true")
arguments.add_argument("--require-tls", action="store_true")
arguments.add_argument("--user")
arguments.add_argument("--password")
options = arguments.parse_args()


def parts(content):
    """What a mail program makes of the mail, by another's parser."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    found = []
    for part in message.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            found.append({"type": part.get_content_type(), "name": part.get_filename(),
                          "base64": base64.b64encode(payload).decode(), "defects": len(part.defects)})
    return {"subject": str(message["Subject"]), "sender": str(message["From"]), "defects": len(message.defects),
            "parts": found}


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "smtputf8": bool(envelope.smtp_utf8),
            "peer": session.peer[1],
            "tls": session.ssl is not None or options.implicit,
            "user": session.auth_data.decode() if session.auth_data else None,
            "content": envelope.content.decode("utf-8"),
            "parsed": parts(envelope.content),
        }
        with open(options.mails, "a", encoding="utf-8") as file:
            file.write(json.dumps(mail) + "\n")
        return "250 2.0.0 Ok: queued as 4711"


def authenticate(server, session, envelope, mechanism, data):
    isRight = data.login.decode() == options.user and data.password.decode() == options.password
    return AuthResult(success=isRight, handled=False, auth_data=data.login)


async def serve():
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
    explicit = context if not options.implicit else None
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(
            Keeper(), hostname="mail.test", enable_SMTPUTF8=True, tls_context=explicit,
            require_starttls=options.require_tls, authenticator=authenticate if options.user else None,
            auth_required=options.user is not None,
            auth_require_tls=explicit is not None),
        "127.0.0.1", 0, ssl=context if options.implicit else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
