import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { Amount, Category, Time } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import { type Line, linesOf } from "../lines.ts";
import type { Look } from "../look.ts";
import { changeText, changeTone, spokenDelta } from "../parts/change.ts";
import { toInstant } from "../parts/line-chart.ts";
import { spanText } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { element, group, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";

interface Facts {
  lines: Line[];
  others: number;
  from: number;
  to: number;
  wholeDays: boolean;
}

const MOST_LINES = 10;
const PITCH = 44;
const NAME = { size: 13, weight: 600 } as const;
const LAST = { size: 15, weight: 700, numeric: true } as const;
const DELTA = { size: 12, weight: 600, numeric: true } as const;
const RANGE = { size: 11, numeric: true } as const;
const WIDEST_NAME = 220;

export const sparklines = defineChart({
  name: "sparklines",
  title: { ko: "추이 요약", en: "Trends at a glance" },
  description:
    "One small line per category with its last value, its change since the first and its range; each on its own scale. " +
    "For a digest of several figures.",
  columns: {
    x: { required: true, means: "ISO time or day" },
    category: { required: true, means: "what each line is" },
    value: { required: true, means: "the figure" },
  },
  row: z.object({ x: Time, category: Category, value: Amount }),

  facts(rows, look): Facts {
    const all = linesOf(
      rows.map((row) => ({ name: row.category, at: row.x, value: row.value })),
      toInstant(look),
    );
    if (all.length === 0) throw new DrawError("no_data", "There are no values to draw: say so in a sentence instead.");
    const lines = all.slice(0, MOST_LINES);
    const times = lines.flatMap(({ points }) => [points[0]!.t, points.at(-1)!.t]);
    const from = Math.min(...times);
    return {
      lines,
      others: all.length - lines.length,
      from,
      to: Math.max(from + 1, ...times),
      wholeDays: rows.every((row) => row.x.wholeDay),
    };
  },

  header({ lines, others, ...span }, look) {
    return {
      title: look.say({ ko: "추이 요약", en: "Trends at a glance" }),
      subtitle: spanText(span, look),
      kpi: undefined,
      remarks: [
        look.say({ ko: "빨간 점: 최고 · 줄마다 눈금이 다름", en: "Red: highest · each line on its own scale" }),
        ...(others > 0 ? [look.say({ ko: `외 ${others}개`, en: `${others} more` })] : []),
      ],
      height: cardHeight(BODY.top + PITCH * lines.length + 6),
    };
  },

  altText({ lines, others }, look) {
    const told = lines.map((line) => {
      const change = spokenDelta(changeText(line.last, firstOf(line), look));
      return `${look.readable(line.name)} ${look.format.exact(line.last)} (${change})`;
    });
    return told.join(", ") + (others > 0 ? look.say({ ko: `, 외 ${others}개`, en: `, ${others} more` }) : "");
  },

  spec: draw,
});

async function draw({ lines, from, to }: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure, format } = look;
  const shown = lines.map((line) => look.drawable(line.name));
  const nameRoom = Math.min(WIDEST_NAME, Math.max(...shown.map((name) => measure.width(name, NAME))));
  const names = fitNames(shown, nameRoom, NAME, measure);
  const lasts = lines.map((line) => format.amount(line.last));
  const changes = lines.map((line) => changeText(line.last, firstOf(line), look));
  const ranges = lines.map((line) => `${format.amount(line.lowest)} – ${format.amount(line.highest.v)}`);
  const widest = (texts: string[], style: typeof LAST | typeof DELTA | typeof RANGE): number =>
    Math.max(...texts.map((text) => measure.width(text, style)));
  const changeRoom = widest(changes, DELTA);
  const figureRoom = Math.max(widest(lasts, LAST), widest(ranges, RANGE));
  const left = BODY.left + nameRoom + 18;
  const right = BODY.right - changeRoom - figureRoom - 40;
  const width = right - left;
  const height = 26;
  const plots = await plot(
    {
      data: {
        values: lines.flatMap((line, rank) =>
          line.points.map(({ t, v }) => ({ rank, t: t - from, v: v === null ? null : place(line, v, rank, height) })),
        ),
      },
      mark: { type: "line", strokeWidth: 2, strokeJoin: "round", strokeCap: "round", stroke: theme.lines[0] },
      encoding: {
        x: { field: "t", type: "quantitative", scale: { domain: [0, to - from], nice: false }, axis: null },
        y: {
          field: "v",
          type: "quantitative",
          scale: { domain: [PITCH * lines.length, 0], nice: false, zero: false },
          axis: null,
        },
        detail: { field: "rank", type: "ordinal" },
        order: { field: "t" },
      },
    },
    { width, height: PITCH * lines.length },
    theme,
  );
  let svg = group(left, BODY.top, plots.svg);
  lines.forEach((line, rank) => {
    const top = BODY.top + PITCH * rank;
    const baseline = top + PITCH / 2 + 4.5;
    const tone = changeTone(line.last, firstOf(line), look);
    const fill = { alert: theme.alert, good: theme.good, quiet: theme.inkSoft }[look.money ? tone : "quiet"];
    const end = line.points.findLast(({ v }) => v !== null)!;
    const dot = (t: number, v: number, color: string, r: number): string =>
      element("circle", {
        cx: left + ((t - from) / (to - from)) * width,
        cy: BODY.top + place(line, v, rank, height),
        r,
        fill: color,
        stroke: theme.background,
        "stroke-width": 1.5,
      });
    if (rank > 0)
      svg += element("rect", { x: BODY.left, y: top, width: BODY.right - BODY.left, height: 1, fill: theme.grid });
    svg +=
      textLine(BODY.left, baseline, names[rank]!, { ...NAME, fill: theme.ink }) +
      (line.highest.v > line.lowest ? dot(line.highest.t, line.highest.v, theme.alert, 3) : "") +
      dot(end.t, end.v!, theme.lines[0]!, 3.6) +
      textLine(right + 20 + figureRoom, baseline - 5, lasts[rank]!, { ...LAST, fill: theme.ink, anchor: "end" }) +
      textLine(right + 20 + figureRoom, baseline + 10, ranges[rank]!, {
        ...RANGE,
        fill: theme.inkQuiet,
        anchor: "end",
      }) +
      textLine(BODY.right, baseline, changes[rank]!, { ...DELTA, fill, anchor: "end" });
  });
  return { body: svg };
}

/** Height of a value in the strip of its line; a flat line lies in the middle. */
function place({ lowest, highest }: Line, v: number, rank: number, height: number): number {
  const span = highest.v - lowest;
  const share = span > 0 ? (v - lowest) / span : 0.5;
  return PITCH * (rank + 0.5) + height / 2 - share * height;
}

const firstOf = ({ points }: Line): number => points.find(({ v }) => v !== null)!.v!;
