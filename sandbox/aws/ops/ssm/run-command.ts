/** What became of a command on one host, as a function of the time: nothing is stored but what was asked. */
import type { Call } from "../../call.ts";
import { hostFacts, type LivingInstance } from "../../world/host-facts.ts";
import { kernelLines } from "../../world/host-kernel.ts";
import { logGroupsOf } from "../../world/log-groups.ts";
import { linesOf } from "../../world/log-lines.ts";
import type { SsmDocument } from "../../world/ssm-documents.ts";
import { managedHosts, unitChanges } from "./managed.ts";
import { runScript } from "./shell/run.ts";
import type { Context, Result } from "./shell/types.ts";

export interface SentCommand {
  account: string;
  region: string;
  document: string;
  version: string;
  parameters: Record<string, string[]>;
  comment: string;
  requestedAt: number;
  instances: { id: string; name: string; bootedAt: number }[];
  targets: { Key: string; Values: string[] }[];
  timeoutSeconds: number;
  /** MaxConcurrency and MaxErrors, as asked. */
  atOnce: string;
  mayFail: string;
  cancelledAt?: number;
}

export type Phase =
  | "Delayed"
  | "Pending"
  | "InProgress"
  | "Success"
  | "Failed"
  | "TimedOut"
  | "Cancelling"
  | "Cancelled";

export interface Outcome {
  phase: Phase;
  result: Result;
  startedAt: number;
  /** Undefined until it has ended. */
  endedAt?: number;
}

/** Sample time until an agent has fetched a command, and until it runs. */
const FETCHED_MS = 500;
const STARTED_MS = 1_500;
const OVERHEAD_MS = 500;
const CANCEL_MS = 1_000;

export const sentCommands = (call: Call) => call.state.things<SentCommand>("ssm-command");

export function outcomeOf(call: Call, command: SentCommand, instance: string, document: SsmDocument): Outcome {
  const startedAt = command.requestedAt + STARTED_MS;
  const { now } = call;
  const nothing: Result = { out: "", err: "", code: -1, seconds: 0 };
  if (now < command.requestedAt + FETCHED_MS) return { phase: "Delayed", result: nothing, startedAt };
  const limit = Number(command.parameters.executionTimeout?.[0] ?? 3600) * 1000;
  const result = execute(call, command, instance, document, startedAt);
  const lasts = OVERHEAD_MS + result.seconds * 1000;
  const end = startedAt + Math.min(lasts, limit);
  const { cancelledAt } = command;
  if (cancelledAt !== undefined && cancelledAt < end) {
    const gone = cancelledAt + CANCEL_MS;
    return now < gone
      ? { phase: "Cancelling", result: nothing, startedAt }
      : { phase: "Cancelled", result: nothing, startedAt, endedAt: gone };
  }
  if (now < startedAt) return { phase: "Pending", result: nothing, startedAt };
  if (now < end) return { phase: "InProgress", result: nothing, startedAt };
  if (lasts > limit) return { phase: "TimedOut", result: { ...nothing, code: 137 }, startedAt, endedAt: end };
  return { phase: result.code === 0 ? "Success" : "Failed", result, startedAt, endedAt: end };
}

function execute(call: Call, command: SentCommand, instance: string, document: SsmDocument, at: number): Result {
  const host = managedHosts(call).find(({ id }) => id === instance);
  const sent = command.instances.find(({ id }) => id === instance);
  if (!host || !sent) return { out: "", err: "", code: -1, seconds: 0 };
  const living: LivingInstance = { ...host, bootedAt: sent.bootedAt };
  const ownDocument = document.owner !== "Amazon";
  return runScript(
    scriptOf(document, command.parameters),
    contextOf(call, living, at, ownDocument ? "opsthread" : "root"),
  );
}

/** A parameter stands in the script as one quoted word. */
export function scriptOf(document: SsmDocument, parameters: Record<string, string[]>): string {
  if (document.lines.length === 0) return (parameters.commands ?? []).join("\n");
  return document.lines.join("\n").replace(/"?\{\{ ?(\w+) ?\}\}"?/g, (_, name: string) => {
    const given = parameters[name]?.[0] ?? String(document.parameters[name]?.default ?? "");
    return `'${given.replaceAll("'", "'\\''")}'`;
  });
}

function contextOf(call: Call, host: LivingInstance, at: number, user: string): Context {
  const { setting } = call.world;
  const facts = hostFacts(setting, host, at, unitChanges(call).get(host.id) ?? {});
  return {
    facts,
    user,
    kernel: () => kernelLines(setting, host, at),
    serviceLines(name, from, to) {
      const group = logGroupsOf(setting).find((one) => one.name === name);
      if (!group) return [];
      const all = [...linesOf(setting, group, from, to)];
      const [, stem = "", number = ""] = /^(.*)-(\d+)$/.exec(host.name) ?? [];
      const own = all.filter(({ stream }) => stream.startsWith(`${host.name}/`) || stream === `${stem}/${number}`);
      const namesHosts = all.some(({ stream }) => stream.startsWith(`${stem}-`) || stream.startsWith(`${stem}/`));
      return namesHosts ? own : all;
    },
  };
}
