#!/usr/bin/env bash
# Proves what docs/install.md says, for real: publishes, measures and runs the program, holds the bills of materials against their
# schema, takes the program through a failover, makes the Debian package twice and compares, has lintian and systemd judge it, runs
# the arm64 program under an emulator, and installs, runs, kills, freezes, upgrades, removes and purges the package under systemd.
# Prints figures; says what it could not show.
#   tests/package.sh [--no-publish]     --no-publish: of what is in artifacts/ already
# As root, on Debian. Uses what is there of: redis, node with npm, lintian, qemu-aarch64-static with debootstrap, podman with
# debootstrap (systemd in a container); the variables of the engine (CONTAINERS_CONF ...) are taken from the environment.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD

publish=1
for argument in "$@"; do
  case "$argument" in
    --no-publish) publish=0 ;;
    *) echo "usage: tests/package.sh [--no-publish]" >&2; exit 2 ;;
  esac
done

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
program=$root/artifacts/linux-x64/sentinel-events
deb=$root/artifacts/sentinel-events_${version}_amd64.deb
started=$SECONDS
work=$(mktemp -d)
container=sentinel-events-package-$$
missing=()

say() { printf '\n%3d s  %s\n' $((SECONDS - started)) "$*"; }
not_shown() { missing+=("$1"); say "NOT SHOWN: $1"; }
fail() { say "FAILED: $1"; exit 1; }

