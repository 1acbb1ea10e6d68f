import { DAY, HOUR, MINUTE } from "../../../world/calendar.ts";
import type { HostUnit } from "../../../world/host-units.ts";
import { journalLine, unitJournal } from "./journal.ts";
import { human } from "./storage.ts";
import { table } from "./table.ts";
import { type Command, type Context, failed, lines, operands, option } from "./types.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `Sat 2026-11-21 03:30:00 UTC`. */
const stamp = (time: number) => {
  const iso = new Date(time).toISOString();
  return `${weekdays[new Date(time).getUTCDay()]} ${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
};

function ago(ms: number): string {
  if (ms < MINUTE) return `${Math.floor(ms / 1000)}s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}min`;
  if (ms < DAY) return `${Math.floor(ms / HOUR)}h ${Math.floor(ms / MINUTE) % 60}min`;
  const days = Math.floor(ms / DAY);
  return days < 14 ? `${days} day${days > 1 ? "s" : ""}` : `${Math.floor(days / 7)} weeks ${days % 7} days`;
}

const nameOf = (argument: string) => argument.replace(/\.service$/, "");
const find = ({ facts }: Context, argument: string) => facts.units.find((unit) => unit.name === nameOf(argument));

const words: Record<HostUnit["state"], string> = {
  active: "active (running)",
  inactive: "inactive (dead)",
  failed: "failed",
};

function status(unit: HostUnit, context: Context): string[] {
  const { now, memory } = context.facts;
  const result = unit.state === "failed" ? " (Result: exit-code)" : "";
  const recent = unitJournal(context, unit, now - 2 * HOUR, now).slice(-10);
  return [
    `${unit.state === "failed" ? "×" : unit.state === "active" ? "●" : "○"} ${unit.name}.service - ${unit.description}`,
    `     Loaded: loaded (/etc/systemd/system/${unit.name}.service; enabled; preset: disabled)`,
    `     Active: ${words[unit.state]}${result} since ${stamp(unit.since)}; ${ago(now - unit.since)} ago`,
    ...(unit.state === "active"
      ? [
          `   Main PID: ${unit.pid} (${(unit.command.split(" ")[0] ?? "").split("/").at(-1)})`,
          `     Memory: ${human(memory.used * unit.memory)}`,
          `     CGroup: /system.slice/${unit.name}.service`,
          `             └─${unit.pid} ${unit.command}`,
        ]
      : [
          `    Process: ${unit.pid} ExecStart=${unit.command} (code=exited, status=${unit.exit ?? 0}${unit.exit ? "/FAILURE" : "/SUCCESS"})`,
        ]),
    ...(recent.length > 0 ? ["", ...recent.map((line) => journalLine(context, line))] : []),
  ];
}

function listUnits(args: string[], { facts }: Context): string[] {
  const wanted = option(args, "-state", "state") ?? (args.includes("--failed") ? "failed" : undefined);
  const shown = facts.units
    .filter((unit) =>
      wanted === undefined
        ? unit.state !== "inactive" || args.includes("--all")
        : wanted.split(",").some((w) => [unit.state, sub(unit)].includes(w)),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const rows = shown.map((unit) => [`${unit.name}.service`, "loaded", unit.state, sub(unit), unit.description]);
  return [
    ...table([["UNIT", "LOAD", "ACTIVE", "SUB", "DESCRIPTION"], ...rows], [0, 1, 2, 3, 4]),
    "",
    `${shown.length} loaded units listed.`,
  ];
}

const sub = ({ state }: HostUnit) => (state === "active" ? "running" : state === "failed" ? "failed" : "dead");

const systemctl: Command = (args, _, context) => {
  const [verb = "list-units", ...units] = operands(args, ["-n", "--lines", "-t", "--type", "--state"]);
  if (verb === "list-units") return lines(listUnits(args, context));
  if (verb === "is-system-running")
    return context.facts.units.some((u) => u.state === "failed") ? { out: "degraded\n", code: 1 } : lines(["running"]);
  if (units.length === 0) return failed("Too few arguments.");
  const known = units.map((name) => ({ name: nameOf(name), unit: find(context, name) }));
  const missing = known.find(({ unit }) => !unit);
  const found = known.flatMap(({ unit }) => unit ?? []);
  const worst = found.every(({ state }) => state === "active") && !missing ? 0 : 3;
  if (verb === "is-active") return { ...lines(known.map(({ unit }) => unit?.state ?? "inactive")), code: worst };
  if (verb === "is-failed")
    return {
      ...lines(known.map(({ unit }) => unit?.state ?? "inactive")),
      code: found.some((u) => u.state === "failed") ? 0 : 1,
    };
  if (verb === "is-enabled")
    return missing
      ? failed(`Failed to get unit file state for ${missing.name}.service: No such file or directory`)
      : lines(known.map(() => "enabled"));
  if (verb === "status") {
    if (missing) return failed(`Unit ${missing.name}.service could not be found.`, 4);
    return {
      ...lines(found.flatMap((unit, index) => [...(index > 0 ? [""] : []), ...status(unit, context)])),
      code: worst,
    };
  }
  if (["start", "restart", "reload", "stop"].includes(verb))
    return missing
      ? failed(`Failed to ${verb} ${missing.name}.service: Unit ${missing.name}.service not found.`, 5)
      : { seconds: 2 };
  if (verb === "show" || verb === "cat") {
    if (missing) return failed(`No files found for ${missing.name}.service.`);
    return lines(
      found.flatMap((u) => [
        `Id=${u.name}.service`,
        `ActiveState=${u.state}`,
        `SubState=${sub(u)}`,
        `MainPID=${u.state === "active" ? u.pid : 0}`,
        `ActiveEnterTimestamp=${stamp(u.since)}`,
      ]),
    );
  }
  return failed(`Unknown command verb ${verb}.`);
};

const docker: Command = (args, _, context) => {
  const { units, now } = context.facts;
  if (!units.some((unit) => unit.name === "docker")) return { err: "sh: docker: command not found\n", code: 127 };
  const [verb] = operands(args, ["--format", "--filter", "-f"]);
  if (verb !== "ps") return failed(`docker: '${verb ?? ""}' is not answered by this sample host.`);
  const rows = units
    .filter((unit) => unit.logGroup && unit.state === "active")
    .map((unit) => {
      const id = unit.pid.toString(16).padStart(4, "0").repeat(3);
      const command = unit.command.length > 18 ? `${unit.command.slice(0, 18)}…` : unit.command;
      return [
        id,
        `haneul/${unit.name}:latest`,
        `"${command}"`,
        `${ago(now - unit.since)} ago`,
        `Up ${ago(now - unit.since)}`,
        "",
        unit.name,
      ];
    });
  return lines(
    table(
      [["CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"], ...rows],
      [0, 1, 2, 3, 4, 5, 6],
    ),
  );
};

export const services: Record<string, Command> = { systemctl, docker };
