import { failure } from "../compose/common.ts";
import type { Call } from "../transcript.ts";
import { called, offers, type Playbook } from "./working.ts";

export const THEME_TOOL = "chart_theme";

/** What a person wants their pictures to look like: kept by then; the last picture of the thread follows once more. */
export function themePlaybook(last: Call | undefined): Playbook {
  return (working) => {
    const { words, manner } = working;
    const theme = manner.theme ?? "light";
    if (!offers(working, THEME_TOOL)) return { text: words.noTool(words.tools[THEME_TOOL]!) };
    const failed = failure(working, THEME_TOOL);
    if (failed) return { text: failed };
    const drawn = last && called(working, last.name).at(-1);
    if (last && !drawn && offers(working, last.name)) return { calls: [{ name: last.name, input: last.input }] };
    return { text: words.chart.theme(theme, drawn?.result?.failed === false) };
  };
}
