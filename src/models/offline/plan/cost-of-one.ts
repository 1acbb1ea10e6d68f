import { sentences } from "../compose/common.ts";
import { factsText } from "../compose/facts.ts";
import { money } from "../format/figures.ts";
import { code } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { call, fetched, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const TOOL = "inventory_describe";
const OF_COST = new Set(["cost", "change"]);

/** What one thing costs a day, at list price: Cost Explorer's bill does not tell one from the others. */
export const costOfOnePlaybook = (resource: string): Playbook =>
  scripted(TOOL, function* (working) {
    const { words, slots } = working;
    const got = fetched(working, (yield [call(TOOL, { resource, account: slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const usd = got.info.totals.usd_a_day;
    const asOf = text(got.info.notes.find((note) => note.code === "list_price")?.params?.as_of);
    const first =
      typeof usd === "number"
        ? sentences(words.lookups.costs(code(resource), money(usd)), words.lookups.listPrice(asOf))
        : words.lookups.noPrice(code(resource));
    const told = got.result.rows.filter(({ section }) => section === "identity" || OF_COST.has(text(section)));
    return factsText(working, first, told, got.info);
  });
