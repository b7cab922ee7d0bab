#!/usr/bin/env bash
# Installs the servers that the tests run against, on Debian and its relatives.
#   scripts/servers.sh [--yes] [SERVER...]      default: all
set -euo pipefail

all=(redis rabbitmq smtp postgres clock alertmanager prometheus node browser pika sqlite systemd)
# What no test needs: only who names them gets them.
more=(exporter)
yes=0
wanted=()
for argument in "$@"; do
  case "$argument" in
    --yes) yes=1 ;;
    *)
      if [[ " ${all[*]} ${more[*]} " != *" $argument "* ]]; then
        echo "usage: scripts/servers.sh [--yes] [SERVER...]; servers: ${all[*]}, and by name only: ${more[*]}" >&2
        exit 2
      fi
      wanted+=("$argument")
      ;;
  esac
done
[ ${#wanted[@]} -gt 0 ] || wanted=("${all[@]}")

# A user's PATH often lacks the administrator's directories, where the servers are.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

packages=()
for server in "${wanted[@]}"; do
  case "$server" in
    redis)
      command -v redis-server >/dev/null || packages+=(redis-server)
      command -v redis-sentinel >/dev/null || packages+=(redis-sentinel)
      command -v redis-cli >/dev/null || packages+=(redis-tools)
      ;;
    rabbitmq)
      [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && command -v epmd >/dev/null || packages+=(rabbitmq-server)
      ;;
    postgres)
      # Debian keeps the server's programs off the PATH, a directory for each version.
      ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null || packages+=(postgresql)
      ;;
    clock)
      # No server: a library that shows one process another wall clock.
      ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || packages+=(libfaketime)
      ;;
    alertmanager)
      command -v prometheus-alertmanager >/dev/null || packages+=(prometheus-alertmanager)
      ;;
    browser)
      command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || packages+=(chromium)
      ;;
    prometheus)
      # For its checker of rules and metrics.
      command -v promtool >/dev/null || packages+=(prometheus)
      ;;
    exporter)
      # Only for a comparison: what watches Redis for Prometheus.
      command -v prometheus-redis-exporter >/dev/null || packages+=(prometheus-redis-exporter)
      ;;
    node)
      # No server: runs what others wrote to read webhooks and messages. A Node.js from elsewhere mostly brings its npm.
      command -v node >/dev/null || packages+=(nodejs)
      command -v npm >/dev/null || packages+=(npm)
      ;;
    systemd)
      # No server: its own judgement of the unit file.
      command -v systemd-analyze >/dev/null || packages+=(systemd)
      ;;
    pika)
      # No server: what a sample reads RabbitMQ with.
      [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import pika' 2>/dev/null || packages+=(python3-pika)
      ;;
    sqlite)
      # No server: what the documentation takes backups with.
      command -v sqlite3 >/dev/null || packages+=(sqlite3)
      ;;
    smtp)
      [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || packages+=(python3-aiosmtpd)
      ;;
  esac
done
[ ${#packages[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Missing: ${packages[*]}. This script knows apt-get only; install them with the means of this system." >&2
  exit 1
fi

if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Missing: ${packages[*]}. As root, run: apt-get install ${packages[*]}" >&2; exit 1; }
  if [ "$yes" -eq 0 ]; then
    if ! { exec 3<>/dev/tty; } 2>/dev/null; then
      echo "Missing: ${packages[*]}. Nobody to ask for leave to use sudo; run: $0 --yes ${wanted[*]}" >&2
      exit 1
    fi
    printf 'Install %s with sudo apt-get? [y/N] ' "${packages[*]}" >&3
    read -r answer <&3 || answer=
    exec 3>&-
    case "$answer" in
      y | Y | yes) ;;
      *) echo "Not installed. To do it yourself: sudo apt-get install ${packages[*]}" >&2; exit 1 ;;
    esac
  fi
  exec sudo -- "$(readlink -f "$0")" --yes "${wanted[@]}"
fi

# Debian starts a service as soon as it is installed; the tests bring their own, on ports of their own.
policy=/usr/sbin/policy-rc.d
kept=
restore() {
  rm -f "$policy"
  if [ -n "$kept" ]; then mv "$kept" "$policy"; fi
}
if [ -e "$policy" ] || [ -L "$policy" ]; then
  kept=$(mktemp -u "$policy.kept.XXXXXX")
  mv "$policy" "$kept"
fi
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
echo "Installing ${packages[*]}"
# Package lists that are merely old are no reason to fail: the install tells whether they do.
apt-get update || echo "apt-get update failed; trying with the lists at hand" >&2
apt-get install --yes --no-install-recommends -o Dpkg::Progress-Fancy=0 "${packages[@]}"

# systemd does not ask policy-rc.d at the next boot. Only what came just now: a service that was here before is its owner's.
if [ -d /run/systemd/system ]; then
  for package in "${packages[@]}"; do
    case "$package" in
      redis-server | redis-sentinel | rabbitmq-server | postgresql | prometheus-alertmanager | prometheus | prometheus-redis-exporter) systemctl disable --quiet "$package" 2>/dev/null || true ;;
    esac
  done
fi
