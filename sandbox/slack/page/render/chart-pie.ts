import type { Point } from "./chart-axes.ts";
import { svg, titled } from "./svg.ts";

const CENTRE = 120;
const RADIUS = 108;

/** The segments of a pie, from the top clockwise. */
export function pie(segments: readonly Point[], number: Intl.NumberFormat): SVGElement[] {
  const known = segments.filter(({ value }) => value > 0);
  const total = known.reduce((sum, { value }) => sum + value, 0);
  let before = 0;
  return known.map((segment) => {
    const from = before / total;
    before += segment.value;
    const words = `${segment.label} ${number.format(segment.value)} (${((100 * segment.value) / total).toFixed(1)}%)`;
    const tone = `mark s${(segments.indexOf(segment) % 6) + 1}`;
    if (known.length === 1) return titled(svg("circle", { class: tone, cx: CENTRE, cy: CENTRE, r: RADIUS }), words);
    const [start, end] = [corner(from), corner(before / total)];
    const isLarge = segment.value / total > 0.5 ? 1 : 0;
    const path = `M${CENTRE} ${CENTRE}L${start}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${end}Z`;
    return titled(svg("path", { class: tone, d: path }), words);
  });
}

function corner(share: number): string {
  const angle = 2 * Math.PI * share;
  return `${(CENTRE + RADIUS * Math.sin(angle)).toFixed(2)} ${(CENTRE - RADIUS * Math.cos(angle)).toFixed(2)}`;
}
