#!/bin/sh
# Healthy: the sentinel answers, and it knows enough others for a failover.
[ -z "${REDIS_PASSWORD:-}" ] || export REDISCLI_AUTH="$REDIS_PASSWORD"
[ "$(redis-cli -p 26379 ping)" = PONG ] || exit 1
# redis-cli ends with 0 although the answer is an error, NOQUORUM.
redis-cli -p 26379 sentinel ckquorum mymaster | grep '^OK'
