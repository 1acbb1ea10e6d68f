/**
 * Tags as they are now: what the world says, and what calls have added and removed since. Every family reads its
 * tags through here, so that a tag set by any service's operation is seen by all the others.
 */
import type { Call } from "../call.ts";
import type { Tags } from "../world/tags.ts";

/** What calls have made of a resource's tags; `removed` are keys that the world gave it. */
interface TagChange {
  set: Tags;
  removed: string[];
}

const changesOf = (call: Call) => call.state.things<TagChange>("tags");

/** @param arn of the resource; the document of its changes is kept under it. */
export function tagsOf(call: Call, arn: string, worldTags: Tags): Tags {
  const change = changesOf(call).get(arn);
  if (!change) return worldTags;
  const kept = Object.entries(worldTags).filter(([key]) => !change.removed.includes(key));
  return { ...Object.fromEntries(kept), ...change.set };
}

export function setTags(call: Call, arn: string, tags: Tags): void {
  const change = changesOf(call).get(arn) ?? { set: {}, removed: [] };
  changesOf(call).set(arn, {
    set: { ...change.set, ...tags },
    removed: change.removed.filter((key) => !(key in tags)),
  });
}

export function removeTags(call: Call, arn: string, keys: readonly string[]): void {
  const change = changesOf(call).get(arn) ?? { set: {}, removed: [] };
  changesOf(call).set(arn, {
    set: Object.fromEntries(Object.entries(change.set).filter(([key]) => !keys.includes(key))),
    removed: [...new Set([...change.removed, ...keys])],
  });
}

/** Whether a call ever tagged it: the Resource Groups Tagging API lists what once had a tag. */
export const wasTagged = (call: Call, arn: string): boolean => changesOf(call).get(arn) !== undefined;
