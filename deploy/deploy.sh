#!/usr/bin/env bash
# Deploys to one environment, waits until the bot is healthy, and puts the version before it back when it is not:
#   deploy/deploy.sh dev|test|prod [--dry-run]
# Where and what an environment is stands in deploy/env/ENV.env (see dev.env.example). --dry-run prints the commands that
# would change something and runs none of them.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

environment="${1:-}"
dry_run=""
case "${2:-}" in
  "") ;;
  --dry-run) dry_run=yes ;;
  *) fail "Usage: deploy/deploy.sh dev|test|prod [--dry-run]" 64 ;;
esac
case "$environment" in
  dev | test | prod) ;;
  *) fail "Usage: deploy/deploy.sh dev|test|prod [--dry-run]" 64 ;;
esac
settings="deploy/env/$environment.env"
[ -f "$settings" ] || fail "There is no $settings. Copy deploy/env/dev.env.example to it and fill it in."
# shellcheck source=/dev/null
. "$settings"

needs() {
  for name in "$@"; do [ -n "${!name:-}" ] || fail "$settings does not set $name."; done
}

needs_programs() {
  for name in "$@"; do
    command -v "$name" >/dev/null || fail "$name is not installed here: install it, log in, then run this again (docs/deploy.md)."
  done
}

done_with() {
  if [ -n "$dry_run" ]; then echo "A dry run: nothing was changed. It would end with: $1"; else echo "$1"; fi
}

# Runs what changes something; in a dry run only says so.
change() {
  echo "+ $*"
  [ -n "$dry_run" ] || "$@"
}

version="${VERSION:-$(git rev-parse --short=12 HEAD)}"
[ -n "$dry_run" ] || [ -z "$(git status --porcelain)" ] || fail "The working tree has changes that are not committed: what would be deployed has no name."

deploy_fly() {
  needs FLY_APP
  needs_programs flyctl node
  local before
  before="$(flyctl image show --app "$FLY_APP" --json 2>/dev/null | node -e '
    const [image] = [JSON.parse(require("node:fs").readFileSync(0, "utf8"))].flat();
    if (image?.Registry) console.log(`${image.Registry}/${image.Repository}:${image.Tag}`);
  ' 2>/dev/null)" || before=""
  if fly_deploy --image-label "$version"; then
    done_with "$environment runs $version."
    return
  fi
  [ -n "$before" ] || fail "$version is not healthy on $FLY_APP, and there is no version before it."
  echo "$version is not healthy: putting $before back."
  fly_deploy --image "$before" || fail "Neither $version nor $before is healthy on $FLY_APP. Look at it now."
  fail "$version was not healthy on $FLY_APP. $before runs again."
}

# Fails unless the check of fly.toml passes within the time: only the rolling strategy waits for it (the immediate one does
# not). There is one machine, replaced in place, because two would be two bots.
fly_deploy() {
  change flyctl deploy --app "$FLY_APP" --config fly.toml --ha=false --strategy rolling --wait-timeout 5m \
    --env "OPSTHREAD_ENVIRONMENT=$environment" "$@"
}

deploy_ecs() {
  needs AWS_REGION STACK REPOSITORY
  needs_programs aws docker
  local image="$REPOSITORY:$version" before
  before="$(aws cloudformation describe-stacks --region "$AWS_REGION" --stack-name "$STACK" \
    --query "Stacks[0].Parameters[?ParameterKey=='Image'].ParameterValue" --output text 2>/dev/null)" || before=""
  change docker build -t "$image" .
  if [ -z "$dry_run" ]; then
    aws ecr get-login-password --region "$AWS_REGION" | docker login --username AWS --password-stdin "${REPOSITORY%%/*}"
  fi
  change docker push "$image"
  if roll_out "$image"; then
    done_with "$environment runs $version."
    return
  fi
  [ -n "$before" ] || fail "$version is not healthy in the stack $STACK, and there is no version before it."
  echo "$version is not healthy: putting $before back."
  roll_out "$before" || fail "Neither $version nor $before is healthy in the stack $STACK. Look at it now."
  fail "$version was not healthy in the stack $STACK. $before runs again."
}

# Healthy: the service is stable and runs this image. The deployment's own circuit breaker may have put another back.
roll_out() {
  local cluster="$STACK" state definition running
  change aws cloudformation deploy --region "$AWS_REGION" --stack-name "$STACK" --capabilities CAPABILITY_IAM \
    --template-file deploy/cloudformation/service.yaml --no-fail-on-empty-changeset \
    --parameter-overrides "Image=$1" "Environment=$environment" || return 1
  change aws ecs wait services-stable --region "$AWS_REGION" --cluster "$cluster" --services opsthread || return 1
  [ -z "$dry_run" ] || return 0
  read -r state definition < <(aws ecs describe-services --region "$AWS_REGION" --cluster "$cluster" --services opsthread \
    --query "services[0].deployments[?status=='PRIMARY'] | [0].[rolloutState, taskDefinition]" --output text)
  running="$(aws ecs describe-task-definition --region "$AWS_REGION" --task-definition "$definition" \
    --query "taskDefinition.containerDefinitions[0].image" --output text)"
  [ "$state" = COMPLETED ] && [ "$running" = "$1" ]
}

case "${PLATFORM:-}" in
  fly) deploy_fly ;;
  ecs) deploy_ecs ;;
  *) fail "$settings has to set PLATFORM to fly or ecs." ;;
esac
