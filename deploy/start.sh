#!/bin/sh
# The container's first process: settings are checked before Next starts, then Next takes its place and gets its signals.
set -eu
settings=$(node /app/server/check-settings.ts)
host=$(node -p 'JSON.parse(process.argv[1]).host' "$settings")
port=$(node -p 'JSON.parse(process.argv[1]).port' "$settings")
# Garbage is collected before it piles up: see scripts/lib/weft-server.mjs.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
exec node --max-semi-space-size=16 --heap-growing-percent=40 /app/node_modules/next/dist/bin/next start -H "$host" -p "$port"
