import type { GroupDefinition } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { Field } from "../format/field.ts";
import type { Column, Scalar } from "../results.ts";
import type { SharedFields } from "../shared-fields.ts";

/** What cost can be divided by: dimensions, `tag:<Key>` and `category:<Name>`. */
const dimensions = {
  service: { key: "SERVICE", column: { name: "service", type: "text", label: { ko: "서비스", en: "Service" } } },
  region: { key: "REGION", column: { name: "region", type: "text", label: { ko: "리전", en: "Region" } } },
  usage_type: {
    key: "USAGE_TYPE",
    column: { name: "usage_type", type: "text", label: { ko: "사용 유형", en: "Usage type" } },
  },
  account: { key: "LINKED_ACCOUNT", column: { name: "account", type: "id", label: { ko: "계정", en: "Account" } } },
  record_type: {
    key: "RECORD_TYPE",
    column: { name: "record_type", type: "text", label: { ko: "청구 유형", en: "Record type" } },
  },
} as const satisfies Record<string, { key: string; column: Column }>;

const named = {
  tag: { type: "TAG", label: (name: string) => ({ ko: `태그 ${name}`, en: `Tag ${name}` }) },
  category: {
    type: "COST_CATEGORY",
    label: (name: string) => ({ ko: `비용 범주 ${name}`, en: `Cost category ${name}` }),
  },
} as const;

const pattern = /^(service|region|usage_type|account|record_type|(tag|category):[\w\s.:/=+@-]{1,128})$/;

const MAX_GROUPS = 2;

/** Cost Explorer takes two at most. Checked without a pattern in the schema, which a model would have to read. */
export const groupsField = (problem: SharedFields["problem"]) =>
  z
    .array(
      z.string().refine((name) => pattern.test(name), {
        error: problem({
          ko: "service, region, usage_type, account, record_type, tag:<Key>, category:<Name> 중에서 지정해 주세요",
          en: "use service, region, usage_type, account, record_type, tag:<Key> or category:<Name>",
        }),
      }),
    )
    .max(MAX_GROUPS)
    .optional();

export function toGroup(name: string): GroupDefinition {
  const by = byName(name);
  return by
    ? { Type: named[by.kind].type, Key: by.key }
    : { Type: "DIMENSION", Key: dimensions[name as keyof typeof dimensions].key };
}

export function groupColumn(name: string): Column {
  const by = byName(name);
  if (!by) return dimensions[name as keyof typeof dimensions].column;
  return { name: `${by.kind}_${by.key}`, type: "text", label: named[by.kind].label(by.key) };
}

/** Tags and categories come as `Key$value`; nothing after the `$` is cost without the tag. */
export const UNTAGGED = "(none)";

export function groupValue(name: string, key: string, field: Field): Scalar {
  const value = byName(name) ? key.slice(key.indexOf("$") + 1) : key;
  return value === "" ? UNTAGGED : field(value);
}

function byName(group: string): { kind: keyof typeof named; key: string } | null {
  const [kind, ...rest] = group.split(":");
  return kind === "tag" || kind === "category" ? { kind, key: rest.join(":") } : null;
}
