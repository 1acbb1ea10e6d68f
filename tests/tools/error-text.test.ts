import { expect, test } from "vitest";
import { z } from "zod";
import { createRedactor } from "../../redaction/redact.ts";
import { explain } from "../../tools/error-text.ts";
import { AwsCallError, InputError, ToolError } from "../../tools/errors.ts";
import { inputProblems } from "../../tools/input-problems.ts";

const redactor = createRedactor("test");
const at = { action: "cloudtrail:LookupEvents", account: "haneul-prod", region: "us-east-1" };
const aws = (name: string, message = "", status = 400) =>
  new AwsCallError(at, Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } }));

/** Code, then the sentence in both languages. */
function told(error: unknown): string {
  const [ko, en] = (["ko", "en"] as const).map((language) => explain(error, "trail_find_events", redactor, language));
  expect({ ...ko, text: "" }).toEqual({ ...en, text: "" });
  return [`${en!.code}${en!.fault ? ", a fault" : ""}`, ko!.text, en!.text].join("\n");
}

test("says for each class of failure, in both languages, what to do next", () => {
  const cases = {
    denied: aws("AccessDeniedException", "User: arn:aws:sts::417205938164:assumed-role/X/s is not authorized"),
    regionOff: aws("OptInRequired", "You are not subscribed to this service.", 401),
    expired: aws("ExpiredTokenException"),
    clockOff: aws(
      "SignatureDoesNotMatch",
      "Signature expired: 20261121T000000Z is now earlier than 20261121T010000Z",
      403,
    ),
    throttled: aws("ThrottlingException"),
    missing: aws("InvalidInstanceID.NotFound", "The instance ID 'i-0abc' does not exist"),
    missingWithoutWords: aws("ResourceNotFoundException"),
    invalid: aws("ValidationException", "Start date (and hour) should be before end date"),
    unreachable: aws("TimeoutError"),
    input: new InputError({ ko: "기간이 아직 오지 않았습니다.", en: "The period lies in the future." }),
    budget: new ToolError("budget", { ko: "오늘의 한도를 모두 썼습니다.", en: "Today's limit is used up." }),
    fault: new TypeError("undefined is not a function at secret AKIAIOSFODNN7EXAMPLE"),
  };
  expect(
    Object.entries(cases)
      .map(([name, error]) => `${name}: ${told(error)}`)
      .join("\n\n"),
  ).toMatchInlineSnapshot(`
    "denied: access_denied
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출을 거부했습니다 (AccessDeniedException). 조회용 역할에 cloudtrail:LookupEvents 권한이 필요합니다. 다른 리전이나 계정은 조회될 수 있습니다.
    AWS refused cloudtrail:LookupEvents in us-east-1 of haneul-prod (AccessDeniedException). The role used for reading needs the permission cloudtrail:LookupEvents; other regions or accounts may still work.

    regionOff: access_denied
    haneul-prod 계정에서는 us-east-1 리전이나 이 서비스를 쓰도록 설정되어 있지 않아 AWS가 cloudtrail:LookupEvents 호출을 거부했습니다 (OptInRequired). 계정에서 켜거나, 봇의 설정에서 이 리전을 빼야 합니다.
    AWS refused cloudtrail:LookupEvents: us-east-1 or this service is not enabled in haneul-prod (OptInRequired). Enable it there, or take the region out of the bot's configuration.

    expired: expired_credentials
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출의 자격 증명을 받아들이지 않았습니다 (ExpiredTokenException). 관리자가 자격 증명을 갱신하거나 바로잡아야 하며, 다시 물어봐도 결과는 같습니다.
    AWS did not accept the credentials for cloudtrail:LookupEvents in us-east-1 of haneul-prod (ExpiredTokenException). An operator has to renew or correct them; asking again does not help.

    clockOff: expired_credentials
    봇이 돌아가는 서버의 시계가 AWS와 달라 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출이 거부되었습니다 (SignatureDoesNotMatch). 관리자가 서버의 시각을 맞춰야 합니다.
    AWS refused cloudtrail:LookupEvents in us-east-1 of haneul-prod because the clock of the bot's host differs from its own (SignatureDoesNotMatch). An operator has to set that clock right.

    throttled: throttled
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출을 제한하고 있으며, 재시도해도 같았습니다 (ThrottlingException). 1분쯤 뒤에 다시 시도하거나 기간을 줄여 주세요.
    AWS is limiting cloudtrail:LookupEvents in us-east-1 of haneul-prod (ThrottlingException), also after retries. Wait a minute, or ask for a shorter period.

    missing: not_found
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출의 대상을 찾지 못했습니다 (InvalidInstanceID.NotFound). AWS의 메시지: The instance ID 'i-0abc' does not exist
    AWS knows no such thing for cloudtrail:LookupEvents in us-east-1 of haneul-prod (InvalidInstanceID.NotFound). The instance ID 'i-0abc' does not exist

    missingWithoutWords: not_found
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출의 대상을 찾지 못했습니다 (ResourceNotFoundException).
    AWS knows no such thing for cloudtrail:LookupEvents in us-east-1 of haneul-prod (ResourceNotFoundException).

    invalid: invalid_input
    AWS가 haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 요청을 받아들이지 않았습니다 (ValidationException). AWS의 메시지: Start date (and hour) should be before end date
    AWS refused the request of cloudtrail:LookupEvents in us-east-1 of haneul-prod (ValidationException). Start date (and hour) should be before end date

    unreachable: unavailable
    haneul-prod 계정의 us-east-1 리전에서 cloudtrail:LookupEvents 호출이 AWS에 닿지 못했거나 실패했습니다 (TimeoutError). 잠시 뒤 다시 시도해 주세요.
    cloudtrail:LookupEvents in us-east-1 of haneul-prod could not be reached or failed (TimeoutError). Try again in a moment.

    input: invalid_input
    기간이 아직 오지 않았습니다.
    The period lies in the future.

    budget: budget
    오늘의 한도를 모두 썼습니다.
    Today's limit is used up.

    fault: internal, a fault
    도구 서버 안에서 trail_find_events 실행에 실패했습니다. 아무것도 바뀌지 않았습니다. 다시 시도해 주세요. 같은 문제가 반복되면 관리자가 로그에서 자세한 내용을 확인할 수 있습니다.
    trail_find_events failed inside the tool server. Nothing was changed. Try again; if it repeats, an operator finds the details in the log."
  `);
});

