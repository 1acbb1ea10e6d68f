/** What Trusted Advisor finds in the account: seven of its checks have something to say, the others are content. */
import { addressesOf } from "./addresses.ts";
import { type AdvisorCheck, advisorChecks } from "./advisor-checks.ts";
import { bucketsOf } from "./buckets.ts";
import { DAY, utcMidnight } from "./calendar.ts";
import { functionsOf } from "./functions.ts";
import { instancesAt } from "./instances.ts";
import { randomOf, uuidOf } from "./random.ts";
import { rightsizingAt } from "./rightsizing.ts";
import { securityGroupsOf } from "./security-groups.ts";
import type { Setting } from "./setting.ts";
import { usersOf } from "./users.ts";
import { volumesAt } from "./volumes.ts";

export interface Flagged {
  /** Its own id, the same from day to day. */
  id: string;
  resource: string;
  region: string;
  status: "warning" | "error";
  /** Values for the check's columns, in their order. */
  values: string[];
  /** USD a month. */
  saving?: number;
}

export interface Recommendation {
  id: string;
  check: AdvisorCheck;
  status: "ok" | "warning" | "error";
  flagged: Flagged[];
  /** How many things were looked at. */
  processed: number;
  checkedAt: number;
  createdAt: number;
}

type Row = Omit<Flagged, "id">;
type Finder = (setting: Setting, now: number) => { rows: Row[]; processed: number };

/** USD a month. */
const IDLE_ADDRESS = 3.65;
const GIB_MONTH = { gp3: 0.0912, gp2: 0.114 };

const finders: Record<string, Finder> = {
  Z4AUBRNSmz(setting) {
    const all = addressesOf(setting);
    const rows = all
      .filter((address) => !address.usedBy)
      .map(
        (address): Row => ({
          resource: address.publicIp,
          region: address.region,
          status: "warning",
          values: [address.region, address.publicIp],
          saving: IDLE_ADDRESS,
        }),
      );
    return { rows, processed: all.length };
  },
  DAvU99Dc4C(setting, now) {
    const all = volumesAt(setting, now);
    const rows = all
      .filter((volume) => !volume.attached)
      .map((volume): Row => {
        const saving = volume.gib * GIB_MONTH[volume.type];
        return {
          resource: volume.id,
          region: volume.region,
          status: "warning",
          values: [
            volume.region,
            volume.id,
            volume.tags.Name ?? "",
            volume.type,
            String(volume.gib),
            `$${saving.toFixed(2)}`,
          ],
          saving,
        };
      });
    return { rows, processed: all.length };
  },
  Qch7DwouX1(setting, now) {
    const rows = rightsizingAt(setting, now).map(
      ({ host, averageCpu, monthlySaving }): Row => ({
        resource: host.id,
        region: host.region,
        status: "warning",
        values: [
          host.zone,
          host.id,
          host.name,
          host.type,
          `$${monthlySaving.toFixed(2)}`,
          `${averageCpu.toFixed(1)}%`,
          "14 days",
        ],
        saving: monthlySaving,
      }),
    );
    return { rows, processed: instancesAt(setting, now).length };
  },
  HCP4007jGY(setting, now) {
    const all = securityGroupsOf(setting);
    const rows = all.flatMap((group) =>
      group.rules
        .filter((rule) => !rule.egress && rule.cidr === "0.0.0.0/0" && rule.since <= now)
        .filter((rule) => rule.from !== 80 && rule.from !== 443)
        .map(
          (rule): Row => ({
            resource: group.id,
            region: group.region,
            status: rule.from === 22 ? "error" : "warning",
            values: [
              group.region,
              group.name,
              `${group.id} (${group.vpc})`,
              rule.protocol,
              `${rule.from}`,
              `${rule.to}`,
            ],
          }),
        ),
    );
    return { rows, processed: all.length };
  },
  Pfx0RwqBli(setting) {
    const all = bucketsOf(setting);
    const rows = all
      .filter((bucket) => bucket.publicPolicy)
      .map(
        (bucket): Row => ({
          resource: bucket.name,
          region: bucket.region,
          status: "error",
          values: [bucket.region, bucket.region, bucket.name, "No", "No", "Yes"],
        }),
      );
    return { rows, processed: all.length };
  },
  DqdJqYeRm5(setting, now) {
    const all = usersOf(setting).flatMap((user) => user.keys.map((key) => ({ user, key })));
    const rows = all
      .filter(({ key }) => key.active && now - key.createdAt > KEY_LIFE)
      .map(
        ({ user, key }): Row => ({
          resource: user.name,
          region: "us-east-1",
          status: now - key.createdAt > 730 * DAY ? "error" : "warning",
          values: ["Yellow", user.name, key.id, new Date(key.createdAt).toISOString(), "90 days"],
        }),
      );
    return { rows, processed: all.length };
  },
  L4dfs2Q4C5(setting) {
    const all = functionsOf(setting);
    const rows = all
      .filter((made) => made.runtime === "python3.8")
      .map(
        (made): Row => ({
          resource: made.arn,
          region: made.region,
          status: "error",
          values: [made.region, made.arn, made.runtime, "$LATEST", "2024-10-14"],
        }),
      );
    return { rows, processed: all.length };
  },
};

/** How long an access key may be used before the check asks for another. */
const KEY_LIFE = 90 * DAY;

/** One for each check, as of the last refresh: midnight UTC. */
export function recommendationsAt(setting: Setting, now: number): Recommendation[] {
  const checkedAt = utcMidnight(now);
  return advisorChecks.map((check) => {
    const random = randomOf(setting.seed, setting.account.id, "recommendation", check.id);
    const { rows, processed } = finders[check.id]?.(setting, checkedAt) ?? { rows: [], processed: random.int(1, 20) };
    const flagged = rows.map((row, index) => ({
      ...row,
      id: uuidOf(randomOf(setting.seed, setting.account.id, "flagged", check.id, row.resource, index)),
    }));
    return {
      id: uuidOf(random),
      check,
      status: flagged.some((row) => row.status === "error") ? "error" : flagged.length > 0 ? "warning" : "ok",
      flagged,
      processed,
      checkedAt,
      createdAt: setting.anchor - random.int(60, 300) * DAY,
    };
  });
}
