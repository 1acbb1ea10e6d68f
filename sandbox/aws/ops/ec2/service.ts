import type * as EC2 from "@aws-sdk/client-ec2";
import { defineService } from "../../wire/service.ts";
import { instanceChanges, instanceRecordings, instanceResources } from "./instance-changes.ts";
import { instanceReads } from "./instance-reads.ts";
import { interfaceReads } from "./interfaces.ts";
import { keyPairReads } from "./key-pairs.ts";
import { networkReads } from "./network-reads.ts";
import { regionReads } from "./regions.ts";
import { groupChanges, groupReads, groupRecordings, groupResources } from "./security-groups.ts";
import { storageChanges, storageReads, storageRecordings, storageResources } from "./storage.ts";
import { tagOperations, tagRecordings, tagResources } from "./tagging.ts";

export const ec2 = defineService<typeof EC2>({
  package: "@aws-sdk/client-ec2",
  client: "EC2Client",
  scope: "ec2",
  iam: "ec2",
  operations: {
    ...instanceReads,
    ...instanceChanges,
    ...networkReads,
    ...interfaceReads,
    ...groupReads,
    ...groupChanges,
    ...storageReads,
    ...storageChanges,
    ...keyPairReads,
    ...tagOperations,
    ...regionReads,
  },
  resources: { ...instanceResources, ...groupResources, ...storageResources, ...tagResources },
  recordings: { ...instanceRecordings, ...groupRecordings, ...storageRecordings, ...tagRecordings },
});
