#!/usr/bin/env bash
# Brings docker-compose.yml up for real, stops the master, and expects exactly one MasterSwitched: in the journal, as a mail, and
# with RabbitMQ in a queue. With PostgreSQL it then stops one of the two workers, and the master once more. Prints what happened
# and takes everything down again.
#   tests/compose.sh [PART...] [--keep] [--no-build]
#     PART         rabbitmq, postgres, observability: with docker-compose.PART.yml
#     --keep       leaves everything running
#     --no-build   uses the image sentinel-events:local as it is
# Needs docker with its compose plugin, or podman with podman-compose. ENGINE=docker|podman chooses; WITHOUT="grafana" leaves
# services out whose images are not to be had; the variables of the compose files (REDIS_PASSWORD, HTTP_PORT ...) and those of
# the engine (CONTAINERS_CONF ...) are taken from the environment.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

keep=0 build=1 parts=()
for argument in "$@"; do
  case "$argument" in
    rabbitmq | postgres | observability) parts+=("$argument") ;;
    --keep) keep=1 ;;
    --no-build) build=0 ;;
    *) echo "usage: tests/compose.sh [rabbitmq] [postgres] [observability] [--keep] [--no-build]" >&2; exit 2 ;;
  esac
done
has() { [[ " ${parts[*]:-} " == *" $1 "* ]]; }

if [ -z "${ENGINE:-}" ]; then
  if docker info >/dev/null 2>&1; then ENGINE=docker; else ENGINE=podman; fi
fi
case "$ENGINE" in
  docker) compose=(docker compose) ;;
  podman) compose=(podman-compose) ;;
  *) echo "ENGINE is docker or podman, not $ENGINE." >&2; exit 2 ;;
esac
# Podman's own format of images has no health check.
export BUILDAH_FORMAT=docker
# A project of its own: the volumes of a stack that somebody uses are not touched.
project=sentinel-events-test
compose+=(-p "$project")
copies=()
for file in docker-compose.yml $(printf 'docker-compose.%s.yml ' ${parts[@]+"${parts[@]}"}); do
  [ "$file" != docker-compose..yml ] || continue
  if [ "$ENGINE" = podman ]; then
    # podman-compose before 1.1 passes ${NAME:-}, a default that is empty, on as it is.
    sed 's/\${\([A-Z_]*\):-}/${\1}/g' "$file" >".podman-$file"
    file=".podman-$file"
    copies+=("$file")
  fi
  compose+=(-f "$file")
done

# None has a default; these are for this run.
secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
export RABBITMQ_PASSWORD=${RABBITMQ_PASSWORD:-$(secret)} POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-$(secret)}
! has observability || export HTTP_API_KEY=${HTTP_API_KEY:-$(secret)}

nodes=(redis-1 redis-2 redis-3)
sentinels=(sentinel-1 sentinel-2 sentinel-3)
workers=(worker)
others=()
! has rabbitmq || others+=(rabbitmq)
! has postgres || { others+=(postgres); workers+=(worker-2); }
! has observability || others+=(prometheus grafana)
services=()
for service in "${nodes[@]}" "${sentinels[@]}" ${others[@]+"${others[@]}"} "${workers[@]}"; do
  [[ " ${WITHOUT:-} " == *" $service "* ]] || services+=("$service")
