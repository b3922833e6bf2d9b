"""A mail server for the tests, by aiosmtpd: whatever else wrote the client, this did not.

It prints `port N` once it can be reached. Into its folder go each mail (1.eml, 2.eml, …) with what is known of
its way (1.json), `clear` (every byte that came unencrypted) and the counts `opened` and `closed`.
"""

import argparse
import asyncio
import json
import ssl
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--folder", type=Path, required=True)
options.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
options.add_argument("--certificate")
options.add_argument("--key")
options.add_argument("--user")
options.add_argument("--password")
options.add_argument("--idle", type=float, default=60, help="seconds until an idle connection is closed")
options.add_argument("--fill", type=int, default=0, help="mails until a connection is closed, 0: any number")
given = options.parse_args()


class Counts:
    opened = closed = mails = 0

    def add(self, name):
        setattr(self, name, getattr(self, name) + 1)
        part = given.folder / f".{name}"
        part.write_text(str(getattr(self, name)))
        part.rename(given.folder / name)


counts = Counts()


def is_encrypted(transport):
    return transport.get_extra_info("ssl_object") is not None


class Server(SMTP):
    """One connection."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mails = 0
        counts.add("opened")

    def data_received(self, data):
        if not is_encrypted(self.transport):
            with (given.folder / "clear").open("ab") as clear:
                clear.write(data)
        super().data_received(data)

    def connection_lost(self, error):
        counts.add("closed")
        super().connection_lost(error)


class Handler:
    async def handle_DATA(self, server, session, envelope):
        counts.mails += 1
        server.mails += 1
        way = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": is_encrypted(server.transport),
            "user": session.auth_data.login.decode() if session.authenticated else None,
        }
        (given.folder / f"{counts.mails}.json").write_text(json.dumps(way))
        (given.folder / f"{counts.mails}.eml").write_bytes(envelope.content)
        if given.fill and server.mails >= given.fill:
            # Without a word, while the next mail may be under way.
            server.loop.call_later(0.002, server.transport.close)
        return "250 2.0.0 taken"


def authenticate(_server, _session, _envelope, _mechanism, data):
    right = (data.login.decode(), data.password.decode()) == (given.user, given.password)
    # A talkative server: it repeats what it was sent.
    return AuthResult(success=right, handled=False, auth_data=data,
                      message=None if right else f"535 5.7.8 {data.password.decode()} is wrong")


def certificate():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(given.certificate, given.key)
    return context


async def main():
    loop = asyncio.get_running_loop()
    has_users = given.user is not None

    def connection():
        return Server(
            Handler(),
            hostname="mail.example",
            loop=loop,
            timeout=given.idle,
            tls_context=certificate() if given.tls == "starttls" else None,
            require_starttls=given.tls == "starttls",
            authenticator=authenticate,
            auth_required=has_users,
            auth_require_tls=given.tls == "starttls",
            auth_exclude_mechanism=[] if has_users else ["LOGIN", "PLAIN"],
        )

    encrypted = certificate() if given.tls == "implicit" else None
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=encrypted)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
