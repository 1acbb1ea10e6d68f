import { createRequire } from "node:module";

/** The packages of the SDK that tools call, each by what follows `@aws-sdk/`. */
interface Sdk {
  "client-auto-scaling": typeof import("@aws-sdk/client-auto-scaling");
  "client-cloudtrail": typeof import("@aws-sdk/client-cloudtrail");
  "client-cloudwatch": typeof import("@aws-sdk/client-cloudwatch");
  "client-cloudwatch-logs": typeof import("@aws-sdk/client-cloudwatch-logs");
  "client-connect": typeof import("@aws-sdk/client-connect");
  "client-cost-explorer": typeof import("@aws-sdk/client-cost-explorer");
  "client-ec2": typeof import("@aws-sdk/client-ec2");
  "client-ecs": typeof import("@aws-sdk/client-ecs");
  "client-elastic-load-balancing-v2": typeof import("@aws-sdk/client-elastic-load-balancing-v2");
  "client-guardduty": typeof import("@aws-sdk/client-guardduty");
  "client-lambda": typeof import("@aws-sdk/client-lambda");
  "client-rds": typeof import("@aws-sdk/client-rds");
  "client-resource-explorer-2": typeof import("@aws-sdk/client-resource-explorer-2");
  "client-resource-groups-tagging-api": typeof import("@aws-sdk/client-resource-groups-tagging-api");
  "client-s3": typeof import("@aws-sdk/client-s3");
  "client-sns": typeof import("@aws-sdk/client-sns");
  "client-sqs": typeof import("@aws-sdk/client-sqs");
  "client-ssm": typeof import("@aws-sdk/client-ssm");
  "client-sts": typeof import("@aws-sdk/client-sts");
  "credential-providers": typeof import("@aws-sdk/credential-providers");
}

const require = createRequire(import.meta.url);

/**
 * Loads a package of the SDK at its first use, whole and at once. By `require`, because `import()` reads such a package
 * twice, looks through it for its exports and keeps both copies: 8 MB of memory for EC2's alone
 * (`npm run bench -- tools`).
 */
export function awsSdk<Name extends keyof Sdk>(name: Name): Sdk[Name] {
  return require(`@aws-sdk/${name}`) as Sdk[Name];
}
