#!/usr/bin/env bash
# Builds the image of the Dockerfile: deploy/image/build.sh [TAG]. With a Docker engine by `docker build`; without one by
# Debian's buildah, which needs root and, where the base image cannot be fetched, makes one under the same tag (base.sh).
# Exit code 3: neither is possible on this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
tag="${1:-opsthread}"
base="$(awk '$1 == "FROM" { image = $2 } END { print image }' Dockerfile)"

if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
  exec docker build -t "$tag" .
fi
if ! command -v buildah >/dev/null || [ "$(id -u)" != 0 ]; then
  echo "No image was built: there is no Docker engine, and buildah (run as root) is not there either." >&2
  exit 3
fi

full="docker.io/library/$base"
if ! buildah inspect --type image "$full" >/dev/null 2>&1 && ! timeout 60 buildah pull -q "$full" >/dev/null 2>&1; then
  if ! deploy/image/base.sh "$full"; then
    echo "No image was built: $base cannot be fetched, and not made from Debian's packages either." >&2
    exit 3
  fi
fi
# What a machine's npm and apt need to reach their registries is lent to the build and stays out of the image.
lent=()
for path in "$HOME/.npmrc" /etc/apt/apt.conf.d; do
  if [ -e "$path" ]; then lent+=(-v "$path:$path:ro"); fi
done
# chroot: builds also where the kernel's cgroups do not suit the OCI runtimes.
exec buildah build --format docker --isolation chroot --pull-never --network host "${lent[@]}" -t "$tag" .
