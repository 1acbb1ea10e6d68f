import type { Preview } from "../ports/tools.ts";

const INSTANCE = /^i-[0-9a-f]{8,17}$/;

/**
 * The instances a call would be sent for that its card does not name. The preview comes from the read server, so its words
 * and its arguments are held against each other: nobody may approve one instance and have another one changed.
 */
export function targetsNotNamed({ call, target, facts, list }: Preview): string[] {
  const shown = JSON.stringify([target, facts, list ?? null]);
  return leavesOf(call.args).filter((value) => INSTANCE.test(value) && !shown.includes(value));
}

function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(leavesOf) : [];
}
