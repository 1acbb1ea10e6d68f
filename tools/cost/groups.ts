import type { GroupDefinition } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { Field } from "../format/field.ts";
import type { Column, Scalar } from "../results.ts";
import type { SharedFields } from "../shared-fields.ts";

/** What cost can be divided by: every dimension AWS groups by, `tag:<Key>` and `category:<Name>`. [GetCostAndUsage, GroupBy] */
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
  instance_type: {
    key: "INSTANCE_TYPE",
    column: { name: "instance_type", type: "text", label: { ko: "인스턴스 유형", en: "Instance type" } },
  },
  purchase_type: {
    key: "PURCHASE_TYPE",
    column: { name: "purchase_type", type: "text", label: { ko: "구매 옵션", en: "Purchase option" } },
  },
  availability_zone: {
    key: "AZ",
    column: { name: "availability_zone", type: "text", label: { ko: "가용 영역", en: "Availability zone" } },
  },
  operation: {
    key: "OPERATION",
    column: { name: "operation", type: "text", label: { ko: "API 작업", en: "API operation" } },
  },
  platform: { key: "PLATFORM", column: { name: "platform", type: "text", label: { ko: "플랫폼", en: "Platform" } } },
  tenancy: { key: "TENANCY", column: { name: "tenancy", type: "text", label: { ko: "테넌시", en: "Tenancy" } } },
  legal_entity: {
    key: "LEGAL_ENTITY_NAME",
    column: { name: "legal_entity", type: "text", label: { ko: "판매 법인", en: "Legal entity" } },
  },
  invoicing_entity: {
    key: "INVOICING_ENTITY",
    column: { name: "invoicing_entity", type: "text", label: { ko: "청구 법인", en: "Invoicing entity" } },
  },
} as const satisfies Record<string, { key: string; column: Column }>;

const named = {
  tag: { type: "TAG", inConsole: "Tag", label: (name: string) => ({ ko: `태그 ${name}`, en: `Tag ${name}` }) },
  category: {
    type: "COST_CATEGORY",
    inConsole: "Cost category",
    label: (name: string) => ({ ko: `비용 범주 ${name}`, en: `Cost category ${name}` }),
  },
} as const;

/** Where the console calls a dimension otherwise than its column is called here. */
const inConsole: Readonly<Record<string, string>> = {
  account: "Linked account",
  record_type: "Charge type",
  availability_zone: "Availability Zone",
};

const names = Object.keys(dimensions);
const pattern = new RegExp(`^(${names.join("|")}|(tag|category):[\\w\\s.:/=+@-]{1,128})$`);

/** As a tool's field lists them. */
export const groupNames = [...names, '"tag:<Key>"', '"category:<Name>"'].join(", ");

const MAX_GROUPS = 2;

/** Cost Explorer takes two at most. Checked without a pattern in the schema, which a model would have to read. */
export const groupsField = (problem: SharedFields["problem"]) =>
  z
    .array(
      z.string().refine((name) => pattern.test(name), {
        error: problem({
          ko: `${names.join(", ")}, tag:<Key>, category:<Name> 중에서 지정해 주세요`,
          en: `use ${names.join(", ")}, tag:<Key> or category:<Name>`,
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

/** What a sentence calls it: `인스턴스 유형`, `instance type`. */
export function groupWords(name: string): { ko: string; en: string } {
  const { ko, en } = groupColumn(name).label;
  return {
    ko,
    en: byName(name)
      ? en.replace(/^\S+/, (kind) => kind.toLowerCase())
      : en.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()),
  };
}

/** As Cost Explorer's console lists it under "Group by". */
export function consoleName(name: string): string {
  const by = byName(name);
  return by ? `${named[by.kind].inConsole}: ${by.key}` : (inConsole[name] ?? groupColumn(name).label.en);
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
