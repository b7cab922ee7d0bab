#!/usr/bin/env bash
# Makes Debian packages in artifacts/ of what scripts/publish.sh made.
#   scripts/deb.sh [amd64|arm64...]      default: of every platform that is there
# DEB_MAINTAINER="NAME <ADDRESS>" is who hands them out, and whom users write to; the default is git's user.
# DEB_COMPRESSION=none is quick, for trials; the default is xz.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

maintainer=${DEB_MAINTAINER:-"$(git config user.name 2>/dev/null || true) <$(git config user.email 2>/dev/null || true)>"}
name_and_address='^[^<>]*[^<> ] <[^<>@ ]+@[^<>@ ]+>$'
if ! [[ $maintainer =~ $name_and_address ]]; then
  echo "Who hands the package out? \"$maintainer\" is no name with an address. Give DEB_MAINTAINER=\"NAME <ADDRESS>\", or git its user.name and user.email." >&2
  exit 2
fi

platform_of() {
  case "$1" in
    amd64) echo linux-x64 ;;
    arm64) echo linux-arm64 ;;
    *) echo "usage: scripts/deb.sh [amd64|arm64...]" >&2; return 2 ;;
  esac
}

architectures=("$@")
if [ ${#architectures[@]} -eq 0 ]; then
  for architecture in amd64 arm64; do
    [ ! -x "artifacts/$(platform_of "$architecture")/sentinel-events" ] || architectures+=("$architecture")
  done
  [ ${#architectures[@]} -gt 0 ] || { echo "Nothing is published yet: scripts/publish.sh" >&2; exit 1; }
fi

package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT

# replace FILE FROM TO: an example that is no longer there must not go unnoticed.
replace() {
  grep -qF -- "$2" "$1" || { echo "$1 has no $2." >&2; exit 1; }
  sed -i "s|$2|$3|g" "$1"
}

for architecture in "${architectures[@]}"; do
  published=artifacts/$(platform_of "$architecture")
  [ -x "$published/sentinel-events" ] || { echo "$published is not there: scripts/publish.sh ${published#artifacts/}" >&2; exit 1; }
  rm -rf "${package:?}"/*
  library=$package/usr/lib/sentinel-events
  documentation=$package/usr/share/doc/sentinel-events
  configuration=$package/etc/sentinel-events

  install -D -m 755 "$published/sentinel-events" "$library/sentinel-events"
  install -m 644 "$published"/*.so "$library/"
  install -m 644 config/sentinel-events.schema.json "$library/"
  install -d "$package/usr/bin"
  ln -s ../lib/sentinel-events/sentinel-events "$package/usr/bin/sentinel-events"
  install -D -m 644 packaging/sentinel-events.service "$package/usr/lib/systemd/system/sentinel-events.service"

  # The commented start of the repository, with the places that the package has.
  install -D -m 644 config/sentinel-events.json "$configuration/sentinel-events.json"
  install -d -m 700 "$configuration/secrets"
  replace "$configuration/sentinel-events.json" '"./sentinel-events.schema.json"' '"/usr/lib/sentinel-events/sentinel-events.schema.json"'
  replace "$configuration/sentinel-events.json" 'Data Source=sentinel-events.db' 'Data Source=/var/lib/sentinel-events/sentinel-events.db'
  replace "$configuration/sentinel-events.json" '"PickupDirectory": "mail"' '"PickupDirectory": "/var/lib/sentinel-events/mail"'
  replace "$configuration/sentinel-events.json" '/run/secrets/' '/run/credentials/sentinel-events.service/secret_'

  install -D -m 644 packaging/debian/copyright "$documentation/copyright"
  install -m 644 "$published/sbom.cdx.json" "$documentation/"
  install -d "$package/usr/share/man/man1" "$package/usr/share/lintian/overrides"
  sed "s/@VERSION@/$version/" packaging/sentinel-events.1 | gzip -9n >"$package/usr/share/man/man1/sentinel-events.1.gz"
  install -m 644 packaging/debian/lintian-overrides "$package/usr/share/lintian/overrides/sentinel-events"
  {
    printf 'sentinel-events (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- %s  %s\n' \
      "$version" "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
  } | gzip -9n >"$documentation/changelog.gz"
  gzip -9n <CHANGELOG.md >"$documentation/CHANGELOG.md.gz"
  chmod 644 "$documentation"/*.gz "$package"/usr/share/man/man1/*.gz

  install -d "$package/DEBIAN"
  echo /etc/sentinel-events/sentinel-events.json >"$package/DEBIAN/conffiles"
  install -m 755 packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm "$package/DEBIAN/"
  control=$(sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$(du -k -s --exclude=DEBIAN "$package" | cut -f1)/" packaging/debian/control)
  printf '%s\n' "${control/@MAINTAINER@/"$maintainer"}" >"$package/DEBIAN/control"
  (cd "$package" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  chmod 644 "$package/DEBIAN/conffiles" "$package/DEBIAN/control" "$package/DEBIAN/md5sums"
  chmod 755 "$package"

  dpkg-deb --root-owner-group "-Z${DEB_COMPRESSION:-xz}" --threads-max=1 --build "$package" "artifacts/sentinel-events_${version}_$architecture.deb"
done
