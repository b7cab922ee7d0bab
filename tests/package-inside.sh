#!/usr/bin/env bash
# Runs inside the container of tests/package.sh, where systemd is the first process: the life of the package /srv/first.deb.
set -uo pipefail
unit=sentinel-events.service
configuration=/etc/sentinel-events/sentinel-events.json
key=correct-horse-battery-staple

say() { printf '\n      %s\n' "$*"; }
fail() {
  say "FAILED: $1"
  systemctl status --no-pager --full $unit
  journalctl --no-pager --unit $unit | tail -n 40
  exit 1
}

# await SECONDS WORDS COMMAND...: until the command succeeds.
await() {
  local until=$((SECONDS + $1)) words=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || fail "$words did not come about in time."
    sleep 0.2
  done
}

show() { systemctl show --property "$1" --value $unit; }
active() { [ "$(show ActiveState)" = active ]; }
gone() { [ "$(show MainPID)" -eq 0 ]; }
failed() { [ "$(show ActiveState)" = failed ]; }
another() { active && [ "$(show MainPID)" -ne "$1" ]; }
switches() { (cd / && sentinel-events events --kind MasterSwitched --format json | grep -c '"eventId"'); }
switched() { [ "$(switches)" -eq 1 ]; }
mailed() { [ "$(grep -l '^X-SentinelEvents-Kind: MasterSwitched' /var/lib/sentinel-events/mail/*.eml 2>/dev/null | wc -l)" -eq 1 ]; }
ready() { curl --silent --fail http://127.0.0.1:8080/health/ready >/dev/null; }
replicates() { redis-cli -p 6379 info replication | grep -q 'state=online'; }
known() { redis-cli -p 26379 sentinel replicas mymaster | grep -q 6380; }

say "Installing"
dpkg --install /srv/first.deb || fail "dpkg --install"
! systemctl --quiet is-enabled $unit || fail "A service that nobody enabled"
gone || fail "A service that nobody started"
sentinel-events --version

say "Configuring: one sentinel, and a key of the API as a secret"
redis-server --port 6380 --replicaof 127.0.0.1 6379 --dir /tmp --daemonize yes >/dev/null
await 30 "A replica" replicates
redis-cli -p 26379 sentinel set mymaster quorum 1 >/dev/null
await 30 "A sentinel that knows the replica" known
sed -i -e 's|, "127.0.0.1:26380", "127.0.0.1:26381"||' -e 's|// "ApiKeyFile"|"ApiKeyFile"|' $configuration
install -m 600 <(printf %s $key) /etc/sentinel-events/secrets/api-key

say "Starting it"
systemctl enable --quiet $unit
begun=$(date +%s%N)
systemctl start $unit || fail "systemctl start"
active || fail "A service that said that it is ready"
echo "ready after $((($(date +%s%N) - begun) / 1000000)) ms"
await 30 "A healthy service" ready
systemctl status --no-pager --full $unit | head -n 12
main=$(show MainPID)
ps -o user:20,pid,rss,args -p "$main"
grep -E 'CapEff|NoNewPrivs|Seccomp:' "/proc/$main/status"
[ "$(ps -o uid= -p "$main")" -ne 0 ] || fail "A service that is not root"
ls -ld /var/lib/sentinel-events /var/lib/private/sentinel-events
ls -l /var/lib/private/sentinel-events
nsenter --target "$main" --mount touch /etc/written 2>/dev/null && fail "A service that can write nothing but its state"
nsenter --target "$main" --mount test ! -e /root/.bashrc || fail "A service that does not see homes"

say "The secret was handed over"
code=$(curl --silent --output /tmp/answer --write-out '%{http_code}' --header "X-Api-Key: $key" --json '{"name":"trial","duration":"00:00:01","author":"a test"}' http://127.0.0.1:8080/api/silences)
echo "POST /api/silences with the key: $code"
case "$code" in 401 | 403) cat /tmp/answer; fail "The key of the secret" ;; esac
code=$(curl --silent --output /tmp/answer --write-out '%{http_code}' --header 'X-Api-Key: another-key-of-length' --json '{}' http://127.0.0.1:8080/api/silences)
echo "and with another: $code"
[ "$code" = 401 ] || [ "$code" = 403 ] || fail "Another key is refused"

say "check, as root, which finds the configuration by itself"
(cd / && sentinel-events check --fail-on critical)
[ $? -le 1 ] || fail "check"

say "A failover"
redis-cli -p 26379 sentinel failover mymaster
await 60 "One MasterSwitched in the journal" switched
await 30 "One mail of it" mailed
(cd / && sentinel-events events)

say "kill -9"
begun=$(date +%s%N)
kill -9 "$main"
await 60 "Another process" another "$main"
echo "ready again after $((($(date +%s%N) - begun) / 1000000)) ms, of which 5 s are RestartSec"
await 30 "A healthy service" ready

say "SIGSTOP: the watchdog"
main=$(show MainPID)
begun=$(date +%s%N)
kill -STOP "$main"
await 180 "Another process" another "$main"
echo "ready again after $((($(date +%s%N) - begun) / 1000000)) ms; WatchdogSec is $(show WatchdogUSec)"
journalctl --no-pager --output cat --unit $unit | grep -i watchdog
await 30 "A healthy service" ready

say "A configuration that cannot be used"
cp $configuration /tmp/good.json
echo '{ "Clusters": [] }' >$configuration
systemctl restart $unit
await 30 "A failed unit" failed
echo "$(show Result), exit code $(show ExecMainStatus), restarts $(show NRestarts)"
[ "$(show ExecMainStatus)" -eq 2 ] && [ "$(show NRestarts)" -eq 0 ] || fail "A service that is left alone"
cp /tmp/good.json $configuration
systemctl start $unit || fail "systemctl start"

say "Upgrading"
main=$(show MainPID)
dpkg --install /srv/newer.deb || fail "The upgrade"
await 30 "A restarted service" another "$main"
cmp $configuration /tmp/good.json || fail "The configuration stays"
systemctl --quiet is-enabled $unit || fail "It stays enabled"
[ "$(switches)" -eq 1 ] || fail "The journal stays"
dpkg-query --show sentinel-events

say "Removing"
dpkg --remove sentinel-events || fail "The removal"
gone || fail "A stopped service"
[ ! -e /usr/bin/sentinel-events ] && [ -e $configuration ] && [ -e /var/lib/private/sentinel-events/sentinel-events.db ] || fail "Configuration and journal stay"

say "Purging"
dpkg --purge sentinel-events || fail "The purge"
left=$(find /etc /usr /var/lib /run/credentials -name '*sentinel-events*' -not -path '/var/lib/systemd/catalog/*' 2>/dev/null)
[ -z "$left" ] || fail "Nothing is left: $left"
echo "Nothing is left of it."
