import type { Period, Scope } from "../../ports/tools.ts";

/** A page of the AWS console where a look-up can be repeated by hand. */
export interface ConsoleLink {
  /** Region, or "" for a global page. */
  region: string;
  url: string;
}

export interface LookUp {
  tool: string;
  args: unknown;
  period: Period | null;
  scope: Pick<Scope, "regions">;
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** More buttons than these help nobody. */
const MOST_REGIONS = 3;

/**
 * Links are built here and nowhere else: the host is AWS's, regions are checked, and what comes from arguments is
 * encoded. Empty where a look-up has no page of its own.
 */
export function consoleLinks(lookUp: LookUp): ConsoleLink[] {
  const { tool, scope } = lookUp;
  if (/^cost_/.test(tool)) return [{ region: "", url: costPage(lookUp) }];
  const page = REGIONAL.find(([pattern]) => pattern.test(tool))?.[1];
  if (!page) return [];
  const regions = scope.regions.filter((region) => REGION.test(region)).slice(0, MOST_REGIONS);
  return regions.map((region) => ({
    region,
    url: `https://${region}.console.aws.amazon.com/${page(lookUp).replace("{region}", region)}`,
  }));
}

const REGIONAL: [RegExp, (lookUp: LookUp) => string][] = [
  [/^trail_/, (lookUp) => `cloudtrailv2/home?region={region}#/events${trailFilter(lookUp)}`],
  [/^logs_list_groups$/, () => "cloudwatch/home?region={region}#logsV2:log-groups"],
  [/^logs_/, (lookUp) => `cloudwatch/home?region={region}#logsV2:logs-insights${insightsQuery(lookUp)}`],
  [/^guardduty_/, () => "guardduty/home?region={region}#/findings"],
  [/^alarms_/, () => "cloudwatch/home?region={region}#alarmsV2:"],
  [/^metrics_/, () => "cloudwatch/home?region={region}#metricsV2"],
  [/^dashboards_/, () => "cloudwatch/home?region={region}#dashboards:"],
  [/^inventory_find_instances$/, () => "ec2/home?region={region}#Instances:"],
];

const COST = "https://us-east-1.console.aws.amazon.com/costmanagement/home#/";

function costPage({ tool, args, period }: LookUp): string {
  if (tool === "cost_anomalies") return `${COST}anomaly-detection/overview`;
  if (!period || tool === "cost_savings") return `${COST}cost-explorer`;
  const { granularity, metric } = fields(args);
  const query = new URLSearchParams({
    chartStyle: "STACK",
    costAggregate: metric === "amortized" ? "amortizedCost" : "unBlendedCost",
    granularity: granularity === "monthly" ? "Monthly" : "Daily",
    historicalRelativeRange: "CUSTOM",
    startDate: period.from.slice(0, 10),
    // The console names the last day, and a period ends before its end.
    endDate: new Date(Date.parse(period.to) - 1).toISOString().slice(0, 10),
  });
  return `${COST}cost-explorer?${query}`;
}

function trailFilter({ args, period }: LookUp): string {
  const { events, user } = fields(args);
  const event = Array.isArray(events) && events.length === 1 && typeof events[0] === "string" ? events[0] : null;
  const query = new URLSearchParams({
    ...(event ? { EventName: event } : typeof user === "string" ? { Username: user } : {}),
    ...(period ? { StartTime: period.from, EndTime: period.to } : {}),
  });
  return query.size > 0 ? `?${query}` : "";
}

/** The console's own notation for a query: `~(start~'…~source~(~'…))`, escaped twice. */
function insightsQuery({ args, period }: LookUp): string {
  const { query, groups } = fields(args);
  if (!period || typeof query !== "string" || !Array.isArray(groups)) return "";
  const sources = groups.filter((group) => typeof group === "string").map((group) => `~'${starred(group)}`);
  const detail = [
    `~(end~'${starred(period.to)}`,
    `start~'${starred(period.from)}`,
    "timeType~'ABSOLUTE",
    "tz~'UTC",
    `editorString~'${starred(query)}`,
    `source~(${sources.join("")}))`,
  ].join("~");
  const link = `?queryDetail=${detail.replace(/[~()']/g, (sign) => `$25${hex(sign)}`)}`;
  return link.length > 2_000 ? "" : link;
}

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).toUpperCase();

function starred(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[~!'().*]/g, (sign) => `%${hex(sign)}`)
    .replaceAll("%", "*");
}

const fields = (args: unknown): Record<string, unknown> =>
  typeof args === "object" && args !== null ? (args as Record<string, unknown>) : {};
