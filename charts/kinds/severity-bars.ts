import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { Amount, Category } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { inkOn } from "../parts/ink-on.ts";
import { legendRow } from "../parts/legend-row.ts";
import { severityChip } from "../parts/severity-chip.ts";
import { severityRows } from "../parts/severity-rows.ts";
import type { Plot } from "../plot.ts";
import { LEVELS, type SeverityLevel, severityLevel, severityName, severityTag } from "../severity.ts";
import { textLine } from "../svg.ts";
import { fitNames } from "../text/fit-names.ts";

type Counts = Record<SeverityLevel, number>;

interface Group {
  /** Undefined for the folded rest. */
  name: string | undefined;
  folded: number;
  total: number;
  counts: Counts;
}

interface Facts {
  counts: Counts;
  total: number;
  /** Most severe first; empty where no category was named: then one bar per severity. */
  groups: Group[];
  groupCount: number;
}

const MOST_GROUPS = 9;
const NAME = { size: 13 } as const;
const FIGURE = { size: 13, weight: 600, numeric: true } as const;
const SHARE = { size: 12, numeric: true } as const;
const TAG = { size: 11, weight: 600, numeric: true } as const;
const WIDEST_NAME = 240;
const TALLEST_ROW = 52;

const none = (): Counts => ({ critical: 0, high: 0, medium: 0, low: 0, info: 0 });

export const severityBars = defineChart({
  name: "severity_bars",
  title: { ko: "심각도별 건수", en: "Count by severity" },
  description:
    "How many findings of each severity, as bars in order of severity with their letters; with a category, one bar " +
    "per category stacked by severity.",
  columns: {
    severity: { required: true, means: "Critical to Low, or GuardDuty's number 1 to 10" },
    category: { required: false, means: "one bar each: type, account, region" },
    value: { required: false, means: "how many; each row counts once without it" },
  },
  row: z.object({ severity: Category, category: Category.optional(), value: Amount.optional() }),

  facts(rows): Facts {
    const groups = new Map<string, Group>();
    const counts = none();
    let total = 0;
    for (const [index, { severity, category, value = 1 }] of rows.entries()) {
      const level = severityLevel(severity);
      if (!level) {
        throw new DrawError(
          "bad_columns",
          `Row ${index + 1} has a severity that is none: name the column that holds Critical, High, Medium or Low.`,
        );
      }
      const amount = Math.max(0, value ?? 0);
      counts[level] += amount;
      total += amount;
      if (category === undefined) continue;
      const found = groups.get(category) ?? { name: category, folded: 0, total: 0, counts: none() };
      groups.set(category, found);
      found.counts[level] += amount;
      found.total += amount;
    }
    if (rows.every((row) => row.value === null)) {
      throw new DrawError("no_data", "There is nothing to count: say so in a sentence instead.");
    }
    return { counts, total, groups: fold([...groups.values()]), groupCount: groups.size };
  },

  header(facts, look) {
    const worst = LEVELS.find((level) => facts.counts[level] > 0);
    const urgent = worst === "critical" || worst === "high";
    const bodyEnd = BODY.top + 30 + TALLEST_ROW * facts.groups.length;
    return {
      title: look.say({ ko: "심각도별 건수", en: "Count by severity" }),
      subtitle:
        facts.groups.length > 0
          ? look.say({
              ko: `${look.dimension} ${facts.groupCount}개`,
              en: `${facts.groupCount} ${facts.groupCount === 1 ? "bar" : "bars"} by ${look.dimension.toLowerCase()}`,
            })
          : look.say({ ko: "심각도 순", en: "Most severe first" }),
      kpi: {
        value: quantity(facts.total, look),
        delta:
          givenChange(facts.total, look) ??
          (worst
            ? {
                text: `${severityName(worst)} ${quantity(facts.counts[worst], look)}`,
                tone: urgent ? "alert" : "quiet",
                against: "",
              }
            : undefined),
      },
      remarks: [],
      height: facts.groups.length > 0 && bodyEnd < BODY.bottom ? cardHeight(bodyEnd) : undefined,
    };
  },

  altText(facts, look) {
    const total = quantity(facts.total, look);
    const levels = LEVELS.filter((level) => facts.counts[level] > 0).map(
      (level) => `${severityName(level)} ${look.format.exact(facts.counts[level])}`,
    );
    const groups = facts.groups.map(
      (each) => `${groupName(each, look, look.readable)} ${look.format.exact(each.total)}`,
    );
    return [
      look.say({ ko: `합계 ${total}`, en: `Total: ${total}` }) + spokenChange(facts.total, look),
      ...(levels.length > 0 ? [levels.join(", ")] : []),
      ...(groups.length > 0 ? [groups.join(", ")] : []),
    ].join(". ");
  },

  spec: (facts, look, plot) =>
    facts.groups.length > 0 ? drawGroups(facts, look, plot) : drawLevels(facts, look, plot),
});

