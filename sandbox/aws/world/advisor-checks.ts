/** Checks of Trusted Advisor, with the ids AWS gives them. */
export interface AdvisorCheck {
  id: string;
  name: string;
  category: "cost_optimizing" | "security" | "fault_tolerance" | "performance" | "service_limits";
  services: string[];
  description: string;
  /** Titles of what it says of a resource. */
  columns: string[];
}

const cost = "cost_optimizing" as const;
const security = "security" as const;

export const advisorChecks: AdvisorCheck[] = [
  {
    id: "Z4AUBRNSmz",
    name: "Unassociated Elastic IP Addresses",
    category: cost,
    services: ["EC2"],
    description: "Finds Elastic IP addresses that are not associated with a running instance.",
    columns: ["Region", "IP Address"],
  },
  {
    id: "DAvU99Dc4C",
    name: "Underutilized Amazon EBS Volumes",
    category: cost,
    services: ["EBS"],
    description: "Finds volumes that are attached to nothing or have hardly been used for a week.",
    columns: ["Region", "Volume ID", "Volume Name", "Volume Type", "Volume Size", "Monthly Storage Cost"],
  },
  {
    id: "Qch7DwouX1",
    name: "Low Utilization Amazon EC2 Instances",
    category: cost,
    services: ["EC2"],
    description: "Finds running instances with little CPU use over the last 14 days.",
    columns: [
      "Region/AZ",
      "Instance ID",
      "Instance Name",
      "Instance Type",
      "Estimated Monthly Savings",
      "14-Day Average CPU Utilization",
      "Number of Days Low Utilization",
    ],
  },
  {
    id: "hjLMh88uM8",
    name: "Idle Load Balancers",
    category: cost,
    services: ["ELB"],
    description: "Finds load balancers without healthy back-end instances or with hardly any traffic.",
    columns: ["Region", "Load Balancer Name", "Reason", "Estimated Monthly Savings"],
  },
  {
    id: "HCP4007jGY",
    name: "Security Groups - Specific Ports Unrestricted",
    category: security,
    services: ["EC2"],
    description: "Finds rules of security groups that open particular ports to 0.0.0.0/0.",
    columns: ["Region", "Security Group Name", "Security Group ID", "Protocol", "From Port", "To Port"],
  },
  {
    id: "Pfx0RwqBli",
    name: "Amazon S3 Bucket Permissions",
    category: security,
    services: ["S3"],
    description: "Finds buckets that anybody may read or write.",
    columns: [
      "Region Name",
      "Region API Parameter",
      "Bucket Name",
      "ACL Allows List",
      "ACL Allows Upload/Delete",
      "Policy Allows Access",
    ],
  },
  {
    id: "DqdJqYeRm5",
    name: "IAM Access Key Rotation",
    category: security,
    services: ["IAM"],
    description: "Finds active access keys that have not been rotated in the last 90 days.",
    columns: ["Status", "IAM User", "Access Key", "Key Last Rotated", "Reason"],
  },
  {
    id: "7DAFEmoDos",
    name: "MFA on Root Account",
    category: security,
    services: ["IAM"],
    description: "Looks whether the root user signs in with a second factor.",
    columns: [],
  },
  {
    id: "L4dfs2Q4C5",
    name: "AWS Lambda Functions Using Deprecated Runtimes",
    category: security,
    services: ["Lambda"],
    description: "Finds functions whose $LATEST version uses a runtime that is deprecated or soon will be.",
    columns: ["Region", "Function ARN", "Runtime", "Version", "Deprecation Date"],
  },
  {
    id: "f2iK5R6Dep",
    name: "Amazon RDS Multi-AZ",
    category: "fault_tolerance",
    services: ["RDS"],
    description: "Finds database instances that live in a single Availability Zone.",
    columns: ["Region/AZ", "DB Instance", "VPC ID", "Multi-AZ"],
  },
  {
    id: "H7IgTzjTYb",
    name: "Amazon EBS Snapshots",
    category: "fault_tolerance",
    services: ["EBS"],
    description: "Looks at the age of the newest snapshot of each volume in use.",
    columns: ["Region", "Volume ID", "Volume Name", "Snapshot ID", "Snapshot Age"],
  },
];
