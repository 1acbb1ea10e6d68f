/** What AWS tells the account of itself: an instance to be retired, maintenance to come, and what is over. */
import { prod } from "./account.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { maintenanceOf } from "./databases.ts";
import { instancesAt } from "./instances.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";

interface HealthEntity {
  /** As the service calls it: an instance's id, a database's ARN. */
  value: string;
  arn: string;
  tags: Record<string, string>;
}

export interface HealthEvent {
  arn: string;
  service: string;
  code: string;
  category: "issue" | "accountNotification" | "scheduledChange";
  scope: "PUBLIC" | "ACCOUNT_SPECIFIC";
  region: string;
  startsAt: number;
  endsAt: number;
  /** From then on it is told. */
  announcedAt: number;
  /** Last change of its text, until its end. */
  updatedAt: number;
  description: string;
  entities: HealthEntity[];
}

export const statusOf = (event: HealthEvent, now: number): "open" | "upcoming" | "closed" =>
  now < event.startsAt ? "upcoming" : now < event.endsAt ? "open" : "closed";

/** The instance on failing hardware: told some days ago, to be stopped by AWS in a week unless somebody does it. */
export interface Retirement {
  instanceId: string;
  noticedAt: number;
  notBefore: number;
}

export const retirementOf = perSetting((setting: Setting): Retirement | undefined => {
  const hosts = instancesAt(setting, setting.anchor).filter((host) => host.role === "cart");
  const host = hosts.at(-1);
  if (!host || setting.account.id !== prod.id) return undefined;
  return {
    instanceId: host.id,
    noticedAt: setting.anchor - 4 * DAY + 11 * HOUR + 23 * MINUTE,
    notBefore: setting.anchor + 8 * DAY + 10 * HOUR,
  };
});

export const healthEventsOf = perSetting((setting: Setting): HealthEvent[] => [
  ...retirement(setting),
  ...maintenance(setting),
  ...overIn(setting),
]);

type Told = Omit<HealthEvent, "arn">;

function named({ seed }: Setting, told: Told): HealthEvent {
  const id = randomOf(seed, "health", told.code, told.startsAt).hex(32).toUpperCase();
  return { ...told, arn: `arn:aws:health:${told.region}::event/${told.service}/${told.code}/${told.code}_${id}` };
}

function retirement(setting: Setting): HealthEvent[] {
  const known = retirementOf(setting);
  const host = instancesAt(setting, setting.anchor).find((instance) => instance.id === known?.instanceId);
  if (!known || !host) return [];
  const stop = new Date(known.notBefore).toISOString().slice(0, 16).replace("T", " ");
  return [
    named(setting, {
      service: "EC2",
      code: "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED",
      category: "scheduledChange",
      scope: "ACCOUNT_SPECIFIC",
      region: host.region,
      startsAt: known.noticedAt,
      endsAt: known.notBefore,
      announcedAt: known.noticedAt,
      updatedAt: known.noticedAt,
      description: `EC2 has detected degradation of the underlying hardware hosting your Amazon EC2 instance (${host.id}) in the ${host.region} region. Your instance will be stopped by AWS after ${stop} UTC. Its root device is an EBS volume: stop and start it before then, and it moves to other hardware.`,
      entities: [{ value: host.id, arn: host.arn, tags: host.tags }],
    }),
  ];
}

const maintenance = (setting: Setting): HealthEvent[] =>
  setting.account.id === prod.id
    ? maintenanceOf(setting).map((planned) =>
        named(setting, {
          service: "RDS",
          code: "AWS_RDS_MAINTENANCE_SCHEDULED",
          category: "scheduledChange",
          scope: "ACCOUNT_SPECIFIC",
          region: "ap-northeast-2",
          startsAt: planned.startsAt,
          endsAt: planned.startsAt + 30 * MINUTE,
          announcedAt: planned.announcedAt,
          updatedAt: planned.announcedAt,
          description: `${planned.description} for your Amazon RDS resource ${planned.arn}. It is applied in the maintenance window; expect a failover of a minute or less.`,
          entities: [{ value: planned.arn, arn: planned.arn, tags: {} }],
        }),
      )
    : [];

/** Closed ones, told to everybody in the region. Health forgets after ninety days. */
function overIn(setting: Setting): HealthEvent[] {
  const past = (daysAgo: number, hours: number, told: Pick<Told, "service" | "code" | "region" | "description">) => {
    const startsAt = setting.anchor - daysAgo * DAY + 4 * HOUR + 40 * MINUTE;
    const endsAt = startsAt + hours * HOUR;
    const common = { category: "issue" as const, scope: "PUBLIC" as const, entities: [] };
    return named(setting, {
      ...common,
      ...told,
      startsAt,
      endsAt,
      announcedAt: startsAt + 18 * MINUTE,
      updatedAt: endsAt,
    });
  };
  const resolved = "The issue has been resolved and the service is operating normally.";
  return [
    past(19, 2, {
      service: "EC2",
      code: "AWS_EC2_OPERATIONAL_ISSUE",
      region: "ap-northeast-2",
      description: `Some instances in one Availability Zone of the AP-NORTHEAST-2 Region had increased packet loss. ${resolved}`,
    }),
    past(44, 1, {
      service: "CLOUDFRONT",
      code: "AWS_CLOUDFRONT_OPERATIONAL_ISSUE",
      region: "global",
      description: `Changes to distributions took longer than usual to propagate. ${resolved}`,
    }),
    past(67, 3, {
      service: "LAMBDA",
      code: "AWS_LAMBDA_OPERATIONAL_ISSUE",
      region: "us-east-1",
      description: `Asynchronous invocations in the US-EAST-1 Region were delayed. ${resolved}`,
    }),
  ];
}
