/** What the kernel of a host has said since it booted. */
import { DAY } from "./calendar.ts";
import type { Instance } from "./instances.ts";
import { randomOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface KernelLine {
  at: number;
  text: string;
}

/** As much of a host as its kernel knows. */
export type Machine = Pick<Instance, "id" | "name" | "role" | "type" | "arm"> & { bootedAt: number };

/** The kills of the story that hit this host: its payment workers take turns. */
export function memoryKills({ story, names }: Setting, { name, bootedAt }: Machine, now: number): number[] {
  const turn = [`${names.payment}-1`, `${names.payment}-2`].indexOf(name);
  if (turn < 0) return [];
  return story.outOfMemory.filter((at, index) => index % 2 === turn && at >= bootedAt && at <= now);
}

/** Oldest first. */
export function kernelLines(setting: Setting, machine: Machine, now: number): KernelLine[] {
  const kills = memoryKills(setting, machine, now).flatMap((at) => killLines(setting, machine, at));
  return [...bootLines(machine), ...idleLines(setting, machine, now), ...kills]
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
}

function bootLines({ bootedAt, arm, type, role }: Machine): KernelLine[] {
  const cores = arm
    ? "Booting Linux on physical CPU 0x0000000000 [0x411fd401]"
    : "x86/fpu: Supporting XSAVE feature 0x001";
  const lines: [ms: number, text: string][] = [
    [0, "Linux version 6.1.147-172.266.amzn2023 (mockbuild@ip-10-0-38-14)"],
    [0, cores],
    [0, `DMI: Amazon EC2 ${type}/, BIOS 1.0 11/1/2018`],
    [412, "nvme nvme0: pci function 0000:00:04.0"],
    [1_207, "XFS (nvme0n1p1): Ending clean mount"],
    [2_114, "systemd[1]: Hostname set to <localhost>."],
    [3_480, "ena 0000:00:05.0 eth0: Local page cache is disabled for less than 16 channels"],
    ...(role === "gpu" ? [[6_102, "nvidia 0000:00:1b.0: enabling device (0000 -> 0002)"] as [number, string]] : []),
    [9_733, "cloud-init[2207]: Cloud-init v. 22.2.2 finished. Datasource DataSourceEc2. Up 9.73 seconds"],
  ];
  return lines.map(([ms, text]) => ({ at: bootedAt + ms, text }));
}

/** A late interrupt now and then: a host that has run for months is never quite silent. */
function idleLines({ seed }: Setting, { id, bootedAt }: Machine, now: number): KernelLine[] {
  const first = Math.floor(bootedAt / DAY) + 1;
  const last = Math.floor(now / DAY);
  return Array.from({ length: Math.max(0, Math.min(30, last - first + 1)) }, (_, n) => last - n).flatMap((day) => {
    const random = randomOf(seed, "kernel", id, day);
    if (random.next() > 0.2) return [];
    const at = day * DAY + random.int(0, 86_000) * 1000;
    return [{ at, text: `hrtimer: interrupt took ${random.int(12_000, 90_000)} ns` }];
  });
}

function killLines({ seed, story, names }: Setting, { id }: Machine, at: number): KernelLine[] {
  const random = randomOf(seed, "oom", id, at);
  const pid = random.int(4_000, 32_000);
  const limit = story.memory.lowered * 1024;
  const rss = limit - random.int(900, 7_000);
  const group = `/docker/${random.hex(64)}`;
  const text = [
    `${names.payment} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
    `memory: usage ${limit}kB, limit ${limit}kB, failcnt ${random.int(400, 9_000)}`,
    `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${group.slice(8, 20)},mems_allowed=0,oom_memcg=${group},task_memcg=${group},task=${names.payment},pid=${pid},uid=1000`,
    `Memory cgroup out of memory: Killed process ${pid} (${names.payment}) total-vm:${rss + 1_400_000}kB, anon-rss:${rss}kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:${random.int(1_500, 2_900)}kB oom_score_adj:0`,
  ];
  return text.map((line, index) => ({ at: at + index, text: line }));
}

/** Seconds since the boot, as the kernel prints them. */
export const uptimeStamp = (at: number, { bootedAt }: Machine): string =>
  ((at - bootedAt) / 1000).toFixed(6).padStart(12);
