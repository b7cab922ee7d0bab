#!/usr/bin/python3
"""Follows one master from the raw JSON on RabbitMQ, without MassTransit. Needs pika (Debian: python3-pika).
   follow.py amqp://guest:guest@127.0.0.1:5672/ local mymaster http://127.0.0.1:8080
The last argument is the service's own address: who is master at the start is asked there."""
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import pika

broker, cluster, master, service = sys.argv[1:5]
newest = (-1, -1)


def take(address, generation, epoch):
    """An older switch after a newer one, or the same one again, changes nothing."""
    global newest
    if (generation, epoch) > newest:
        newest = (generation, epoch)
        print(f"master is {address['host']}:{address['port']} at epoch {epoch}", flush=True)


def received(channel, method, properties, body):
    event = json.loads(body)["message"]
    if event["cluster"] == cluster and event["master"] == master:
        take(event["newAddress"], event["generation"], event["epoch"])


channel = pika.BlockingConnection(pika.URLParameters(broker)).channel()
exchange = "SentinelEvents.Contracts:MasterSwitched"
# As the service declares it, for the case that nothing was published yet.
channel.exchange_declare(exchange, "fanout", durable=True)
queue = channel.queue_declare("", exclusive=True).method.queue
channel.queue_bind(queue, exchange)
channel.basic_consume(queue, received, auto_ack=True)

# Subscribed first, then asked: a switch between the two arrives twice rather than not at all.
path = f"/api/masters/{urllib.parse.quote(cluster, safe='')}/{urllib.parse.quote(master, safe='')}"
try:
    with urllib.request.urlopen(service + path, timeout=5) as answer:
        present = json.load(answer)["now"]
    if present["summary"]["address"]:
        take(present["summary"]["address"], present["generation"], present["summary"]["epoch"])
except urllib.error.URLError as error:
    print(f"not asked: {error}", flush=True)
channel.start_consuming()
