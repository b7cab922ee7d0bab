#!/usr/bin/env bash
# Brings docker-compose.yml up for real, stops the master, and expects exactly one MasterSwitched: in the journal, as a mail, and
# in a queue of RabbitMQ. Prints what happened and takes everything down again.
#   tests/compose.sh [--keep] [--no-build]
#     --keep       leaves everything running
#     --no-build   uses the image sentinel-events:local as it is
# Needs docker with its compose plugin, or podman with podman-compose. ENGINE=docker|podman chooses; the variables of
# docker-compose.yml (REDIS_PASSWORD, HTTP_PORT ...) and those of the engine (CONTAINERS_CONF ...) are taken from the environment.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

keep=0 build=1
for argument in "$@"; do
  case "$argument" in
    --keep) keep=1 ;;
    --no-build) build=0 ;;
    *) echo "usage: tests/compose.sh [--keep] [--no-build]" >&2; exit 2 ;;
  esac
done

if [ -z "${ENGINE:-}" ]; then
  if docker info >/dev/null 2>&1; then ENGINE=docker; else ENGINE=podman; fi
fi
case "$ENGINE" in
  docker) compose=(docker compose) ;;
  podman) compose=(podman-compose) ;;
  *) echo "ENGINE is docker or podman, not $ENGINE." >&2; exit 2 ;;
esac
# A project of its own: the volumes of a stack that somebody uses are not touched.
project=sentinel-events-test
file=docker-compose.yml
if [ "$ENGINE" = podman ]; then
  # podman-compose before 1.1 passes ${NAME:-}, a default that is empty, on as it is.
  file=docker-compose.podman.yml
  sed 's/\${\([A-Z_]*\):-}/${\1}/g' docker-compose.yml >"$file"
fi
compose+=(-p "$project" -f "$file")
nodes=(redis-1 redis-2 redis-3)
sentinels=(sentinel-1 sentinel-2 sentinel-3)
started=$SECONDS
log=$(mktemp)

say() { printf '\n%3d s  %s\n' $((SECONDS - started)) "$*"; }

down() {
  "${compose[@]}" down --volumes >>"$log" 2>&1
  # podman-compose leaves its networks behind.
  [ "$ENGINE" = docker ] || podman network rm --force "${project}_deployment" "${project}_outside" >>"$log" 2>&1
}

finish() {
  if [ "$keep" -eq 1 ]; then
    say "Left running. To end it: ${compose[*]} down --volumes"
  else
    say "Taking everything down"
    down
    [ "$file" = docker-compose.yml ] || rm -f "$file"
  fi
  rm -f "$log"
}

fail() {
  say "FAILED: $1"
  echo "--- the last lines of compose"; tail -n 20 "$log"
  echo "--- the worker"; logs worker | tail -n 40
  exit 1
}

container() {
  "$ENGINE" ps --all --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" | head -n 1
}

inside() {
  local id service=$1
  shift
  id=$(container "$service")
  [ -n "$id" ] && "$ENGINE" exec -i "$id" "$@"
}

logs() {
  local id
  id=$(container "$1")
  [ -n "$id" ] && "$ENGINE" logs "$id" 2>&1
}

healthy() {
  local id
  id=$(container "$1")
  [ -n "$id" ] || return 1
  # Docker checks by itself. Podman leaves that to timers of systemd, which a machine may not have: it is asked to check now.
  if [ "$ENGINE" = podman ]; then
    podman healthcheck run "$id" >/dev/null 2>&1
  else
    [ "$(docker inspect --format '{{.State.Health.Status}}' "$id" 2>/dev/null)" = healthy ]
  fi
}

# await SECONDS WORDS COMMAND...: until the command succeeds.
await() {
  local until=$((SECONDS + $1)) words=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || fail "$words did not come about in time."
    sleep 1
  done
}

redis_cli() {
  local service=$1
  shift
  inside "$service" env ${REDIS_PASSWORD:+REDISCLI_AUTH="$REDIS_PASSWORD"} redis-cli "$@" </dev/null | tr -d '\r'
}

master_of() { redis_cli "$1" -p 26379 sentinel get-master-addr-by-name mymaster | head -n 1; }

events() { inside worker sentinel-events events "$@" </dev/null; }

count_events() { events --kind "$1" --format json | grep -c '"eventId"'; }

count_mails() {
  inside worker sh -c 'grep -l "^X-SentinelEvents-Kind: '"$1"'" /data/mail/*.eml 2>/dev/null' </dev/null | grep -c .
}

