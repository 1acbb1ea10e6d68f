/**
 * Failures as AWS words them. Each protocol has its own name and status for the same failure (an
 * expired session is ExpiredTokenException in JSON, ExpiredToken in awsQuery, RequestExpired in EC2),
 * so the pipeline raises a `Refusal` by kind and the protocol picks the words; operations raise an
 * `AwsError` with the code that their own documentation names.
 */

export type Protocol = "awsJson1_0" | "awsJson1_1" | "restJson1" | "restXml" | "awsQuery" | "ec2Query";

export class AwsError extends Error {
  readonly code: string;
  /** Undefined: the one the service's model gives to the error, else 400. */
  readonly status: number | undefined;
  /** Members beyond the message that the service's own error has. */
  readonly members: Record<string, unknown>;
  constructor(code: string, message: string, status?: number, members: object = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members as Record<string, unknown>;
  }
}

export type RefusalKind =
  | "noSignature"
  | "unknownKey"
  | "badSignature"
  | "skewed"
  | "expired"
  | "denied"
  | "notEnabled"
  | "throttled"
  | "unknownOperation"
  | "malformed"
  | "tooLarge"
  | "missingMember"
  | "unavailable"
  | "internal";

export class Refusal extends Error {
  readonly kind: RefusalKind;
  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

type Family = "json" | "rest" | "query" | "ec2" | "s3";
type Word = readonly [code: string, status: number];
type Words = Record<Family, Word>;

const words: Record<RefusalKind, Words> = {
  noSignature: {
    ...same("MissingAuthenticationTokenException", 403, "MissingAuthenticationToken"),
    s3: ["AccessDenied", 403],
  },
  unknownKey: {
    json: ["UnrecognizedClientException", 400],
    rest: ["UnrecognizedClientException", 403],
    query: ["InvalidClientTokenId", 403],
    ec2: ["AuthFailure", 401],
    s3: ["InvalidAccessKeyId", 403],
  },
  badSignature: {
    json: ["InvalidSignatureException", 400],
    rest: ["InvalidSignatureException", 403],
    query: ["SignatureDoesNotMatch", 403],
    ec2: ["SignatureDoesNotMatch", 403],
    s3: ["SignatureDoesNotMatch", 403],
  },
  skewed: {
    json: ["InvalidSignatureException", 400],
    rest: ["InvalidSignatureException", 403],
    query: ["SignatureDoesNotMatch", 403],
    ec2: ["RequestExpired", 400],
    s3: ["RequestTimeTooSkewed", 403],
  },
  expired: {
    json: ["ExpiredTokenException", 400],
    rest: ["ExpiredTokenException", 403],
    query: ["ExpiredToken", 403],
    ec2: ["RequestExpired", 400],
    s3: ["ExpiredToken", 400],
  },
  denied: {
    json: ["AccessDeniedException", 400],
    rest: ["AccessDeniedException", 403],
    query: ["AccessDenied", 403],
    ec2: ["UnauthorizedOperation", 403],
    s3: ["AccessDenied", 403],
  },
  notEnabled: {
    ...same("SubscriptionRequiredException", 403, "OptInRequired"),
    ec2: ["OptInRequired", 401],
  },
  throttled: {
    json: ["ThrottlingException", 400],
    rest: ["TooManyRequestsException", 429],
    query: ["Throttling", 400],
    ec2: ["RequestLimitExceeded", 503],
    s3: ["SlowDown", 503],
  },
  unknownOperation: { ...same("UnknownOperationException", 404, "InvalidAction"), s3: ["NotImplemented", 501] },
  malformed: { ...same("SerializationException", 400, "MalformedInput"), s3: ["MalformedXML", 400] },
  tooLarge: { ...same("RequestEntityTooLargeException", 413, "RequestEntityTooLarge"), s3: ["EntityTooLarge", 400] },
  missingMember: {
    json: ["ValidationException", 400],
    rest: ["BadRequestException", 400],
    query: ["ValidationError", 400],
    ec2: ["MissingParameter", 400],
    s3: ["InvalidRequest", 400],
  },
  unavailable: same("ServiceUnavailableException", 503, "ServiceUnavailable"),
  internal: same("InternalFailure", 500, "InternalError"),
};

/** Services with words of their own, by the name they sign with. */
const exceptions: Record<string, Partial<Record<RefusalKind, Word>>> = {
  ce: { throttled: ["LimitExceededException", 400] },
  tagging: { throttled: ["ThrottledException", 400] },
  ecs: { missingMember: ["InvalidParameterException", 400] },
  ssm: { missingMember: ["ValidationException", 400] },
  sqs: {
    throttled: ["RequestThrottled", 403],
    missingMember: ["MissingRequiredParameterException", 400],
  },
  cloudtrail: { missingMember: ["InvalidParameterCombinationException", 400] },
  athena: { missingMember: ["InvalidRequestException", 400] },
  logs: { missingMember: ["InvalidParameterException", 400] },
  connect: { missingMember: ["InvalidRequestException", 400] },
  lambda: { missingMember: ["InvalidParameterValueException", 400] },
  "resource-explorer-2": {
    denied: ["AccessDeniedException", 403],
    throttled: ["ThrottlingException", 429],
    missingMember: ["ValidationException", 400],
  },
  trustedadvisor: { throttled: ["ThrottlingException", 429], missingMember: ["ValidationException", 400] },
};

function same(json: string, status: number, query: string): Words {
  return {
    json: [json, status],
    rest: [json, status],
    query: [query, status],
    ec2: [query, status],
    s3: [query, status],
  };
}

const families: Record<Protocol, Family> = {
  awsJson1_0: "json",
  awsJson1_1: "json",
  restJson1: "rest",
  restXml: "s3",
  awsQuery: "query",
  ec2Query: "ec2",
};

export function refusalToError(refusal: Refusal, protocol: Protocol, scope: string): AwsError {
  const family = families[protocol];
  const own = family === "query" ? undefined : exceptions[scope]?.[refusal.kind];
  const [code, status] = own ?? words[refusal.kind][family];
  const opening = code === "UnauthorizedOperation" ? "You are not authorized to perform this operation. " : "";
  return new AwsError(code, opening + refusal.message, status);
}
