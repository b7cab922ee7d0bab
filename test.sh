#!/usr/bin/env bash
# Installs what is missing, builds, runs every test project. Last line: "N passed, N failed" (", N skipped" if any were).
#   ./test.sh [PROJECT...] [options of the test runner, such as --filter NAME]
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$root" || exit 1

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
results="$root/TestResults"
# One project may take this long before it counts as hung.
limit=${TEST_TIMEOUT:-45m}

passed=0 failed=0 skipped=0 failures=()
finish() {
  # Once more at the end, where whoever has only the last lines of a long run still reads them.
  for failure in ${failures[@]+"${failures[@]}"}; do
    echo "failed: $failure"
  done
  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  echo "$line"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

broken() {
  echo "$1" >&2
  failures+=("$1")
  failed=$((failed + 1))
}

# Names before the first option choose projects; the options go to the runner as they are.
chosen=()
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do
  chosen+=("$1")
  shift
done

projects=()
for file in tests/*/*.csproj; do
  grep -q '<UseMicrosoftTestingPlatformRunner>true' "$file" || continue
  name=$(basename "$file" .csproj)
  if [ ${#chosen[@]} -eq 0 ] || printf '%s\n' "${chosen[@]}" | grep -qxiF -e "$name" -e "tests/$name" -e "tests/$name/"; then
    projects+=("$name")
  fi
done
if [ ${#projects[@]} -eq 0 ] || { [ ${#chosen[@]} -gt 0 ] && [ ${#projects[@]} -lt ${#chosen[@]} ]; }; then
  broken "No such test project among: ${chosen[*]:-}"
  finish
fi

if ! scripts/servers.sh; then
  # Without leave to install, the tests that need a server are skipped; in CI nothing may be.
  if [ "${CI:-}" = true ]; then
    broken "The servers could not be installed."
    finish
  fi
  echo "Going on without them: tests that need a missing server are skipped." >&2
fi

echo "Building"
if ! dotnet build SentinelEvents.sln -c Release -v quiet --nologo; then
  broken "The build failed."
  finish
fi

# Whole projects start the service as it is handed out: compiled ahead of time. It takes a minute, which a run of chosen tests is spared.
for project in "${projects[@]}"; do
  if [ $# -eq 0 ] && [ -z "${LAB_WORKER:-}" ] && grep -q 'Lab\.csproj' "tests/$project/$project.csproj"; then
    published=$(mktemp -d "${TMPDIR:-/tmp}/sentinel-events-tests-XXXXXX")
    trap 'rm -rf "$published"' EXIT
    if LAB_WORKER=$(dotnet tests/Lab/bin/Release/net10.0/SentinelEvents.Lab.dll publish "$published"); then
      export LAB_WORKER
    else
      unset LAB_WORKER
      echo "Going on with the service as it was built." >&2
    fi
    break
  fi
done

policy=()
[ "${CI:-}" != true ] || policy=(--fail-skips on)

# A number of the report's <assembly> element; 0 when it is not there.
count() {
  local number
  number=$(sed -n 's/.*<assembly [^>]*[[:space:]]'"$1"'="\([0-9][0-9]*\)".*/\1/p' "$report" | head -n 1)
  echo "${number:-0}"
}

# The names of the tests that failed, each with the first line of why.
named() {
  sed 's/<test /\n<test /g; s/<message>/\n<message>/g' "$report" | awk '
    /^<test / { name = ""; if (match($0, / result="Fail"/) && match($0, / name="[^"]*"/)) name = substr($0, RSTART + 7, RLENGTH - 8) }
    /^<message>/ && name != "" { gsub(/^<message>(<!\[CDATA\[)?|(\]\]>)?<\/message>.*$/, ""); print name ": " substr($0, 1, 200); name = "" }' \
    | sed 's/\\\?&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

rm -rf "$results"
for project in "${projects[@]}"; do
  echo "Testing $project"
  report="$results/$project/report.xml"
  # An option of the runner itself ends the run of a hung project with a report; the outer limit is for a runner that hangs as well.
  timeout --kill-after=30s "$limit" dotnet "tests/$project/bin/Release/net10.0/SentinelEvents.$project.dll" \
    --results-directory "$results/$project" --report-xunit-xml --report-xunit-xml-filename report.xml \
    ${policy[@]+"${policy[@]}"} "$@"
  code=$?

  # A report that breaks off is none: it belongs to a host that died while writing it.
  if ! grep -q '</assemblies>' "$report" 2>/dev/null; then
    # 8: no test fits the filter, which is as it should be for all projects but one.
    [ "$code" -eq 8 ] || broken "$project ended with $code and left no report."
    continue
  fi
  bad=$(($(count failed) + $(count errors)))
  passed=$((passed + $(count passed)))
  skipped=$((skipped + $(count skipped)))
  failed=$((failed + bad))
  [ "$bad" -eq 0 ] || mapfile -t -O ${#failures[@]} failures < <(named)
  # A host that crashes after its last test, or half way, must not pass for a good one.
  if [ "$code" -ne 0 ] && [ "$code" -ne 8 ] && [ "$bad" -eq 0 ]; then
    broken "$project ended with $code although its report names no failure."
  fi
done
finish
