import { capText } from "../../redaction/clean-text.ts";
import type { Column, Preview, Scalar, Table } from "../results.ts";

/** What a model reads of a result: totals, period, scope, the first rows, what was left out. The rows themselves go to the host. */
const MAX_CHARS = 3_000;
const MAX_ROWS = 10;
const CELL = 120;

export function tableDigest(tool: string, table: Table): string {
  const { rows, totals, period, scope, source, truncated, notes } = table;
  const head = [
    `${tool}: ${count(rows.length, "row")}.`,
    line(
      "Totals",
      Object.entries(totals)
        .map(([name, value]) => `${name} ${number(value)}`)
        .join(", "),
    ),
    period && `Period: ${periodText(period)}`,
    scope.accounts.length > 0 && `Searched: ${searchedText(scope)}.`,
    line(
      "Not searched",
      scope.skipped.map((skip) => `${skip.region ?? skip.account ?? ""}: ${skip.why.en}`).join("; "),
    ),
    truncated && `Cut: ${truncated.shown} of ${truncated.of ?? "an unknown number"} (${truncated.why.en}).`,
    ...notes.map((note) => `Note: ${note.text}`),
    sourceText(source),
  ].filter((part): part is string => typeof part === "string");
  const text = head.join("\n");
  if (rows.length === 0) return capText(text, MAX_CHARS);
  return text.length > MAX_CHARS - 200
    ? capText(text, MAX_CHARS)
    : `${text}\n${rowsText(table, MAX_CHARS - text.length - 1)}`;
}

export function previewDigest(preview: Preview): string {
  const facts = preview.facts.map((fact) => `- ${fact.label.en}: ${fact.value.en}`);
  return capText(
    [
      `Preview of ${preview.call.tool}: ${preview.title.en}. Nothing was changed; a person has to approve it.`,
      `Target: ${preview.target.en}`,
      ...facts,
      `Effect: ${preview.effect.en}`,
      ...(preview.loses ? [`Lost for good: ${preview.loses.en}`] : []),
      `Undo: ${preview.undo.en}`,
    ].join("\n"),
    MAX_CHARS,
  );
}

function periodText({ from, to, zone, utcDays }: NonNullable<Table["period"]>): string {
  if (!utcDays) return `${from} to ${to} (end excluded; words read in ${zone})`;
  const last = new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return `${from.slice(0, 10)} to ${last} (${count(days, "UTC billing day")}, both included)`;
}

function searchedText({ accounts, regions }: Table["scope"]): string {
  const names = accounts.map(({ id, name }) => `${name} (${id})`).join(", ");
  return regions.length > 0 ? `${names}; ${regions.join(", ")}` : names;
}

function sourceText({ service, requests, cached, usd, freshTo, scannedBytes }: Table["source"]): string {
  const parts = [
    count(requests, "request"),
    cached > 0 && `${cached} from cache`,
    usd > 0 && `USD ${number(usd)}`,
    scannedBytes !== null && `${number(scannedBytes)} bytes scanned`,
    freshTo !== null && `complete to ${freshTo}`,
  ];
  return `Source: ${service}, ${parts.filter(Boolean).join(", ")}.`;
}

function rowsText({ columns, rows }: Table, room: number): string {
  const title =
    rows.length > MAX_ROWS ? `First ${MAX_ROWS} of ${rows.length} rows:` : `${rows.length === 1 ? "Row" : "Rows"}:`;
  const lines = [title, columns.map(({ name }) => name).join(" | ")];
  let left = room - lines.join("\n").length - 1;
  for (const row of rows.slice(0, MAX_ROWS)) {
    const text = row.map((value, index) => cell(value, columns[index]!, left - 400)).join(" | ");
    if (text.length + 1 > left) break;
    left -= text.length + 1;
    lines.push(text);
  }
  return lines.join("\n");
}

function cell(value: Scalar, column: Column, room: number): string {
  if (value === null) return "-";
  if (typeof value === "number") return column.type === "percent" ? `${number(value * 100)}%` : number(value);
  const max = column.long ? Math.max(CELL, room) : CELL;
  return capText(String(value).replace(/\s+/g, " ").replaceAll("|", "/"), max);
}

/** Made when first used: the first format loads the locale data, which no server needs to start. */
let formats: Record<"small" | "usual", Intl.NumberFormat> | null = null;

/** At most two decimals, but never so few that a small amount reads as nothing. */
function number(value: number): string {
  formats ??= {
    small: new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 }),
    usual: new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }),
  };
  return formats[value !== 0 && Math.abs(value) < 0.01 ? "small" : "usual"].format(value);
}

function line(label: string, text: string): string | null {
  return text === "" ? null : `${label}: ${text}.`;
}

function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? "" : "s"}`;
}
