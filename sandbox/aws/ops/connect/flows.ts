/** Contact flows with the content they have now. */
import { createHash } from "node:crypto";
import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { ContactFlow } from "../../world/contact-flows.ts";

interface FlowChange {
  content: string;
  modifiedAt: number;
}

const store = (call: Call) => call.state.things<FlowChange>("contact-flow");

export function toFlow(call: Call, flow: ContactFlow): Connect.ContactFlow {
  const { content, modifiedAt } = store(call).get(flow.arn) ?? flow.at(call.now);
  return {
    Id: flow.id,
    Arn: flow.arn,
    Name: flow.name,
    Type: flow.type,
    State: "ACTIVE",
    Status: "PUBLISHED",
    Description: flow.description,
    Content: content,
    FlowContentSha256: createHash("sha256").update(content).digest("hex"),
    LastModifiedTime: new Date(modifiedAt),
    LastModifiedRegion: call.region,
    Tags: {},
  };
}

interface FlowLanguage {
  Version?: unknown;
  StartAction?: unknown;
  Actions?: { Identifier?: unknown; Type?: unknown; Transitions?: Transitions }[];
}
interface Transitions {
  NextAction?: unknown;
  Conditions?: { NextAction?: unknown }[];
  Errors?: { NextAction?: unknown }[];
}

/** @throws AwsError InvalidContactFlowException, naming what is wrong. */
export function setContent(call: Call, flow: ContactFlow, content: string): void {
  const problems = problemsOf(content);
  if (problems.length > 0)
    throw new AwsError("InvalidContactFlowException", "The flow is not valid.", 400, {
      problems: problems.map((message) => ({ message })),
    });
  store(call).set(flow.arn, { content, modifiedAt: call.now });
}

function problemsOf(content: string): string[] {
  let flow: FlowLanguage;
  try {
    flow = JSON.parse(content);
  } catch {
    return ["The content is not valid JSON."];
  }
  if (flow.Version !== "2019-10-30") return [`Version ${flow.Version} is not supported.`];
  if (!Array.isArray(flow.Actions)) return ["Actions are missing."];
  const ids = new Set(flow.Actions.map((action) => action.Identifier));
  const next = flow.Actions.flatMap(({ Transitions: way = {} }) => [
    ...(way.NextAction === undefined ? [] : [way.NextAction]),
    ...(way.Conditions ?? []).map((one) => one.NextAction),
    ...(way.Errors ?? []).map((one) => one.NextAction),
  ]);
  return [
    ...(ids.has(flow.StartAction) ? [] : ["StartAction names no action."]),
    ...(ids.size === flow.Actions.length ? [] : ["Two actions have the same identifier."]),
    ...next.filter((id) => !ids.has(id)).map((id) => `Transition to an action that is not there: ${id}.`),
  ];
}
