import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category, Time } from "../cells.ts";
import { defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { type Line, linesOf } from "../lines.ts";
import type { Look } from "../look.ts";
import { limitDelta, limitText, spokenOverlay } from "../parts/limit-words.ts";
import { type LineFacts, lineChart, lineFacts, toInstant } from "../parts/line-chart.ts";
import { momentText, spanText } from "../parts/time-labels.ts";

interface Facts extends LineFacts {
  named: boolean;
  /** Lines beyond the labelled ones, drawn faintly up to a number; all of them count here. */
  others: number;
}

const NAMED_LINES = 7;
const FAINT_LINES = 40;

export const metricLines = defineChart({
  name: "metric_lines",
  title: { ko: "지표 추이", en: "Metrics over time" },
  description:
    "Measured values over time as lines by category, with an alarm's threshold, marks for deploys and bands for " +
    "incidents. For CPU, latency, error rates; values are not added up.",
  columns: {
    x: { required: true, means: "ISO time of the value" },
    value: { required: true, means: "the measured value" },
    category: { required: false, means: "one line each: instance, metric, region" },
  },
  overlay: ["marks", "bands", "line"],
  row: z.object({ x: Time, value: Amount, category: Category.optional() }),

  facts(rows, look): Facts {
    const all = linesOf(
      rows.map((row) => ({ name: row.category ?? "", at: row.x, value: row.value })),
      toInstant(look),
    ).sort((a, b) => b.highest.v - a.highest.v);
    if (all.length === 0) throw new DrawError("no_data", "There are no values to draw: say so in a sentence instead.");
    const named = all.length <= NAMED_LINES + 1 ? all : all.slice(0, NAMED_LINES);
    return {
      ...lineFacts(
        [...named, ...all.slice(named.length, named.length + FAINT_LINES)],
        rows.every((row) => row.x.wholeDay),
        look,
      ),
      named: rows.some((row) => row.category !== undefined),
      others: all.length - named.length,
    };
  },

  header(facts, look) {
    const { peak, others } = facts;
    const when = momentText(peak.t, facts, look);
    const highest = look.say({ ko: `최고 ${when}`, en: `highest at ${when}` });
    return {
      title: look.given.names?.value
        ? look.drawable(look.given.names.value)
        : look.say({ ko: "지표 추이", en: "Metrics over time" }),
      subtitle: spanText(facts, look),
      kpi: {
        value: look.format.amount(peak.v),
        delta: limitDelta(facts, highest, look) ?? { text: highest, tone: "quiet", against: "" },
      },
      remarks: others > 0 ? [look.say({ ko: `옅은 선: 그 외 ${others}개`, en: `Faint: ${others} others` })] : [],
    };
  },

  altText(facts, look) {
    const { peak, lines, others } = facts;
    const when = momentText(peak.t, facts, look);
    const top = facts.named ? `${lineName(peak.line, facts, look, look.readable)} ` : "";
    const listed = lines.slice(0, lines.length - Math.min(others, FAINT_LINES)).map((line) => {
      const name = facts.named ? `${lineName(line, facts, look, look.readable)} ` : "";
      return look.say({
        ko: `${name}최근 ${look.format.exact(line.last)}, 최고 ${look.format.exact(line.highest.v)}`,
        en: `${name}last ${look.format.exact(line.last)}, highest ${look.format.exact(line.highest.v)}`,
      });
    });
    const peakText = `${top}${look.format.exact(peak.v)} (${when})`;
    return [
      look.say({ ko: `최고 ${peakText}`, en: `Highest: ${peakText}` }),
      ...spokenOverlay(facts, look),
      listed.join("; "),
      ...(others > 0 ? [look.say({ ko: `그 외 ${others}개`, en: `${others} others` })] : []),
    ].join(". ");
  },

  async spec(facts, look, plot) {
    const { theme } = look;
    const labelled = facts.lines.length - Math.min(facts.others, FAINT_LINES);
    const styles = facts.lines.map((_, rank) =>
      rank < labelled
        ? { color: theme.lines[rank]!, width: rank === 0 ? 2.4 : 2 }
        : { color: theme.axis, width: 1, faint: true },
    );
    return {
      body: await lineChart(
        facts,
        styles,
        { box: BODY, name: (line) => lineName(line, facts, look, look.drawable), limitText: limitText(facts, look) },
        look,
        plot,
      ),
    };
  },
});

function lineName(line: Line, facts: Facts, look: Look, show: (text: string) => string): string {
  if (facts.named) return show(line.name);
  return look.say({ ko: "최근 값", en: "Last value" });
}
