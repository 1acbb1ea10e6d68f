/** AWS/Lambda. */
import { functionsOf } from "../functions.ts";
import type { Setting } from "../setting.ts";
import { callsOf } from "./calls.ts";
import { seriesFrom } from "./gauge.ts";
import { durations, events, one, type Series, type Unit } from "./series.ts";

export function functionSeries(setting: Setting): Series[] {
  const calls = callsOf(setting);
  return functionsOf(setting).flatMap((f) => {
    const of = (metric: string, unit: Unit, at: Series["at"]) =>
      seriesFrom(
        setting,
        { region: f.region, namespace: "AWS/Lambda", metric, dimensions: { FunctionName: f.name }, unit },
        at,
      );
    /** Lambda reports a 0 for each call without an error. */
    const share = (minute: number, part: "errors" | "throttles") => {
      const { invocations, [part]: hits } = calls(f, minute);
      const count = Math.max(invocations, hits);
      return count ? { count, sum: hits, min: hits === count ? 1 : 0, max: hits ? 1 : 0 } : undefined;
    };
    return [
      of("Invocations", "Count", (minute) => events(calls(f, minute).invocations)),
      of("Errors", "Count", (minute) => share(minute, "errors")),
      of("Throttles", "Count", (minute) => share(minute, "throttles")),
      of("Duration", "Milliseconds", (minute) => {
        const { invocations, errors } = calls(f, minute);
        const sample = durations(invocations, f.duration, 0.45);
        if (!sample) return undefined;
        const limit = f.timeout * 1000;
        return errors ? { ...sample, max: limit, sum: sample.sum + errors * (limit - f.duration) * 0.5 } : sample;
      }),
      of("ConcurrentExecutions", "Count", (minute) => {
        const { invocations } = calls(f, minute);
        return invocations ? one(Math.max(1, Math.ceil((invocations * f.duration) / 60_000))) : undefined;
      }),
    ];
  });
}