finish() {
  podman rm --force --time 5 "$container" >/dev/null 2>&1
  podman rmi --force "localhost/$container" >/dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# spread WORDS RUNS COMMAND...: min, median and max of its wall time.
spread() {
  local words=$1 runs=$2 run begun
  shift 2
  for ((run = 0; run < runs; run++)); do
    begun=$(date +%s%N)
    "$@" >/dev/null || fail "$words"
    echo $((($(date +%s%N) - begun) / 1000000))
  done | sort -n | awk -v words="$words" '{ ms[NR] = $1 } END { printf "%-28s %d runs: min %d, median %d, max %d ms\n", words, NR, ms[1], ms[int((NR + 1) / 2)], ms[NR] }'
}

size() { du -b "$@" | awk '{ printf "%-60s %6.1f MB\n", $2, $1 / 1000000 }'; }

if [ "$publish" -eq 1 ]; then
  say "Publishing for both platforms"
  scripts/publish.sh || fail "The publish"
fi
[ -x "$program" ] || fail "$program is not there."
say "What is made, on $(nproc) x $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)"
size artifacts/linux-*/sentinel-events artifacts/linux-*/*.so artifacts/*.tar.gz

say "The program, from another directory, with nothing to write but its working directory"
mkdir -p "$work/cwd"
(cd "$work/cwd" && "$program" --version) || fail "--version"
[ -z "$(ls -A "$work/cwd")" ] || fail "A program that leaves nothing behind"
env HOME=/nonexistent DOTNET_BUNDLE_EXTRACT_BASE_DIR=/nonexistent "$program" --version >/dev/null || fail "A program that unpacks nothing"
spread "sentinel-events --version" 20 "$program" --version
spread "sentinel-events check --help" 20 "$program" check --help
unmet=$(ldd "$program" | grep "not found")
[ -z "$unmet" ] || fail "The libraries of the system: $unmet"

say "The bills of materials"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  not_shown "the bills of materials by the schema of CycloneDX: node or npm is not installed (scripts/servers.sh node)"
else
  cp -r tests/BillOfMaterials "$work/bill"
  if ! (cd "$work/bill" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error); then
    not_shown "the bills of materials by the schema of CycloneDX: its packages could not be installed"
  else
    node "$work/bill/validate.mjs" artifacts/linux-*/sbom.cdx.json || fail "The bills of materials"
  fi
fi

if command -v redis-sentinel >/dev/null && [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]; then
  say "A failover through it"
  dotnet build tests/Lab -c Release --nologo -v quiet || fail "The build of the lab"
  LAB_WORKER=$program dotnet tests/Lab/bin/Release/net10.0/SentinelEvents.Lab.dll demo --once </dev/null || fail "The failover"
else
  not_shown "a failover: redis or rabbitmq is not installed (scripts/servers.sh redis rabbitmq)"
fi

say "The Debian packages, twice"
export DEB_MAINTAINER='Ada & Grace | hand/out <packages@example.org>'
scripts/deb.sh || fail "The Debian packages"
first=$(sha256sum artifacts/*.deb)
scripts/deb.sh >/dev/null || fail "The Debian packages"
[ "$first" = "$(sha256sum artifacts/*.deb)" ] || fail "The same package from the same files"
echo "$first" | sed "s:  .*/:  :"
size artifacts/*.deb
dpkg-deb --contents "$deb"
[ "$(dpkg-deb --field "$deb" Maintainer)" = "$DEB_MAINTAINER" ] || fail "Its maintainer"
! DEB_MAINTAINER=nobody scripts/deb.sh 2>/dev/null || fail "No package without a maintainer"
if command -v lintian >/dev/null; then
  say "lintian"
  lintian --fail-on error,warning artifacts/*.deb || fail "lintian"
else
  not_shown "lintian, which is not installed"
fi

say "systemd's judgement of the unit"
if command -v systemd-analyze >/dev/null; then
  systemd-analyze security --offline=true --no-pager packaging/sentinel-events.service | grep -E '✗|Overall'
else
  not_shown "systemd's judgement: systemd-analyze is not installed"
fi

arm=$root/artifacts/linux-arm64/sentinel-events
if [ ! -x "$arm" ]; then
  not_shown "the arm64 program: it was not published"
elif ! command -v qemu-aarch64-static >/dev/null || ! command -v debootstrap >/dev/null; then
  not_shown "the arm64 program: qemu-aarch64-static (qemu-user-static) or debootstrap is not installed"
else
  say "The arm64 program under an emulator"
  debootstrap --foreign --arch=arm64 --variant=minbase --include=libssl3,libstdc++6,ca-certificates,tzdata bookworm "$work/arm64" >"$work/log" 2>&1 || { tail -n 5 "$work/log"; fail "A root for arm64"; }
  # Through the link that /lib is, which dpkg-deb --extract would make a directory without the loader.
  for archive in "$work"/arm64/var/cache/apt/archives/lib{ssl3,stdc++6,gcc-s1}_*.deb; do
    dpkg-deb --fsys-tarfile "$archive" | tar -x --keep-directory-symlink -C "$work/arm64" || fail "$archive, unpacked"
  done
  # The libraries, too, which --version does not load. In the head of an ELF file, 183 is AArch64.
  for file in "$arm" artifacts/linux-arm64/*.so; do
    [ "$(od -An -tu2 -j18 -N2 "$file" | tr -d ' ')" = 183 ] || fail "$file, for arm64"
  done
  (cd "$work/cwd" && timeout 300 qemu-aarch64-static -L "$work/arm64" "$arm" --version) || fail "--version of the arm64 program"
  (cd "$work/cwd" && timeout 300 qemu-aarch64-static -L "$work/arm64" "$arm" check --help) || fail "check --help of the arm64 program"
  # Ends with 2: there is no configuration.
  (cd "$work/cwd" && timeout 300 qemu-aarch64-static -L "$work/arm64" "$arm" health)
  [ $? -eq 2 ] || fail "health of the arm64 program"
fi

if ! command -v podman >/dev/null || ! command -v debootstrap >/dev/null; then
  not_shown "the service under systemd: podman or debootstrap is not installed"
else
  say "A Debian with systemd in a container"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,redis-server,redis-sentinel,redis-tools,procps,ca-certificates,libssl3,libstdc++6,tzdata,init-system-helpers,curl \
    bookworm "$work/debian" >"$work/log" 2>&1 || { tail -n 5 "$work/log"; fail "A Debian"; }
  # Of the same program, a version later: for the upgrade.
  mkdir "$work/newer"
  dpkg-deb --raw-extract "$deb" "$work/newer"
  sed -i 's/^Version: .*/&+1/' "$work/newer/DEBIAN/control"
  install -d "$work/debian/srv"
  dpkg-deb --root-owner-group --build "$work/newer" "$work/debian/srv/newer.deb" >/dev/null
  cp "$deb" "$work/debian/srv/first.deb"
  cp tests/package-inside.sh "$work/debian/srv/inside.sh"
  tar -C "$work/debian" -c . | podman import - "localhost/$container" >"$work/log" 2>&1 || { tail -n 5 "$work/log"; fail "The import"; }
  # Shared mounts, as on a machine: systemd hands secrets over by a mount.
  podman run --detach --name "$container" --privileged --systemd=always --network=none \
    --volume /sys/fs/cgroup/systemd:/sys/fs/cgroup/systemd "localhost/$container" /bin/sh -c 'mount --make-rshared / && exec /sbin/init' >"$work/log" 2>&1 || { cat "$work/log"; fail "The container"; }
  for ((try = 0; try < 60; try++)); do
    state=$(podman exec "$container" systemctl is-system-running 2>/dev/null)
    case "$state" in running | degraded) break ;; esac
    sleep 1
  done
  case "$state" in
    running | degraded) podman exec "$container" bash /srv/inside.sh || fail "The package under systemd" ;;
    *) not_shown "the service under systemd, which does not start in a container here: ${state:-no answer}" ;;
  esac
fi

if [ ${#missing[@]} -gt 0 ]; then
  say "Shown, but for:"
  printf '  %s\n' "${missing[@]}"
else
  say "All shown."
fi
