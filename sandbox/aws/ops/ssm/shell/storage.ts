import type { Disk } from "../../../world/host-facts.ts";
import { table } from "./table.ts";
import { type Command, type Context, failed, flagged, lines, operands } from "./types.ts";

/** As `-h` prints a number of KiB. */
export function human(kib: number): string {
  const units = ["K", "M", "G", "T"];
  let amount = kib;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount < 10 && unit > 0 ? (Math.ceil(amount * 10) / 10).toFixed(1) : Math.ceil(amount)}${units[unit]}`;
}

interface Row extends Disk {
  type: string;
}

function fileSystems({ facts }: Context): Row[] {
  const { memory } = facts;
  const half = Math.round(memory.total / 2);
  const passing = (device: string, mount: string, size: number, used: number): Row => ({
    device,
    type: device,
    mount,
    size,
    used,
  });
  const [root, ...data] = facts.disks.map((disk): Row => ({ ...disk, type: "xfs" }));
  return [
    passing("devtmpfs", "/dev", 4096, 0),
    passing("tmpfs", "/dev/shm", half, 0),
    passing("tmpfs", "/run", Math.round(half * 0.4), Math.round(memory.total / 20_000)),
    ...(root ? [root] : []),
    passing("tmpfs", "/tmp", half, 48),
    { device: "/dev/nvme0n1p128", type: "vfat", mount: "/boot/efi", size: 10_202, used: 1_334 },
    ...data,
  ];
}

/** The file system that a path lies on. */
const holding = (path: string, all: Row[]): Row | undefined =>
  all
    .filter(({ mount }) => path === mount || path.startsWith(mount === "/" ? "/" : `${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length)[0];

const df: Command = (args, _, context) => {
  const all = fileSystems(context);
  const paths = operands(args, ["-t", "-x"]);
  const missing = paths.find((path) => !path.startsWith("/"));
  if (missing) return failed(`df: ${missing}: No such file or directory`);
  const shown = paths.length > 0 ? paths.flatMap((path) => holding(path, all) ?? []) : all;
  const typed = flagged(args, "T");
  if (flagged(args, "i")) return lines(inodes(shown));
  const size = flagged(args, "h")
    ? human
    : flagged(args, "m")
      ? (kib: number) => String(Math.ceil(kib / 1024))
      : (kib: number) => String(kib);
  const title = flagged(args, "h") ? "Size" : flagged(args, "m") ? "1M-blocks" : "1K-blocks";
  const head = [
    "Filesystem",
    ...(typed ? ["Type"] : []),
    title,
    "Used",
    flagged(args, "h") ? "Avail" : "Available",
    "Use%",
    "Mounted on",
  ];
  const rows = shown.map((row) => [
    row.device,
    ...(typed ? [row.type] : []),
    size(row.size),
    size(row.used),
    size(row.size - row.used),
    `${row.size ? Math.ceil((row.used / row.size) * 100) : 0}%`,
    row.mount,
  ]);
  return lines(table([head, ...rows], typed ? [0, 1, head.length - 1] : [0, head.length - 1]));
};

function inodes(rows: Row[]): string[] {
  const body = rows.map(({ device, mount, size, used }) => {
    const total = Math.round(size / 2);
    const taken = Math.round(used / 61) + 2;
    return [
      device,
      String(total),
      String(taken),
      String(total - taken),
      `${Math.ceil((taken / Math.max(1, total)) * 100)}%`,
      mount,
    ];
  });
  return table([["Filesystem", "Inodes", "IUsed", "IFree", "IUse%", "Mounted on"], ...body], [0, 5]);
}

/** What lies in the directories that fill disks, as shares of what is used of theirs. */
const shares: [path: string, share: number][] = [
  ["/var/log", 0.31],
  ["/var/log/journal", 0.16],
  ["/var/lib", 0.22],
  ["/var", 0.56],
  ["/opt", 0.11],
  ["/usr", 0.24],
  ["/home", 0.03],
  ["/tmp", 0.002],
];

const du: Command = (args, _, { facts }) => {
  const paths = operands(args, ["-d", "--max-depth"]);
  const show = (kib: number, path: string) => `${flagged(args, "h") ? human(kib) : kib}\t${path}`;
  const found = (paths.length > 0 ? paths : ["/"]).map((path) => {
    const clean = path.length > 1 ? path.replace(/\/\*?$/, "") : path;
    const disk = facts.disks.find(({ mount }) => mount === clean);
    const root = facts.disks[0];
    const share = shares.find(([known]) => known === clean)?.[1];
    const size = disk?.used ?? (share !== undefined && root ? Math.round(root.used * share) : undefined);
    return { path: clean, size };
  });
  const missing = found.find(({ size }) => size === undefined);
  if (missing) return failed(`du: cannot access '${missing.path}': No such file or directory`);
  return { ...lines(found.map(({ path, size = 0 }) => show(size, path))), seconds: 1.4 };
};

const free: Command = (args, _, { facts }) => {
  const { total, used, free: unused, cache, available } = facts.memory;
  const show = flagged(args, "h")
    ? (kib: number) => `${human(kib)}i`
    : flagged(args, "m")
      ? (kib: number) => String(Math.round(kib / 1024))
      : flagged(args, "g")
        ? (kib: number) => String(Math.floor(kib / 1024 / 1024))
        : (kib: number) => String(kib);
  const row = (label: string, values: number[]) => label.padEnd(8) + values.map((v) => show(v).padStart(12)).join("");
  const title = ["total", "used", "free", "shared", "buff/cache", "available"]
    .map((name) => name.padStart(12))
    .join("");
  return lines([
    `${"".padEnd(8)}${title}`,
    row("Mem:", [total, used, unused, 1_132, cache, available]),
    row("Swap:", [0, 0, 0]),
  ]);
};

const lsblk: Command = (_, __, { facts }) =>
  lines(
    table(
      [
        ["NAME", "MAJ:MIN", "RM", "SIZE", "RO", "TYPE", "MOUNTPOINTS"],
        ...facts.disks.map(({ device, size, mount }, index) => [
          device.replace("/dev/", ""),
          `259:${index}`,
          "0",
          human(size),
          "0",
          "disk",
          mount,
        ]),
      ],
      [0, 6],
    ),
  );

export const storage: Record<string, Command> = { df, du, free, lsblk };
