import { prod } from "./account.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

/** `vpc-0…`: the id of a thing of EC2, by its kind's prefix and what it is called within the world. */
export function resourceId({ seed, account }: Pick<Setting, "seed" | "account">, prefix: string, key: string): string {
  const own = account === prod ? key : `${account.id} ${key}`;
  return `${prefix}-0${randomOf(seed, "resource", prefix, own).hex(16)}`;
}
