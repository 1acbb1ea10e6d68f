import type * as SSM from "@aws-sdk/client-ssm";
import { defineService } from "../../wire/service.ts";
import { automationOperations, automationRecordings } from "./automation.ts";
import { commandRecordings } from "./command-records.ts";
import { commandOperations, commandResources } from "./commands.ts";
import { documentReads, documentResources } from "./documents.ts";
import { inventoryReads } from "./inventory.ts";
import { parameterReads, parameterResources } from "./parameter-store.ts";

export const ssm = defineService<typeof SSM>({
  package: "@aws-sdk/client-ssm",
  client: "SSMClient",
  scope: "ssm",
  iam: "ssm",
  operations: {
    ...commandOperations,
    ...automationOperations,
    ...documentReads,
    ...inventoryReads,
    ...parameterReads,
  },
  resources: { ...commandResources, ...documentResources, ...parameterResources },
  recordings: { ...commandRecordings, ...automationRecordings },
});
