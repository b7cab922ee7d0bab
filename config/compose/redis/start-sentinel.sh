#!/bin/sh
# Starts a sentinel as NODE_NAME.
# A sentinel keeps what it learns (its id, the epoch, the present master) in its configuration file and refuses to run without
# leave to write there. The file is therefore copied once into the volume; it must outlive the container, or each new container
# is one more sentinel for the others to count.
set -eu

config=/data/sentinel.conf
if [ ! -e "$config" ]; then
  umask 077 # It holds the password.
  {
    cat "$(dirname "$0")/sentinel.conf"
    # The name by which the other sentinels, and the worker, find this one.
    echo "sentinel announce-ip $NODE_NAME"
    if [ -n "${REDIS_PASSWORD:-}" ]; then
      password=$(printf '%s' "$REDIS_PASSWORD" | sed 's/[\\"]/\\&/g')
      # For the data nodes; and for whoever asks this sentinel, as which it also asks the other sentinels.
      printf 'sentinel auth-pass mymaster "%s"\nrequirepass "%s"\n' "$password" "$password"
    fi
  } >"$config.new"
  mv "$config.new" "$config"
fi

# As redis-server, for which the image's own entry point gives /data to the user redis and goes on as that user.
exec docker-entrypoint.sh redis-server "$config" --sentinel
