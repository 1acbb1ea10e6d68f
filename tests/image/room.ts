import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** What an image says of how it wants to be run; the fields of its OCI configuration. */
interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  WorkingDir: string;
}

export interface Room {
  /** Of the entry point, as this machine counts. */
  pid: number;
  stderr: () => string;
  /** Resolves with the exit code and the milliseconds it took. */
  stop(): Promise<{ code: number | null; ms: number }>;
}

/** What a container may do by default, by Docker's own list. */
const RIGHTS =
  "chown,dac_override,fowner,fsetid,kill,setgid,setuid,setpcap,net_bind_service,net_raw,sys_chroot,mknod,audit_write,setfcap";

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" }).trim();

/** The image's file system on this machine, to be given back with `close`. */
export function unpack(image: string): { root: string; config: ImageConfig; close(): void } {
  const inspected = JSON.parse(run("buildah", "inspect", "--type", "image", image)) as {
    OCIv1: { config: ImageConfig };
  };
  const container = run("buildah", "from", "--pull-never", image);
  return {
    root: run("buildah", "mount", container),
    config: inspected.OCIv1.config,
    close: () => void run("buildah", "rm", container),
  };
}

/**
 * Runs the image's command, or another, as a container would: own mounts and processes, the root read-only, /data from
 * `data`, a fresh /tmp, the image's user or another, the rights of a container and none to gain. The network is the machine's. It needs root, and no
 * OCI runtime, which do not start under every kernel's cgroups.
 */
export async function enterRoom(
  { root, config }: { root: string; config: ImageConfig },
  options: { data: string; env: Record<string, string>; command?: string[]; user?: string },
): Promise<Room> {
  const command = options.command ?? [...config.Entrypoint, ...config.Cmd];
  const name = options.user ?? (config.User || "root");
  const [user, group] = ["-u", "-g"].map((which) => run("chroot", root, "id", which, name));
  const rights = RIGHTS.split(",").map((right) => `+${right}`);
  const script = [
    `mount --bind ${root} ${root}`,
    `mount -t proc proc ${root}/proc`,
    `mount --rbind /dev ${root}/dev`,
    `mount -t tmpfs tmpfs ${root}/tmp`,
    `mount --bind ${options.data} ${root}/data`,
    `mount -o remount,ro,bind ${root}`,
    `exec setpriv --no-new-privs --bounding-set=-all,${rights.join(",")} chroot --userspec=${user}:${group} ${root} "$@"`,
  ].join(" && ");
  const inside = [
    "env",
    "-i",
    ...config.Env,
    ...entries(options.env),
    "sh",
    "-c",
    `cd ${config.WorkingDir} && exec "$@"`,
  ];
  const child = spawn(
    "unshare",
    ["--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", script, "room", ...inside, "room", ...command],
    { stdio: ["ignore", "inherit", "pipe"] },
  );
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = once(child, "exit") as Promise<[number | null]>;
  await once(child, "spawn");
  const entry = async (): Promise<number> => {
    for (let tries = 0; tries < 100; tries++) {
      const [pid] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ");
      if (pid) return Number(pid);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`nothing was started in the room:\n${stderr}`);
  };
  const pid = options.command ? 0 : await entry();
  return {
    pid,
    stderr: () => stderr,
    async stop() {
      const began = performance.now();
      if (pid > 0) process.kill(pid, "SIGTERM");
      const [code] = await exited;
      return { code, ms: Math.round(performance.now() - began) };
    },
  };
}

const entries = (env: Record<string, string>) => Object.entries(env).map(([name, value]) => `${name}=${value}`);
