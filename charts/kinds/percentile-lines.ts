import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category, Time } from "../cells.ts";
import { defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { type Line, linesOf } from "../lines.ts";
import { limitDelta, limitText, spokenOverlay } from "../parts/limit-words.ts";
import { type LineFacts, lineChart, lineFacts, toInstant } from "../parts/line-chart.ts";
import { momentText, spanText } from "../parts/time-labels.ts";
import { percentileOf } from "../percentile.ts";

const MOST_LINES = 5;

export const percentileLines = defineChart({
  name: "percentile_lines",
  title: { ko: "백분위 추이", en: "Percentiles over time" },
  description:
    "p50, p90, p99 and the like over time, the highest percentile strongest, the range between them tinted; with " +
    "threshold, deploy marks and incident bands. For latencies.",
  columns: {
    x: { required: true, means: "ISO time of the value" },
    value: { required: true, means: "the value at that percentile" },
    category: { required: true, means: 'which percentile: "p50", "p99.9", "median", "max"' },
  },
  overlay: ["marks", "bands", "line"],
  row: z.object({ x: Time, value: Amount, category: Category }),

  facts(rows, look): LineFacts {
    const lines = linesOf(
      rows.map((row) => ({ name: row.category, at: row.x, value: row.value })),
      toInstant(look),
    );
    if (lines.length === 0)
      throw new DrawError("no_data", "There are no values to draw: say so in a sentence instead.");
    if (lines.some(({ name }) => percentileOf(name) === undefined)) {
      throw new DrawError(
        "bad_columns",
        'The chart percentile_lines needs categories such as "p50" and "p99". Draw other lines with metric_lines.',
      );
    }
    const ranked = lines.toSorted((a, b) => percentileOf(b.name)! - percentileOf(a.name)!);
    return lineFacts(
      ranked.length > MOST_LINES ? pick(ranked) : ranked,
      rows.every((row) => row.x.wholeDay),
      look,
    );
  },

  header(facts, look) {
    const { peak, lines } = facts;
    const top = lines[0]!;
    const when = momentText(top.highest.t, facts, look);
    const name = look.drawable(top.name);
    const highest = look.say({ ko: `${name} 최고 · ${when}`, en: `highest ${name} · ${when}` });
    return {
      title: look.given.names?.value
        ? look.drawable(look.given.names.value)
        : look.say({ ko: "백분위 추이", en: "Percentiles over time" }),
      subtitle: spanText(facts, look),
      kpi: {
        value: look.format.amount(peak.v),
        delta: limitDelta(facts, highest, look) ?? { text: highest, tone: "quiet", against: "" },
      },
      remarks: [],
    };
  },

  altText(facts, look) {
    const { lines } = facts;
    const told = lines.map((line) => {
      const when = momentText(line.highest.t, facts, look);
      const name = look.readable(line.name);
      return look.say({
        ko: `${name} 최고 ${look.format.exact(line.highest.v)} (${when}), 최근 ${look.format.exact(line.last)}`,
        en: `${name} highest ${look.format.exact(line.highest.v)} (${when}), last ${look.format.exact(line.last)}`,
      });
    });
    return [told.join("; "), ...spokenOverlay(facts, look)].join(". ");
  },

  async spec(facts, look, plot) {
    const { lines } = facts;
    const styles = lines.map((_, rank) => ({
      color: look.theme.ramp[Math.min(rank, look.theme.ramp.length - 1)]!,
      width: rank === 0 ? 2.6 : 1.8,
    }));
    const between: [Line, Line] | undefined = lines.length > 1 ? [lines.at(-1)!, lines[0]!] : undefined;
    const name = (line: Line): string => look.drawable(line.name);
    return {
      body: await lineChart(facts, styles, { box: BODY, name, limitText: limitText(facts, look), between }, look, plot),
    };
  },
});

/** Highest, lowest, and some evenly between. */
function pick(ranked: Line[]): Line[] {
  return Array.from(
    { length: MOST_LINES },
    (_, i) => ranked[Math.round((i * (ranked.length - 1)) / (MOST_LINES - 1))]!,
  );
}
