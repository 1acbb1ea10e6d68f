import type { Call } from "../call.ts";
import { type MetricName, metricsOf } from "../world/metrics/catalog.ts";
import type { Series } from "../world/metrics/series.ts";
import { powerSpans } from "./power-spans.ts";

interface RegionSeries {
  find(name: MetricName): Series | undefined;
  all(): Series[];
}

/** The metrics of the call's region; a host that a call has stopped measures no more, one it started does. */
export function seriesIn(call: Call): RegionSeries {
  const catalog = metricsOf(call.world.setting);
  const spans = new Map(powerSpans(call).map((span) => [span.host.id, span]));
  const asPowered = (series: Series): Series => {
    const span = spans.get(series.dimensions.InstanceId ?? "");
    if (!span) return series;
    if (!span.running) return { ...series, to: Math.min(series.to, span.from) };
    const again = (minute: number) => (minute < series.to || minute >= span.from ? series.at(minute) : undefined);
    return { ...series, to: Number.POSITIVE_INFINITY, at: again };
  };
  return {
    find(name) {
      const found = catalog.find(call.region, name);
      return found && asPowered(found);
    },
    all: () => catalog.all.filter((series) => series.region === call.region).map(asPowered),
  };
}
