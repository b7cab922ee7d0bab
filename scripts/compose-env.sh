#!/usr/bin/env bash
# Chooses what `docker compose` brings up beside Redis, its sentinels and the worker, and makes the passwords for it.
#   scripts/compose-env.sh [rabbitmq] [postgres] [observability]
# Both are written to the file .env beside docker-compose.yml, which docker compose reads by itself. What stands there already
# stays, the passwords above all: the services keep those of their first start.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

files=docker-compose.yml
secrets=()
for part in "$@"; do
  case "$part" in
    rabbitmq) secrets+=(RABBITMQ_PASSWORD) ;;
    postgres) secrets+=(POSTGRES_PASSWORD) ;;
    observability) secrets+=(HTTP_API_KEY) ;;
    *) echo "usage: scripts/compose-env.sh [rabbitmq] [postgres] [observability]" >&2; exit 2 ;;
  esac
  files+=":docker-compose.$part.yml"
done

# For nobody else's eyes, from the first byte on.
umask 077
new=$(mktemp .env.XXXXXX)
trap 'rm -f "$new"' EXIT
[ ! -e .env ] || grep -v '^COMPOSE_FILE=' .env >"$new" || true
# A last line without its end would run into the next.
[ ! -s "$new" ] || [ -z "$(tail -c 1 "$new")" ] || echo >>"$new"
echo "COMPOSE_FILE=$files" >>"$new"
for name in ${secrets[@]+"${secrets[@]}"}; do
  grep -q "^$name=." "$new" || echo "$name=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >>"$new"
done
mv "$new" .env
echo "docker compose up --detach --wait    # $files"
