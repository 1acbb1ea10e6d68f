import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Category, Time } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { givenWindow } from "../parts/given-window.ts";
import { inkOn } from "../parts/ink-on.ts";
import { legendRow } from "../parts/legend-row.ts";
import { PEAK_HEIGHT, peakLabel } from "../parts/peak-label.ts";
import { type StackedBars, stackedBars } from "../parts/stacked-bars.ts";
import { coveredTimes, grainName, stepName, timeLabels } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { foldSeries, isSpike, type Series, stepTotals, uniquePeak } from "../series.ts";
import { bySeverity, type SeverityLevel, severityLevels, severityName, severityTag } from "../severity.ts";
import { element, textLine } from "../svg.ts";
import { binEvents } from "../time/event-steps.ts";
import type { Steps } from "../time/steps.ts";

interface Kind extends Series {
  level: SeverityLevel | undefined;
}

interface Facts {
  steps: Steps;
  named: boolean;
  kinds: Kind[];
  total: number;
  peak: { step: number; total: number; spike: boolean; kind: Kind; kindCount: number } | undefined;
}

const TAG = { size: 10, weight: 700 } as const;
/** Least height and width of a segment that still holds its letter. */
const TAG_ROOM = 13;

export const eventTimeline = defineChart({
  name: "event_timeline",
  title: { ko: "시간별 이벤트", en: "Events over time" },
  description:
    "How many events happened when, stacked by category, in bars of a minute to a month in the asker's zone. " +
    "Rows are single events or counts; categories that are severities get severity colours and letters.",
  columns: {
    x: { required: true, means: "ISO time of the event (UTC where it has no offset), or a day" },
    category: { required: false, means: "kind of event, or its severity" },
    value: { required: false, means: "how many; each row counts once without it" },
  },
  row: z.object({ x: Time, category: Category.optional(), value: Amount.optional() }),

  facts(rows, look): Facts {
    const counted = rows.filter((row) => row.value !== null);
    if (counted.length === 0)
      throw new DrawError("no_data", "There are no events to draw: say so in a sentence instead.");
    const { steps, indexOf } = binEvents(
      counted.map((row) => row.x),
      look.zone,
      givenWindow(look),
    );
    const levels = severityLevels(new Set(counted.map((row) => row.category ?? "")));
    const series = foldSeries(
      counted.map((row) => ({
        category: levels?.get(row.category ?? "") ?? row.category ?? "",
        step: indexOf(row.x),
        value: row.value ?? 1,
      })),
      steps.starts.length,
    );
    const kinds = series.map((s): Kind => ({ ...s, level: levels ? (s.name as SeverityLevel) : undefined }));
    if (levels) kinds.sort((a, b) => bySeverity(a.level!, b.level!));
    const totals = stepTotals(kinds);
    return {
      steps,
      named: counted.some((row) => row.category !== undefined),
      kinds,
      total: totals.reduce((sum, value) => sum + value, 0),
      peak: findPeak(kinds, totals),
    };
  },

  header(facts, look) {
    return {
      title: look.say({ ko: "시간별 이벤트", en: "Events over time" }),
      subtitle: coveredTimes(facts.steps, look),
      kpi: { value: quantity(facts.total, look), delta: givenChange(facts.total, look) },
      remarks: [
        look.say({
          ko: `막대 하나는 ${grainName(facts.steps.grain, look)}`,
          en: `One bar: ${grainName(facts.steps.grain, look)}`,
        }),
      ],
    };
  },

  altText(facts, look) {
    const { kinds, peak, steps } = facts;
    const total = quantity(facts.total, look);
    const sentences = [look.say({ ko: `합계 ${total}`, en: `Total: ${total}` }) + spokenChange(facts.total, look)];
    if (facts.named) {
      sentences.push(
        kinds.map((kind) => `${kindName(kind, look, look.readable)} ${look.format.exact(kind.total)}`).join(", "),
      );
    }
    if (peak) {
      const when = `${stepName(steps, peak.step, look)}, ${quantity(peak.total, look)}`;
      const mostly = peakReason(peak, facts, look, look.readable);
      sentences.push(
        look.say({ ko: `가장 많은 때: ${when}`, en: `Most: ${when}` }) + (mostly === "" ? "" : ` (${mostly})`),
      );
    }
    return sentences.join(". ");
  },

  spec: draw,
});

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { kinds, steps, peak } = facts;
  const colors = kinds.map((kind, rank) => (kind.level ? look.theme.severity[kind.level] : look.theme.palette[rank]!));
  const legend = legendRow(
    facts.named
      ? kinds.map((kind, rank) => ({
          color: colors[rank]!,
          name: kindName(kind, look, look.drawable),
          figure: look.format.amount(kind.total),
          ...(kind.level ? { tag: severityTag(kind.level) } : {}),
        }))
      : [],
    { left: BODY.left, top: BODY.top, width: BODY.right - BODY.left },
    look,
  );
  const reason = peak ? peakReason(peak, facts, look, look.drawable) : "";
  const bars = await stackedBars(
    {
      series: kinds,
      colors,
      labels: (stepWidth) => timeLabels(steps, stepWidth, look),
      box: { ...BODY, top: BODY.top + legend.height + 4 },
      headroom: peak ? (reason === "" ? PEAK_HEIGHT.oneLine : PEAK_HEIGHT.twoLines) : 8,
    },
    look,
    plot,
  );
  let band = "";
  let label = "";
  if (peak) {
    if (peak.spike) band = peakBand(peak.step, peak.total, bars, look);
    const value = `${stepName(steps, peak.step, look)} · ${quantity(peak.total, look)}`;
    const at = { x: bars.x(peak.step), y: bars.y(peak.total) };
    label = peakLabel({ value, reason, alert: peak.spike }, at, { left: bars.left, right: BODY.right }, look);
  }
  return { body: legend.svg + band + bars.svg + tags(kinds, colors, bars) + label };
}

