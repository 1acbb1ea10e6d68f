import { factsText } from "../compose/facts.ts";
import { plain } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { call, fetched, perhaps, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const LIST = "guardduty_list_findings";
const TOOL = "guardduty_explain_finding";

/** One finding by its id, else the most severe one there is. */
export const findingPlaybook = (id: string | undefined): Playbook =>
  scripted(TOOL, function* (working) {
    const { words, slots } = working;
    const fresh = new Set(working.calls.map(({ result }) => result?.handle));
    const earlier = working.datasets.findLast(
      ({ tool, rowCount, handle }) => tool === LIST && rowCount > 0 && !fresh.has(handle),
    );
    const listed = id
      ? null
      : earlier
        ? working.read(earlier.handle)
        : perhaps(working, (yield [call(LIST, { severity: "high", account: slots.account })])[0]);
    const [worst] = (listed?.rows ?? []).toSorted((a, b) => Number(b.severity) - Number(a.severity));
    const wanted = id ?? text(worst?.finding_id);
    if (!wanted) return words.lookups.noFinding;
    const got = fetched(working, (yield [call(TOOL, { finding_id: wanted, account: slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const title = text(worst?.title) || text(got.result.rows[0]?.value) || wanted;
    const rows = got.result.rows.filter((row) => !text(row.value).startsWith(title));
    return factsText(working, words.lookups.finding(plain(title)), rows, got.info);
  });
