#!/bin/sh
# Healthy: the data node answers.
[ -z "${REDIS_PASSWORD:-}" ] || export REDISCLI_AUTH="$REDIS_PASSWORD"
[ "$(redis-cli ping)" = PONG ]
