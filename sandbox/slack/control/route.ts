import { ActError } from "../acts/act-error.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Json } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** What came with a control request: the query and the JSON body together. */
export interface Given {
  text(name: string): string;
  optional(name: string): string | undefined;
  number(name: string, fallback: number): number;
  record(name: string): Json;
  /** Undefined when it is absent or no array. */
  list(name: string): string[] | undefined;
  value(name: string): unknown;
}

/** One control operation. The result is sent as JSON with `ok: true`. */
export type ControlRoute = (given: Given, ws: Workspace) => object | Promise<object>;

export function createGiven(fields: Json): Given {
  const optional = (name: string): string | undefined => {
    const value = fields[name];
    return value === undefined || value === null || value === "" ? undefined : String(value);
  };
  return {
    optional,
    text(name) {
      const value = optional(name);
      if (value === undefined) throw new ActError("missing_field", `${name} is missing`);
      return value;
    },
    number: (name, fallback) => Number(fields[name] ?? fallback),
    record: (name) => (isRecord(fields[name]) ? fields[name] : {}),
    list(name) {
      const value = fields[name];
      return Array.isArray(value) ? value.map(String) : undefined;
    },
    value: (name) => fields[name],
  };
}
