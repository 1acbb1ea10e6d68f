import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { Amount, Category } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { describeChange, spokenDelta } from "../parts/change.ts";
import type { Plot } from "../plot.ts";
import { element, group, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";

interface Step {
  /** Undefined for the folded rest. */
  name: string | undefined;
  folded: number;
  change: number;
}

interface Facts {
  before: number;
  after: number;
  /** Rises first, then falls, largest first; the rest last. */
  steps: Step[];
  /** Where the bars begin: above zero where the changes are small beside the totals. */
  base: number;
}

const MOST_STEPS = 8;
const NAME = { size: 13 } as const;
const FIGURE = { size: 13, weight: 600, numeric: true } as const;
const WIDEST_NAME = 230;
const GAP = 8;
const TALLEST_ROW = 44;

export const waterfall = defineChart({
  name: "waterfall",
  title: { ko: "변화의 원인", en: "What drove the change" },
  description:
    "From the total of the period before to this period's, step by step: which categories rose or fell and by how " +
    "much, largest first, the rest folded. Answers why a cost changed.",
  columns: {
    category: { required: true, means: "what drives: service, account, usage type" },
    value: { required: true, means: "amount in this period" },
    previous: { required: true, means: "amount in the period before" },
  },
  row: z.object({ category: Category, value: Amount, previous: Amount }),

  facts(rows): Facts {
    const known = rows.filter((row) => row.value !== null || row.previous !== null);
    if (known.length === 0)
      throw new DrawError("no_data", "There is nothing to compare: say so in a sentence instead.");
    const changes = new Map<string, number>();
    let [before, after] = [0, 0];
    for (const { category, value, previous } of known) {
      before += previous ?? 0;
      after += value ?? 0;
      changes.set(category, (changes.get(category) ?? 0) + (value ?? 0) - (previous ?? 0));
    }
    const steps = fold([...changes].map(([name, change]) => ({ name, folded: 0, change })));
    return { before, after, steps, base: baseOf(before, after, steps) };
  },

  header(facts, look) {
    const against = look.say({ ko: "이전 기간 대비", en: "vs. the period before" });
    const cut = look.format.amount(facts.base);
    const bodyEnd = BODY.top + 6 + TALLEST_ROW * (facts.steps.length + 2);
    return {
      title: look.say({ ko: "비용 변화의 원인", en: "What drove the change" }),
      subtitle: look.say({ ko: `${look.dimension}별 증감`, en: `Change by ${look.dimension.toLowerCase()}` }),
      kpi: { value: look.format.amount(facts.after), delta: describeChange(facts.after, facts.before, against, look) },
      remarks: facts.base > 0 ? [look.say({ ko: `막대는 ${cut}에서 시작`, en: `Bars begin at ${cut}` })] : [],
      height: bodyEnd < BODY.bottom ? cardHeight(bodyEnd) : undefined,
    };
  },

  altText(facts, look) {
    const { format } = look;
    const { text } = describeChange(facts.after, facts.before, "", look);
    const steps = facts.steps.map((step) => `${stepName(step, look, look.readable)} ${format.signed(step.change)}`);
    return `${format.exact(facts.before)} → ${format.exact(facts.after)} (${spokenDelta(text)}). ${steps.join(", ")}`;
  },

  spec: draw,
});

interface Row {
  name: string;
  from: number;
  to: number;
  figure: string;
  color: string;
  ink: string;
  total: boolean;
}

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure } = look;
  const rows = toRows(facts, look);
  const pitch = Math.min(TALLEST_ROW, (BODY.bottom - BODY.top) / rows.length);
  const top = BODY.top + 6;
  const height = Math.min(pitch * rows.length, BODY.bottom - top);
  const each = height / rows.length;
  const nameRoom = Math.min(WIDEST_NAME, Math.max(...rows.map((row) => measure.width(row.name, NAME))));
  const names = fitNames(
    rows.map((row) => row.name),
    nameRoom,
    NAME,
    measure,
  );
  const left = BODY.left + nameRoom + 12;
  const figureRoom = Math.max(...rows.map((row) => measure.width(row.figure, FIGURE)));
  const lowest = Math.min(facts.base, ...rows.flatMap((row) => [row.from, row.to]));
  const highest = Math.max(facts.base, ...rows.flatMap((row) => [row.from, row.to]));
  const leftRoom = lowest < facts.base ? figureRoom + GAP : 0;
  const frame = { width: BODY.right - left - figureRoom - GAP - leftRoom, height };
  const thick = Math.min(24, each * 0.62);
  const ranks = rows.map((_, rank) => rank);
  const plotted = await plot(
    {
      data: { values: rows.map(({ from, to }, rank) => ({ rank, from, to })) },
      mark: { type: "bar", height: thick, cornerRadius: 2 },
      encoding: {
        x: {
          field: "from",
          type: "quantitative",
          scale: { domain: [lowest, highest === lowest ? lowest + 1 : highest], nice: false, zero: false },
          axis: null,
        },
        x2: { field: "to" },
        y: { field: "rank", type: "ordinal", scale: { domain: ranks, paddingInner: 0, paddingOuter: 0 }, axis: null },
        color: {
          field: "rank",
          type: "ordinal",
          scale: { domain: ranks, range: rows.map((row) => row.color) },
          legend: null,
        },
      },
    },
    frame,
    theme,
  );
  const x = (value: number): number => left + leftRoom + plotted.at("x", value);
  const middle = (rank: number): number => top + each * (rank + 0.5);
  let svg = element("rect", { x: x(facts.base) - 0.5, y: top, width: 1, height, fill: theme.axis });
  rows.forEach((row, rank) => {
    if (rank === rows.length - 1) return;
    const at = x(row.to);
    const drop = `M${at.toFixed(2)},${(middle(rank) + thick / 2).toFixed(2)}V${(middle(rank + 1) - thick / 2).toFixed(2)}`;
    svg += element("path", { d: drop, stroke: theme.inkQuiet, "stroke-width": 1, "stroke-dasharray": "2 2" });
  });
  svg += group(left + leftRoom, top, plotted.svg);
  rows.forEach((row, rank) => {
    const baseline = middle(rank) + 4.5;
    const weight = row.total ? ({ weight: 600 } as const) : {};
    const fall = row.to < row.from;
    const name = measure.fit(names[rank]!, nameRoom, { ...NAME, ...weight });
    svg += textLine(left - 12, baseline, name, { ...NAME, ...weight, fill: theme.ink, anchor: "end" });
    const isLeft = fall && row.to < facts.base;
    const at = isLeft ? x(row.to) - GAP : x(Math.max(row.from, row.to)) + GAP;
    svg += textLine(at, baseline, row.figure, {
      ...FIGURE,
      fill: row.ink,
      anchor: isLeft ? "end" : "start",
      halo: theme.background,
    });
    if (row.total && facts.base > 0) svg += breakSign(x(facts.base) + 14, middle(rank), thick, theme.background);
  });
  return { body: svg };
}

