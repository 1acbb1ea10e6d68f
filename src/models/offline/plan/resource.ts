import { factsText } from "../compose/facts.ts";
import { code, plain } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { call, fetched, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const TOOL = "inventory_describe";

/** One resource with what stands around it. */
export const resourcePlaybook = (resource: string): Playbook =>
  scripted(TOOL, function* (working) {
    const got = fetched(working, (yield [call(TOOL, { resource, account: working.slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const identity = (name: string) =>
      got.result.rows.find((row) => row.section === "identity" && row.name === name)?.value;
    const first = working.words.lookups.described(
      code(text(identity("name")) || resource),
      plain(text(identity("type"))),
      plain(text(identity("state"))),
    );
    const known = new Set(["type", "name", "state"]);
    const rows = got.result.rows.filter((row) => row.section !== "identity" || !known.has(text(row.name)));
    return factsText(working, first, rows, got.info);
  });
