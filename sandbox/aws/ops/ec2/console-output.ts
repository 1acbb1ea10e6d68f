/** The last kilobytes of a host's serial console: its boot, and what the kernel said since. */
import { kernelLines, uptimeStamp } from "../../world/host-kernel.ts";
import type { Setting } from "../../world/setting.ts";
import type { Host } from "./hosts.ts";

export function consoleOutput(host: Host, setting: Setting, now: number): string {
  const machine = { ...host, bootedAt: Math.max(host.launchedAt, host.rebootedAt ?? 0) };
  const until = host.stoppedAt ?? host.terminatedAt ?? now;
  const kernel = kernelLines(setting, machine, until).map(({ at, text }) => `[${uptimeStamp(at, machine)}] ${text}`);
  const os = host.role === "gpu" ? "Ubuntu 22.04.5 LTS" : "Amazon Linux 2023.8.20250721";
  const hostname = `ip-${host.privateIp.replaceAll(".", "-")}`;
  return [
    ...kernel,
    "",
    os,
    `Kernel 6.1.147-172.266.amzn2023.${host.arm ? "aarch64" : "x86_64"} on an ${host.arm ? "aarch64" : "x86_64"}`,
    "",
    `${hostname} login: `,
  ].join("\r\n");
}
