import {
  AnthropicError,
  APIConnectionError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  ContentTooLargeError,
  NotFoundError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
} from "@anthropic-ai/sdk";
import { ModelError, type ModelFailure } from "../ports/model.ts";

/** Wordings, because the API has no code for these two (all are `invalid_request_error`). */
const TOO_LONG = /prompt is too long|too many (input )?tokens|context (window|length)|maximum context/i;
const SPENT = /(usage|spend(ing)?) limit|credit balance/i;

/** What the SDK threw, as one of our failures. `now` reads a `retry-after` that is a date. */
export function toModelError(error: unknown, now: number): ModelError {
  if (error instanceof ModelError) return error;
  const requestId = error instanceof APIError ? requestIdOf(error) : null;
  const made = (failure: ModelFailure, retryAfterMs: number | null = null) =>
    new ModelError(failure, messageOf(error), { retryAfterMs, requestId, cause: error });

  if (error instanceof APIUserAbortError) return made("aborted");
  if (error instanceof RateLimitError) return rateLimit(error, now, made);
  if (error instanceof APIConnectionError)
    return made(/credential/i.test(causes(error)) ? "misconfigured" : "connection");
  if (!(error instanceof APIError)) {
    // A cut stream, one that ended early, tool input that is no JSON: the same request may well succeed.
    return made(error instanceof AnthropicError ? "connection" : "bad_request");
  }
  if (error instanceof NotFoundError) return made("not_found");
  if (error instanceof ContentTooLargeError) return made("too_long");
  if (
    error instanceof AuthenticationError ||
    error instanceof PermissionDeniedError ||
    error instanceof PaymentRequiredError
  ) {
    return made("misconfigured");
  }
  if (error.status === undefined) return made(error.type === "invalid_request_error" ? "bad_request" : "overloaded");
  if (error.status >= 500 || error.status === 408 || error.status === 409) return made("overloaded");
  if (error.errorCode === "organization_on_hold") return made("misconfigured");
  const text = `${error.apiMessage ?? ""} ${error.message}`;
  if (TOO_LONG.test(text)) return made("too_long");
  return made(SPENT.test(text) ? "spend_limit" : "bad_request");
}

type Make = (failure: ModelFailure, retryAfterMs?: number | null) => ModelError;

/** Without `retry-after` waiting does not help: a spending limit. Bedrock never sends it: there it is throttling. */
function rateLimit(error: RateLimitError, now: number, made: Make): ModelError {
  if (error.errorCode?.endsWith("spend_limit_reached")) return made("spend_limit");
  const wait = retryAfter(error.headers, now);
  if (wait !== null) return made("rate_limited", wait);
  return made(error.headers.has("x-amzn-requestid") ? "overloaded" : "spend_limit");
}

function retryAfter(headers: Headers, now: number): number | null {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms)) return Math.max(0, ms);
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function requestIdOf(error: APIError): string | null {
  return error.requestID ?? error.headers?.get("x-amzn-requestid") ?? null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function causes(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${error.cause.name} ${causes(error.cause)}` : error.message;
}
