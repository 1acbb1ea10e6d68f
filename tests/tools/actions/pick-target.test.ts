import { expect, test } from "vitest";
import { pickTarget, pickTargets } from "../../../tools/actions/pick-target.ts";
import { ToolError } from "../../../tools/errors.ts";

const account = { id: null, name: "prod", regions: ["ap-northeast-2", "us-east-1"], readRole: null, actRole: null };
const kind = { ko: "인스턴스", en: "instance" };
const call = { field: (text: string | null | undefined) => text ?? null };
const host = (id: string, name: string, region = "ap-northeast-2", state = "running") => ({
  ...{ id, name, region, state },
  item: id,
});
const all = [
  host("i-0a1", "web"),
  host("i-0b2", "web", "us-east-1", "stopped"),
  host("i-0c3", "Batch"),
  host("i-0d4", "batch"),
];
const refusal = (asked: string) => {
  try {
    return pickTarget(asked, all, kind, account, call).id;
  } catch (error) {
    return error as ToolError;
  }
};

test("a name that several bear is asked back with a button for each, and a sentence besides", () => {
  const error = refusal("web");
  expect(error).toBeInstanceOf(ToolError);
  const { code, text, choices } = error as ToolError;
  expect({ code, text, choices }).toEqual({
    code: "ambiguous",
    text: {
      ko: '이름이 "web"인 인스턴스 대상이 2개입니다: i-0a1 (ap-northeast-2, running), i-0b2 (us-east-1, stopped). ID로 지정해 주세요.',
      en: '"web" is the name of 2 instances: i-0a1 (ap-northeast-2, running), i-0b2 (us-east-1, stopped). Say which by id.',
    },
    choices: [
      { label: "i-0a1 (ap-northeast-2, running)", value: "i-0a1" },
      { label: "i-0b2 (us-east-1, stopped)", value: "i-0b2" },
    ],
  });
});

test("as written counts before any capitals, an id before a name, and nothing is a sentence", () => {
  expect([refusal("Batch"), refusal("batch"), refusal(" i-0b2 ")]).toEqual(["i-0c3", "i-0d4", "i-0b2"]);
  expect((refusal("BATCH") as ToolError).choices).toHaveLength(2);
  expect(refusal("webb")).toMatchObject({
    code: "not_found",
    text: { en: expect.stringMatching(/^There is no instance "webb"/) },
  });
});

test("a part of several names is asked back with a button for each of them, while there are few", () => {
  const named = (...names: string[]) => names.map((name, n) => host(`i-${n}`, name));
  const choicesFor = (hosts: typeof all) => {
    try {
      return pickTarget("order-api", hosts, kind, account, call).id;
    } catch (error) {
      return (error as ToolError).choices.map(({ value }) => value);
    }
  };
  expect(choicesFor(named("order-api-2", "web-1", "order-api-1"))).toEqual(["order-api-1", "order-api-2"]);
  expect(choicesFor(named(...[1, 2, 3, 4, 5, 6].map((n) => `order-api-${n}`)))).toEqual([]);
});

test("targets of two regions are two requests", () => {
  expect(() => pickTargets(["i-0a1", "i-0b2"], all, kind, account, call)).toThrow("several regions");
});
