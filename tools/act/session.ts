import { awsSdk } from "../aws-sdk.ts";
import { type CredentialProvider, httpTimeouts } from "../credentials.ts";
import type { Permission } from "../define-action.ts";
import type { RecordCall } from "../recorded-aws.ts";
import { recorded } from "../recorded-clients.ts";
import type { AcceptedOrder } from "./handshake.ts";
import type { Order } from "./order.ts";

const SECONDS = 900;

/** Stands on every CloudTrail event of an order, and as the comment of its commands. */
export const sessionName = ({ approval_id }: Pick<Order, "approval_id">): string => `apr-${approval_id}`;

/**
 * Credentials for one order and nothing else: the act role, cut down by a session policy to these permissions, named after
 * the approval and carrying as source identity who decided, so that CloudTrail shows both on every event. Everybody who
 * approved, who asked and in which turn are the session's tags, on the event of AssumeRole.
 */
export async function openSession(
  { order, account }: AcceptedOrder,
  permissions: readonly Permission[],
  { signal, record }: { signal: AbortSignal; record: RecordCall },
): Promise<CredentialProvider> {
  const { AssumeRoleCommand, STSClient } = awsSdk("client-sts");
  const { call, requester, runId } = order.contract;
  const { region } = call;
  const sts = new STSClient({ region, maxAttempts: 3, requestHandler: httpTimeouts });
  recorded(sts, { account: call.account.name, region }, record);
  const reply = await sts.send(
    new AssumeRoleCommand({
      RoleArn: account.actRole,
      RoleSessionName: sessionName(order),
      SourceIdentity: identityOf(order.approver),
      Tags: [
        { Key: "approvers", Value: tagValue(order.approvers.map(identityOf).join(" ")) },
        { Key: "requester", Value: tagValue(requester) },
        { Key: "run", Value: tagValue(runId) },
      ],
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

/** Slack ids of a person and a workspace, joined by what a source identity may hold. */
const identityOf = ({ user, team }: Order["approver"]): string => `${user}.${team}`;

/** Letters, digits and these signs are all that STS takes, 256 of them. */
const tagValue = (text: string): string => text.replace(/[^\p{L}\p{N} _.:/=+@-]/gu, "_").slice(0, 256);
