import { z } from "zod";
import { BODY } from "../card.ts";
import { Amount, Day } from "../cells.ts";
import { type Drawing, defineChart } from "../define-chart.ts";
import { DrawError } from "../errors.ts";
import type { Look } from "../look.ts";
import { givenChange, spokenChange } from "../parts/change.ts";
import { type Change, changeList, changePins, PIN_LANE } from "../parts/change-list.ts";
import { givenDays } from "../parts/given-window.ts";
import { toInstant } from "../parts/line-chart.ts";
import { PEAK_HEIGHT, peakLabel } from "../parts/peak-label.ts";
import { hatch, stackedBars } from "../parts/stacked-bars.ts";
import { coveredPeriod, stepName, timeLabels } from "../parts/time-labels.ts";
import type { Plot } from "../plot.ts";
import { isSpike, type Series, uniquePeak } from "../series.ts";
import { lastingRise } from "../step-change.ts";
import { daySteps, type Steps, stepEnd } from "../time/steps.ts";
import { clockTime, shortDay } from "../time/write-date.ts";

interface Facts {
  steps: Steps;
  values: number[];
  total: number;
  /** The bar where the cost rose: a peak, or the first day of a lasting rise; `from` is what was usual. */
  rise: { step: number; value: number; increase: number; lasting: boolean } | undefined;
  /** In order of time; `suspect` for those on the day of the rise or the day before. */
  changes: Change[];
  provisional: number[];
}

/** More would not be read; those near the rise come first. */
const MOST_LISTED = 8;

export const costAndChanges = defineChart({
  name: "cost_and_changes",
  title: { ko: "비용과 변경 이력", en: "Cost and changes" },
  description:
    "Cost per day with changes (CloudTrail events) as numbered marks on the same axis and a list of them; the day the " +
    "cost rose is told, and changes just before it stand out. For what caused a rise.",
  columns: {
    x: { required: true, means: "ISO day" },
    value: { required: true, means: "money; rows of one day are added up" },
  },
  overlay: ["marks"],
  row: z.object({ x: Day, value: Amount }),

  facts(rows, look): Facts {
    const known = rows.filter((row) => row.value !== null);
    if (known.length === 0) throw new DrawError("no_data", "There is no cost to draw: say so in a sentence instead.");
    const steps = daySteps(
      known.map((row) => row.x),
      givenDays(look),
    );
    const values = steps.starts.map(() => 0);
    for (const { x, value } of known) values[steps.indexOf(x)]! += value!;
    const from = look.given.provisionalFrom === undefined ? Number.NaN : Date.parse(look.given.provisionalFrom);
    const provisional = steps.starts.flatMap((start, step) => (stepEnd(start, steps.grain) > from ? [step] : []));
    const rise = findRise(values, provisional);
    return {
      steps,
      values,
      total: values.reduce((sum, value) => sum + value, 0),
      rise,
      changes: changesOf(steps, rise?.step, look),
      provisional,
    };
  },

  header(facts, look) {
    const { steps, provisional } = facts;
    return {
      title: look.say({ ko: "비용과 변경 이력", en: "Cost and changes" }),
      subtitle: coveredPeriod(steps, look),
      kpi: { value: look.format.amount(facts.total), delta: givenChange(facts.total, look) },
      remarks: [
        ...(provisional.length > 0 ? [look.say({ ko: "빗금: 잠정치", en: "Hatched: provisional" })] : []),
        look.say({
          ko: `비용은 UTC 청구일, 변경은 ${look.zone.letters(steps.starts.at(-1)!)}`,
          en: `Cost in UTC billing days, changes in ${look.zone.letters(steps.starts.at(-1)!)}`,
        }),
      ],
    };
  },

  altText(facts, look) {
    const { rise, steps, changes } = facts;
    const total = look.format.exact(facts.total);
    const sentences = [look.say({ ko: `합계 ${total}`, en: `Total ${total}` }) + spokenChange(facts.total, look)];
    if (rise) {
      const when = stepName(steps, rise.step, look);
      const figure = `${look.format.exact(rise.value)} (${look.format.signed(rise.increase)})`;
      sentences.push(
        rise.lasting
          ? look.say({ ko: `${when}부터 증가: ${figure}`, en: `Higher from ${when}: ${figure}` })
          : look.say({ ko: `급증: ${when} ${figure}`, en: `Spike: ${when} ${figure}` }),
      );
    }
    const listed = changes
      .slice(0, MOST_LISTED)
      .map(({ when, label, who, suspect }) =>
        [
          when,
          label,
          ...(who === "" ? [] : [`· ${who}`]),
          ...(suspect ? [look.say({ ko: "(증가 직전)", en: "(just before the rise)" })] : []),
        ].join(" "),
      );
    const count = changes.length;
    sentences.push(
      count === 0
        ? look.say({ ko: "변경 없음", en: "No changes" })
        : look.say({ ko: `변경 ${count}건: ${listed.join("; ")}`, en: `${count} changes: ${listed.join("; ")}` }),
    );
    return sentences.join(". ");
  },

  spec: draw,
});

