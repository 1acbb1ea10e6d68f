/**
 * Failures as AWS words them. Each protocol has its own name and status for the same failure (an
 * expired session is ExpiredTokenException in JSON, ExpiredToken in awsQuery, RequestExpired in EC2),
 * so the pipeline raises a `Refusal` by kind and the protocol picks the words; operations raise an
 * `AwsError` with the code that their own documentation names.
 */

export type Protocol = "awsJson1_0" | "awsJson1_1" | "restJson1" | "awsQuery" | "ec2Query";

export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members beyond the message that the service's own error has; JSON protocols only. */
  readonly members: object;
  constructor(code: string, message: string, status = 400, members: object = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

export type RefusalKind =
  | "noSignature"
  | "unknownKey"
  | "badSignature"
  | "expired"
  | "denied"
  | "throttled"
  | "unknownOperation"
  | "malformed"
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

type Family = "json" | "rest" | "query" | "ec2";
type Words = Record<Family, readonly [code: string, status: number]>;

const words: Record<RefusalKind, Words> = {
  noSignature: same("MissingAuthenticationTokenException", 403, "MissingAuthenticationToken"),
  unknownKey: {
    json: ["UnrecognizedClientException", 400],
    rest: ["UnrecognizedClientException", 403],
    query: ["InvalidClientTokenId", 403],
    ec2: ["AuthFailure", 401],
  },
  badSignature: {
    json: ["InvalidSignatureException", 400],
    rest: ["InvalidSignatureException", 403],
    query: ["SignatureDoesNotMatch", 403],
    ec2: ["SignatureDoesNotMatch", 403],
  },
  expired: {
    json: ["ExpiredTokenException", 400],
    rest: ["ExpiredTokenException", 403],
    query: ["ExpiredToken", 403],
    ec2: ["RequestExpired", 400],
  },
  denied: {
    json: ["AccessDeniedException", 400],
    rest: ["AccessDeniedException", 403],
    query: ["AccessDenied", 403],
    ec2: ["UnauthorizedOperation", 403],
  },
  throttled: {
    json: ["ThrottlingException", 400],
    rest: ["TooManyRequestsException", 429],
    query: ["Throttling", 400],
    ec2: ["RequestLimitExceeded", 503],
  },
  unknownOperation: same("UnknownOperationException", 404, "InvalidAction"),
  malformed: same("SerializationException", 400, "MalformedInput"),
  missingMember: {
    json: ["ValidationException", 400],
    rest: ["BadRequestException", 400],
    query: ["ValidationError", 400],
    ec2: ["MissingParameter", 400],
  },
  unavailable: same("ServiceUnavailableException", 503, "ServiceUnavailable"),
  internal: same("InternalFailure", 500, "InternalError"),
};

/** Cost Explorer names throttling after its quota. */
const exceptions: Record<string, Partial<Record<RefusalKind, readonly [string, number]>>> = {
  ce: { throttled: ["LimitExceededException", 400] },
};

function same(json: string, status: number, query: string): Words {
  return { json: [json, status], rest: [json, status], query: [query, status], ec2: [query, status] };
}

const families: Record<Protocol, Family> = {
  awsJson1_0: "json",
  awsJson1_1: "json",
  restJson1: "rest",
  awsQuery: "query",
  ec2Query: "ec2",
};

export function refusalToError(refusal: Refusal, protocol: Protocol, scope: string): AwsError {
  const [code, status] = exceptions[scope]?.[refusal.kind] ?? words[refusal.kind][families[protocol]];
  const opening = code === "UnauthorizedOperation" ? "You are not authorized to perform this operation. " : "";
  return new AwsError(code, opening + refusal.message, status);
}
