#!/usr/bin/env bash
# Kills a real Redis master and shows how the sentinels' many messages become one mail, one webhook and one bus message.
#   ./demo.sh            then leaves everything running to play with; Ctrl-C stops and removes it
#   ./demo.sh --once     then ends: 0 only if exactly one MasterSwitched arrived everywhere
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

# shellcheck source=scripts/sdk.sh
. "$root/scripts/sdk.sh"
"$root/scripts/servers.sh" redis rabbitmq

echo "Building (about a minute the first time)"
# From there, so that global.json chooses the SDK.
(cd "$root" && dotnet build tests/Lab -c Release --nologo -v minimal)

exec dotnet "$root/tests/Lab/bin/Release/net10.0/SentinelEvents.Lab.dll" demo "$@"