done
# Of the workers, the one that is asked.
asked=worker
started=$SECONDS
log=$(mktemp)
mails=$(mktemp -d)
checked=$(mktemp)

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
    [ ${#copies[@]} -eq 0 ] || rm -f "${copies[@]}"
  fi
  rm -rf "$log" "$mails" "$checked"
}

fail() {
  say "FAILED: $1"
  [ ! -s "$checked" ] || { echo "--- check"; cat "$checked"; }
  echo "--- the last lines of compose"; tail -n 20 "$log"
  for worker in "${workers[@]}"; do
    echo "--- $worker"; logs "$worker" | tail -n 40
  done
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

inspect() { "$ENGINE" inspect --format "$2" "$(container "$1")"; }

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

role_of() { redis_cli "$1" role | head -n 1; }

# The name by which the sentinels speak of the master; where one holds an address instead, the node that says it is the master.
master_now() {
  local node
  for node in "${nodes[@]}"; do
    if [ "$(role_of "$node")" = master ]; then
      echo "$node"
      return
    fi
  done
}

master_of() { redis_cli "$1" -p 26379 sentinel get-master-addr-by-name mymaster | head -n 1; }

events() { inside "$asked" sentinel-events events "$@" </dev/null; }

count_events() { events --kind "$1" --format json | grep -c '"eventId"'; }

# There is nothing in the worker's image to look into a directory with. Both workers write into one volume.
copy_mails() { rm -rf "$mails/mail" && "$ENGINE" cp "$(container "$asked"):/data/mail" "$mails/" >>"$log" 2>&1; }

count_mails() { copy_mails && grep -l "^X-SentinelEvents-Kind: $1" "$mails"/mail/*.eml 2>/dev/null | grep -c .; }

count_messages() { inside rabbitmq rabbitmqctl -q list_queues name messages </dev/null 2>/dev/null | tr -d '\r' | awk '$1 == "master-switched" { print $2 }'; }

has_events() { [ "$(count_events "$1")" -ge "$2" ]; }

has_mails() { [ "$(count_mails "$1")" -ge "$2" ]; }

has_messages() { [ "$(count_messages)" -ge "$1" ]; }

is_replica() { [ "$(role_of "$1")" = slave ]; }

# What the rules warn of is for those who run it in earnest (no password of the sentinels, say); that every part is reached is what counts here.
checks() { inside worker sentinel-events check --fail-on critical </dev/null >"$checked" 2>&1; }

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

prometheus() { inside prometheus wget -q -O - "http://127.0.0.1:9090/api/v1/$1" </dev/null 2>>"$log"; }

count_scraped() { prometheus "query?query=sentinelevents_build_info" | grep -o '"instance":"worker[^"]*"' | sort -u | grep -c .; }

all_scraped() { [ "$(count_scraped)" -eq "${#workers[@]}" ]; }

# Stops the master, and expects that it is told of once: the NUMBERth switch of this run.
fail_over() {
  local number=$1 master stopped switched mailed queued
  await 60 "A master" eval '[ -n "$(master_now)" ]'
  master=$(master_now)

  say "Stopping the master's container, $master"
  "${compose[@]}" stop "$master" >>"$log" 2>&1
  stopped=$SECONDS
  # Long enough for a second attempt of the sentinels.
  await 180 "A MasterSwitched in the journal" has_events MasterSwitched "$number"
  say "MasterSwitched, $((SECONDS - stopped)) s after the stop"
  await 120 "FailoverCompleted" has_events FailoverCompleted "$number"
  await 60 "A mail of it" has_mails MasterSwitched "$number"
  ! has rabbitmq || await 60 "A message of it" has_messages "$number"

  say "What the sentinels said of the switch"
  for service in "${sentinels[@]}"; do
    logs "$service" | grep -E '\+switch-master|\+sdown master|\+odown|\+elected-leader' | sed "s/^/$service  /"
  done
  for service in "${sentinels[@]}"; do
    printf '%-12s says the master is %s\n' "$service" "$(master_of "$service")"
  done

  say "Starting $master again: it comes back as a replica"
  "${compose[@]}" start "$master" >>"$log" 2>&1
  await 90 "$master as a replica" is_replica "$master"
  for service in "${nodes[@]}"; do
    printf '%-12s %s\n' "$service" "$(role_of "$service")"
  done
  await 120 "ReplicaRecovered" has_events ReplicaRecovered "$number"

  switched=$(count_events MasterSwitched)
  mailed=$(count_mails MasterSwitched)
  queued=none
  ! has rabbitmq || queued=$(count_messages)
  say "MasterSwitched: $switched in the journal, $mailed as a mail, ${queued:-no} in the queue"
  [ "$switched" -eq "$number" ] && [ "$mailed" -eq "$number" ] && { [ "$queued" = none ] || [ "$queued" = "$number" ]; } || fail "Exactly $number of each"
}

down
trap finish EXIT
trap 'exit 130' INT TERM

if [ "$build" -eq 1 ]; then
  say "Building the worker's image"
  "${compose[@]}" build >>"$log" 2>&1 || fail "The build"
  # podman-compose ends well whatever became of the build.
  "$ENGINE" image inspect sentinel-events:local >/dev/null 2>&1 || fail "The build"
fi

say "Starting everything"
# podman-compose does not wait for what a service depends on: the workers come last, and start anew until their journal is there.
"${compose[@]}" up -d "${services[@]}" >>"$log" 2>&1 || [ "$ENGINE" = podman ] || fail "The start"
for service in "${services[@]}"; do
  await 240 "A healthy $service" healthy "$service"
done
! has rabbitmq || await 60 "A queue in RabbitMQ" bind_queue

say "Everything is healthy"
"$ENGINE" ps --filter "label=com.docker.compose.project=$project" --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}'
for service in "${nodes[@]}"; do
  printf '%-12s %s\n' "$service" "$(role_of "$service")"
done
for service in "${sentinels[@]}"; do
  printf '%-12s says the master is %s\n' "$service" "$(master_of "$service")"
done
for service in "${workers[@]}"; do
  user=$(inspect "$service" '{{.Config.User}}') sealed=$(inspect "$service" '{{.HostConfig.ReadonlyRootfs}}')
  printf '%-12s runs as user %s, its root is read-only: %s\n' "$service" "$user" "$sealed"
  [ "$user" = 1654 ] && [ "$sealed" = true ] || fail "A worker that is not root and can write nothing"
  ! inside "$service" sh -c true </dev/null >>"$log" 2>&1 || fail "An image without a shell"
done
# Sentinels of a machine that has just started all this may be in TILT for a moment.
await 90 "A check that finds nothing critical" checks
cat "$checked"
case " ${nodes[*]} " in
  *" $(master_of sentinel-1) "*) ;;
  *) fail "The sentinels call their master $(master_of sentinel-1), which is no service." ;;
esac

if has observability; then
  await 120 "A scrape of every worker" all_scraped
  say "Prometheus scrapes $(count_scraped) of ${#workers[@]} workers and has $(prometheus rules | grep -o '"type":"alerting"' | grep -c .) alerts"
  [ "$(prometheus rules | grep -o '"type":"alerting"' | grep -c .)" -eq "$(grep -c '^ *- alert:' config/prometheus/alerts.yml)" ] || fail "Every alert"
fi

fail_over 1
if has postgres; then
  say "Stopping a worker; the other goes on alone"
  "${compose[@]}" stop worker >>"$log" 2>&1
  asked=worker-2
  fail_over 2
  "${compose[@]}" start worker >>"$log" 2>&1
  await 120 "The worker again" healthy worker
  say "The worker is back, and told nothing again"
  [ "$(count_mails MasterSwitched)" -eq 2 ] || fail "Two mails"
fi

say "The journal"
events
say "The mails"
copy_mails && grep -h "^Subject:" "$mails"/mail/*.eml
has postgres && echo "Stopped the master twice, one worker between, told once each time." || echo "Stopped the master, told once."