test("lists what is wrong with an input in the caller's language, and no more than five problems", () => {
  const schema = z.strictObject({
    period: z.string(),
    limit: z.number().max(10),
    names: z.array(z.string().max(3)).min(2),
    bin: z.enum(["5m", "1h"]),
    group: z.string().regex(/^[a-z]+$/),
    deep: z.object({ on: z.boolean() }),
  });
  const problems = (input: object) =>
    (["ko", "en"] as const).map((language) => {
      const { error } = schema.safeParse(input, inputProblems(language));
      return explain(error, "logs_query", redactor, language).text;
    });
  const right = { period: "7d", limit: 1, names: ["a", "b"], bin: "5m", group: "a", deep: { on: true } };
  expect(
    [
      problems({ limit: 11, colour: "red" }),
      problems({ ...right, names: ["long name"], bin: "1m", group: "1", deep: { on: "yes" } }),
      problems({ ...right, limit: "10", names: "a", colour: "red" }),
    ]
      .flat()
      .join("\n"),
  ).toMatchInlineSnapshot(`
    "logs_query 도구의 입력이 올바르지 않습니다. period: 값이 필요합니다 (형식: 문자열); limit: 10 이하여야 합니다; names: 값이 필요합니다 (형식: 목록); bin: 다음 중 하나여야 합니다: "5m", "1h"; group: 값이 필요합니다 (형식: 문자열).
    The input of logs_query is not valid. period: Invalid input: expected string, received undefined; limit: Too big: expected number to be <=10; names: Invalid input: expected array, received undefined; bin: Invalid option: expected one of "5m"|"1h"; group: Invalid input: expected string, received undefined.
    logs_query 도구의 입력이 올바르지 않습니다. names.0: 3자 이하여야 합니다; names: 2개 이상이어야 합니다; bin: 다음 중 하나여야 합니다: "5m", "1h"; group: 형식이 맞지 않습니다; deep.on: 형식이 맞지 않습니다 (형식: true 또는 false).
    The input of logs_query is not valid. names.0: Too big: expected string to have <=3 characters; names: Too small: expected array to have >=2 items; bin: Invalid option: expected one of "5m"|"1h"; group: Invalid string: must match pattern /^[a-z]+$/; deep.on: Invalid input: expected boolean, received string.
    logs_query 도구의 입력이 올바르지 않습니다. limit: 형식이 맞지 않습니다 (형식: 숫자); names: 형식이 맞지 않습니다 (형식: 목록); names: 2자 이상이어야 합니다; 알 수 없는 항목입니다: "colour".
    The input of logs_query is not valid. limit: Invalid input: expected number, received string; names: Invalid input: expected array, received string; names: Too small: expected string to have >=2 characters; Unrecognized key: "colour"."
  `);
});

test("takes secrets and invisible text out of AWS's own words", () => {
  const error = aws("ValidationException", "bad \u202etoken=abcd1234efgh5678ijkl");
  for (const language of ["ko", "en"] as const)
    expect(explain(error, "cost_query", redactor, language).text).not.toMatch(/abcd1234|\u202e/);
});

test("takes secrets out of a refusal that repeats what was asked", () => {
  const text = "AKIAIOSFODNN7EXAMPLE";
  expect(told(new InputError({ ko: text, en: text }))).not.toContain("AKIA");
});
