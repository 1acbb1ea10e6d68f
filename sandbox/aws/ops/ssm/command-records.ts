import type * as SSM from "@aws-sdk/client-ssm";
import type { Recordings } from "../../wire/service.ts";

/** Parameters may hold anything, so CloudTrail does not keep them. */
const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

export const commandRecordings = {
  SendCommand: (input, output) => ({
    request: {
      documentName: input.DocumentName,
      ...(input.InstanceIds ? { instanceIds: input.InstanceIds } : {}),
      ...(input.Targets ? { targets: input.Targets.map(({ Key, Values }) => ({ key: Key, values: Values })) } : {}),
      parameters: HIDDEN,
      interactive: false,
    },
    ...(output
      ? {
          response: {
            command: {
              commandId: output.Command?.CommandId,
              documentName: input.DocumentName,
              parameters: HIDDEN,
              status: "Pending",
            },
          },
        }
      : {}),
    resources: (input.InstanceIds ?? []).map((name) => ({ type: "AWS::EC2::Instance", name })),
  }),
  CancelCommand: (input) => ({
    request: { commandId: input.CommandId, ...(input.InstanceIds ? { instanceIds: input.InstanceIds } : {}) },
    resources: [],
  }),
} satisfies Recordings<typeof SSM>;
