import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { z } from "zod";
import { statOf } from "./metric-data.ts";

/** The parts of a dashboard's body that are shown; everything else in it is left alone. [CloudWatch API reference, dashboard body] */
const properties = z.looseObject({
  title: z.string().optional(),
  region: z.string().optional(),
  period: z.number().positive().optional(),
  stat: z.string().optional(),
  metrics: z.array(z.array(z.unknown())).optional(),
  alarms: z.array(z.string()).optional(),
  query: z.string().optional(),
  markdown: z.string().optional(),
});
const widget = z.looseObject({ type: z.string(), properties: properties.default({}) });
const body = z.looseObject({ start: z.string().optional(), widgets: z.array(z.unknown()).default([]) });

export type Widget = z.infer<typeof widget>;

/** Widgets that cannot be read are left out and counted; null where the body is no dashboard at all. */
export function readBody(text: string): { start: string | undefined; widgets: Widget[]; unreadable: number } | null {
  const read = body.safeParse(jsonOf(text));
  if (!read.success) return null;
  const widgets = read.data.widgets.flatMap((one) => widget.safeParse(one).data ?? []);
  return { start: read.data.start, widgets, unreadable: read.data.widgets.length - widgets.length };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A dashboard's own span as words of the period grammar: `-PT6H` is 6h. Null: none, or one that is no length of time. */
export function spanWords(start: string | undefined): string | null {
  const match = /^-P(?:T(\d{1,4})([MH])|(\d{1,4})([DW]))$/.exec(start ?? "");
  if (!match) return null;
  return match[1] ? `${match[1]}${match[2]!.toLowerCase()}` : `${match[3]}${match[4]!.toLowerCase()}`;
}

const option = z.looseObject({
  id: z
    .string()
    .regex(/^[a-z]\w*$/)
    .optional(),
  label: z.string().optional(),
  stat: z.string().optional(),
  region: z.string().optional(),
  visible: z.boolean().optional(),
  expression: z.string().optional(),
});

/** One line of a metric widget. */
export interface WidgetLine {
  region: string;
  /** Null: CloudWatch's own. */
  label: string | null;
  query(seconds: number): MetricDataQuery;
}

/** The lines of a metric widget, with `.` and `...` written out: they repeat what stands in the line before. */
export function linesOf({ properties: own }: Widget, home: string): WidgetLine[] {
  let before: string[] = [];
  return (own.metrics ?? []).flatMap((entry, index): WidgetLine[] => {
    const last = entry.at(-1);
    const read = option.safeParse(typeof last === "object" && last !== null ? last : {});
    const options = read.success ? read.data : {};
    const id = options.id ?? `auto${index}`;
    const region = options.region ?? own.region ?? home;
    const shown = options.visible !== false;
    const label = options.label ?? null;
    const { expression } = options;
    if (expression !== undefined)
      return [
        {
          region,
          label: label ?? expression,
          query: (seconds) => ({ Id: id, Expression: expression, Period: seconds, ReturnData: shown }),
        },
      ];
    const words = writtenOut(
      entry.filter((word) => typeof word === "string"),
      before,
    );
    before = words;
    const [namespace, metric, ...pairs] = words;
    if (!namespace || !metric) return [];
    const dimensions = Object.fromEntries(
      pairs.flatMap((name, at) => (at % 2 === 0 && pairs[at + 1] !== undefined ? [[name, pairs[at + 1]!]] : [])),
    );
    const statistic = options.stat ?? own.stat ?? "Average";
    const name = { namespace, metric, dimensions };
    return [
      {
        region,
        label: label ?? [metric, ...Object.values(dimensions)].join(" "),
        query: (seconds) => statOf(id, name, statistic, seconds, shown),
      },
    ];
  });
}

function writtenOut(words: readonly string[], before: readonly string[]): string[] {
  const whole =
    words[0] === "..." ? [...before.slice(0, before.length - words.length + 1), ...words.slice(1)] : [...words];
  return whole.map((word, index) => (word === "." ? (before[index] ?? word) : word));
}
