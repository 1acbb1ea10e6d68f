import type { HostUnit } from "../../../world/host-units.ts";
import type { Context } from "./types.ts";

export interface JournalEntry {
  at: number;
  /** The identifier before the colon: `sshd[812]`. */
  from: string;
  text: string;
}

/** What systemd and the unit itself wrote, oldest first, `from` inclusive, `to` exclusive. */
export function unitJournal(context: Context, unit: HostUnit, from: number, to: number): JournalEntry[] {
  const own = unit.logGroup
    ? context
        .serviceLines(
          unit.logGroup,
          Math.max(from, unit.state === "active" ? from : 0),
          unit.state === "active" ? to : Math.min(to, unit.since),
        )
        .map(({ time, message }) => ({ at: time, from: `${unit.name}[${unit.pid}]`, text: message }))
    : [];
  return [...own, ...systemdLines(unit)].filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at);
}

function systemdLines(unit: HostUnit): JournalEntry[] {
  const say = (offset: number, text: string): JournalEntry => ({ at: unit.since + offset, from: "systemd[1]", text });
  if (unit.state === "active")
    return [
      say(-1_000, `Starting ${unit.name}.service - ${unit.description}...`),
      say(0, `Started ${unit.name}.service - ${unit.description}.`),
    ];
  if (unit.state === "inactive") return [say(0, `${unit.name}.service: Deactivated successfully.`)];
  return [
    say(-2_000, `${unit.name}.service: Scheduled restart job, restart counter is at 5.`),
    {
      at: unit.since - 900,
      from: `${unit.name}[${unit.pid}]`,
      text: "Error: listen EADDRINUSE: address already in use 127.0.0.1:3000",
    },
    say(-400, `${unit.name}.service: Main process exited, code=exited, status=${unit.exit ?? 1}/FAILURE`),
    say(-300, `${unit.name}.service: Failed with result 'exit-code'.`),
    say(0, `${unit.name}.service: Start request repeated too quickly.`),
    say(1, `Failed to start ${unit.name}.service - ${unit.description}.`),
  ];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Nov 21 03:30:00`. */
export function syslogStamp(time: number): string {
  const date = new Date(time);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, "0")} ${date.toISOString().slice(11, 19)}`;
}

export const journalLine = ({ facts }: Context, { at, from, text }: JournalEntry): string =>
  `${syslogStamp(at)} ${facts.hostname.split(".")[0]} ${from}: ${text}`;
