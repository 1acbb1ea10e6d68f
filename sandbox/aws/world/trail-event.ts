/** One management event as CloudTrail keeps it. */
import { createHash } from "node:crypto";

export interface TrailEvent {
  id: string;
  /** Epoch milliseconds; CloudTrail keeps whole seconds. */
  time: number;
  region: string;
  name: string;
  /** e.g. `ec2.amazonaws.com`. */
  source: string;
  /** The user, or the session of a role; empty where a service of AWS itself called. */
  username: string;
  readOnly: boolean;
  accessKeyId?: string;
  sourceIp: string;
  userAgent: string;
  identity: object;
  request?: object;
  response?: object;
  errorCode?: string;
  errorMessage?: string;
  additional?: object;
  resources: { type: string; name: string }[];
  /** Default AwsApiCall. */
  type?: "AwsApiCall" | "AwsConsoleSignIn" | "AwsServiceEvent";
  /** The call was made by a click in the console. */
  fromConsole?: boolean;
  /** What a service tells of what it did by itself. */
  serviceDetails?: object;
}

/** The JSON text that LookupEvents returns as `CloudTrailEvent`. */
export function cloudTrailJson(event: TrailEvent, accountId: string): string {
  const type = event.type ?? "AwsApiCall";
  const byService = event.sourceIp.endsWith(".amazonaws.com");
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: event.identity,
    eventTime: `${new Date(event.time).toISOString().slice(0, 19)}Z`,
    eventSource: event.source,
    eventName: event.name,
    awsRegion: event.region,
    sourceIPAddress: event.sourceIp,
    userAgent: event.userAgent,
    ...(event.errorCode ? { errorCode: event.errorCode } : {}),
    ...(event.errorMessage ? { errorMessage: event.errorMessage } : {}),
    requestParameters: event.request ?? null,
    responseElements: event.response ?? null,
    ...(event.additional ? { additionalEventData: event.additional } : {}),
    ...(type === "AwsApiCall" ? { requestID: requestIdOf(event.id) } : {}),
    eventID: event.id,
    readOnly: event.readOnly,
    eventType: type,
    managementEvent: true,
    recipientAccountId: accountId,
    ...(event.serviceDetails ? { serviceEventDetails: event.serviceDetails } : {}),
    eventCategory: "Management",
    ...(type === "AwsServiceEvent" || byService ? {} : { tlsDetails: tlsOf(event) }),
    ...(event.fromConsole ? { sessionCredentialFromConsole: "true" } : {}),
  });
}

const tlsOf = ({ type, source, region }: TrailEvent): object => ({
  tlsVersion: "TLSv1.3",
  cipherSuite: "TLS_AES_128_GCM_SHA256",
  clientProvidedHostHeader:
    type === "AwsConsoleSignIn" ? "signin.aws.amazon.com" : source.replace(".amazonaws", `.${region}.amazonaws`),
});

/** A call's own id: one for an event, and not the event's. */
function requestIdOf(eventId: string): string {
  const h = createHash("sha256").update(eventId).digest("hex");
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-b${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
