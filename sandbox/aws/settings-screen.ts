import { HOME_REGION, profiles } from "./aws-config.ts";
import { type User, users } from "./iam/users.ts";
import { dev, prod } from "./world/account.ts";

interface Shown {
  url: string;
  control?: string;
  /** As a shell would take it, from where the command was started. */
  configFile: string;
  seed: string;
  anchor: number;
}

/** The settings that any client of AWS needs to reach the account. */
export function settingsScreen({ url, control, configFile, seed, anchor }: Shown): string {
  const keyPair = (what: string, profile: string, user: User) => [
    `  ${what} (profile ${profile})`,
    `    aws_access_key_id      ${user.accessKeyId}`,
    `    aws_secret_access_key  ${user.secret}`,
  ];
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Seoul" }).format(anchor);
  return [
    "",
    `  Sample AWS account ${prod.name} (${prod.id}), and ${dev.name} (${dev.id})`,
    `  Seed ${seed}; the stories hang on ${day} (Seoul)`,
    "",
    `  Endpoint  ${url}   all services, plain HTTP`,
    `  Region    ${HOME_REGION}   some of it is in us-east-1`,
    ...(control ? [`  Control   ${control}   faults and journal, for tests`] : []),
    "",
    "  In another terminal, from this folder:",
    `    export AWS_CONFIG_FILE=${configFile} AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true`,
    `    export AWS_PROFILE=${profiles.admin}`,
    "    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "    aws sts get-caller-identity",
    "    aws ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId,State.Name]' --output table",
    "",
    "  Profiles there: what the bot reads with, the same in the other account, and people:",
    `    ${profiles.read}, ${profiles.dev}, ${profiles.operator}, ${profiles.admin}, ${profiles.devAdmin}, ${profiles.act}`,
    "",
    "  Keys, where a client wants them by hand (real AWS knows none of them):",
    ...keyPair("reads, by taking on the role OpsthreadRead", profiles.read, users.reader),
    ...keyPair("operator: may start, stop, reboot and tag hosts", profiles.operator, users.operator),
    ...keyPair("administrator: may do everything that is served", profiles.admin, users.admin),
    "",
    "  Ctrl-C stops it",
    "",
    "",
  ].join("\n");
}
