import type { Drawing, Kpi, Plan } from "./define-chart.ts";
import type { Look } from "./look.ts";
import { element, textLine } from "./svg.ts";

export const CARD = { width: 800, height: 450, padding: 28 } as const;
/** Where a chart's own drawing may begin and end. */
export const BODY = { left: 28, right: 772, top: 84, bottom: 412 } as const;
/** From the end of the body to the card's lower edge. */
const FOOTER = CARD.height - BODY.bottom;
const LEAST_HEIGHT = 240;

/** Height of a card whose body ends at `bottom`: a few rows do not stand in a large empty card. */
export function cardHeight(bottom: number): number {
  return Math.round(Math.max(LEAST_HEIGHT, bottom + FOOTER + 4));
}

const GAP = 24;
const LONGEST_DELTA = 300;

/** The opaque card that reads in Slack's light and dark mode alike: header, KPI, body, footer. */
export function composeCard(plan: Plan, drawing: Drawing, look: Look): string {
  const { theme } = look;
  const height = plan.height ?? CARD.height;
  const width = plan.width ?? CARD.width;
  const background =
    element("rect", { width, height, fill: theme.background }) +
    element("rect", {
      x: 0.5,
      y: 0.5,
      width: width - 1,
      height: height - 1,
      fill: "none",
      stroke: theme.border,
    });
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    background + header(plan, width, look) + drawing.body + footer(plan.remarks, { width, height }, look),
  );
}

function header(plan: Plan, width: number, look: Look): string {
  const { theme, measure } = look;
  const kpi = plan.kpi ? drawKpi(plan.kpi, width - CARD.padding, look) : { svg: "", valueWidth: 0, deltaWidth: 0 };
  const inner = width - 2 * CARD.padding;
  const titleStyle = { size: 20, weight: 700, fill: theme.ink } as const;
  const subtitleStyle = { size: 13, fill: theme.inkSoft };
  const title = look.own("title", plan.title).drawn;
  const subtitle = look.withScope(plan.subtitle).drawn;
  return (
    textLine(CARD.padding, 45, measure.fit(title, inner - kpi.valueWidth - GAP, titleStyle), titleStyle) +
    textLine(CARD.padding, 68, measure.fit(subtitle, inner - kpi.deltaWidth - GAP, subtitleStyle), subtitleStyle) +
    kpi.svg
  );
}

function drawKpi(kpi: Kpi, right: number, look: Look): { svg: string; valueWidth: number; deltaWidth: number } {
  const { theme, measure } = look;
  const value = { size: 26, weight: 700, fill: theme.ink, anchor: "end" } as const;
  let svg = textLine(right, 48, kpi.value, value);
  let deltaWidth = 0;
  if (kpi.delta) {
    const quiet = { size: 13, fill: theme.inkQuiet, anchor: "end" } as const;
    const fill = { alert: theme.alert, good: theme.good, quiet: theme.inkSoft }[kpi.delta.tone];
    const strong = { size: 13, weight: 600, fill, anchor: "end" } as const;
    const against = measure.fit(kpi.delta.against, 220, quiet);
    const text = measure.fit(kpi.delta.text, LONGEST_DELTA, strong);
    const againstWidth = against === "" ? 0 : measure.width(against, quiet) + 7;
    if (against !== "") svg += textLine(right, 68, against, quiet);
    if (text !== "") svg += textLine(right - againstWidth, 68, text, strong);
    deltaWidth = againstWidth + measure.width(text, strong);
  }
  return { svg, valueWidth: measure.width(kpi.value, value), deltaWidth };
}

/** Source on the left, "as of" and remarks on the right; the source gives way when both do not fit. */
function footer(remarks: string[], { width, height }: { width: number; height: number }, look: Look): string {
  const style = { size: 11, fill: look.theme.inkQuiet };
  const y = height - 16;
  const inner = width - 2 * CARD.padding;
  const right = look.measure.fit([look.asOf, ...remarks].filter(Boolean).join(" · "), inner * 0.75, style);
  const room = inner - look.measure.width(right, style) - GAP;
  const source = look.own("source", "").drawn;
  const left = source === "" ? "" : look.measure.fit(look.say({ ko: "출처: ", en: "Source: " }) + source, room, style);
  return (
    (left === "" ? "" : textLine(CARD.padding, y, left, style)) +
    (right === "" ? "" : textLine(width - CARD.padding, y, right, { ...style, anchor: "end" }))
  );
}
