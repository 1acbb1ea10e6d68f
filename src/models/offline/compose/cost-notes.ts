import type { DatasetInfo } from "../../../ports/datasets.ts";
import { money } from "../format/figures.ts";
import { plain } from "../format/markdown.ts";
import { number, text } from "../format/result.ts";
import { dayName } from "../format/times.ts";
import type { Working } from "../plan/working.ts";
import { caveats, sentences } from "./common.ts";

const METRICS: Record<string, string> = {
  unblended: "Unblended costs",
  amortized: "Amortized costs",
  net_unblended: "Net unblended costs",
};
const PARTS = ["credits", "refunds", "tax"] as const;

const noteOf = ({ notes }: DatasetInfo, code: string) => notes.find((note) => note.code === code);

/** Credits, refunds and tax of the period, where the answer of AWS tells them. */
export function chargeParts({ words }: Working, { totals }: DatasetInfo): string {
  const told = PARTS.filter((part) => totals[part] !== undefined);
  const { part, parts } = words.spending;
  return told.length > 0 ? parts(told.map((name) => [part[name], money(totals[name] ?? 0)])) : "";
}

/** What the figures are, which of them may still change, what is missing, and how to see them in AWS's console. */
export function costBasis(working: Working, info: DatasetInfo): string {
  const { words, reader } = working;
  const provisional = noteOf(info, "provisional_days")?.params?.from;
  const taxed = noteOf(info, "tax_excluded") === undefined;
  return sentences(
    taxed ? words.cost.basis(noteOf(info, "credits_excluded") === undefined) : words.spending.taxExcluded,
    typeof provisional === "string" && words.cost.provisional(dayName(provisional.slice(0, 10), reader)),
    caveats(words, info),
    inConsole(working, info),
  );
}

/** How to see the figures in AWS's console. */
export function inConsole({ words }: Working, info: DatasetInfo): string | undefined {
  const how = noteOf(info, "reproduce")?.params;
  return (
    how &&
    words.spending.reproduce(
      METRICS[text(how.metric)] ?? plain(text(how.metric)),
      plain(text(how.granularity)),
      plain(text(how.group_by)),
      plain(text(how.filter)),
    )
  );
}

/** The whole bill without credits and refunds, and with them; null where they are not known. */
export function billOf({
  totals,
  notes,
}: DatasetInfo): { gross: string; net: string | null; invoiced: boolean } | null {
  if (totals.usd === undefined || totals.net === undefined) return null;
  const [gross, net] = [money(totals.usd), money(totals.net)];
  return { gross, net: gross === net ? null : net, invoiced: notes.some(({ code }) => code === "invoice_total") };
}

export const param = (info: DatasetInfo, code: string, name: string) => noteOf(info, code)?.params?.[name];
export const numberParam = (info: DatasetInfo, code: string, name: string): number => number(param(info, code, name));
