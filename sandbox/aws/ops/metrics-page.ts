import type * as CW from "@aws-sdk/client-cloudwatch";
import { type Cursor, pageOf } from "../pager.ts";
import type { Line } from "../world/metrics/math/value.ts";

export interface Result {
  id: string;
  label: string;
  line: Line;
}

/** Points one result after the other; one that goes on in the next page says PartialData. */
export function pageOfResults(
  results: readonly Result[],
  cursor: Cursor,
  size: number,
  inputs: object,
  descending: boolean,
): { results: CW.MetricDataResult[]; next?: string } {
  const points = results.flatMap(({ line }, result) => {
    const own = line.times.map((time, index) => ({ result, time, value: line.values[index] as number }));
    return descending ? own.reverse() : own;
  });
  const page = pageOf(points, cursor, size, inputs);
  const last = points[cursor.offset + page.items.length];
  return {
    results: results.map(({ id, label }, index) => {
      const own = page.items.filter((point) => point.result === index);
      return {
        Id: id,
        Label: label,
        Timestamps: own.map((point) => new Date(point.time)),
        Values: own.map((point) => point.value),
        StatusCode: last && last.result <= index ? ("PartialData" as const) : ("Complete" as const),
      };
    }),
    ...(page.next ? { next: page.next } : {}),
  };
}
