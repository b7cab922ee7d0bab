#!/bin/sh
# Starts Prometheus, which takes the key for the workers' metrics from a file only.
set -eu

umask 077
printf '%s' "$HTTP_API_KEY" >/tmp/api-key
exec prometheus --config.file=/opt/prometheus/prometheus.yml --storage.tsdb.path=/prometheus --storage.tsdb.retention.time=15d
