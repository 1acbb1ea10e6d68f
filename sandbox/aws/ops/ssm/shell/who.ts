import { secondsOf } from "./durations.ts";
import { type Command, failed, lines, operands } from "./types.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const date: Command = (args, _, { facts }) => {
  const now = new Date(facts.now);
  const iso = now.toISOString();
  if (args.includes("-s") || args.includes("--set")) return failed("date: cannot set date: Operation not permitted");
  const format = args.find((arg) => arg.startsWith("+"));
  if (args.includes("-Is") || args.includes("--iso-8601=seconds")) return lines([`${iso.slice(0, 19)}+00:00`]);
  if (format === "+%s") return lines([String(Math.floor(facts.now / 1000))]);
  const parts: Record<string, string> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    F: iso.slice(0, 10),
    T: iso.slice(11, 19),
    Z: "UTC",
    z: "+0000",
  };
  if (format) return lines([format.slice(1).replace(/%(\w)/g, (whole, letter: string) => parts[letter] ?? whole)]);
  return lines([
    `${weekdays[now.getUTCDay()]} ${months[now.getUTCMonth()]} ${iso.slice(8, 10)} ${iso.slice(11, 19)} UTC ${iso.slice(0, 4)}`,
  ]);
};

const uname: Command = (args, _, { facts }) => {
  const machine = facts.machine.arm ? "aarch64" : "x86_64";
  const release = `6.1.147-172.266.amzn2023.${machine}`;
  if (args.includes("-a"))
    return lines([
      `Linux ${facts.hostname} ${release} #1 SMP Thu Aug  7 19:30:40 UTC 2025 ${machine} ${machine} ${machine} GNU/Linux`,
    ]);
  if (args.includes("-r")) return lines([release]);
  return lines([args.includes("-m") ? machine : "Linux"]);
};

export const who: Record<string, Command> = {
  date,
  uname,
  hostname: (args, _, { facts }) =>
    lines([
      args.includes("-I") || args.includes("-i")
        ? facts.privateIp
        : args.includes("-s")
          ? (facts.hostname.split(".")[0] ?? "")
          : facts.hostname,
    ]),
  whoami: (_, __, { user }) => lines([user]),
  id: (_, __, { user }) =>
    lines([
      user === "root"
        ? "uid=0(root) gid=0(root) groups=0(root)"
        : `uid=1001(${user}) gid=1001(${user}) groups=1001(${user})`,
    ]),
  pwd: () => lines(["/usr/bin"]),
  echo: (args) => (args[0] === "-n" ? { out: args.slice(1).join(" ") } : lines([args.join(" ")])),
  true: () => ({}),
  false: () => ({ code: 1 }),
  sleep: (args) => ({ seconds: operands(args).reduce((sum, amount) => sum + secondsOf(amount), 0) }),
};
