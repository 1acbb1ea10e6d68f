/**
 * The commands that only read, with the options that keep them so. What is not named here is not read-only: flags turn
 * readers into writers (`sort -o`), runners (`find -exec`) or waiters (`tail -f`), and each release adds some.
 */
export interface CommandRule {
  /** Letters that may be bundled after one dash. */
  letters?: string;
  /** Options that stand alone, as written. */
  alone?: readonly string[];
  /** Options with a value, joined by `=` for long ones, in the next word for short ones. */
  valued?: Readonly<Record<string, RegExp>>;
  /** Options that must be there. */
  required?: readonly string[];
  /** What stands without a dash, in order; the last may be left out where `least` says so. */
  operands?: readonly ((word: string) => boolean)[];
  least?: number;
  /** Either all operands or none. */
  allOrNone?: true;
  /** Reads what is piped into it when no file is named. */
  filter?: true;
}

const count = /^[1-9]\d{0,3}$/;
const small = (word: string) => /^([1-9]|10)$/.test(word);
const unit = /^[A-Za-z0-9][A-Za-z0-9@._-]{0,63}$/;
const since = /^(-\d{1,4}(s|min|m|h|d)|today|yesterday|\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?)$/;
const fields =
  /^(pid|ppid|user|pcpu|pmem|rss|vsz|etimes?|time|comm|stat|nlwp|ni)(,(pid|ppid|user|pcpu|pmem|rss|vsz|etimes?|time|comm|stat|nlwp|ni))*$/;
const pattern = (word: string) => word.length > 0 && !word.startsWith("-");

const SECRET =
  /secret|credential|passw|shadow|private|token|\.(pem|key|p12|pfx|jks|env)$|^(secure|audit|auth\.log|btmp|sudo\.log)/i;
const SAFE_PROC = /^\/proc\/(meminfo|loadavg|cpuinfo|uptime|version|diskstats|mounts)$/;

function isUnder(word: string, roots: readonly string[]): boolean {
  if (!/^\/[\w./@:+-]*$/.test(word) || word.includes("//")) return false;
  const parts = word.split("/").slice(1);
  if (parts.some((part) => part.startsWith(".") || part.startsWith("-") || SECRET.test(part))) return false;
  return roots.some((root) => word === root || word.startsWith(`${root}/`));
}

const isLog = (word: string): boolean => SAFE_PROC.test(word) || (word !== "/var/log" && isUnder(word, ["/var/log"]));
const isFolder = (word: string): boolean => isUnder(word, ["/var", "/opt", "/srv", "/tmp"]);
const isMount = (word: string): boolean =>
  word === "/" || isUnder(word, ["/var", "/opt", "/srv", "/tmp", "/home", "/boot", "/data"]);
const isUnit = (word: string): boolean => unit.test(word);

const units: Omit<CommandRule, "required"> = { alone: ["--no-pager"], operands: [isUnit] };

/** `systemctl status` and the like are rules of their own. */
export const commandRules: Readonly<Record<string, CommandRule>> = {
  uptime: { letters: "ps" },
  free: { letters: "bkmghtw" },
  df: { letters: "hTikmPal", operands: [isMount], least: 0 },
  du: { letters: "shkmx", valued: { "-d": /^[0-3]$/, "--max-depth": /^[0-3]$/ }, operands: [isFolder] },
  ps: {
    letters: "e",
    valued: { "-eo": fields, "-o": fields, "--sort": /^[+-]?(pid|user|pcpu|pmem|rss|vsz|etimes?|time)$/ },
    required: ["-eo"],
  },
  ss: { letters: "tulnsa46" },
  vmstat: { letters: "Sw", operands: [small, small], least: 0, allOrNone: true },
  iostat: { letters: "xdckmh", operands: [small, small], least: 0, allOrNone: true },
  "systemctl status": units,
  "systemctl is-active": units,
  "systemctl is-failed": units,
  "systemctl is-enabled": units,
  "systemctl list-units": {
    alone: ["--no-pager", "--failed", "--all"],
    valued: { "--type": /^(service|timer|socket|mount)$/, "--state": /^(active|failed|running|inactive)$/ },
  },
  "systemctl list-timers": { alone: ["--no-pager", "--all"] },
  journalctl: {
    alone: ["--no-pager", "--utc"],
    valued: {
      "-u": unit,
      "-n": count,
      "-p": /^(emerg|alert|crit|err|warning|notice|info)$/,
      "--unit": unit,
      "--lines": count,
      "--since": since,
      "--until": since,
      "-o": /^(short|short-iso|cat)$/,
    },
    required: ["-u", "-n", "--no-pager"],
  },
  head: { valued: { "-n": count }, operands: [isLog], least: 0, filter: true },
  tail: { valued: { "-n": count }, operands: [isLog], least: 0, filter: true },
  grep: {
    letters: "Ficvnw",
    valued: { "-m": count, "-A": /^\d{1,2}$/, "-B": /^\d{1,2}$/, "-C": /^\d{1,2}$/ },
    required: ["-F", "-m"],
    operands: [pattern, isLog],
    least: 1,
    filter: true,
  },
  wc: { letters: "lwc", operands: [isLog], least: 0, filter: true },
  sort: { letters: "nrhu", valued: { "-k": /^\d{1,2}(,\d{1,2})?$/ }, filter: true },
};