/** A tint around the bar that stands out; it ends at the bar, so that the label above stays on plain ground. */
function peakBand(step: number, total: number, bars: StackedBars, look: Look): string {
  const width = Math.max(bars.barWidth + 6, Math.min(bars.stepWidth, bars.barWidth + 12));
  const top = bars.y(total) - 3;
  return element("rect", {
    x: bars.x(step) - width / 2,
    y: top,
    width,
    height: bars.y(0) - top,
    rx: 3,
    fill: look.theme.alertTint,
  });
}

/** Severity letters in the segments that have room for one. */
function tags(kinds: readonly Kind[], colors: readonly string[], bars: StackedBars): string {
  if (bars.barWidth < TAG_ROOM) return "";
  const reached = kinds[0]!.values.map(() => 0);
  let svg = "";
  kinds.forEach((kind, rank) => {
    kind.values.forEach((value, step) => {
      const from = reached[step]!;
      reached[step] = from + value;
      if (!kind.level || value <= 0 || bars.y(from) - bars.y(from + value) < TAG_ROOM) return;
      const middle = (bars.y(from) + bars.y(from + value)) / 2;
      const style = { ...TAG, fill: inkOn(colors[rank]!), anchor: "middle" } as const;
      svg += textLine(bars.x(step), middle + 3.6, severityTag(kind.level), style);
    });
  });
  return svg;
}

function findPeak(kinds: readonly Kind[], totals: readonly number[]): Facts["peak"] {
  const step = uniquePeak(totals);
  if (step === undefined) return undefined;
  const kind = kinds.reduce((most, other) => (other.values[step]! > most.values[step]! ? other : most));
  return { step, total: totals[step]!, spike: isSpike(totals, step), kind, kindCount: kind.values[step]! };
}

/** The kind that makes at least half of the peak; "others" explain nothing. */
function peakReason(
  { kind, kindCount, total }: NonNullable<Facts["peak"]>,
  facts: Facts,
  look: Look,
  show: (text: string) => string,
): string {
  if (!facts.named || facts.kinds.length < 2 || kind.folded > 0 || kindCount * 2 < total) return "";
  const figure = look.format.amount(kindCount);
  return `${kindName(kind, look, show)} ${look.countsOnly ? look.say({ ko: `${figure}건`, en: figure }) : figure}`;
}

function kindName(kind: Kind, look: Look, show: (text: string) => string): string {
  if (kind.level) return severityName(kind.level);
  if (kind.name !== undefined) return show(kind.name);
  return look.say({ ko: `기타 ${kind.folded}개`, en: `${kind.folded} others` });
}

function quantity(count: number, look: Look): string {
  const figure = look.format.amount(count);
  if (!look.countsOnly) return figure;
  return look.say({ ko: `${figure}건`, en: `${figure} ${count === 1 ? "event" : "events"}` });
}
