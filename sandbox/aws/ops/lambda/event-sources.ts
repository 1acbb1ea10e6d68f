import type * as Lambda from "@aws-sdk/client-lambda";
import type { Call } from "../../call.ts";
import { DAY } from "../../world/calendar.ts";
import type { LambdaFunction } from "../../world/functions.ts";
import { randomOf, uuidOf } from "../../world/random.ts";
import { functionsIn } from "./find.ts";

export const eventSourcesOf = (call: Call): { fn: LambdaFunction; mapping: Lambda.EventSourceMappingConfiguration }[] =>
  functionsIn(call).flatMap((fn) => (fn.source ? [{ fn, mapping: toMapping(call, fn, fn.source) }] : []));

function toMapping(call: Call, fn: LambdaFunction, source: string): Lambda.EventSourceMappingConfiguration {
  const { seed, anchor } = call.world.setting;
  const random = randomOf(seed, "event-source", fn.arn, source);
  const UUID = uuidOf(random);
  return {
    UUID,
    EventSourceMappingArn: `arn:aws:lambda:${fn.region}:${call.account.id}:event-source-mapping:${UUID}`,
    EventSourceArn: source,
    FunctionArn: fn.arn,
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    LastModified: new Date(anchor - random.int(60, 300) * DAY),
    State: "Enabled",
    StateTransitionReason: "USER_INITIATED",
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  };
}
