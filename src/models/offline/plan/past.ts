import { pastText } from "../compose/past.ts";
import { asDays } from "../periods/move.ts";
import { call, fetched, type Script, scripted } from "./script.ts";

const TOOL = "history_search";
const MOST_WORDS = 300;

/** What was found out before, in threads the asker may see. */
export const pastPlaybook = scripted(TOOL, function* (working): Script {
  const { slots, at } = working;
  const days = slots.when ? asDays(slots.when, at) : null;
  const words = (slots.about ?? "").slice(0, MOST_WORDS);
  const got = fetched(working, (yield [call(TOOL, { words, from: days?.from, to: days?.to })])[0]);
  return "trouble" in got ? got.trouble : pastText(working, got.result, days);
});
