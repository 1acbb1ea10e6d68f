/** The fields that Logs Insights knows of a line: its own, those of JSON, and those of Lambda's reports. */
import type { LogLine } from "../world/log-lines.ts";
import type { Row } from "./ast.ts";
import { Moment } from "./moment.ts";

const INGESTION_LAG = 900;
/** Insights finds no more in one line. */
const MOST_FIELDS = 200;

/** Those of every line. `@ptr` is left as it is until it is shown: few of the lines read are. */
export const ownFieldsOf = (line: LogLine, group: string, accountId: string): Row => ({
  "@timestamp": new Moment(line.time),
  "@ingestionTime": new Moment(line.time + INGESTION_LAG),
  "@message": line.message,
  "@logStream": line.stream,
  "@log": `${accountId}:${group}`,
  "@ptr": `${group}:${line.key}`,
});

export const fieldsOf = (line: LogLine, group: string, accountId: string): Row => ({
  ...discovered(line.message, group),
  ...ownFieldsOf(line, group, accountId),
});

const OWN = new Set(["@timestamp", "@ingestionTime", "@message", "@logStream", "@log", "@ptr"]);

/** Whether a query, or a part of one, names a field that has to be looked for within the lines, which takes longer. */
export function namesDiscovered(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ("kind" in part && part.kind === "field" && "name" in part) return !OWN.has(String(part.name));
  return Object.values(part).some(namesDiscovered);
}

function discovered(message: string, group: string): Row {
  if (message.startsWith("{")) return jsonFields(message);
  return group.startsWith("/aws/lambda/") ? lambdaFields(message) : {};
}

/** Nested ones with dots, items of arrays by their number. */
function jsonFields(message: string): Row {
  const flat: Row = {};
  let left = MOST_FIELDS;
  const visit = (value: unknown, path: string) => {
    if (value !== null && typeof value === "object")
      for (const key in value) visit((value as Row)[key], path ? `${path}.${key}` : key);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      if (left-- > 0) flat[path] = typeof value === "boolean" ? Number(value) : value;
    }
  };
  try {
    visit(JSON.parse(message), "");
  } catch {
    return {};
  }
  return flat;
}

const report: [field: string, pattern: RegExp][] = [
  ["@duration", /\tDuration: ([\d.]+) ms/],
  ["@billedDuration", /\tBilled Duration: ([\d.]+) ms/],
  ["@memorySize", /\tMemory Size: (\d+) MB/],
  ["@maxMemoryUsed", /\tMax Memory Used: (\d+) MB/],
];
const REQUEST = /(?:RequestId: |^\S+ )([0-9a-f]{8}-[0-9a-f-]{27})/;
/** Insights gives memory in bytes. */
const MB = 1_000_000;

function lambdaFields(message: string): Row {
  const fields: Row = {};
  const [, type] = /^(START|END|REPORT) /.exec(message) ?? [];
  if (type) fields["@type"] = type;
  const [, id] = REQUEST.exec(message) ?? [];
  if (id) fields["@requestId"] = id;
  if (type === "REPORT")
    for (const [field, pattern] of report) {
      const [, value] = pattern.exec(message) ?? [];
      if (value !== undefined) fields[field] = Number(value) * (field.includes("emory") ? MB : 1);
    }
  return fields;
}

/** What GetLogRecord takes. */
export const pointerTo = (place: string): string => Buffer.from(place).toString("base64");

export const placeOf = (pointer: string): string => Buffer.from(pointer, "base64").toString("utf8");
