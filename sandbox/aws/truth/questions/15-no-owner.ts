import { type Taggable, taggablesAt } from "../../world/taggables.ts";
import { defineQuestion } from "../question.ts";
import { atNow } from "../windows.ts";

export const noOwner = defineQuestion({
  id: "15",
  topic: "inventory",
  when: "always",
  variants({ now }) {
    const window = atNow(now);
    return [
      { ko: "owner 태그가 없는 리소스 목록", en: "List the resources without an owner tag", window },
      {
        ko: "주인(owner 태그)이 안 적힌 리소스가 뭐가 있어?",
        en: "Which resources have nobody in their owner tag?",
        window,
      },
      { ko: "owner 태깅 빠진 거 종류별로 정리해줘", en: "Missing owner tags by kind of resource, please", window },
    ];
  },
  answer({ setting, now }) {
    const without = taggablesAt(setting, now).filter(({ tags }) => !("owner" in tags));
    const byType = [...Map.groupBy(without, ({ type }) => type)].sort(([a], [b]) => (a < b ? -1 : 1));
    const arns = (all: Taggable[]) => all.map(({ arn }) => arn).sort();
    return {
      count: without.length,
      byType: Object.fromEntries(byType.map(([type, all]) => [type, all.length])),
      tagged: arns(without.filter(({ tags }) => Object.keys(tags).length > 0)),
      /** The tagging API does not list what was never tagged; a reply may say so instead of listing these. */
      neverTagged: arns(without.filter(({ tags }) => Object.keys(tags).length === 0)),
    };
  },
});
