import type { ErrorCode } from "./errors.ts";

/** The codes that AWS's answer alone can mean. */
export type AwsFailureCode = Exclude<ErrorCode, "ambiguous" | "budget" | "internal">;

/** What an AWS SDK error means to us. `status` null: AWS did not answer, which leaves the outcome of a write open. */
export interface AwsFailure {
  code: AwsFailureCode;
  /** AWS's own error name, e.g. `UnauthorizedOperation`. */
  name: string;
  message: string;
  requestId: string | null;
  /** HTTP status of AWS's answer; null when no answer arrived. */
  status: number | null;
}

const denied =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|AuthorizationError|OptInRequired|SubscriptionRequiredException)$/;
const expired =
  /^(ExpiredToken|ExpiredTokenException|RequestExpired|CredentialsProviderError|TokenProviderError|UnrecognizedClientException|InvalidClientTokenId|AuthFailure|InvalidSignatureException|SignatureDoesNotMatch|InvalidAccessKeyId)$/;
const throttled =
  /^(Throttling|ThrottlingException|ThrottledException|RequestLimitExceeded|TooManyRequestsException|LimitExceededException|SlowDown|RequestThrottled|RequestThrottledException|PriorRequestNotComplete|BandwidthLimitExceeded|EC2ThrottledException)$/;
const missing = /(NotFound|NotFoundException|DoesNotExist|NoSuch\w+)$/;
const invalid =
  /^(Validation\w*|Invalid\w*|Malformed\w*|BadRequestException|MissingParameter\w*|IncorrectInstanceState|DataUnavailableException|BillExpirationException|RequestChangedException|UnsupportedOperation)/;

export function readAwsFailure(error: unknown): AwsFailure {
  const shape = (typeof error === "object" && error !== null ? error : {}) as {
    name?: unknown;
    message?: unknown;
    $metadata?: { requestId?: string; httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  const name = typeof shape.name === "string" ? shape.name : "UnknownError";
  const status = shape.$metadata?.httpStatusCode ?? shape.$response?.statusCode ?? null;
  return {
    code: codeOf(name, status),
    name,
    message: typeof shape.message === "string" ? shape.message : "",
    requestId: shape.$metadata?.requestId ?? null,
    status,
  };
}

function codeOf(name: string, status: number | null): AwsFailureCode {
  if (denied.test(name)) return "access_denied";
  if (expired.test(name)) return "expired_credentials";
  if (throttled.test(name) || status === 429) return "throttled";
  if (missing.test(name)) return "not_found";
  if (invalid.test(name)) return "invalid_input";
  return "unavailable";
}
