import { awsSdk } from "../aws-sdk.ts";
import { type CredentialProvider, httpTimeouts } from "../credentials.ts";
import type { Permission } from "../define-action.ts";
import type { AcceptedOrder } from "./handshake.ts";
import type { Order } from "./order.ts";

const SECONDS = 900;

/** Stands on every CloudTrail event of an order, and as the comment of its commands. */
export const sessionName = ({ approval_id }: Pick<Order, "approval_id">): string => `apr-${approval_id}`;

/**
 * Credentials for one order and nothing else: the act role, cut down by a session policy to these permissions, named after
 * the approval and carrying the approver as source identity, so that CloudTrail shows both on every event.
 */
export async function openSession(
  { order, account }: AcceptedOrder,
  permissions: readonly Permission[],
  signal: AbortSignal,
): Promise<CredentialProvider> {
  const { AssumeRoleCommand, STSClient } = awsSdk("client-sts");
  const sts = new STSClient({ region: order.contract.call.region, maxAttempts: 3, requestHandler: httpTimeouts });
  const reply = await sts.send(
    new AssumeRoleCommand({
      RoleArn: account.actRole,
      RoleSessionName: sessionName(order),
      SourceIdentity: `${order.approver.user}.${order.approver.team}`,
      DurationSeconds: SECONDS,
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: permissions.map(({ actions, resources, conditions }) => ({
          Effect: "Allow",
          Action: actions,
          Resource: resources,
          ...(conditions ? { Condition: conditions } : {}),
        })),
      }),
    }),
    { abortSignal: signal },
  );
  const made = reply.Credentials;
  if (!made?.AccessKeyId || !made.SecretAccessKey || !made.SessionToken)
    throw new Error("AssumeRole gave no credentials");
  const identity = {
    accessKeyId: made.AccessKeyId,
    secretAccessKey: made.SecretAccessKey,
    sessionToken: made.SessionToken,
    ...(made.Expiration ? { expiration: made.Expiration } : {}),
  };
  return async () => identity;
}
