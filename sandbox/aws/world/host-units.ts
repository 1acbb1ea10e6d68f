/** The systemd units of a host: those every host has, and those of what it is for. */
import { DAY, HOUR, seoulHour } from "./calendar.ts";
import { type Machine, memoryKills } from "./host-kernel.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface HostUnit {
  /** Without `.service`. */
  name: string;
  description: string;
  /** `failed`: ended with the exit status. */
  state: "active" | "inactive" | "failed";
  exit?: number;
  /** Since when it is in its state. */
  since: number;
  pid: number;
  command: string;
  user: string;
  /** Share of the memory in use, and of the processor's. */
  memory: number;
  cpu: number;
  port?: number;
  /** Name of the log group that has what it writes. */
  logGroup?: string;
}

type UnitRow = Pick<HostUnit, "name" | "description" | "command"> &
  Partial<Pick<HostUnit, "user" | "memory" | "cpu" | "port" | "logGroup" | "state" | "exit">>;

const everywhere: UnitRow[] = [
  {
    name: "systemd-journald",
    description: "Journal Service",
    command: "/usr/lib/systemd/systemd-journald",
    memory: 0.01,
  },
  {
    name: "chronyd",
    description: "NTP client/server",
    command: "/usr/sbin/chronyd -F 2",
    user: "chrony",
    memory: 0.001,
  },
  {
    name: "sshd",
    description: "OpenSSH server daemon",
    command: "sshd: /usr/sbin/sshd -D [listener]",
    port: 22,
    memory: 0.002,
  },
  { name: "crond", description: "Command Scheduler", command: "/usr/sbin/crond -n", memory: 0.001 },
  {
    name: "amazon-ssm-agent",
    description: "amazon-ssm-agent",
    command: "/usr/bin/amazon-ssm-agent",
    memory: 0.008,
    cpu: 0.004,
  },
  {
    name: "node_exporter",
    description: "Prometheus Node Exporter",
    command: "/usr/local/bin/node_exporter",
    user: "nobody",
    port: 9100,
    memory: 0.006,
    cpu: 0.004,
  },
];

const agent: UnitRow = {
  name: "amazon-cloudwatch-agent",
  description: "Amazon CloudWatch Agent",
  command: "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent",
  user: "cwagent",
  memory: 0.02,
  cpu: 0.01,
};

/** The nightly jobs run by a timer, in these hours of Seoul. */
const isBatchTime = (now: number) => seoulHour(now) >= 1 && seoulHour(now) < 5;

function rowsOf(setting: Setting, { role, name }: Machine, now: number): UnitRow[] {
  const { names } = setting;
  const java = (service: string, port: number): UnitRow => ({
    name: service,
    description: `Haneul ${service}`,
    command: `/usr/bin/java -Xms2g -Xmx4g -jar /opt/haneul/${service}/${service}.jar --server.port=${port}`,
    user: "haneul",
    port,
    memory: 0.78,
    cpu: 0.86,
    logGroup: `/haneul/${service}`,
  });
  const nginx: UnitRow = {
    name: "nginx",
    description: "The nginx HTTP and reverse proxy server",
    command: "nginx: master process /usr/sbin/nginx",
    port: 80,
    memory: 0.06,
    cpu: 0.2,
  };
  const broken = name === `${names.web}-3`;
  const byRole: Record<string, UnitRow[]> = {
    order: [java(names.order, 8080)],
    cart: [java(names.cart, 8080)],
    search: [java(names.search, 8080)],
    payment: [
      {
        name: "docker",
        description: "Docker Application Container Engine",
        command: "/usr/bin/dockerd",
        memory: 0.06,
        cpu: 0.02,
      },
      {
        name: names.payment,
        description: `Haneul ${names.payment}`,
        command: `/app/${names.payment} --queue payments`,
        user: "haneul",
        memory: 0.7,
        cpu: 0.85,
        logGroup: `/haneul/${names.payment}`,
      },
    ],
    web: [
      nginx,
      {
        name: names.web,
        description: `Haneul ${names.web}`,
        command: `/usr/bin/node /opt/haneul/${names.web}/server.js`,
        user: "haneul",
        port: 3000,
        memory: 0.66,
        cpu: 0.64,
        logGroup: `/haneul/${names.web}`,
        // What its target group sees: nginx answers 502 because nothing listens behind it.
        ...(broken ? { state: "failed", exit: 1 } : {}),
      },
    ],
    batch: [
      {
        name: names.batch,
        description: "Nightly jobs",
        command: `/usr/bin/python3.12 /opt/haneul/${names.batch}/run.py --all`,
        user: "haneul",
        memory: 0.62,
        cpu: 0.97,
        state: isBatchTime(now) ? "active" : "inactive",
      },
    ],
    dashboards: [
      {
        name: `${names.dashboards}-server`,
        description: `${names.dashboards} instance`,
        command: `/usr/share/${names.dashboards}/bin/${names.dashboards} server`,
        user: names.dashboards,
        port: 3000,
        memory: 0.7,
        cpu: 0.8,
      },
    ],
    "admin-tool": [{ ...java(names.adminTool, 443), memory: 0.6 }],
  };
  return [...everywhere, ...(role === "bastion" || role === "gpu" ? [] : [agent]), ...(byRole[role] ?? [])];
}

/** What calls did to units: by name, since when and in which state. */
export type UnitChanges = Record<string, { at: number; state: "active" | "inactive" }>;

export function unitsOf(setting: Setting, machine: Machine, now: number, changes: UnitChanges = {}): HostUnit[] {
  const killed = memoryKills(setting, machine, now).at(-1);
  return rowsOf(setting, machine, now).map((row) => {
    const random = randomOf(setting.seed, "unit", machine.id, row.name, machine.bootedAt);
    const change = changes[row.name];
    const { exit, ...rest } = row;
    const unit: HostUnit = {
      user: "root",
      memory: 0.002,
      cpu: 0.001,
      state: "active",
      since: startOf(setting, machine, row, random.int(4, 11) * 1000, killed, now),
      pid: random.int(900, 9_800),
      ...rest,
      ...(exit === undefined ? {} : { exit }),
    };
    if (!change || change.at > now || change.at < machine.bootedAt) return unit;
    const pid = randomOf(setting.seed, "unit", machine.id, row.name, change.at).int(10_000, 31_000);
    const { exit: _, ...left } = unit;
    return { ...left, state: change.state, since: change.at, pid };
  });
}

function startOf(
  { anchor, names }: Setting,
  { bootedAt }: Machine,
  row: UnitRow,
  afterBoot: number,
  killed: number | undefined,
  now: number,
): number {
  if (row.state === "failed") return Math.max(bootedAt + afterBoot, anchor - 2 * DAY + 5 * HOUR + 17 * 60_000);
  if (row.name === names.batch) {
    const midnight = Math.floor((now + 9 * HOUR) / DAY) * DAY - 9 * HOUR;
    const hour = seoulHour(now);
    return midnight + (hour >= 5 ? 5 : hour >= 1 ? 1 : 5 - 24) * HOUR;
  }
  // A worker that the kernel killed was started again at once.
  if (row.name === names.payment && killed !== undefined) return killed + 4_000;
  return bootedAt + afterBoot;
}