function toRows(facts: Facts, look: Look): Row[] {
  const { theme, format } = look;
  const total = (name: string, value: number, color: string): Row => ({
    name,
    from: facts.base,
    to: value,
    figure: format.amount(value),
    color,
    ink: theme.ink,
    total: true,
  });
  let reached = facts.before;
  const steps = facts.steps.map((step): Row => {
    const from = reached;
    reached += step.change;
    const rose = step.change > 0;
    return {
      name: stepName(step, look, look.drawable),
      from,
      to: reached,
      figure: format.signed(step.change),
      color: step.change === 0 ? theme.axis : rose ? theme.alert : theme.good,
      ink: step.change === 0 ? theme.inkSoft : rose ? theme.alert : theme.good,
      total: false,
    };
  });
  return [
    total(look.say({ ko: "이전 기간", en: "Period before" }), facts.before, theme.previous),
    ...steps,
    total(look.say({ ko: "이번 기간", en: "This period" }), facts.after, theme.palette[0]!),
  ];
}

/** Two slanted strokes through a bar that does not begin at zero. */
function breakSign(x: number, y: number, thick: number, color: string): string {
  const stroke = (at: number): string =>
    `M${at.toFixed(1)},${(y + thick / 2 + 2).toFixed(1)}l6,${(-thick - 4).toFixed(1)}`;
  return element("path", { d: stroke(x) + stroke(x + 5), stroke: color, "stroke-width": 2, fill: "none" });
}

function fold(steps: Step[]): Step[] {
  const bySize = steps.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
  const kept = bySize.length > MOST_STEPS ? bySize.slice(0, MOST_STEPS - 1) : bySize;
  const small = bySize.slice(kept.length);
  kept.sort((a, b) => b.change - a.change);
  if (small.length === 0) return kept;
  return [
    ...kept,
    { name: undefined, folded: small.length, change: small.reduce((sum, { change }) => sum + change, 0) },
  ];
}

/** Above zero where every level stays above half of the highest: else the changes could not be seen. */
function baseOf(before: number, after: number, steps: Step[]): number {
  let [level, low, high] = [before, Math.min(before, after), Math.max(before, after)];
  for (const { change } of steps) {
    level += change;
    low = Math.min(low, level);
    high = Math.max(high, level);
  }
  if (low <= 0 || low < 0.6 * high) return 0;
  const room = Math.max(high - low, high * 0.02);
  const rough = low - room * 0.8;
  const power = 10 ** Math.floor(Math.log10(room));
  return Math.max(0, Math.floor(rough / power) * power);
}

function stepName(step: Step, look: Look, show: (text: string) => string): string {
  if (step.name !== undefined) return show(step.name);
  return look.say({ ko: `기타 ${step.folded}개`, en: `${step.folded} others` });
}
