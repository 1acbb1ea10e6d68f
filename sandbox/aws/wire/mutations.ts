/** Which operations change something, and which of those CloudTrail's management events leave out. */

const looks =
  /^(Describe|List|Get|Lookup|Search|Filter|Head|Simulate|BatchGet|Preview|Estimate|Test|Check|Select|StartQuery$|StopQuery$|StartQueryExecution$|StopQueryExecution$|GenerateCredentialReport$|ReceiveMessage$|AssumeRole)/;

/** Data events: not recorded by the account's trail. By the service's scope. */
const dataEvents: Record<string, readonly string[]> = {
  sqs: [
    ...["SendMessage", "SendMessageBatch", "DeleteMessage", "DeleteMessageBatch"],
    ...["ChangeMessageVisibility", "ChangeMessageVisibilityBatch"],
  ],
  sns: ["Publish", "PublishBatch"],
  lambda: ["Invoke"],
  s3: ["PutObject", "DeleteObject", "DeleteObjects"],
  monitoring: ["PutMetricData"],
  logs: ["PutLogEvents"],
};

export const isMutation = (operation: string): boolean => !looks.test(operation);

export const isRecorded = (scope: string, operation: string): boolean =>
  isMutation(operation) && !dataEvents[scope]?.includes(operation);
