import { randomOf } from "../../../world/random.ts";
import { human } from "./storage.ts";
import { table } from "./table.ts";
import { type Command, type Context, failed, flagged, lines, option } from "./types.ts";

interface Process {
  pid: number;
  user: string;
  cpu: number;
  memory: number;
  /** KiB. */
  rss: number;
  startedAt: number;
  command: string;
}

const kernelThreads = [
  "/usr/lib/systemd/systemd --switched-root --system",
  "[kthreadd]",
  "[rcu_preempt]",
  "[kworker/0:1-events]",
];

/** What runs, busiest first. */
function processesOf({ facts }: Context): Process[] {
  const { units, memory, cpu, machine, cores } = facts;
  const minute = Math.floor(facts.now / 60_000);
  const running = units
    .filter((unit) => unit.state === "active")
    .map((unit): Process => {
      const about = randomOf("process", machine.id, unit.name, minute).about(0.04);
      const rss = Math.round(memory.used * unit.memory * about);
      const share = (rss / memory.total) * 100;
      return {
        pid: unit.pid,
        user: unit.user,
        cpu: Math.round(cpu * cores * unit.cpu * about * 10) / 10,
        memory: Math.round(share * 10) / 10,
        rss,
        startedAt: unit.since,
        command: unit.command,
      };
    });
  const threads = kernelThreads.map(
    (command, index): Process => ({
      pid: [1, 2, 15, 7_412][index] ?? 1,
      user: "root",
      cpu: 0,
      memory: index === 0 ? 0.2 : 0,
      rss: index === 0 ? 17_300 : 0,
      startedAt: machine.bootedAt,
      command,
    }),
  );
  return [...running, ...threads].sort((a, b) => b.cpu - a.cpu || b.rss - a.rss || a.pid - b.pid);
}

const nameOf = ({ command }: Process) =>
  command.startsWith("[") ? command : ((command.split(" ")[0] ?? "").split("/").at(-1) ?? "").replace(/:$/, "");

/** `[[dd-]hh:]mm:ss`. */
function elapsed(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const days = Math.floor(total / 86_400);
  const hours = Math.floor(total / 3_600) % 24;
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  if (days > 0) return `${days}-${two(hours)}:${rest}`;
  return hours > 0 ? `${two(hours)}:${rest}` : rest;
}

const cells: Record<string, (process: Process, now: number) => string> = {
  pid: (p) => String(p.pid),
  user: (p) => p.user,
  pcpu: (p) => p.cpu.toFixed(1),
  pmem: (p) => p.memory.toFixed(1),
  rss: (p) => String(p.rss),
  vsz: (p) => String(p.rss ? p.rss + 1_204_000 : 0),
  etime: (p, now) => elapsed(now - p.startedAt),
  comm: nameOf,
  args: (p) => p.command,
  stat: (p) => (p.command.startsWith("[") ? "I" : "Ssl"),
  time: (p) => `${String(Math.floor(p.cpu * 3)).padStart(2, "0")}:00`,
};
const titles: Record<string, string> = {
  pcpu: "%CPU",
  pmem: "%MEM",
  comm: "COMMAND",
  args: "COMMAND",
  etime: "ELAPSED",
};
const synonyms: Record<string, string> = { "%cpu": "pcpu", "%mem": "pmem", cmd: "args", command: "args", ucmd: "comm" };
const sorts: Record<string, (p: Process) => number> = {
  pcpu: (p) => p.cpu,
  pmem: (p) => p.memory,
  rss: (p) => p.rss,
  pid: (p) => p.pid,
};
const leftColumns = ["user", "comm", "args", "stat"];

const ps: Command = (args, _, context) => {
  const bsd = args.some((arg) => /^-?a?u?x+/.test(arg) && arg.includes("u"));
  const wanted = option(args, "eo") ?? option(args, "o") ?? (args.includes("-eo") ? "" : undefined);
  const names = (
    wanted ??
    (bsd
      ? "user,pid,pcpu,pmem,vsz,rss,stat,time,args"
      : flagged(args, "f")
        ? "user,pid,pcpu,etime,time,args"
        : "pid,time,comm")
  )
    .split(",")
    .map((name) => synonyms[name] ?? name);
  const unknown = names.find((name) => !cells[name]);
  if (unknown !== undefined) return failed(`error: unknown user-defined format specifier "${unknown}"`);
  const sort = option(args, "-sort", "sort");
  const key = synonyms[sort?.replace(/^[-+]/, "") ?? ""] ?? sort?.replace(/^[-+]/, "") ?? "pid";
  const by = sorts[key];
  if (!by) return failed("error: unknown sort specifier");
  const direction = sort?.startsWith("-") ? -1 : 1;
  const all = processesOf(context).toSorted((a, b) => direction * (by(a) - by(b)));
  const head = names.map((name) => titles[name] ?? name.toUpperCase());
  const rows = all.map((process) => names.map((name) => cells[name]?.(process, context.facts.now) ?? ""));
  return lines(
    table(
      [head, ...rows],
      names.flatMap((name, index) => (leftColumns.includes(name) ? [index] : [])),
    ),
  );
};

