import { svg, titled } from "./svg.ts";
import { ticksFor } from "./ticks.ts";

export interface Point {
  label: string;
  value: number;
}
export interface Line {
  name: string;
  data: Point[];
}

/** The field a chart with axes is drawn on, in units of its own drawing. */
export interface Frame {
  width: number;
  height: number;
  categories: readonly string[];
  ticks: readonly number[];
  /** The middle of a category's place. */
  x(category: number): number;
  y(value: number): number;
  /** The width of a category's place. */
  step: number;
}

const SIZE = { width: 640, height: 260, left: 56, right: 12, top: 10, bottom: 28 };

export function frameOf(categories: readonly string[], series: readonly Line[], isBars: boolean): Frame {
  const values = series.flatMap((one) => one.data.map((point) => point.value)).filter(Number.isFinite);
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const { width, height, left, right, top, bottom } = SIZE;
  const field = width - left - right;
  const step = field / Math.max(1, isBars ? categories.length : categories.length - 1);
  return {
    width,
    height,
    categories,
    ticks,
    step,
    x: (category) => left + step * (category + (isBars ? 0.5 : 0)),
    y: (value) => top + (height - top - bottom) * (1 - (value - low) / (high - low || 1)),
  };
}

export function axes(frame: Frame, number: Intl.NumberFormat): SVGElement[] {
  const { ticks, categories, width, height } = frame;
  const most = Math.max(1, Math.floor((width - SIZE.left) / 64));
  const each = Math.ceil(categories.length / most);
  return [
    ...ticks.flatMap((tick) => [
      svg("line", { class: "grid", x1: SIZE.left, x2: width - SIZE.right, y1: frame.y(tick), y2: frame.y(tick) }),
      svg("text", { class: "tick", x: SIZE.left - 8, y: frame.y(tick) + 4, "text-anchor": "end" }, number.format(tick)),
    ]),
    ...categories.flatMap((label, i) =>
      i % each === 0
        ? [svg("text", { class: "tick", x: frame.x(i), y: height - 8, "text-anchor": "middle" }, label)]
        : [],
    ),
  ];
}

export function bars(frame: Frame, series: readonly Line[], number: Intl.NumberFormat): SVGElement[] {
  const wide = Math.min(46, (frame.step * 0.76) / Math.max(1, series.length));
  return points(frame, series).map(({ at, point, category, index }) => {
    const [top, foot] = [frame.y(Math.max(0, point.value)), frame.y(Math.min(0, point.value))];
    const x = frame.x(at) + wide * (index - series.length / 2);
    const bar = svg("rect", {
      class: `mark s${(index % 6) + 1}`,
      x,
      y: top,
      width: Math.max(1, wide - 2),
      height: Math.max(1, foot - top),
      rx: 2,
    });
    return titled(bar, `${category} · ${series[index]?.name ?? ""} ${number.format(point.value)}`);
  });
}

export function lines(
  frame: Frame,
  series: readonly Line[],
  number: Intl.NumberFormat,
  isFilled: boolean,
): SVGElement[] {
  const all = points(frame, series);
  return series.flatMap((one, index) => {
    const own = all.filter((each) => each.index === index);
    const path = own.map(({ at, point }, i) => `${i === 0 ? "M" : "L"}${frame.x(at)} ${frame.y(point.value)}`).join("");
    const [first, last] = [own[0], own.at(-1)];
    const foot = frame.y(0);
    const area = `${path}L${frame.x(last?.at ?? 0)} ${foot}L${frame.x(first?.at ?? 0)} ${foot}Z`;
    const tone = `s${(index % 6) + 1}`;
    return [
      ...(isFilled && first ? [svg("path", { class: `area ${tone}`, d: area })] : []),
      svg("path", { class: `line ${tone}`, d: path }),
      ...own.map(({ at, point, category }) =>
        titled(
          svg("circle", { class: `mark ${tone}`, cx: frame.x(at), cy: frame.y(point.value), r: 3 }),
          `${category} · ${one.name} ${number.format(point.value)}`,
        ),
      ),
    ];
  });
}

function points(frame: Frame, series: readonly Line[]) {
  return series.flatMap((one, index) =>
    frame.categories.flatMap((category, at) => {
      const point = one.data.find(({ label }) => label === category);
      return point && Number.isFinite(point.value) ? [{ at, point, category, index }] : [];
    }),
  );
}
