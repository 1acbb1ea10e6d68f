import { HOUR } from "../../../world/calendar.ts";
import { journalLine, syslogStamp, unitJournal } from "./journal.ts";
import { type Command, type Context, failed, flagged, lines, operands, option } from "./types.ts";

const directories: Record<string, string[]> = {
  "/": ["bin", "boot", "data", "dev", "etc", "home", "opt", "proc", "root", "run", "tmp", "usr", "var"],
  "/tmp": [],
  "/home": ["ec2-user", "haneul", "ssm-user"],
  "/opt": ["aws", "haneul"],
  "/var": ["cache", "lib", "log", "spool", "tmp"],
};

/** Files whose text the host has, by path. */
function readers(context: Context): Record<string, () => string[]> {
  const { facts } = context;
  const { memory, load, now, units } = facts;
  const recent = (name: string) => {
    const unit = units.find((one) => one.name === name);
    return unit ? unitJournal(context, unit, now - HOUR, now) : [];
  };
  const services = units.filter((unit) => unit.logGroup);
  return {
    "/proc/meminfo": () =>
      Object.entries({
        MemTotal: memory.total,
        MemFree: memory.free,
        MemAvailable: memory.available,
        Buffers: 4_312,
        Cached: memory.cache,
        SwapTotal: 0,
        SwapFree: 0,
      }).map(([key, kib]) => `${`${key}:`.padEnd(16)}${String(kib).padStart(8)} kB`),
    "/proc/loadavg": () => [
      `${load.map((l) => l.toFixed(2)).join(" ")} 1/${180 + units.length} ${facts.units[0]?.pid ?? 1}`,
    ],
    "/proc/uptime": () => {
      const seconds = (now - facts.machine.bootedAt) / 1000;
      return [`${seconds.toFixed(2)} ${(seconds * facts.cores * (1 - facts.cpu / 100)).toFixed(2)}`];
    },
    "/etc/hostname": () => [facts.hostname],
    "/etc/os-release": () => [
      'NAME="Amazon Linux"',
      'VERSION="2023"',
      'ID="amzn"',
      'PRETTY_NAME="Amazon Linux 2023.8.20250721"',
    ],
    "/var/log/messages": () => [
      ...context.kernel().map(({ at, text }) => `${syslogStamp(at)} ${facts.hostname.split(".")[0]} kernel: ${text}`),
      ...units
        .flatMap((unit) => recent(unit.name).filter(({ from }) => from === "systemd[1]"))
        .map((entry) => journalLine(context, entry)),
    ],
    ...Object.fromEntries(
      services.map((unit) => [`/var/log/haneul/${unit.name}.log`, () => recent(unit.name).map(({ text }) => text)]),
    ),
    ...(units.some((unit) => unit.name === "nginx") ? { "/var/log/nginx/error.log": () => nginxErrors(context) } : {}),
  };
}

/** Where the service behind it is down, each health check leaves a line. */
function nginxErrors({ facts }: Context): string[] {
  const broken = facts.units.find((unit) => unit.state === "failed");
  if (!broken) return [];
  const minute = Math.floor(facts.now / 60_000) * 60_000;
  return Array.from({ length: 40 }, (_, n) => minute - (39 - n) * 15_000).map(
    (at) =>
      `${new Date(at).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ")} [error] 2177#2177: *${Math.floor(at / 15_000) % 1_000_000} connect() failed (111: Connection refused) while connecting to upstream, client: 10.20.2.71, server: _, request: "GET /healthz HTTP/1.1", upstream: "http://127.0.0.1:3000/healthz"`,
  );
}

const hidden = (path: string, { user }: Context) =>
  user !== "root" && /^\/(root|var\/log\/(messages|secure|audit)|etc\/shadow)/.test(path);

/** @returns the lines, or what the command says of why not. */
function contentOf(path: string, context: Context): string[] | string {
  if (hidden(path, context)) return "Permission denied";
  const read = readers(context)[path];
  if (read) return read();
  return isDirectory(path, context) ? "Is a directory" : "No such file or directory";
}

const isDirectory = (path: string, context: Context) => listing(path, context) !== undefined;

function listing(path: string, context: Context): string[] | undefined {
  const clean = path.length > 1 ? path.replace(/\/$/, "") : path;
  const inside = Object.keys(readers(context))
    .filter((file) => file.startsWith(`${clean}/`))
    .map((file) => file.slice(clean.length + 1).split("/")[0] ?? "");
  const known = directories[clean];
  if (!known && inside.length === 0)
    return context.facts.disks.some(({ mount }) => mount === clean) ? ["lost+found"] : undefined;
  return [...new Set([...(known ?? []), ...inside])].sort();
}

function reading(name: string, take: (text: string[], args: string[]) => string[]): Command {
  return (args, input, context) => {
    const paths = operands(args, ["-n", "-c", "--lines"]).filter((arg) => !/^\+?\d+$/.test(arg) || name === "cat");
    if (paths.length === 0) return lines(take(linesOf(input), args));
    const parts = paths.map((path) => ({ path, text: contentOf(path, context) }));
    const out = parts.flatMap(({ path, text }) =>
      typeof text === "string"
        ? []
        : [...(parts.length > 1 && name !== "cat" ? [`==> ${path} <==`] : []), ...take(text, args)],
    );
    const err = parts
      .filter(({ text }) => typeof text === "string")
      .map(({ path, text }) => `${name}: ${name === "cat" ? path : `cannot open '${path}' for reading`}: ${text}\n`);
    return { ...lines(out), err: err.join(""), code: err.length > 0 ? 1 : 0 };
  };
}

export const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

const countOf = (args: string[]) =>
  Number(option(args, "n", "lines") ?? args.find((arg) => /^-\d+$/.test(arg))?.slice(1) ?? 10);

const ls: Command = (args, _, context) => {
  const paths = operands(args);
  const shown = (paths.length > 0 ? paths : ["/"]).map((path) => ({
    path,
    names: readers(context)[path] ? [path] : listing(path, context),
  }));
  const missing = shown.find(({ names }) => !names);
  if (missing) return failed(`ls: cannot access '${missing.path}': No such file or directory`, 2);
  const long = flagged(args, "l");
  const stamp = syslogStamp(context.facts.now).slice(0, 12);
  const row = (path: string, name: string) => {
    const file =
      readers(context)[name.startsWith("/") ? name : `${path === "/" ? "" : path.replace(/\/$/, "")}/${name}`];
    const size = file ? file().join("\n").length : 4096;
    return long
      ? `${file ? "-rw-r--r--" : "drwxr-xr-x"}. 1 root root ${String(size).padStart(9)} ${stamp} ${name}`
      : name;
  };
  return lines(
    shown.flatMap(({ path, names = [] }) => [
      ...(shown.length > 1 ? [`${path}:`] : []),
      ...names.map((name) => row(path, name)),
    ]),
  );
};

export const files: Record<string, Command> = {
  ls,
  cat: reading("cat", (text) => text),
  head: reading("head", (text, args) => text.slice(0, countOf(args))),
  tail: reading("tail", (text, args) => (countOf(args) > 0 ? text.slice(-countOf(args)) : [])),
};