const clock = (now: number) => new Date(now).toISOString().slice(11, 19);

function uptimeLine({ facts }: Context): string {
  const up = Math.max(0, facts.now - facts.machine.bootedAt);
  const days = Math.floor(up / 86_400_000);
  const hours = Math.floor(up / 3_600_000) % 24;
  const minutes = Math.floor(up / 60_000) % 60;
  const short = hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}` : `${minutes} min`;
  const long = days > 0 ? `${days} day${days > 1 ? "s" : ""}, ${short}` : short;
  return `${clock(facts.now)} up ${long},  0 users,  load average: ${facts.load.map((l) => l.toFixed(2)).join(", ")}`;
}

const uptime: Command = (_, __, context) => lines([` ${uptimeLine(context)}`]);

const top: Command = (_, __, context) => {
  const { facts } = context;
  const all = processesOf(context);
  const { total, free, used, cache, available } = facts.memory;
  const mib = (kib: number) => (kib / 1024).toFixed(1);
  const user = facts.cpu * 0.78;
  const rows = all
    .slice(0, 20)
    .map((p) => [
      String(p.pid),
      p.user,
      "20",
      "0",
      human(p.rss + 1_204_000),
      human(p.rss),
      p.cpu > 0 ? "S" : "I",
      p.cpu.toFixed(1),
      p.memory.toFixed(1),
      nameOf(p),
    ]);
  return {
    ...lines([
      `top - ${uptimeLine(context)}`,
      `Tasks: ${all.length} total,   1 running, ${all.length - 1} sleeping,   0 stopped,   0 zombie`,
      `%Cpu(s): ${user.toFixed(1)} us, ${(facts.cpu - user).toFixed(1)} sy,  0.0 ni, ${(100 - facts.cpu).toFixed(1)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st`,
      `MiB Mem : ${mib(total)} total, ${mib(free)} free, ${mib(used)} used, ${mib(cache)} buff/cache`,
      `MiB Swap:      0.0 total,      0.0 free,      0.0 used. ${mib(available)} avail Mem`,
      "",
      ...table([["PID", "USER", "PR", "NI", "VIRT", "RES", "S", "%CPU", "%MEM", "COMMAND"], ...rows], [1, 9]),
    ]),
    seconds: 0.6,
  };
};

const pgrep: Command = (args, _, context) => {
  const word = args.filter((arg) => !arg.startsWith("-"))[0] ?? "";
  const found = processesOf(context).filter((p) => p.command.includes(word));
  const shown = found.map((p) =>
    flagged(args, "a") ? `${p.pid} ${p.command}` : flagged(args, "l") ? `${p.pid} ${nameOf(p)}` : String(p.pid),
  );
  return { ...lines(shown), code: found.length > 0 ? 0 : 1 };
};

const vmstat: Command = (args, _, { facts }) => {
  const [every = 1, count = 1] = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const { memory, cpu, load } = facts;
  const row = (n: number) => {
    const random = randomOf("vmstat", facts.machine.id, Math.floor(facts.now / 1000), n);
    const user = Math.min(99, Math.round(cpu * 0.78 * random.about(0.15)));
    const system = Math.round(cpu * 0.22);
    return [
      Math.round(load[0]),
      0,
      0,
      memory.free,
      4_312,
      memory.cache,
      0,
      0,
      random.int(1, 30),
      random.int(8, 90),
      random.int(500, 4_000),
      random.int(900, 7_000),
      user,
      system,
      100 - user - system,
      0,
      0,
    ];
  };
  const widths = [2, 2, 6, 6, 6, 6, 4, 4, 5, 5, 4, 4, 2, 2, 2, 2, 2];
  const show = (cellsOfRow: (string | number)[]) =>
    cellsOfRow.map((cell, i) => String(cell).padStart(widths[i] ?? 2)).join(" ");
  return {
    ...lines([
      "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----",
      show([
        "r",
        "b",
        "swpd",
        "free",
        "buff",
        "cache",
        "si",
        "so",
        "bi",
        "bo",
        "in",
        "cs",
        "us",
        "sy",
        "id",
        "wa",
        "st",
      ]),
      ...Array.from({ length: Math.min(count, 60) }, (_unused, n) => show(row(n))),
    ]),
    seconds: every * Math.max(0, count - 1),
  };
};

const nproc: Command = (_, __, { facts }) => lines([String(facts.cores)]);

export const processes: Record<string, Command> = { ps, uptime, top, pgrep, vmstat, nproc };
