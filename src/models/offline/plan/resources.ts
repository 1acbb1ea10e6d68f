import { resourcesText } from "../compose/resources.ts";
import { MOST_ROWS } from "../compose/rows.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import { offers } from "./working.ts";

const TOOL = "inventory_find";

/** What exists, or what lacks a tag: counts by type in the answer, the whole list as a file. */
export const resourcesPlaybook = scripted(TOOL, function* (working): Script {
  const { slots } = working;
  const fields = {
    type: slots.kind ?? slots.services?.[0]?.toLowerCase(),
    without_tag: slots.withoutTag ? [slots.withoutTag] : undefined,
    account: slots.account,
    regions: slots.regions,
  };
  const got = fetched(working, (yield [call(TOOL, fields)])[0]);
  if ("trouble" in got) return got.trouble;
  const long = got.result.rows.length > MOST_ROWS;
  if (long && offers(working, "csv_file")) yield [call("csv_file", { dataset: got.handle })];
  return resourcesText(working, got.result);
});
