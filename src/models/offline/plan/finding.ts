import { factsText } from "../compose/facts.ts";
import { gravestFirst, guarddutyText } from "../compose/guardduty.ts";
import { plain } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { call, fetched, perhaps, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const LIST = "guardduty_list_findings";
const TOOL = "guardduty_explain_finding";

/** One finding by its id or what it is about, else by its place in the list that was shown; else the most severe. */
export const findingPlaybook = (id: string | undefined, place = 0): Playbook =>
  scripted(TOOL, function* (working) {
    const { words, slots } = working;
    const fresh = new Set(working.calls.map(({ result }) => result?.handle));
    const { findingOn: resource, findingType: type, account } = slots;
    const narrowed = resource !== undefined || type !== undefined;
    const earlier = narrowed
      ? undefined
      : working.datasets.findLast(({ tool, rowCount, handle }) => tool === LIST && rowCount > 0 && !fresh.has(handle));
    const wide = narrowed ? { resource, type, account } : { severity: "high", account };
    const listed = id ? null : earlier ? working.read(earlier.handle) : perhaps(working, (yield [call(LIST, wide)])[0]);
    const rows = gravestFirst(listed?.rows ?? []);
    if (rows.length > 0 && place >= rows.length) return words.lookups.noSuchFinding(rows.length);
    const wanted = id ?? text(rows[place]?.finding_id);
    if (!wanted) return narrowed && listed ? guarddutyText(working, listed) : words.lookups.noFinding;
    const got = fetched(working, (yield [call(TOOL, { finding_id: wanted, account: slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const title = text(rows[place]?.title) || text(got.result.rows[0]?.value) || wanted;
    const facts = got.result.rows.filter((row) => !text(row.value).startsWith(title));
    return factsText(working, words.lookups.finding(plain(title)), facts, got.info);
  });
