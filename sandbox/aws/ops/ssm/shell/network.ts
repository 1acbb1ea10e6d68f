import { table } from "./table.ts";
import { type Command, type Context, flagged, lines } from "./types.ts";

interface Socket {
  port: number;
  address: string;
  pid: number;
  program: string;
}

function listening({ facts }: Context): Socket[] {
  return facts.units
    .filter((unit) => unit.port !== undefined && unit.state === "active")
    .map((unit) => ({
      port: unit.port ?? 0,
      address: unit.port === 3000 && unit.name !== "grafana-server" ? "127.0.0.1" : "0.0.0.0",
      pid: unit.pid,
      program: (unit.command.split(" ")[0] ?? "").split("/").at(-1)?.replace(/:$/, "") ?? "",
    }))
    .sort((a, b) => a.port - b.port);
}

const ss: Command = (args, _, context) => {
  const all = listening(context);
  if (flagged(args, "s")) {
    const open = Math.round(context.facts.cpu * 6) + all.length;
    return lines([
      `Total: ${open + 120}`,
      `TCP:   ${open + all.length} (estab ${open}, closed 3, orphaned 0, timewait 3)`,
      "",
      ...table(
        [
          ["Transport", "Total", "IP", "IPv6"],
          ["RAW", "0", "0", "0"],
          ["UDP", "4", "3", "1"],
          ["TCP", String(open + all.length), String(open), String(all.length)],
        ],
        [0],
      ),
    ]);
  }
  const named = flagged(args, "p") && context.user === "root";
  const head = ["State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port", ...(named ? ["Process"] : [])];
  const rows = all.map(({ port, address, pid, program }) => [
    "LISTEN",
    "0",
    port === 22 ? "128" : "511",
    `${address}:${port}`,
    "0.0.0.0:*",
    ...(named ? [`users:(("${program}",pid=${pid},fd=7))`] : []),
  ]);
  return lines(table([head, ...rows], [0, 5]));
};

const netstat: Command = (args, _, context) => {
  const named = flagged(args, "p");
  const head = [
    "Proto",
    "Recv-Q",
    "Send-Q",
    "Local Address",
    "Foreign Address",
    "State",
    ...(named ? ["PID/Program name"] : []),
  ];
  const rows = listening(context).map(({ port, address, pid, program }) => [
    "tcp",
    "0",
    "0",
    `${address}:${port}`,
    "0.0.0.0:*",
    "LISTEN",
    ...(named ? [`${pid}/${program}`] : []),
  ]);
  return lines(["Active Internet connections (only servers)", ...table([head, ...rows], [0, 3, 4, 5, 6])]);
};

export const network: Record<string, Command> = { ss, netstat };
