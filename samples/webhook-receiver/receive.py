#!/usr/bin/python3
"""Receives webhooks and verifies them (Standard Webhooks); nothing but Python itself.
   receive.py 9000 whsec_...            give a second secret while one is being replaced"""
import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, secrets = int(sys.argv[1]), [base64.b64decode(secret.removeprefix("whsec_")) for secret in sys.argv[2:]]
seen = set()


def is_genuine(headers, body):
    """One of the signatures must be ours, and the message not older than five minutes: else it could be somebody's replay."""
    message, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdigit() or abs(time.time() - int(at)) > 300:
        return False
    signed = f"{message}.{at}.".encode() + body
    expected = [b"v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()) for secret in secrets]
    given = headers.get("webhook-signature", "").encode("utf-8", "replace").split()
    return any(hmac.compare_digest(mine, theirs) for mine in expected for theirs in given)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length) if length <= 65536 else b""
        genuine = length <= 65536 and is_genuine(self.headers, body)
        # The same id again is the same event, sent again: answered alike, acted upon once.
        if genuine and self.headers["webhook-id"] not in seen:
            seen.add(self.headers["webhook-id"])
            event = json.loads(body)["data"]
            print(event["kind"], event["cluster"], event.get("master"), event["epoch"], event["eventId"], flush=True)
        self.send_response(204 if genuine else 401)
        self.end_headers()

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()
