/** Cost Explorer's dimensions, read off the world's rows. */
import { AwsError } from "../../wire/errors.ts";
import type { CostRow } from "../../world/cost-row.ts";

export const invalid = (message: string) => new AwsError("ValidationException", message);

const SERVICE_CODES: Record<string, string> = {
  "Amazon Elastic Compute Cloud - Compute": "AmazonEC2",
  "EC2 - Other": "AmazonEC2",
  "Amazon Relational Database Service": "AmazonRDS",
  "Amazon Elastic Container Service": "AmazonECS",
  "Amazon Simple Storage Service": "AmazonS3",
  "Amazon Virtual Private Cloud": "AmazonVPC",
  "Amazon Elastic Load Balancing": "AWSELB",
  "Amazon Simple Queue Service": "AWSQueueService",
  "Amazon EC2 Container Registry (ECR)": "AmazonECR",
  "AWS Key Management Service": "awskms",
  "AWS WAF": "awswaf",
  "Savings Plans for AWS Compute usage": "ComputeSavingsPlans",
};

const instanceType = (r: CostRow) =>
  /(?:BoxUsage|SpotUsage|InstanceUsage|NodeUsage|ESInstance):(.+)$/.exec(r.usageType)?.[1];

function operationOf(r: CostRow): string {
  if (r.recordType === "Tax" || r.recordType === "Credit" || r.recordType === "Refund") return "NoOperation";
  if (/BoxUsage|SpotUsage/.test(r.usageType)) return "RunInstances";
  if (/VolumeUsage/.test(r.usageType)) return "CreateVolume-Gp3";
  if (/SnapshotUsage/.test(r.usageType)) return "CreateSnapshot";
  if (/NatGateway/.test(r.usageType)) return "NatGateway";
  if (/InstanceUsage:db/.test(r.usageType)) return "CreateDBInstance:0016";
  if (/Fargate/.test(r.usageType)) return "FargateTask";
  return "NoOperation";
}

function purchaseTypeOf(r: CostRow): string {
  if (r.recordType.startsWith("SavingsPlan")) return "Savings Plans";
  if (r.recordType === "DiscountedUsage" || r.recordType === "Recurring") return "Standard Reserved Instances";
  return r.usageType.includes("SpotUsage") ? "Spot Instances" : "On Demand Instances";
}

function usageTypeGroupOf(r: CostRow): string {
  if (r.usageType.includes("BoxUsage")) return "EC2: Running Hours";
  if (r.usageType.includes("NatGateway-Bytes")) return "EC2: NAT Gateway - Data Processed";
  if (r.usageType.includes("NatGateway-Hours")) return "EC2: NAT Gateway - Running Hours";
  if (r.usageType.includes("VolumeUsage")) return "EC2: EBS - SSD(gp3)";
  if (r.usageType.includes("SnapshotUsage")) return "EC2: EBS - Snapshots";
  if (r.usageType.includes("InstanceUsage:db")) return "RDS: Running Hours";
  return "";
}

/** What a row says under each dimension; `accountId` is the caller's. */
const readers = (accountId: string): Record<string, (row: CostRow) => string> => ({
  SERVICE: (r) => r.service,
  SERVICE_CODE: (r) => SERVICE_CODES[r.service] ?? r.service.replaceAll(" ", ""),
  REGION: (r) => r.region,
  USAGE_TYPE: (r) => r.usageType,
  USAGE_TYPE_GROUP: usageTypeGroupOf,
  OPERATION: operationOf,
  LINKED_ACCOUNT: () => accountId,
  RECORD_TYPE: (r) => r.recordType,
  PURCHASE_TYPE: purchaseTypeOf,
  INSTANCE_TYPE: (r) => instanceType(r) ?? "NoInstanceType",
  INSTANCE_TYPE_FAMILY: (r) =>
    instanceType(r)
      ?.replace(/^(db|cache)\./, "")
      .split(".")[0] ?? "NoInstanceTypeFamily",
  PLATFORM: (r) => (/BoxUsage|SpotUsage/.test(r.usageType) ? "Linux/UNIX" : "NoPlatform"),
  AZ: (r) => r.instance?.zone ?? "NoAZ",
  TENANCY: (r) => (/BoxUsage|SpotUsage/.test(r.usageType) ? "Shared" : "NoTenancy"),
  BILLING_ENTITY: () => "AWS",
  INVOICING_ENTITY: () => "Amazon Web Services Korea LLC",
  LEGAL_ENTITY_NAME: () => "Amazon Web Services Korea LLC",
  RESOURCE_ID: (r) => r.instance?.id ?? "NoResourceId",
});

/** @throws AwsError ValidationException for a dimension that is not served. */
export function dimensionOf(name: string | undefined, accountId: string): (row: CostRow) => string {
  const all = readers(accountId);
  const read = all[name ?? ""];
  if (!read) throw invalid(`Dimension ${name} is invalid. Valid values are ${Object.keys(all).join(", ")}`);
  return read;
}
