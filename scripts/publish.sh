#!/usr/bin/env bash
# Makes what is handed out, in artifacts/: for each platform the program with its runtime as a directory and as a tarball, with its
# bill of materials; the package of the contracts; and their checksums.
#   scripts/publish.sh [linux-x64|linux-arm64...]      default: both
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root"

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
# Nothing in the files tells where they were made.
export CI=true
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

platforms=("$@")
[ ${#platforms[@]} -gt 0 ] || platforms=(linux-x64 linux-arm64)
for platform in "${platforms[@]}"; do
  case "$platform" in
    linux-x64 | linux-arm64) ;;
    *) echo "usage: scripts/publish.sh [linux-x64|linux-arm64...]" >&2; exit 2 ;;
  esac
done

build=(--artifacts-path artifacts/build -p:PublishProfile=standalone)
dotnet restore src/Worker "${build[@]}" --nologo
for platform in "${platforms[@]}"; do
  echo "Publishing $platform"
  directory=artifacts/$platform
  rm -rf "$directory"
  dotnet publish src/Worker --configuration Release --no-restore --runtime "$platform" "${build[@]}" --output "$directory" --nologo -v quiet
  # Only what is needed at run time: symbols are in the program, its documentation is for nobody.
  rm -f "$directory"/*.pdb "$directory"/*.xml "$directory"/*.json
  cp LICENSE packaging/sentinel-events.service "$directory/"
  mkdir -p "$directory/config"
  cp config/sentinel-events.json config/sentinel-events.schema.json "$directory/config/"
  scripts/sbom.sh "$platform" "$directory/sbom.cdx.json"
  name=sentinel-events-$version-$platform
  tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    --transform="s:^\.:$name:" --directory="$directory" . | gzip -9n >"artifacts/$name.tar.gz"
done

echo "Packing the contracts"
dotnet pack src/Contracts --configuration Release --artifacts-path artifacts/build --output artifacts --nologo -v quiet

(cd artifacts && find . -maxdepth 1 -type f \( -name '*.tar.gz' -o -name '*.nupkg' -o -name '*.snupkg' -o -name '*.deb' \) -printf '%P\n' | sort | xargs sha256sum >SHA256SUMS)
cat artifacts/SHA256SUMS
