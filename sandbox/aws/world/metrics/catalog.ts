/** Every metric of the account, and how to find one. */
import { perSetting, type Setting } from "../setting.ts";
import { balancerSeries, natSeries } from "./balancers.ts";
import { contactSeries } from "./contact-centre.ts";
import { containerSeries } from "./containers.ts";
import { databaseSeries } from "./databases.ts";
import { functionSeries } from "./functions.ts";
import { hostSeries } from "./hosts.ts";
import { logSeries } from "./log-groups.ts";
import { queueSeries } from "./queues.ts";
import type { Series } from "./series.ts";

const families: ((setting: Setting) => Series[])[] = [
  hostSeries,
  balancerSeries,
  natSeries,
  databaseSeries,
  functionSeries,
  containerSeries,
  queueSeries,
  contactSeries,
  logSeries,
];

export interface MetricName {
  namespace: string;
  metric: string;
  dimensions: Readonly<Record<string, string>>;
}

/** A metric is its region, namespace, name and exact set of dimensions, in whatever order. */
const keyOf = (region: string, { namespace, metric, dimensions }: MetricName): string =>
  JSON.stringify([region, namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

export interface Catalog {
  /** In the order of namespace, name and dimensions. */
  all: Series[];
  find(region: string, name: MetricName): Series | undefined;
}

export const metricsOf = perSetting((setting): Catalog => {
  const keyed = families
    .flatMap((family) => family(setting))
    .map((series) => ({ key: keyOf(series.region, series), series }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const byKey = new Map(keyed.map(({ key, series }) => [key, series]));
  return { all: keyed.map(({ series }) => series), find: (region, name) => byKey.get(keyOf(region, name)) };
});
