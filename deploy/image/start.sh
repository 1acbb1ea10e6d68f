#!/bin/sh
# The image's entry: gives each kind of process a user of its own, then is tini. The bot becomes `node` and keeps three
# rights, to start its children as the users below and to end them; none of them, and nothing they start, can gain any.
# Started as another user than root, it cannot do so: all processes are that user's, and the log says so.
set -eu
if [ "$(id -u)" != 0 ]; then exec tini -- "$@"; fi

# A volume that was just made is root's.
if [ "$(stat -c %u "$DATA_DIR" 2>/dev/null)" = 0 ]; then chown node:node "$DATA_DIR"; fi

read=10001 act=10002 mcp=10003
rights=-all,+setuid,+setgid,+kill
as_node="setpriv --reuid=node --regid=node --groups=$(id -g node),$read,$act --no-new-privs"
as_node="$as_node --bounding-set=$rights --inh-caps=$rights --ambient-caps=$rights"
if ! $as_node true; then
  echo "The processes cannot be given users of their own. Let the container keep SETUID, SETGID, SETPCAP and KILL, which it has by default, or start it as the user node (docs/deploy.md)." >&2
  exit 1
fi
export HOME=/home/node OPSTHREAD_CHILD_USERS="read=$read,act=$act,mcp=$mcp"
exec $as_node tini -- "$@"
