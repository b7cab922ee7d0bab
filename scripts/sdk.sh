# Sourced by demo.sh and test.sh: finds the .NET 10 SDK, or says how to get it and ends the script.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Build and package cache need a home; a service account may have none.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi

# The places where an SDK lands without being put on the PATH.
PATH="$PATH:${DOTNET_ROOT:-/usr/lib/dotnet}:/usr/share/dotnet:${HOME:-/nonexistent}/.dotnet"
if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep '^10\.' >/dev/null; then
  cat >&2 <<'TEXT'
The .NET 10 SDK is missing. Install it, then run this again:
  https://dotnet.microsoft.com/download/dotnet/10.0
or, without being root:
  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
TEXT
  exit 1
fi
