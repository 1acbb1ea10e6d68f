import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { findDocument } from "./find-document.ts";
import { type Outcome, outcomeOf, type Phase, type SentCommand } from "./run-command.ts";

/** What ListCommandInvocations gives of an output. */
const MAX_LISTED = 2_500;
/** All documents here run a shell script. */
export const PLUGIN = "aws:runShellScript";

/** Latest status of the hosts together, as the console shows it. */
function statusOf(phases: Phase[]): Exclude<Phase, "Delayed"> {
  const order = ["InProgress", "Cancelling", "Pending", "Failed", "TimedOut", "Cancelled"] as const;
  const all = phases.map((phase) => (phase === "Delayed" ? "Pending" : phase));
  return order.find((status) => all.includes(status)) ?? "Success";
}

export function toCommand(call: Call, id: string, command: SentCommand): SSM.Command {
  const document = findDocument(call, command.document);
  const phases = command.instances.map((instance) => outcomeOf(call, command, instance.id, document).phase);
  const Status = statusOf(phases);
  const ended = (phase: Phase) => ["Success", "Failed", "TimedOut", "Cancelled"].includes(phase);
  return {
    CommandId: id,
    DocumentName: command.document,
    DocumentVersion: command.version,
    Comment: command.comment,
    Parameters: command.parameters,
    InstanceIds: command.targets.length > 0 ? [] : command.instances.map((instance) => instance.id),
    Targets: command.targets,
    RequestedDateTime: new Date(command.requestedAt),
    ExpiresAfter: new Date(command.requestedAt + command.timeoutSeconds * 1000 + 3_600_000),
    Status,
    StatusDetails: Status,
    MaxConcurrency: command.atOnce,
    MaxErrors: command.mayFail,
    TargetCount: command.instances.length,
    CompletedCount: phases.filter(ended).length,
    ErrorCount: phases.filter((phase) => phase === "Failed" || phase === "TimedOut").length,
    DeliveryTimedOutCount: 0,
    TimeoutSeconds: command.timeoutSeconds,
    OutputS3BucketName: "",
    OutputS3KeyPrefix: "",
    ServiceRole: "",
  };
}

export const detailsOf = (phase: Phase) => (phase === "TimedOut" ? "ExecutionTimedOut" : phase);
export const asStatus = (phase: Phase): SSM.CommandInvocationStatus => (phase === "Delayed" ? "Pending" : phase);

/** What a plugin adds to the error output when its script fails. */
export const errorOf = ({ phase, result }: Outcome) =>
  phase === "Failed" ? `${result.err}failed to run commands: exit status ${result.code}` : result.err;

export function toInvocation(
  id: string,
  command: SentCommand,
  instance: SentCommand["instances"][number],
  outcome: Outcome,
  details: boolean,
): SSM.CommandInvocation {
  const { phase, result, startedAt, endedAt } = outcome;
  const output = [result.out, errorOf(outcome) && `\n----------ERROR-------\n${errorOf(outcome)}`].join("");
  return {
    CommandId: id,
    InstanceId: instance.id,
    InstanceName: instance.name,
    Comment: command.comment,
    DocumentName: command.document,
    DocumentVersion: command.version,
    RequestedDateTime: new Date(command.requestedAt),
    Status: asStatus(phase),
    StatusDetails: detailsOf(phase),
    StandardOutputUrl: "",
    StandardErrorUrl: "",
    CommandPlugins: details
      ? [
          {
            Name: PLUGIN,
            Status: phase === "Delayed" ? "Pending" : phase === "Cancelling" ? "InProgress" : phase,
            StatusDetails: detailsOf(phase),
            ResponseCode: endedAt === undefined ? -1 : result.code,
            ResponseStartDateTime: new Date(startedAt),
            ...(endedAt === undefined ? {} : { ResponseFinishDateTime: new Date(endedAt) }),
            Output: output.slice(0, MAX_LISTED),
          },
        ]
      : [],
  };
}

export function commandFits(
  command: SSM.Command,
  key: SSM.CommandFilterKey | undefined,
  value: string | undefined,
): boolean {
  if (key === "Status") return command.Status === value;
  if (key === "DocumentName") return command.DocumentName === value;
  const at = Number(command.RequestedDateTime);
  if (key === "InvokedAfter") return at > Date.parse(value ?? "");
  if (key === "InvokedBefore") return at < Date.parse(value ?? "");
  throw new AwsError("InvalidFilterKey", `The filter key ${key} is not valid`);
}
