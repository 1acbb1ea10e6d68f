import { z } from "zod";
import { BODY, cardHeight } from "../card.ts";
import { Amount, Category } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { changeText, changeTone, describeChange, givenChange, spokenChange, spokenDelta } from "../parts/change.ts";
import { horizontalBars, TALLEST_BAR_ROW } from "../parts/horizontal-bars.ts";
import { legendRow } from "../parts/legend-row.ts";
import type { Plot } from "../plot.ts";
import { bySeverity, type SeverityLevel, severityLevels, severityName } from "../severity.ts";

interface Item {
  /** Undefined for the folded rest. */
  name: string | undefined;
  folded: number;
  value: number;
  previous: number;
  level: SeverityLevel | undefined;
}

interface Facts {
  items: Item[];
  /** How many categories the rows hold, folded ones included. */
  count: number;
  total: number;
  gross: number;
  /** Undefined where no previous column was named. */
  previousTotal: number | undefined;
}

const MOST_BARS = 12;
/** Room for the one line of the legend. */
const LEGEND = 26;

export const bars = defineChart({
  name: "bars",
  title: { ko: "항목별 비교", en: "Comparison by item" },
  description:
    "Amounts or counts by category as horizontal bars with their values, largest first, optionally against a " +
    "previous period. For rankings and for anything that has no time axis.",
  columns: {
    category: { required: false, means: "what each bar is; x is taken where this is not given" },
    value: { required: false, means: "amount; rows are counted without it" },
    previous: { required: false, means: "the amount in the period before" },
    x: { required: false, means: "stands in for category" },
  },
  row: z.object({
    category: Category.optional(),
    x: Category.optional(),
    value: Amount.optional(),
    previous: Amount.optional(),
  }),

  facts(rows): Facts {
    if (rows.every((row) => row.category === undefined && row.x === undefined)) {
      throw new DrawError("bad_columns", "The chart bars needs columns.category: the column that names each bar.");
    }
    const known = rows.filter((row) => row.value !== null || (row.previous ?? null) !== null);
    if (known.length === 0) throw new DrawError("no_data", "There is nothing to draw: say so in a sentence instead.");
    const nameOf = (row: (typeof known)[number]): string => row.category ?? row.x ?? "";
    const levels = severityLevels(known.map(nameOf));
    const byName = new Map<string, Item>();
    for (const row of known) {
      const level = levels?.get(nameOf(row));
      const name = level ?? nameOf(row);
      const item = byName.get(name) ?? { name, folded: 0, value: 0, previous: 0, level };
      item.value += row.value === undefined ? 1 : (row.value ?? 0);
      item.previous += row.previous ?? 0;
      byName.set(name, item);
    }
    const all = [...byName.values()];
    const sum = (of: (item: Item) => number): number => all.reduce((total, item) => total + of(item), 0);
    return {
      items: rank(all),
      count: all.length,
      total: sum((item) => item.value),
      gross: sum((item) => Math.max(0, item.value)),
      previousTotal: known.some((row) => row.previous !== undefined) ? sum((item) => item.previous) : undefined,
    };
  },

  header(facts, look) {
    const bodyEnd = BODY.top + LEGEND + TALLEST_BAR_ROW * facts.items.length;
    const what = look.countsOnly ? { ko: "건수", en: "Count" } : { ko: "비용", en: "Cost" };
    return {
      title: look.say({ ko: `${look.dimension}별 ${what.ko}`, en: `${what.en} by ${look.dimension.toLowerCase()}` }),
      subtitle: look.say({ ko: `${facts.count}개 항목`, en: facts.count === 1 ? "1 item" : `${facts.count} items` }),
      kpi: { value: look.format.amount(facts.total), delta: givenChange(facts.total, look) ?? ownChange(facts, look) },
      remarks: [],
      height: bodyEnd < BODY.bottom ? cardHeight(bodyEnd) : undefined,
    };
  },

  altText(facts, look) {
    const { format } = look;
    const own = ownChange(facts, look);
    const change = spokenChange(facts.total, look) || (own ? ` (${spokenDelta(own.text)} ${own.against})` : "");
    const total = format.exact(facts.total);
    const listed = facts.items.map((item) => {
      const against =
        facts.previousTotal === undefined
          ? ""
          : look.say({ ko: ` (이전 ${format.exact(item.previous)})`, en: ` (before: ${format.exact(item.previous)})` });
      return `${itemName(item, look, look.readable)} ${format.exact(item.value)}${against}`;
    });
    return `${look.say({ ko: `합계 ${total}`, en: `Total ${total}` })}${change}. ${listed.join(", ")}`;
  },

  spec: draw,
});

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { theme, format } = look;
  const compared = facts.previousTotal !== undefined;
  const periods = [
    { color: theme.palette[0]!, name: look.say({ ko: "이번 기간", en: "This period" }), total: facts.total },
    {
      color: theme.previous,
      name: look.say({ ko: "이전 기간", en: "Period before" }),
      total: facts.previousTotal ?? 0,
    },
  ];
  const legend = legendRow(
    compared ? periods.map(({ color, name, total }) => ({ color, name, figure: format.amount(total) })) : [],
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const rows = facts.items.map((item) => ({
    name: itemName(item, look, look.drawable),
    color: item.level ? theme.severity[item.level] : theme.palette[0]!,
    // The rest of 400 would dwarf every bar: it is told in figures only.
    bar: item.name === undefined ? undefined : { value: item.value, previous: compared ? item.previous : undefined },
    figure: format.amount(item.value),
    remark: remark(item, facts, look),
  }));
  const svg = await horizontalBars(rows, { ...BODY, top: BODY.top + legend.height + 4 }, look, plot);
  return { body: legend.svg + svg };
}

/** Largest first and the rest folded; severities in their own order. */
function rank(all: Item[]): Item[] {
  if (all.every((item) => item.level)) return all.sort((a, b) => bySeverity(a.level!, b.level!));
  const bySize = all.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const kept = bySize.length > MOST_BARS ? bySize.slice(0, MOST_BARS - 1) : bySize;
  const small = bySize.slice(kept.length);
  kept.sort((a, b) => b.value - a.value);
  if (small.length === 0) return kept;
  const sum = (of: (item: Item) => number): number => small.reduce((total, item) => total + of(item), 0);
  const rest = { value: sum((item) => item.value), previous: sum((item) => item.previous) };
  return [...kept, { name: undefined, folded: small.length, level: undefined, ...rest }];
}

/** After the value: the change where there is a period before, else the share. */
function remark(item: Item, facts: Facts, look: Look): { text: string; tone: "alert" | "good" | "quiet" } {
  if (facts.previousTotal !== undefined) {
    return { text: changeText(item.value, item.previous, look), tone: changeTone(item.value, item.previous, look) };
  }
  const shared = item.value > 0 && facts.gross > 0 && facts.items.length > 1;
  return { text: shared ? look.format.percent(item.value / facts.gross) : "", tone: "quiet" };
}

function ownChange(facts: Facts, look: Look): ReturnType<typeof givenChange> {
  if (facts.previousTotal === undefined) return undefined;
  const against = look.say({ ko: "이전 기간 대비", en: "vs. the period before" });
  return describeChange(facts.total, facts.previousTotal, against, look);
}

function itemName(item: Item, look: Look, show: (text: string) => string): string {
  if (item.level) return severityName(item.level);
  if (item.name !== undefined) return show(item.name);
  return look.say({ ko: `기타 ${item.folded}개`, en: `${item.folded} others` });
}
