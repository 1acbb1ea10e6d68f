import { dashboardsText, dashboardText } from "../compose/dashboards.ts";
import { number, type Result, text } from "../format/result.ts";
import { periodArgument } from "../periods/argument.ts";
import type { Call } from "../transcript.ts";
import { mayDraw } from "./chart.ts";
import { call, fetched, type Script, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const TOOL = "dashboards_read";
/** Pictures of one answer. */
const MOST_PICTURES = 3;

/** The dashboards there are, or one of them: its widgets with a picture of each that shows metrics. */
export const dashboardsPlaybook = (name: string | undefined, wantsOne: boolean): Playbook =>
  scripted(TOOL, function* (working): Script {
    const { slots } = working;
    const account = slots.account;
    let wanted = name;
    if (wanted === undefined) {
      const listed = fetched(working, (yield [call(TOOL, { account })])[0]);
      if ("trouble" in listed) return listed.trouble;
      const [only, ...others] = listed.result.rows;
      if (!wantsOne || !only || others.length > 0) return dashboardsText(working, listed.result);
      wanted = text(only.dashboard);
    }
    const period = slots.when ? periodArgument(slots.when) : undefined;
    const got = fetched(working, (yield [call(TOOL, { name: wanted, period, account })])[0]);
    if ("trouble" in got) return got.trouble;
    const drawn = mayDraw(working, got.result) ? yield* pictures(got.handle, widgetsWithLines(got.result)) : 0;
    return dashboardText(working, got.result, drawn);
  });

interface Widget {
  widget: number;
  title: string;
}

function widgetsWithLines({ rows }: Result): Widget[] {
  const lines = rows.filter((row) => row.type === "metric" && typeof row.value === "number");
  return [
    ...new Map(lines.map((row) => [row.widget, { widget: number(row.widget), title: text(row.title) }])).values(),
  ];
}

/** How many were drawn. */
function* pictures(
  handle: string,
  widgets: Widget[],
): Generator<ReturnType<typeof call>[], number, (Call | undefined)[]> {
  const chosen = widgets.slice(0, MOST_PICTURES);
  const lines = yield chosen.map(({ widget }) => call("data_query", { sql: sqlOf(handle, widget) }));
  const charts = chosen.flatMap(({ title }, index) => {
    const dataset = lines[index]?.result?.handle;
    const axes = { x: "time", value: "value", category: "series" };
    return dataset ? [call("chart", { dataset, chart: "metric_lines", ...axes, title: title || undefined })] : [];
  });
  const done = charts.length > 0 ? yield charts : [];
  return done.filter((one) => one?.result?.failed === false).length;
}

const sqlOf = (handle: string, widget: number): string =>
  `SELECT time, series, value FROM ${handle} WHERE widget = ${widget} AND value IS NOT NULL ORDER BY time`;
