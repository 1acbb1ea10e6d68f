import { randomUUID } from "node:crypto";
import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Recordings } from "../../wire/service.ts";
import { documentsOf } from "../../world/ssm-documents.ts";
import { changeInstance, hostDocuments } from "../ec2/host-state.ts";
import { hostsOf } from "../ec2/hosts.ts";
import { idKinds, pick } from "../ec2/ids.ts";
import { changePower } from "../ec2/power.ts";
import { checkParameters } from "./parameters-check.ts";

interface Execution {
  account: string;
  region: string;
  document: string;
  parameters: Record<string, string[]>;
  steps: string[];
  startedAt: number;
  by: string;
}

const executions = (call: Call) => call.state.things<Execution>("ssm-automation");

/** Sample time of each step, from one wait for a state to the next. */
const STEP_MS = 35_000;

export const automationOperations = {
  StartAutomationExecution(input, call) {
    const document = documentsOf(call.world.setting).find((one) => one.name === input.DocumentName);
    if (document?.kind !== "Automation")
      throw new AwsError(
        "AutomationDefinitionNotFoundException",
        `Automation document ${input.DocumentName} does not exist.`,
      );
    const parameters = input.Parameters ?? {};
    try {
      checkParameters(document, parameters);
    } catch (error) {
      throw new AwsError("InvalidAutomationExecutionParametersException", (error as Error).message);
    }
    act(call, document.lines, parameters.InstanceId ?? []);
    const id = randomUUID();
    executions(call).set(id, {
      account: call.account.id,
      region: call.region,
      document: document.name,
      parameters,
      steps: document.lines,
      startedAt: call.now,
      by: call.caller.arn,
    });
    return { AutomationExecutionId: id };
  },

  GetAutomationExecution(input, call) {
    const id = input.AutomationExecutionId ?? "";
    const execution = executions(call).get(id);
    if (!execution || execution.account !== call.account.id || execution.region !== call.region)
      throw new AwsError("AutomationExecutionNotFoundException", `Automation execution ${id} does not exist.`);
    const { document, parameters, steps, startedAt, by } = execution;
    const end = startedAt + steps.length * STEP_MS;
    const StepExecutions = steps.map((StepName, index): SSM.StepExecution => {
      const from = startedAt + index * STEP_MS;
      const to = from + STEP_MS;
      return {
        StepName,
        Action: "aws:changeInstanceState",
        StepStatus: call.now < from ? "Pending" : call.now < to ? "InProgress" : "Success",
        ...(call.now < from ? {} : { ExecutionStartTime: new Date(from) }),
        ...(call.now < to ? {} : { ExecutionEndTime: new Date(to) }),
      };
    });
    return {
      AutomationExecution: {
        AutomationExecutionId: id,
        DocumentName: document,
        DocumentVersion: "1",
        Parameters: parameters,
        ExecutedBy: by,
        Mode: "Auto",
        AutomationExecutionStatus: call.now < end ? "InProgress" : "Success",
        ExecutionStartTime: new Date(startedAt),
        ...(call.now < end ? {} : { ExecutionEndTime: new Date(end) }),
        StepExecutions,
        StepExecutionsTruncated: false,
        Outputs: {},
      },
    };
  },
} satisfies Operations<typeof SSM>;

/** An automation acts with its caller's own rights, so each step is checked as the call would be. */
function act(call: Call, steps: string[], ids: string[]): void {
  const hosts = pick(hostsOf(call), ids, (host) => host.id, idKinds.instance);
  const stops = steps.includes("stopInstances");
  const starts = steps.includes("startInstances");
  for (const action of [...(stops ? ["ec2:StopInstances"] : []), ...(starts ? ["ec2:StartInstances"] : [])])
    call.authorize(action, hosts);
  changePower(hosts, stops ? "stopped" : "running", call);
  if (!stops || !starts) return;
  for (const { id } of hosts) {
    const power = hostDocuments(call).get(id)?.power ?? [];
    changeInstance(call, id, { power: [...power, { to: "running", at: call.now + STEP_MS }] });
  }
}

export const automationRecordings = {
  StartAutomationExecution: (input, output) => ({
    request: { documentName: input.DocumentName, parameters: input.Parameters },
    ...(output ? { response: { automationExecutionId: output.AutomationExecutionId } } : {}),
    resources: (input.Parameters?.InstanceId ?? []).map((name) => ({ type: "AWS::EC2::Instance", name })),
  }),
} satisfies Recordings<typeof SSM>;
