import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isQuotedReadOnly, readOnlyCommand } from "../../../tools/host-commands/read-only.ts";
import { splitCommand } from "../../../tools/host-commands/split-command.ts";
import { readAbuses } from "./abuses.ts";

const abuses = readAbuses();

/** What people ask for, and what is sent for it. */
const accepted: Record<string, string> = {
  uptime: "'uptime'",
  "free -m": "'free' '-m'",
  "df -hT": "'df' '-hT'",
  "df -h /var": "'df' '-h' '/var'",
  "du -sh /var/log": "'du' '-sh' '/var/log'",
  "du -h --max-depth=1 /var/lib": "'du' '-h' '--max-depth=1' '/var/lib'",
  "ps -eo pid,comm,rss --sort=-rss | head -n 10": "'ps' '-eo' 'pid,comm,rss' '--sort=-rss' | 'head' '-n' '10'",
  "ss -tuln": "'ss' '-tuln'",
  "ss -s": "'ss' '-s'",
  "vmstat 1 5": "'vmstat' '1' '5'",
  "iostat -x 1 3": "'iostat' '-x' '1' '3'",
  "systemctl status nginx.service --no-pager": "'systemctl' 'status' 'nginx.service' '--no-pager'",
  "systemctl is-active order-api": "'systemctl' 'is-active' 'order-api'",
  "systemctl list-units --failed --no-pager": "'systemctl' 'list-units' '--failed' '--no-pager'",
  "journalctl -u order-api -n 50 --no-pager": "'journalctl' '-u' 'order-api' '-n' '50' '--no-pager'",
  "journalctl -u order-api -n 50 --no-pager --since '2026-11-20 10:00'":
    "'journalctl' '-u' 'order-api' '-n' '50' '--no-pager' '--since' '2026-11-20 10:00'",
  "tail -n 20 /var/log/messages": "'tail' '-n' '20' '/var/log/messages'",
  'grep -F -m 5 "out of memory" /var/log/messages': "'grep' '-F' '-m' '5' 'out of memory' '/var/log/messages'",
  "grep -F -i -m 5 'a|b; c' /var/log/app/app.log": "'grep' '-F' '-i' '-m' '5' 'a|b; c' '/var/log/app/app.log'",
  "wc -l /var/log/messages": "'wc' '-l' '/var/log/messages'",
  "head -n 3 /proc/meminfo": "'head' '-n' '3' '/proc/meminfo'",
  "uptime;free -m&&df -h||df": "'uptime'; 'free' '-m' && 'df' '-h' || 'df'",
  "df -h | sort -k 5 | tail -n 3": "'df' '-h' | 'sort' '-k' '5' | 'tail' '-n' '3'",
};

test.each(Object.entries(accepted))("%s reads, and is sent as it was understood", (line, command) => {
  expect(readOnlyCommand(line)).toEqual({ readOnly: true, command });
  expect(isQuotedReadOnly(command)).toBe(true);
});

test("there are more than 200 ways of abuse, each once", () => {
  const all = [...abuses.values()].flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(200);
});

describe.each([...abuses])("what %s", (_what, lines) => {
  test("row 48: is never taken for reading, and it is said why in both languages", () => {
    const passed = lines.filter((line) => readOnlyCommand(line).readOnly);
    expect(passed).toEqual([]);
    for (const line of lines) {
      const verdict = readOnlyCommand(line);
      if (verdict.readOnly) continue;
      expect(verdict.why.ko).toMatch(/[가-힣]/);
      expect(verdict.why.en.length).toBeGreaterThan(5);
    }
  });

  test("is not sent either, should somebody have approved it", () => {
    expect(lines.filter((line) => isQuotedReadOnly(line))).toEqual([]);
    // Also not in quotes as ours are.
    const quoted = lines.map((line) =>
      line
        .split(" ")
        .map((word) => `'${word}'`)
        .join(" "),
    );
    expect(quoted.filter((line) => isQuotedReadOnly(line))).toEqual([]);
  });
});

test("row 48: a shell reads what is sent as the very words that were understood", () => {
  const lines = Object.keys(accepted).flatMap((line) => splitCommand(line).map(({ words }) => words));
  const script = lines.map((words) => `printf '%s\\n' ${words.map((word) => `'${word}'`).join(" ")}`).join("\n");
  const said = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
  expect(said.trimEnd().split("\n")).toEqual(lines.flat());
});

const piece = fc.constantFrom(
  ...[
    "uptime",
    "df",
    "grep",
    "tail",
    "head",
    "journalctl",
    "systemctl",
    "status",
    "sort",
    "ps",
    "-eo",
    "pid",
    "-n",
    "5",
    "-F",
    "-m",
    "-u",
  ],
  ...[
    "nginx",
    "--no-pager",
    "/var/log/messages",
    "/etc/shadow",
    "|",
    "||",
    "&&",
    ";",
    "'",
    '"',
    " ",
    "  ",
    "$x",
    "`",
    "(",
    ">",
    "-o",
    "\\",
    "*",
  ],
);

test("row 48: whatever passes is made of known commands, and passes again as it is sent", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(" ")),
        fc.string({ maxLength: 80 }),
      ),
      (line) => {
        const verdict = readOnlyCommand(line);
        if (!verdict.readOnly) return;
        expect(isQuotedReadOnly(verdict.command)).toBe(true);
        expect(verdict.command).toMatch(/^'(uptime|df|grep|tail|head|journalctl|systemctl|sort|ps)'/);
        expect(verdict.command).not.toMatch(/[$`<>()*\\]|shadow|'-o'/);
        const again = splitCommand(verdict.command, "quoted").map(({ after, words }) => [after, words]);
        expect(again).toEqual(splitCommand(line).map(({ after, words }) => [after, words]));
      },
    ),
    { numRuns: 3_000 },
  );
});
