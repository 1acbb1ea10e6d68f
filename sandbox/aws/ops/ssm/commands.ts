import { randomUUID } from "node:crypto";
import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import type { Resource } from "../../iam/evaluate.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Resources } from "../../wire/service.ts";
import { ec2Arn } from "../../world/ec2-arn.ts";
import { asStatus, commandFits, detailsOf, errorOf, PLUGIN, toCommand, toInvocation } from "./command-shapes.ts";
import { invalidInstance, targetsOf } from "./command-targets.ts";
import { hashOf } from "./documents.ts";
import { documentArn, findDocument } from "./find-document.ts";
import { type Managed, managedHosts, unitChanges } from "./managed.ts";
import { paged } from "./paging.ts";
import { checkParameters } from "./parameters-check.ts";
import { outcomeOf, type SentCommand, scriptOf, sentCommands } from "./run-command.ts";

/** What GetCommandInvocation gives of an output. */
const MAX_OUT = 24_000;
const MAX_ERR = 8_000;

/** Restarts of units that the script asks for show on the host from then on. */
function rememberUnits(call: Call, script: string, hosts: Managed[]): void {
  const asked = [...script.matchAll(/\bsystemctl\s+(?:-\S+\s+)*(start|restart|stop)\s+'?([\w@.-]+)/g)];
  if (asked.length === 0) return;
  const changes = unitChanges(call);
  for (const { id } of hosts) {
    const done = asked.map(([, verb, unit = ""]) => [
      unit.replace(/\.service$/, ""),
      { at: call.now + 2_500, state: verb === "stop" ? ("inactive" as const) : ("active" as const) },
    ]);
    changes.set(id, { ...changes.get(id), ...Object.fromEntries(done) });
  }
}

function commandOf(call: Call, id: string | undefined): SentCommand {
  const command = sentCommands(call).get(id ?? "");
  if (!command || command.account !== call.account.id || command.region !== call.region)
    throw new AwsError("InvalidCommandId", `Command ${id} does not exist`);
  return command;
}

const ownCommands = (call: Call) =>
  sentCommands(call)
    .all()
    .filter(([, { account, region }]) => account === call.account.id && region === call.region)
    .sort(([, a], [, b]) => b.requestedAt - a.requestedAt);

export const commandOperations = {
  SendCommand(input, call) {
    const document = findDocument(call, input.DocumentName, input.DocumentVersion);
    if (document.kind !== "Command")
      throw new AwsError("InvalidDocument", `Document ${document.name} is of type ${document.kind}, not Command`);
    if (input.DocumentHash !== undefined && input.DocumentHash !== hashOf(document))
      throw new AwsError("InvalidDocument", "The hash of the document does not match the given one");
    const parameters = input.Parameters ?? {};
    checkParameters(document, parameters);
    const hosts = targetsOf(input, call);
    const id = randomUUID();
    const command: SentCommand = {
      account: call.account.id,
      region: call.region,
      document: document.name,
      version: input.DocumentVersion ?? "",
      parameters,
      comment: input.Comment ?? "",
      requestedAt: call.now,
      instances: hosts.map(({ id: host, name, bootedAt }) => ({ id: host, name, bootedAt })),
      targets: (input.Targets ?? []).map(({ Key = "", Values = [] }) => ({ Key, Values })),
      timeoutSeconds: input.TimeoutSeconds ?? 3600,
      atOnce: input.MaxConcurrency ?? "50",
      mayFail: input.MaxErrors ?? "0",
    };
    sentCommands(call).set(id, command);
    if (document.owner === "Amazon") rememberUnits(call, scriptOf(document, parameters), hosts);
    return { Command: toCommand(call, id, command) };
  },

  GetCommandInvocation(input, call) {
    const command = sentCommands(call).get(input.CommandId ?? "");
    const instance = command?.instances.find(({ id }) => id === input.InstanceId);
    const missing = new AwsError("InvocationDoesNotExist", "");
    if (!command || command.account !== call.account.id || command.region !== call.region || !instance) throw missing;
    const outcome = outcomeOf(call, command, instance.id, findDocument(call, command.document));
    if (outcome.phase === "Delayed") throw missing;
    const { phase, result, startedAt, endedAt } = outcome;
    const started = phase !== "Pending";
    return {
      CommandId: input.CommandId,
      InstanceId: instance.id,
      Comment: command.comment,
      DocumentName: command.document,
      DocumentVersion: command.version,
      PluginName: PLUGIN,
      ResponseCode: endedAt === undefined ? -1 : result.code,
      ExecutionStartDateTime: started ? new Date(startedAt).toISOString() : "",
      ExecutionEndDateTime: endedAt === undefined ? "" : new Date(endedAt).toISOString(),
      ExecutionElapsedTime: endedAt === undefined ? "" : `PT${((endedAt - startedAt) / 1000).toFixed(3)}S`,
      Status: asStatus(phase),
      StatusDetails: detailsOf(phase),
      StandardOutputContent: result.out.slice(0, MAX_OUT),
      StandardOutputUrl: "",
      StandardErrorContent: errorOf(outcome).slice(0, MAX_ERR),
      StandardErrorUrl: "",
      CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
    };
  },

  ListCommandInvocations(input, call) {
    const commands = input.CommandId
      ? ([[input.CommandId, commandOf(call, input.CommandId)]] as const)
      : ownCommands(call);
    const all = commands.flatMap(([id, command]) => {
      const document = findDocument(call, command.document);
      return command.instances
        .filter((instance) => !input.InstanceId || instance.id === input.InstanceId)
        .flatMap((instance): SSM.CommandInvocation[] => {
          const outcome = outcomeOf(call, command, instance.id, document);
          if (outcome.phase === "Delayed") return [];
          return [toInvocation(id, command, instance, outcome, input.Details ?? false)];
        });
    });
    const page = paged(all, input, call, 50);
    return { CommandInvocations: page.items, ...page.next };
  },

  ListCommands(input, call) {
    const chosen = input.CommandId
      ? ([[input.CommandId, commandOf(call, input.CommandId)]] as const)
      : ownCommands(call);
    const all = chosen
      .filter(([, command]) => !input.InstanceId || command.instances.some(({ id }) => id === input.InstanceId))
      .map(([id, command]) => toCommand(call, id, command));
    const found = (input.Filters ?? []).reduce(
      (left, { key, value }) => left.filter((command) => commandFits(command, key, value)),
      all,
    );
    const page = paged(found, input, call, 50);
    return { Commands: page.items, ...page.next };
  },

  CancelCommand(input, call) {
    const command = commandOf(call, input.CommandId);
    const ids = input.InstanceIds ?? [];
    const strangers = ids.filter((id) => !command.instances.some((instance) => instance.id === id));
    if (strangers.length > 0) throw invalidInstance(strangers, call);
    if (command.cancelledAt === undefined)
      sentCommands(call).set(input.CommandId ?? "", { ...command, cancelledAt: call.now });
    return {};
  },
} satisfies Operations<typeof SSM>;

export const commandResources = {
  SendCommand(input, call): Resource[] {
    const hosts = managedHosts(call);
    const ids = input.InstanceIds?.length ? input.InstanceIds : targetsOf(input, call).map(({ id }) => id);
    return [
      { arn: documentArn(call, input.DocumentName ?? "*"), tags: {} },
      ...ids.map((id) => ({
        arn: ec2Arn(call.world.setting, call.region, "instance", id),
        tags: hosts.find((host) => host.id === id)?.tags ?? {},
      })),
    ];
  },
} satisfies Resources<typeof SSM>;
