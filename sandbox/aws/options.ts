import { parseArgs } from "node:util";

export interface Options {
  port: number;
  data: string;
  seed: string;
  now?: string;
  clockFile?: string;
  /** Forgets what an earlier start left in `data`. */
  fresh: boolean;
  control: boolean;
  withParent: boolean;
  rebootSeconds: number;
  trailDelaySeconds: number;
}

/** @throws Error naming what is wrong with the command line. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      data: { type: "string" },
      seed: { type: "string", default: "haneul-1" },
      now: { type: "string" },
      "clock-file": { type: "string" },
      fresh: { type: "boolean", default: false },
      control: { type: "boolean", default: false },
      "with-parent": { type: "boolean", default: false },
      "reboot-seconds": { type: "string", default: "15" },
      "trail-delay-seconds": { type: "string", default: "5" },
    },
  });
  const number = (name: "port" | "reboot-seconds" | "trail-delay-seconds") => {
    const value = Number(values[name]);
    if (!(value >= 0)) throw new Error(`--${name} must be a number, not ${values[name]}`);
    return value;
  };
  if (!values.data) throw new Error("--data DIR is needed: where the account keeps its state");
  if (values.now && Number.isNaN(Date.parse(values.now)))
    throw new Error(`--now must be an ISO time, not ${values.now}`);
  return {
    port: number("port"),
    data: values.data,
    seed: values.seed,
    ...(values.now ? { now: values.now } : {}),
    ...(values["clock-file"] ? { clockFile: values["clock-file"] } : {}),
    fresh: values.fresh,
    control: values.control,
    withParent: values["with-parent"],
    rebootSeconds: number("reboot-seconds"),
    trailDelaySeconds: number("trail-delay-seconds"),
  };
}