const BESIDE_PIN = 2;

async function draw(facts: Facts, look: Look, plot: Plot): Promise<Drawing> {
  const { steps, values, rise, changes, provisional } = facts;
  const { theme } = look;
  const listed = choose(changes);
  const list = changeList(listed, changes.length - listed.length, { right: BODY.right, top: BODY.top }, look);
  const usual: Series = {
    name: "cost",
    folded: 0,
    total: 0,
    values: values.map((v, i) => (isRaised(rise, i) ? 0 : v)),
  };
  const raised: Series = {
    name: "raised",
    folded: 0,
    total: 0,
    values: values.map((v, i) => (isRaised(rise, i) ? v : 0)),
  };
  const reason = rise
    ? look.say({
        ko: `평소보다 ${look.format.signed(rise.increase)}`,
        en: `${look.format.signed(rise.increase)} on usual`,
      })
    : "";
  const bars = await stackedBars(
    {
      series: [usual, raised],
      colors: [theme.palette[0]!, rise?.lasting ? theme.severity.high : theme.alert],
      labels: (stepWidth) => timeLabels(steps, stepWidth, look),
      box: { ...BODY, top: BODY.top + (changes.length > 0 ? PIN_LANE : 4), right: list.left - 26 },
      headroom: rise ? PEAK_HEIGHT.twoLines : 8,
    },
    look,
    plot,
  );
  const isPinned = listed.some(({ step }) => step === rise?.step);
  const label = rise
    ? peakLabel(
        {
          value: `${stepName(steps, rise.step, look)} ${look.format.amount(rise.value)}`,
          reason,
          alert: true,
        },
        // The pin of a change stands where the rise begins: words beside it, not across.
        {
          x: isPinned ? bars.x(rise.step) + bars.stepWidth / 2 + BESIDE_PIN : bars.x(rise.step),
          y: bars.y(Math.max(0, ...values.slice(rise.step, rise.step + 5))),
          beside: isPinned,
        },
        { left: bars.left, right: list.left - 26 },
        look,
      )
    : "";
  const axis = {
    left: bars.left,
    right: list.left - 26,
    top: BODY.top + 9,
    bottom: bars.y(0),
    x: (step: number, within: number): number => bars.x(step) + (within - 0.5) * bars.stepWidth,
  };
  return {
    body:
      (changes.length > 0 ? changePins(listed, changes, axis, look) : "") +
      bars.svg +
      hatch(provisional, bars, [usual, raised], look) +
      label +
      list.svg,
  };
}

function isRaised(rise: Facts["rise"], step: number): boolean {
  return rise !== undefined && (rise.lasting ? step >= rise.step : step === rise.step);
}

/** Provisional days are not complete: they neither rise nor tell what is usual. */
function findRise(values: number[], provisional: number[]): Facts["rise"] {
  const whole = values.slice(0, provisional[0] ?? values.length);
  const lasting = lastingRise(whole);
  if (lasting) return { ...lasting, value: whole[lasting.step]!, lasting: true };
  const peak = uniquePeak(whole);
  if (peak === undefined || !isSpike(whole, peak)) return undefined;
  const others = whole.filter((_, i) => i !== peak).sort((a, b) => a - b);
  return { step: peak, value: whole[peak]!, increase: whole[peak]! - others[others.length >> 1]!, lasting: false };
}

/** Each change on its UTC billing day, told in the asker's zone. */
function changesOf(steps: Steps, rise: number | undefined, look: Look): Change[] {
  const instant = toInstant(look);
  const first = steps.starts[0]!;
  const end = stepEnd(steps.starts.at(-1)!, steps.grain);
  return look.overlay.marks.flatMap(({ at, label }) => {
    const when = instant(at);
    if (when < first || when >= end) return [];
    const step = steps.indexOf(when);
    const length = stepEnd(steps.starts[step]!, steps.grain) - steps.starts[step]!;
    const wall = look.zone.toWall(when);
    return [
      {
        step,
        within: (when - steps.starts[step]!) / length,
        when: `${shortDay(wall, look.language)}${at.wholeDay ? "" : ` ${clockTime(wall)}`}`,
        ...split(look.drawable(label)),
        suspect: rise !== undefined && (step === rise || step === rise - 1),
      },
    ];
  });
}

/** "RunInstances · hana.choi": what is done, and after the last point who did it. */
function split(label: string): { label: string; who: string } {
  const at = label.lastIndexOf(" · ");
  return at > 0 ? { label: label.slice(0, at), who: label.slice(at + 3) } : { label, who: "" };
}

/** The suspects first, then the latest; in order of time. */
function choose(changes: Change[]): Change[] {
  const ranked = changes.toSorted(
    (a, b) => Number(b.suspect) - Number(a.suspect) || changes.indexOf(b) - changes.indexOf(a),
  );
  const kept = new Set(ranked.slice(0, MOST_LISTED));
  return changes.filter((change) => kept.has(change));
}
