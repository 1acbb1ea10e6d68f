/** What the account costs: rows per UTC billing day. Base noise by absolute day, the story on top. */
import { DAY, HOUR, isSeoulWeekend } from "./calendar.ts";
import { type CostLine, costLinesOf } from "./cost-lines.ts";
import { type CostRow, EC2, row } from "./cost-row.ts";
import { priceOf } from "./instance-prices.ts";
import { type Instance, instancesAt } from "./instances.ts";
import { randomOf } from "./random.ts";
import { coverByReservation } from "./reservation.ts";
import { coverByPlan } from "./savings-plan.ts";
import { CANON } from "./seed.ts";
import { perSetting, type Setting } from "./setting.ts";

/** The partner's discount on CloudFront, a row of its own in the unblended columns and spread in the net ones. */
const CLOUDFRONT_DISCOUNT = 0.12;
/** The day at which `costLines` are quoted. */
const QUOTED = Date.UTC(2026, 9, 1);
const DAILY_GROWTH = 0.0006;

const daysMade = perSetting(() => new Map<number, CostRow[]>());

/** The usage of the UTC day that begins at `day`, with what covers and discounts it, as the finished day will have it. */
export function costOfDay(setting: Setting, day: number): CostRow[] {
  const made = daysMade(setting);
  const rows = made.get(day) ?? makeDay(setting, day);
  made.set(day, rows);
  return rows;
}

function makeDay(setting: Setting, day: number): CostRow[] {
  const { seed, story, account } = setting;
  const random = randomOf(seed, account.id, "cost", day);
  const growth = (1 + DAILY_GROWTH) ** Math.max(-500, Math.min(500, (day - QUOTED) / DAY));
  const weekend = isSeoulWeekend(day) ? 1.14 : 1;
  const lines = linesOf(setting).map(({ line, level }) => {
    const busy = line.traffic ? weekend * random.about(0.09) : random.about(0.015);
    const nat = line.usageType === "APN2-NatGateway-Bytes" ? story.natFactor - 1 : 0;
    const factor = 1 + nat * shareOf(day, story.endpointRemoved, story.endpointRestored);
    return usage(line, line.daily * level * growth * busy * factor);
  });
  const used = coverByReservation(setting, [...hostRows(setting, day), ...lines], day);
  return coverByPlan(setting, discounted(used), random);
}

/** Another seed has other amounts; a line's level is its own for all time. */
const linesOf = perSetting((setting) =>
  costLinesOf(setting).map((line) => ({
    line,
    level: setting.seed === CANON ? 1 : randomOf(setting.seed, "cost-level", line.service, line.usageType).about(0.3),
  })),
);

function usage(line: Omit<CostLine, "daily" | "traffic">, usd: number): CostRow {
  const { service, usageType, region, team, price, unit } = line;
  return row({
    service,
    usageType,
    region,
    recordType: "Usage",
    tags: team ? { team, env: "prod" } : {},
    usd,
    quantity: usd / price,
    unit,
  });
}

/** Hosts that run on demand, by the hour they run. The forgotten ones of the story count from their launch on. */
function hostRows(setting: Setting, day: number): CostRow[] {
  return hostsOf(setting).flatMap((host) => {
    const until = host.running ? Number.POSITIVE_INFINITY : (host.stoppedAt ?? 0);
    const from = host.type.startsWith("g") ? host.launchedAt : 0;
    const hours = 24 * shareOf(day, from, until);
    return hours > 0 ? [hostRow(host, hours)] : [];
  });
}

const hostsOf = perSetting((setting) => instancesAt(setting, setting.anchor + DAY));

export function hostRow(host: Pick<Instance, "id" | "type" | "zone" | "region" | "tags">, hours: number): CostRow {
  const { team } = host.tags;
  return row({
    service: EC2,
    usageType: `${host.region === "us-east-1" ? "" : "APN2-"}BoxUsage:${host.type}`,
    region: host.region,
    recordType: "Usage",
    tags: team ? { team, env: host.tags.env ?? "prod" } : {},
    usd: hours * priceOf(host.type, host.region).hourly,
    quantity: hours,
    unit: "Hrs",
    instance: { id: host.id, type: host.type, zone: host.zone },
  });
}

/** The rows with the discount: in the net columns of what it is given on, and as a row of its own in the others. */
function discounted(rows: CostRow[]): CostRow[] {
  const isDiscounted = (r: CostRow) => r.service === "Amazon CloudFront";
  const first = rows.find(isDiscounted);
  if (!first) return rows;
  const kept = 1 - CLOUDFRONT_DISCOUNT;
  const usd = rows.filter(isDiscounted).reduce((sum, r) => sum + r.unblended, 0) * CLOUDFRONT_DISCOUNT;
  const own = row({ ...first, recordType: "Solution Provider Program Discount", usd: -usd, quantity: 0 });
  return [
    ...rows.map((r) =>
      isDiscounted(r) ? { ...r, netUnblended: r.netUnblended * kept, netAmortized: r.netAmortized * kept } : r,
    ),
    { ...own, netUnblended: 0, netAmortized: 0 },
  ];
}

/** The share of the day that lies in a span. */
function shareOf(day: number, from: number, to: number): number {
  return Math.max(0, Math.min(day + DAY, to) - Math.max(day, from)) / DAY;
}

/** How much of a day the billing data covers at `now`: it is refreshed every eight hours. */
export function billedShare(day: number, now: number): number {
  if (now >= day + DAY) return 1;
  return now < day ? 0 : Math.floor((now - day) / (8 * HOUR)) / 3;
}
