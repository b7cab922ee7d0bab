#!/usr/bin/env bash
# Writes the bill of materials of the published program (CycloneDX, JSON): every package that is in it, with its licence and hash,
# and the runtime. Needs the restore of scripts/publish.sh.
#   scripts/sbom.sh linux-x64|linux-arm64 FILE
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
platform=${1:?platform}
file=$(realpath -m "${2:?file}")
cd "$root"

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
assets=artifacts/build/obj/Worker/project.assets.json
log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet tool restore >"$log" || { cat "$log" >&2; exit 1; }
if ! dotnet dotnet-CycloneDX src/Worker/Worker.csproj --output "$(dirname "$file")" --filename "$(basename "$file")" --output-format Json \
  --spec-version 1.6 --disable-package-restore --base-intermediate-output-path "$root/artifacts/build" --runtime "$platform" \
  --set-name sentinel-events --set-version "$version" --no-serial-number >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi

# hash_of PACKAGE VERSION: what the tool writes for the others, the hash beside the package where NuGet keeps it.
hash_of() {
  local folder file
  while read -r folder; do
    file=$folder/${1,,}/$2/${1,,}.$2.nupkg.sha512
    [ ! -f "$file" ] || { base64 -d "$file" | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F; return; }
  done < <(sed -n '/^  "packageFolders": {/,/^  }/s/^    "\(.*\)": {.*/\1/p' "$assets")
  echo "The package $1 $2 is not where $assets says that packages are." >&2
  return 1
}

# The runtime is no package that anything refers to; the publish takes it from two all the same.
runtime=
while read -r name number; do
  hash=$(hash_of "$name" "$number")
  runtime+=$(cat <<COMPONENT
    {
      "type": "framework",
      "bom-ref": "pkg:nuget/$name@$number",
      "name": "$name",
      "version": "$number",
      "hashes": [{ "alg": "SHA-512", "content": "$hash" }],
      "licenses": [{ "license": { "id": "MIT" } }],
      "purl": "pkg:nuget/$name@$number"
    },
COMPONENT
  )$'\n'
done < <(awk -F'"' -v platform="$platform" '
  $2 == "name" && $4 ~ "^Microsoft[.](NETCore|AspNetCore)[.]App[.]Runtime[.]" platform "$" { name = $4; next }
  name != "" && $2 == "version" { split($4, range, /[][, ]+/); print name, range[2]; name = "" }' "$assets")
if [ "$(grep -c '"framework"' <<<"$runtime")" -ne 2 ]; then
  echo "$assets does not name the two packages of the runtime for $platform." >&2
  exit 1
fi
awk -v runtime="${runtime%$'\n'}" '{ print } /^  "components": \[/ { print runtime }' "$file" >"$file.new"
# The time of the commit, so that the same sources make the same file.
sed -i "s/\"timestamp\": \"[^\"]*\"/\"timestamp\": \"$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%dT%H:%M:%SZ)\"/" "$file.new"
mv "$file.new" "$file"
