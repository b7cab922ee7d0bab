#!/bin/sh
# Starts a data node as NODE_NAME, at first as a replica of REPLICA_OF where that is given.
# The configuration is copied once and is the node's own from then on: after a failover the sentinels let the node rewrite it
# (CONFIG REWRITE), so that it comes back in the role that it had.
set -eu

config=/data/redis.conf
if [ ! -e "$config" ]; then
  umask 077 # It holds the password.
  {
    cat "$(dirname "$0")/redis.conf"
    # The name by which sentinels and replicas know this node, in place of its IP address.
    echo "replica-announce-ip $NODE_NAME"
    [ -z "${REPLICA_OF:-}" ] || echo "replicaof $REPLICA_OF 6379"
    if [ -n "${REDIS_PASSWORD:-}" ]; then
      password=$(printf '%s' "$REDIS_PASSWORD" | sed 's/[\\"]/\\&/g')
      # Every node may become the master, and every one a replica: each needs both.
      printf 'requirepass "%s"\nmasterauth "%s"\n' "$password" "$password"
    fi
  } >"$config.new"
  mv "$config.new" "$config"
fi

# The image's own entry point gives /data to the user redis and goes on as that user.
exec docker-entrypoint.sh redis-server "$config"