/** One bar per severity; a level without findings keeps its place. */
async function drawLevels({ counts, total }: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure, format } = look;
  const levels = LEVELS.filter((level) => level !== "info" || counts.info > 0);
  const top = BODY.top + 14;
  const pitch = (BODY.bottom - top) / levels.length;
  const nameRoom = Math.max(...levels.map((level) => measure.width(severityName(level), { size: 14 })));
  const left = BODY.left + 30 + nameRoom + 16;
  const figureRoom = 120;
  const svg = await severityRows(
    levels.map((level) => [{ level, value: counts[level] }]),
    { left, top, width: BODY.right - figureRoom - left, pitch, thick: Math.min(38, pitch * 0.56) },
    look,
    plot,
  );
  let body = svg.svg;
  levels.forEach((level, i) => {
    const middle = top + pitch * (i + 0.5);
    const figure = format.amount(counts[level]);
    const share = counts[level] > 0 && total > 0 ? format.percent(counts[level] / total) : "";
    const end = svg.x(counts[level]) + 10;
    const big = { size: 16, weight: 700, numeric: true } as const;
    body +=
      severityChip(level, BODY.left, middle, look) +
      textLine(BODY.left + 30, middle + 5, severityName(level), { size: 14, fill: theme.ink }) +
      textLine(end, middle + 5.5, figure, { ...big, fill: counts[level] === 0 ? theme.inkQuiet : theme.ink }) +
      textLine(end + measure.width(figure, big) + 8, middle + 5, share, { ...SHARE, fill: theme.inkSoft });
  });
  return { body };
}

async function drawGroups({ groups, counts }: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, measure, format } = look;
  const levels = LEVELS.filter((level) => counts[level] > 0);
  const legend = legendRow(
    levels.map((level) => ({
      color: theme.severity[level],
      name: severityName(level),
      figure: format.amount(counts[level]),
      tag: severityTag(level),
    })),
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const top = BODY.top + legend.height + 8;
  const pitch = Math.min(TALLEST_ROW, (BODY.bottom - top) / groups.length);
  const shown = groups.map((each) => groupName(each, look, look.drawable));
  const nameRoom = Math.min(WIDEST_NAME, Math.max(...shown.map((name) => measure.width(name, NAME))));
  const names = fitNames(shown, nameRoom, NAME, measure);
  const left = BODY.left + nameRoom + 12;
  const figureRoom = Math.max(...groups.map(({ total }) => measure.width(format.amount(total), FIGURE))) + 10;
  const thick = Math.min(26, pitch * 0.62);
  const drawn = await severityRows(
    groups.map((each) => levels.map((level) => ({ level, value: each.counts[level] }))),
    { left, top, width: BODY.right - figureRoom - left, pitch, thick },
    look,
    plot,
  );
  let body = legend.svg + drawn.svg;
  groups.forEach((each, i) => {
    const baseline = top + pitch * (i + 0.5) + 4.5;
    const fill = each.name === undefined ? theme.inkSoft : theme.ink;
    body += textLine(left - 12, baseline, names[i]!, { ...NAME, fill, anchor: "end" });
    body += textLine(drawn.x(each.total) + 8, baseline, format.amount(each.total), { ...FIGURE, fill });
    let reached = 0;
    for (const level of levels) {
      const value = each.counts[level];
      const [from, to] = [drawn.x(reached), drawn.x(reached + value)];
      reached += value;
      const short = severityTag(level);
      // A bar of one severity has its count at its end.
      const text = value === each.total ? short : `${short} ${format.amount(value)}`;
      const style = { ...TAG, fill: inkOn(theme.severity[level]), anchor: "middle" } as const;
      const fits = [text, short].find((t) => measure.width(t, TAG) + 6 <= to - from);
      if (value > 0 && fits && thick >= 13) body += textLine((from + to) / 2, baseline - 0.5, fits, style);
    }
  });
  return { body };
}

function fold(groups: Group[]): Group[] {
  const order = (a: Group, b: Group): number => {
    const level = LEVELS.find((each) => a.counts[each] !== b.counts[each]);
    return level ? b.counts[level] - a.counts[level] : 0;
  };
  const sorted = groups.toSorted(order);
  if (sorted.length <= MOST_GROUPS + 1) return sorted;
  const small = sorted.slice(MOST_GROUPS);
  const counts = none();
  for (const each of small) for (const level of LEVELS) counts[level] += each.counts[level];
  const total = small.reduce((sum, each) => sum + each.total, 0);
  return [...sorted.slice(0, MOST_GROUPS), { name: undefined, folded: small.length, total, counts }];
}

function groupName(each: Group, look: Look, show: (text: string) => string): string {
  if (each.name !== undefined) return show(each.name);
  return look.say({ ko: `기타 ${each.folded}개`, en: `${each.folded} others` });
}

function quantity(count: number, look: Look): string {
  return look.say({ ko: `${look.format.amount(count)}건`, en: look.format.amount(count) });
}