count_messages() { inside rabbitmq rabbitmqctl -q list_queues name messages </dev/null 2>/dev/null | tr -d '\r' | awk '$1 == "master-switched" { print $2 }'; }

has_event() { [ "$(count_events "$1")" -ge 1 ]; }

has_mail() { [ "$(count_mails "$1")" -ge 1 ]; }

# As a consumer would: a queue bound to the exchange of the kind that it wants.
bind_queue() {
  inside rabbitmq rabbitmqctl -q import_definitions >>"$log" 2>&1 <<'JSON'
{
  "exchanges": [{ "vhost": "/", "name": "SentinelEvents.Contracts:MasterSwitched", "type": "fanout", "durable": true, "auto_delete": false, "internal": false, "arguments": {} }],
  "queues": [{ "vhost": "/", "name": "master-switched", "durable": true, "auto_delete": false, "arguments": {} }],
  "bindings": [{ "vhost": "/", "source": "SentinelEvents.Contracts:MasterSwitched", "destination": "master-switched", "destination_type": "queue", "routing_key": "", "arguments": {} }]
}
JSON
}

down
trap finish EXIT
trap 'exit 130' INT TERM

if [ "$build" -eq 1 ]; then
  say "Building the worker's image"
  "${compose[@]}" build >>"$log" 2>&1 || fail "The build"
fi

say "Starting everything"
"${compose[@]}" up -d >>"$log" 2>&1 || [ "$ENGINE" = podman ] || fail "The start"
for service in "${nodes[@]}" "${sentinels[@]}" rabbitmq worker; do
  await 120 "A healthy $service" healthy "$service"
done
await 30 "A queue in RabbitMQ" bind_queue

say "Everything is healthy"
"$ENGINE" ps --filter "label=com.docker.compose.project=$project" --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}'
for service in "${nodes[@]}"; do
  printf '%-12s %s\n' "$service" "$(redis_cli "$service" role | head -n 1)"
done
for service in "${sentinels[@]}"; do
  printf '%-12s says the master is %s\n' "$service" "$(master_of "$service")"
done
user=$(inside worker id -u </dev/null)
printf '%-12s runs as user %s\n' worker "$user"
[ "$user" != 0 ] || fail "A worker that is not root"
echo; inside worker sentinel-events check </dev/null || fail "sentinel-events check"

master=$(master_of sentinel-1)
case " ${nodes[*]} " in
  *" $master "*) ;;
  *) fail "The sentinels call their master $master, which is no service." ;;
esac
before=$(count_events MasterSwitched)

say "Stopping the master's container, $master"
"${compose[@]}" stop "$master" >>"$log" 2>&1
stopped=$SECONDS
# Long enough for a second attempt of the sentinels.
await 180 "A MasterSwitched in the journal" has_event MasterSwitched
say "MasterSwitched, $((SECONDS - stopped)) s after the stop"
await 120 "FailoverCompleted" has_event FailoverCompleted
await 30 "A mail of it" has_mail MasterSwitched

say "What the sentinels said of the switch"
for service in "${sentinels[@]}"; do
  logs "$service" | grep -E '\+switch-master|\+sdown master|\+odown|\+elected-leader' | sed "s/^/$service  /"
done
for service in "${sentinels[@]}"; do
  printf '%-12s says the master is %s\n' "$service" "$(master_of "$service")"
done

say "Starting $master again: it comes back as a replica"
"${compose[@]}" start "$master" >>"$log" 2>&1
is_replica() { [ "$(redis_cli "$master" role | head -n 1)" = slave ]; }
await 90 "$master as a replica" is_replica
for service in "${nodes[@]}"; do
  printf '%-12s %s\n' "$service" "$(redis_cli "$service" role | head -n 1)"
done

await 120 "ReplicaRecovered" has_event ReplicaRecovered

say "The journal"
events
say "The mails"
inside worker sh -c 'grep -h "^Subject:" /data/mail/*.eml' </dev/null

switched=$(($(count_events MasterSwitched) - before))
mails=$(count_mails MasterSwitched)
messages=$(count_messages)
say "MasterSwitched: $switched in the journal, $mails as a mail, ${messages:-no} in the queue"
[ "$switched" -eq 1 ] && [ "$mails" -eq 1 ] && [ "$messages" = 1 ] || fail "Exactly one of each"
echo "Stopped the master, told once."
