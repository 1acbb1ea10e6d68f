import { expect, test } from "vitest";
import { z } from "zod";
import { createRedactor } from "../../redaction/redact.ts";
import { explain } from "../../tools/error-text.ts";
import { AwsCallError, InputError, ToolError } from "../../tools/errors.ts";

const redactor = createRedactor("test");
const at = { action: "cloudtrail:LookupEvents", account: "haneul-prod", region: "us-east-1" };
const aws = (name: string, message = "", status = 400) =>
  new AwsCallError(at, Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } }));

test("says for each class of failure what to do next", () => {
  const cases = {
    denied: aws("AccessDeniedException", "User: arn:aws:sts::417205938164:assumed-role/X/s is not authorized"),
    expired: aws("ExpiredTokenException"),
    throttled: aws("ThrottlingException"),
    missing: aws("InvalidInstanceID.NotFound", "The instance ID 'i-0abc' does not exist"),
    invalid: aws("ValidationException", "Start date (and hour) should be before end date"),
    unreachable: aws("TimeoutError"),
    input: new InputError("The period lies in the future."),
    budget: new ToolError("budget", "Today's limit is used up."),
    fault: new TypeError("undefined is not a function at secret AKIAIOSFODNN7EXAMPLE"),
  };
  const explained = Object.fromEntries(
    Object.entries(cases).map(([name, error]) => [name, explain(error, "trail_find_events", redactor)]),
  );
  expect(explained).toMatchInlineSnapshot(`
    {
      "budget": {
        "code": "budget",
        "fault": false,
        "text": "Today's limit is used up.",
      },
      "denied": {
        "code": "access_denied",
        "fault": false,
        "text": "AWS refused cloudtrail:LookupEvents in us-east-1 of haneul-prod (AccessDeniedException). The role used for reading needs the permission cloudtrail:LookupEvents; other regions or accounts may still work.",
      },
      "expired": {
        "code": "expired_credentials",
        "fault": false,
        "text": "AWS did not accept the credentials for cloudtrail:LookupEvents in us-east-1 of haneul-prod (ExpiredTokenException). An operator has to renew or correct them; asking again does not help.",
      },
      "fault": {
        "code": "internal",
        "fault": true,
        "text": "trail_find_events failed inside the tool server. Nothing was changed. Try again; if it repeats, an operator finds the details in the log.",
      },
      "input": {
        "code": "invalid_input",
        "fault": false,
        "text": "The period lies in the future.",
      },
      "invalid": {
        "code": "invalid_input",
        "fault": false,
        "text": "AWS refused the request of cloudtrail:LookupEvents in us-east-1 of haneul-prod (ValidationException). Start date (and hour) should be before end date",
      },
      "missing": {
        "code": "not_found",
        "fault": false,
        "text": "AWS knows no such thing for cloudtrail:LookupEvents in us-east-1 of haneul-prod (InvalidInstanceID.NotFound). The instance ID 'i-0abc' does not exist",
      },
      "throttled": {
        "code": "throttled",
        "fault": false,
        "text": "AWS is limiting cloudtrail:LookupEvents in us-east-1 of haneul-prod (ThrottlingException), also after retries. Wait a minute, or ask for a shorter period.",
      },
      "unreachable": {
        "code": "unavailable",
        "fault": false,
        "text": "cloudtrail:LookupEvents in us-east-1 of haneul-prod could not be reached or failed (TimeoutError). Try again in a moment.",
      },
    }
  `);
});

test("lists what is wrong with an input, and no more than five problems", () => {
  const schema = z.strictObject({ period: z.string(), limit: z.number().max(10) });
  const { error } = schema.safeParse({ limit: 11, colour: "red" });
  expect(explain(error, "logs_query", redactor)).toMatchInlineSnapshot(`
    {
      "code": "invalid_input",
      "fault": false,
      "text": "The input of logs_query is not valid. period: Invalid input: expected string, received undefined; limit: Too big: expected number to be <=10; Unrecognized key: "colour".",
    }
  `);
});

test("takes secrets and invisible text out of AWS's own words", () => {
  const { text } = explain(aws("ValidationException", "bad \u202etoken=abcd1234efgh5678ijkl"), "cost_query", redactor);
  expect(text).not.toMatch(/abcd1234|\u202e/);
});
