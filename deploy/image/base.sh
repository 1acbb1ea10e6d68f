#!/usr/bin/env bash
# Makes a stand-in for the official Node image, for machines that reach Debian and npm but no registry of images:
# deploy/image/base.sh docker.io/library/node:26-slim. Debian, the `node` package of node_modules, this machine's npm.
set -euo pipefail
cd "$(dirname "$0")/../.."
tag="$1"
node=node_modules/node/bin/node
if [ ! -x "$node" ]; then
  echo "$node is not there: run npm ci first." >&2
  exit 1
fi
if ! command -v mmdebstrap >/dev/null; then
  echo "mmdebstrap is not there: install Debian's package of this name." >&2
  exit 1
fi
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
release="$(. /etc/os-release && echo "$VERSION_CODENAME")"
mmdebstrap --quiet --variant=apt --include=ca-certificates,libatomic1 "$release" "$scratch/root.tar"

container="$(buildah from scratch)"
buildah add -q "$container" "$scratch/root.tar" / >/dev/null
buildah copy -q "$container" "$node" /usr/local/bin/node >/dev/null
# Beside its program: npm by its own account would be that of the Node it happens to run with.
npm="$(readlink -f "$(command -v npm)")"
buildah copy -q "$container" "${npm%/bin/npm-cli.js}" /usr/local/lib/node_modules/npm >/dev/null
mounted="$(buildah mount "$container")"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$mounted/usr/local/bin/npm"
echo 'node:x:1000:1000::/home/node:/bin/sh' >>"$mounted/etc/passwd"
echo 'node:x:1000:' >>"$mounted/etc/group"
install -d -o 1000 -g 1000 "$mounted/home/node"
# The certificates that this machine trusts: its registry may have one of its own.
ca="${NODE_EXTRA_CA_CERTS:-$(npm config get cafile 2>/dev/null)}"
if [ -f "$ca" ]; then
  install -D -m 0644 "$ca" "$mounted/etc/ssl/certs/registry.pem"
  mkdir -p "$mounted/usr/local/etc"
  echo 'cafile=/etc/ssl/certs/registry.pem' >"$mounted/usr/local/etc/npmrc"
fi
buildah umount "$container" >/dev/null
buildah commit -q --rm "$container" "$tag" >/dev/null
echo "Made $tag from Debian $release and Node $("$node" --version)."
