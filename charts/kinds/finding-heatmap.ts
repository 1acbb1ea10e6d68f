import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { Amount, Category, Time } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { AXIS_TEXT, X_LABELS } from "../parts/axis-text.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { givenWindow } from "../parts/given-window.ts";
import { inkOn } from "../parts/ink-on.ts";
import { rampColor } from "../parts/ramp.ts";
import { CHIP, severityChip } from "../parts/severity-chip.ts";
import { coveredTimes, grainName, stepName, timeLabels } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { bySeverity, type SeverityLevel, severityLevel, severityName } from "../severity.ts";
import { group, textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";
import { binEvents } from "../time/event-steps.ts";
import type { Steps } from "../time/steps.ts";

interface Kind {
  /** Undefined for the folded rest. */
  name: string | undefined;
  folded: number;
  level: SeverityLevel | undefined;
  total: number;
  values: number[];
}

interface Facts {
  steps: Steps;
  /** Most severe first, then most frequent. */
  kinds: Kind[];
  total: number;
  highest: { kind: Kind; step: number; value: number };
  /** How many there are of each level; empty where no row has one. */
  levels: Map<SeverityLevel, number>;
}

const MOST_KINDS = 9;
const GAP = 4;
/** Cells set their labels apart by themselves. */
const LABEL_GAP = 6;
const NAME = { size: 13 } as const;
const CELL = { size: 13, weight: 600, numeric: true } as const;
const WIDEST_NAME = 236;
const TALLEST_ROW = 54;

export const findingHeatmap = defineChart({
  name: "finding_heatmap",
  title: { ko: "유형·일자별 탐지", en: "Findings by type and day" },
  description:
    "How many findings (or other events) of each type on each day, as a grid with counts; types with their worst " +
    "severity's letter, most severe first. For GuardDuty findings over days.",
  columns: {
    x: { required: true, means: "ISO time or day of the finding" },
    category: { required: true, means: "its type" },
    severity: { required: false, means: "Critical to Low, or GuardDuty's number 1 to 10" },
    value: { required: false, means: "how many; each row counts once without it" },
  },
  row: z.object({ x: Time, category: Category, severity: Category.optional(), value: Amount.optional() }),

  facts(rows, look): Facts {
    const counted = rows.filter((row) => row.value !== null);
    if (counted.length === 0)
      throw new DrawError("no_data", "There are no findings to draw: say so in a sentence instead.");
    const { steps, indexOf } = binEvents(
      counted.map((row) => row.x),
      look.zone,
      givenWindow(look),
      { days: true },
    );
    const kinds = new Map<string, Kind>();
    const levels = new Map<SeverityLevel, number>();
    for (const { x, category, severity, value = 1 } of counted) {
      const empty = { name: category, folded: 0, level: undefined, total: 0, values: steps.starts.map(() => 0) };
      const kind: Kind = kinds.get(category) ?? empty;
      kinds.set(category, kind);
      const level = severity === undefined ? undefined : severityLevel(severity);
      if (level) {
        levels.set(level, (levels.get(level) ?? 0) + (value ?? 0));
        kind.level = kind.level === undefined || bySeverity(level, kind.level) < 0 ? level : kind.level;
      }
      kind.total += value ?? 0;
      kind.values[indexOf(x)]! += value ?? 0;
    }
    const folded = fold([...kinds.values()]);
    return {
      steps,
      kinds: folded,
      total: folded.reduce((sum, kind) => sum + kind.total, 0),
      highest: highestCell(folded),
      levels,
    };
  },

  header(facts, look) {
    const { levels, steps } = facts;
    const worst = [...levels.keys()].sort(bySeverity)[0];
    const urgent = worst === "critical" || worst === "high";
    const count = worst ? quantity(levels.get(worst)!, look) : "";
    const bodyEnd = BODY.top + 8 + TALLEST_ROW * facts.kinds.length + X_LABELS;
    const act = urgent
      ? look.say({ ko: "확인 필요", en: "to check" })
      : look.say({ ko: "가장 높은 심각도", en: "highest" });
    return {
      title: look.say({ ko: "유형·일자별 탐지", en: "Findings by type and day" }),
      subtitle: coveredTimes(steps, look),
      kpi: {
        value: quantity(facts.total, look),
        delta: worst
          ? { text: `${severityName(worst)} ${count}`, tone: urgent ? "alert" : "quiet", against: act }
          : givenChange(facts.total, look),
      },
      height: bodyEnd < BODY.bottom ? cardHeight(bodyEnd) : undefined,
      remarks: [
        ...(levels.size > 0 ? ["C Critical · H High · M Medium · L Low"] : []),
        ...(steps.grain.name === "day"
          ? []
          : [
              look.say({
                ko: `칸 하나는 ${grainName(steps.grain, look)}`,
                en: `One cell: ${grainName(steps.grain, look)}`,
              }),
            ]),
      ],
    };
  },

  altText(facts, look) {
    const { highest, steps, levels } = facts;
    const name = kindName(highest.kind, look, look.readable);
    const most = `${name}, ${stepName(steps, highest.step, look)}, ${quantity(highest.value, look)}`;
    const byLevel = [...levels]
      .sort(([a], [b]) => bySeverity(a, b))
      .map(([level, count]) => `${severityName(level)} ${look.format.exact(count)}`);
    const listed = facts.kinds.map((kind) => `${kindName(kind, look, look.readable)} ${look.format.exact(kind.total)}`);
    return [
      look.say({ ko: `합계 ${quantity(facts.total, look)}`, en: `Total: ${quantity(facts.total, look)}` }) +
        spokenChange(facts.total, look),
      ...(byLevel.length > 0 ? [byLevel.join(", ")] : []),
      listed.join(", "),
      look.say({ ko: `가장 많은 칸: ${most}`, en: `Most: ${most}` }),
    ].join(". ");
  },

  spec: draw,
});

async function draw({ kinds, steps, highest }: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure, format } = look;
  const chipRoom = kinds.some(({ level }) => level) ? CHIP + 8 : 0;
  const nameRoom = Math.min(
    WIDEST_NAME,
    Math.max(...kinds.map((kind) => measure.width(kindName(kind, look, look.drawable), NAME))),
  );
  const names = fitNames(
    kinds.map((kind) => kindName(kind, look, look.drawable)),
    nameRoom,
    NAME,
    measure,
  );
  const left = BODY.left + chipRoom + nameRoom + 14;
  const top = BODY.top + 8;
  const pitch = Math.min(TALLEST_ROW, (BODY.bottom - X_LABELS - top) / kinds.length);
  const frame = { width: BODY.right - left + GAP, height: pitch * kinds.length };
  const step = frame.width / steps.starts.length;
  const values = kinds.flatMap((kind, row) => kind.values.map((v, column) => ({ row, column, v })));
  const most = Math.max(1, highest.value);
  const color = (v: number): string =>
    v <= 0 ? theme.heat[0]! : rampColor(theme.heat.slice(1), (v - 1) / Math.max(1, most - 1));
  const found = [...new Set(values.map(({ v }) => v))].sort((a, b) => a - b);
  const band = (field: string, count: number): object => ({
    field,
    type: "ordinal",
    scale: { domain: Array.from({ length: count }, (_, i) => i), paddingInner: 0, paddingOuter: 0 },
    axis: null,
  });
  const plotted = await plot(
    {
      data: { values },
      mark: { type: "rect", width: step - GAP, height: pitch - GAP, cornerRadius: 3 },
      encoding: {
        x: band("column", steps.starts.length),
        y: band("row", kinds.length),
        fill: { field: "v", type: "ordinal", scale: { domain: found, range: found.map(color) }, legend: null },
      },
    },
    frame,
    theme,
  );
  let svg = group(left, top, plotted.svg);
  kinds.forEach((kind, row) => {
    const middle = top + pitch * row + (pitch - GAP) / 2;
    if (kind.level) svg += severityChip(kind.level, BODY.left, middle, look);
    const fill = kind.name === undefined ? theme.inkSoft : theme.ink;
    svg += textLine(BODY.left + chipRoom, middle + 4.5, names[row]!, { ...NAME, fill });
    kind.values.forEach((v, column) => {
      const text = format.amount(v);
      if (v === 0 || measure.width(text, CELL) > step - GAP - 4) return;
      const x = left + step * column + (step - GAP) / 2;
      svg += textLine(x, middle + 4.6, text, { ...CELL, fill: inkOn(color(v)), anchor: "middle" });
    });
  });
  for (const [column, text] of timeLabels(steps, step, look, LABEL_GAP)) {
    const half = measure.width(text, AXIS_TEXT) / 2;
    const x = Math.min(left + step * column + (step - GAP) / 2, BODY.right + 10 - half);
    svg += textLine(x, top + frame.height + 16, text, { ...AXIS_TEXT, fill: theme.inkSoft, anchor: "middle" });
  }
  return { body: svg };
}

