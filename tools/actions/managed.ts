import { ToolError } from "../errors.ts";
import type { Scalar } from "../results.ts";
import { isProduction } from "./tier-reasons.ts";

type Tags = Iterable<readonly [string, string]>;

export const isManaged = (tags: Tags): boolean =>
  [...tags].some(([key, value]) => key === "opsthread" && value === "managed");

/** What rights and tier of a change rest on, under its target's key: other tags by the time it is sent make it stale. */
export const standing = (key: string, tags: Tags): Record<string, Scalar> => ({
  [`${key}.managed`]: isManaged(tags),
  [`${key}.production`]: isProduction(tags),
});

/** The act role may change only what an administrator has tagged for it. `who` has passed `call.field`. */
export function refuseUnmanaged(who: string, tags: Tags): void {
  if (isManaged(tags)) return;
  throw new ToolError("access_denied", {
    ko: `${who}에 opsthread=managed 태그가 없어 실행 역할(act role)로 바꿀 수 없습니다. 계정 관리자가 태그를 추가할 수 있습니다.`,
    en: `${who} is not tagged opsthread=managed, so the act role cannot change it. Someone who administers the account can add the tag.`,
  });
}
