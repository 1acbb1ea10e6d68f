import { caveats, paragraphs } from "../compose/common.ts";
import { code } from "../format/markdown.ts";
import { text } from "../format/result.ts";
import { clockTime, moment } from "../format/times.ts";
import { call, fetched, scripted } from "./script.ts";
import { instantOf, type Playbook } from "./working.ts";

const TOOL = "logs_context";
const LINES = 5;
const LONGEST = 180;

/** Most lines begin with the time they were logged at. */
const OWN_TIME = /^\d{4}-\d{2}-\d{2}[T ]\S+\s+/;

/** The lines of a log just before and after a moment, as they stand there. */
export const logLinesPlaybook = (group: string | undefined, clock: string | undefined): Playbook =>
  scripted(TOOL, function* (working) {
    const { words, reader, slots } = working;
    if (!group || !clock) return words.lookups.whichLog;
    const at = instantOf(clock, working);
    const got = fetched(working, (yield [call(TOOL, { group, at, lines: LINES, account: slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const said = got.info.notes.find((note) => note.code === "instant")?.params;
    const [name, when] = [code(text(said?.group) || group), moment(text(said?.at), reader)];
    const { rows } = got.result;
    if (rows.length === 0) return words.lookups.noLines(name, when);
    const lines = rows.map(
      (row) => `${clockTime(text(row.time), reader)} ${text(row.stream)}  ${text(row.message).replace(OWN_TIME, "")}`,
    );
    return paragraphs(
      words.lookups.around(name, when, rows.length),
      ["```", ...lines.map((line) => line.replaceAll("`", "'").replace(/\s+/g, " ").slice(0, LONGEST)), "```"].join(
        "\n",
      ),
      caveats(words, got.info, reader),
    );
  });