function fold(kinds: Kind[]): Kind[] {
  const order = (a: Kind, b: Kind): number =>
    (a.level && b.level ? bySeverity(a.level, b.level) : Number(!a.level) - Number(!b.level)) || b.total - a.total;
  const sorted = kinds.toSorted(order);
  if (sorted.length <= MOST_KINDS + 1) return sorted;
  const small = sorted.slice(MOST_KINDS);
  return [
    ...sorted.slice(0, MOST_KINDS),
    {
      name: undefined,
      folded: small.length,
      level: small.find(({ level }) => level)?.level,
      total: small.reduce((sum, { total }) => sum + total, 0),
      values: small[0]!.values.map((_, i) => small.reduce((sum, { values }) => sum + values[i]!, 0)),
    },
  ];
}

function highestCell(kinds: Kind[]): Facts["highest"] {
  const cells = kinds.flatMap((kind) => kind.values.map((value, step) => ({ kind, step, value })));
  return cells.reduce((most, cell) => (cell.value > most.value ? cell : most));
}

function kindName(kind: Kind, look: Look, show: (text: string) => string): string {
  if (kind.name !== undefined) return show(kind.name);
  return look.say({ ko: `기타 유형 ${kind.folded}개`, en: `${kind.folded} other types` });
}

function quantity(count: number, look: Look): string {
  return look.say({ ko: `${look.format.amount(count)}건`, en: look.format.amount(count) });
}
