import type { Permission } from "../define-action.ts";

/**
 * What no approval may ever do, independent of IAM: rights and identities, what watches the account, opening networks,
 * handing out or deleting data, launching machines. Checked over what an order asks of AWS, before a session is opened;
 * an action added one day that needs one of these is refused here first.
 */
const NEVER: readonly RegExp[] = [
  /^(?:iam|sts|organizations|account|sso|identitystore|kms|secretsmanager|config|securityhub):/i,
  /^cloudtrail:(?!LookupEvents$)/i,
  /^guardduty:(?:Create|Delete|Disassociate|Stop|Update)/i,
  /^ec2:(?:Authorize|Revoke|Modify|RunInstances|RequestSpot|Associate|Replace|Create(?!Snapshot$|Tags$)|Delete(?!Tags$))/i,
  // A bucket's access, what it deletes by itself, what it holds: all but its tags.
  /^s3:(?:Delete|Put(?!BucketTagging$))/i,
  /^logs:(?:Delete|PutResourcePolicy|PutSubscriptionFilter|PutDestination|CreateExportTask)/i,
  /^rds:(?:Delete|Modify|Authorize|Restore|StartExportTask|AddRole)/i,
  /^lambda:(?:Add|Create|Delete|Invoke|Put|Remove|Update(?!Alias$))/i,
  /^ecs:(?:ExecuteCommand|RegisterTaskDefinition|RunTask|StartTask)/i,
  /^ssm:(?:GetParameter|PutParameter|ModifyDocument|StartSession|ResumeSession|StartAutomation|Create|Update|Delete)/i,
  /\*/,
];

/** The first thing an order asks for that is never allowed; null where there is none. */
export function neverAllowed(permissions: readonly Permission[]): string | null {
  const asked = permissions.flatMap(({ actions }) => actions);
  return asked.find((action) => NEVER.some((rule) => rule.test(action))) ?? null;
}
