#!/bin/sh
# The container's first process: settings are checked before Next starts, then Next takes its place and gets its signals.
set -eu
settings=$(node /app/server/check-settings.ts)
host=$(node -p 'JSON.parse(process.argv[1]).host' "$settings")
port=$(node -p 'JSON.parse(process.argv[1]).port' "$settings")
exec node /app/node_modules/next/dist/bin/next start -H "$host" -p "$port"
