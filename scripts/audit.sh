#!/usr/bin/env bash
# Asks the package registry for known vulnerabilities and for deprecated packages among all that the program is made of.
#   scripts/audit.sh [PROJECT...]      default: src/Worker, and with it the contracts
# Exit code: 0 nothing known, 1 something is, 2 it could not be asked for, 3 the registry did not answer.
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
cd "$root" || exit 2

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=(src/Worker/Worker.csproj)
canary=$(mktemp -d)
trap 'rm -rf "$canary"' EXIT

# A registry without advisories gives the same answer as one that knows of none. So it is asked first about a package that has one:
# CVE-2024-21907 is about every Newtonsoft.Json before 13.0.1.
cat >"$canary/canary.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="9.0.1" /></ItemGroup>
</Project>
XML
if ! answer=$(dotnet list "$canary/canary.csproj" package --vulnerable 2>&1); then
  printf '%s\n' "$answer" >&2
  echo "Not answered: the registry could not be asked." >&2
  exit 3
fi
if ! grep -q '> Newtonsoft.Json' <<<"$answer"; then
  echo "Not answered: the registry serves no advisories; it does not know the one about Newtonsoft.Json 9.0.1. Nothing is known about the packages, neither good nor bad." >&2
  exit 3
fi

found=0
for project in "${projects[@]}"; do
  for question in --vulnerable --deprecated; do
    if ! answer=$(dotnet list "$project" package "$question" --include-transitive 2>&1); then
      printf '%s\n' "$answer" >&2
      exit 2
    fi
    printf '%s\n' "$answer"
    ! grep -q '^ *> ' <<<"$answer" || found=1
  done
done
[ "$found" -eq 0 ] && echo "Nothing is known against these packages."
exit "$found"
