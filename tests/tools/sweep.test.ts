import { expect, test } from "vitest";
import { AwsCallError } from "../../tools/errors.ts";
import { sweep } from "../../tools/sweep.ts";

const account = { id: "417205938164", name: "prod", regions: ["a", "b"], readRole: null, actRole: null };
const failure = (name: string, region: string) =>
  new AwsCallError(
    { action: "ec2:DescribeInstances", account: "prod", region },
    Object.assign(new Error("no"), { name }),
  );

test("names the region that could not be searched and keeps the others' results", async () => {
  const swept = await sweep(account, ["a", "b", "c"], async (region) => {
    if (region === "b") throw failure("UnauthorizedOperation", region);
    return region.toUpperCase();
  });
  expect(swept).toEqual({
    found: [
      { region: "a", result: "A" },
      { region: "c", result: "C" },
    ],
    searched: ["a", "c"],
    skipped: [
      {
        account: "prod",
        region: "b",
        why: {
          ko: "ec2:DescribeInstances 권한 없음 (UnauthorizedOperation)",
          en: "no permission for ec2:DescribeInstances (UnauthorizedOperation)",
        },
      },
    ],
  });
});

test("fails with the first failure when no region answers", async () => {
  const all = sweep(account, ["a", "b"], async (region) => Promise.reject(failure("ThrottlingException", region)));
  await expect(all).rejects.toMatchObject({ region: "a", action: "ec2:DescribeInstances" });
});

test("passes on what is no answer of AWS", async () => {
  const broken = sweep(account, ["a"], async () => Promise.reject(new TypeError("bug")));
  await expect(broken).rejects.toThrow(TypeError);
});
