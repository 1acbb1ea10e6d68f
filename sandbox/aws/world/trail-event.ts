/** One management event as CloudTrail keeps it. `time` is epoch milliseconds. */
export interface TrailEvent {
  id: string;
  time: number;
  region: string;
  name: string;
  /** e.g. `ec2.amazonaws.com`. */
  source: string;
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
  type?: "AwsApiCall" | "AwsConsoleSignIn";
}

/** The JSON text that LookupEvents returns as `CloudTrailEvent`. */
export function cloudTrailJson(event: TrailEvent, accountId: string): string {
  const type = event.type ?? "AwsApiCall";
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
    eventID: event.id,
    readOnly: event.readOnly,
    eventType: type,
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  });
}
