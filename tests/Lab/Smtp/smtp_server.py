"""An SMTP server that keeps every message as a file and answers as its control file says. Settings: one JSON file, argv[1]."""
import asyncio
import json
import os
import signal
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

warnings.simplefilter("ignore")


class Control:
    """The rules of the control file, read again whenever they are needed; how often each was used is remembered by its id."""

    def __init__(self, path):
        self.path = path
        self.used = {}

    def match(self, stage, address):
        try:
            with open(self.path, encoding="utf-8") as file:
                rules = json.load(file)
        except FileNotFoundError:
            return None
        for rule in rules:
            if rule["stage"] != stage or (rule["address"] and rule["address"].lower() != (address or "").lower()):
                continue
            used = self.used.get(rule["id"], 0)
            if rule["times"] is not None and used >= rule["times"]:
                continue
            self.used[rule["id"]] = used + 1
            return rule
        return None

    async def reply(self, stage, address):
        rule = self.match(stage, address)
        if rule is None:
            return None
        if rule["delaySeconds"]:
            await asyncio.sleep(rule["delaySeconds"])
        return rule["reply"]


class Handler:
    def __init__(self, settings, control):
        self.settings = settings
        self.control = control
        self.count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        reply = await self.control.reply("Mail", address)
        if reply:
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = await self.control.reply("Rcpt", address)
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        reply = await self.control.reply("Data", None)
        if reply:
            return reply
        self.count += 1
        base = os.path.join(self.settings["directory"], "%06d-%d" % (self.count, os.getpid()))
        with open(base + ".eml", "wb") as file:
            file.write(envelope.original_content)
        login = getattr(session, "auth_data", None)
        meta = {
            "from": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "encrypted": self.settings["security"] == "ImplicitTls" or session.ssl is not None,
            "user": login.decode() if isinstance(login, bytes) else login,
            "client": "%s:%d" % session.peer[:2],
        }
        # The envelope comes last and in one step: who sees it may read both.
        with open(base + ".new", "w", encoding="utf-8") as file:
            json.dump(meta, file)
        os.rename(base + ".new", base + ".json")
        return "250 OK: kept"


async def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    control = Control(settings["control"])
    handler = Handler(settings, control)
    context = None
    if settings["security"] != "None":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings["certificate"], settings["key"])
        if settings["clientAuthority"]:
            context.load_verify_locations(settings["clientAuthority"])
            context.verify_mode = ssl.CERT_REQUIRED
    starttls = settings["security"] == "StartTls"
    user, password = settings["user"], settings["password"]

    def authenticate(server, session, envelope, mechanism, data):
        if isinstance(data, LoginPassword):
            with open(settings["logins"], "a", encoding="utf-8") as file:
                file.write("%s %s\n" % (data.login.decode(), data.password.decode()))
        good = isinstance(data, LoginPassword) and data.login.decode() == user and data.password.decode() == password
        return AuthResult(success=good, handled=False, auth_data=data.login if good else None)

    def session():
        return SMTP(
            handler,
            hostname="localhost",
            ident="lab",
            enable_SMTPUTF8=True,
            require_starttls=starttls,
            tls_context=context if starttls else None,
            authenticator=authenticate if user else None,
            auth_required=bool(user),
            auth_require_tls=starttls,
            loop=loop,
        )

    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await loop.create_server(
        session, "127.0.0.1", settings["port"], ssl=context if settings["security"] == "ImplicitTls" else None)
    print("listening", flush=True)
    await stop.wait()
    server.close()


asyncio.run(main())
