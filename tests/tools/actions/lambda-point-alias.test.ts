import { expect, test } from "vitest";
import { actionSite, factsOf } from "../support/action-site.ts";

test("an alias goes back to the version before, and Lambda itself guards against a change in between", async () => {
  const site = await actionSite();
  const done = await site.carryOut("lambda_point_alias", { function: "order-notify" }, 900_000);
  expect(factsOf(done.preview)).toMatchObject({ function: "order-notify:live", from_to: "7 → 6" });
  // CloudTrail names functions by ARN.
  expect(factsOf(done.preview).last_change).toMatch(/, deploy-bot, PublishVersion20150331$/);
  expect(done.preview.tierReasons.map(({ code }) => code)).toEqual(["release", "prod"]);
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { ko: "별칭이 버전 6을(를) 가리킴" } });
  expect(done.trace.kind).toBe("executed");
  const [sent] = await site.sent("UpdateAlias");
  expect(sent).toMatchObject({ FunctionVersion: "6", RevisionId: done.preview.call.args.revision_id });
  expect(JSON.stringify(done.preview)).not.toMatch(/environment|variables/i);
  const { tool, input } = done.preview.undoBy!;
  expect(input).toEqual({ function: "order-notify", alias: "live", version: "7", account: "haneul-prod" });
  expect(factsOf(await site.propose(tool, input)).from_to).toBe("6 → 7");
});

test("a version that is not there is answered with those that are earlier", async () => {
  expect(await (await actionSite()).refusal("lambda_point_alias", { function: "image-resize", version: "99" })).toMatch(
    /^not_found: image-resize:live points to version \d+\. Earlier versions to go back to: \d/,
  );
});
