import { describe, expect, it, test } from "vitest";
import { placesElsewhere, targetsNotNamed, targetsUnknown } from "../../src/approvals/named-targets.ts";
import type { CanonicalCall, Preview } from "../../src/ports/tools.ts";
import { preview } from "./support.ts";

const ACCOUNTS = [
  { name: "haneul-prod", id: "417205938164", regions: ["ap-northeast-2", "us-east-1"] },
  { name: "sole", id: null, regions: ["eu-west-1"] },
];
const OWN = "arn:aws:lambda:ap-northeast-2:417205938164:function:image-resize";
const told = (target: string, args: Record<string, unknown>, more: Partial<Preview> = {}): Preview => ({
  ...preview,
  target: { ko: target, en: target },
  ...more,
  call: { ...preview.call, args },
});
const call = (args: Record<string, unknown>, more: Partial<CanonicalCall> = {}): CanonicalCall => ({
  ...preview.call,
  args,
  fingerprint: {},
  ...more,
});

describe("row 50: a preview of a read server that was taken over", () => {
  test.each<[string, Preview, string[]]>([
    ["another instance", told("order-api-2 (i-0a1)", { instance_ids: ["i-0a1", "i-0bad"] }), ["i-0bad"]],
    ["another disk", told("order-api-2, vol-0a1", { volume_ids: ["vol-0bad"] }), ["vol-0bad"]],
    ["another name", told("haneul/order-api", { cluster: "haneul", service: "billing-api" }), ["billing-api"]],
    ["another database", told("users-db", { kind: "instance", id: "orders-db" }), ["orders-db"]],
    ["another alarm", told("order-api-5xx", { alarms: ["order-api-5xx", "root-login"] }), ["root-login"]],
    ["another finding", told("A finding", { detector_id: "1", finding_ids: ["ff00"] }), ["ff00"]],
    [
      "an ARN that ends alike",
      told(OWN, { arns: [OWN.replace("417205938164", "999999999999")] }),
      [OWN.replace("417205938164", "999999999999")],
    ],
  ])("puts in %s: the card does not name it, so there is none", (_, lie, hidden) => {
    expect(targetsNotNamed(lie)).toEqual(hidden);
  });

  it("is believed where the card names what would be changed: in its target, a fact, its list, or what is typed", () => {
    const both = (text: string) => ({ ko: text, en: text });
    const columns = [{ name: "arn", type: "id" as const, label: both("ARN") }];
    expect([
      targetsNotNamed(told("order-api-2 (i-0a1)", { instance_ids: ["i-0a1"] })),
      targetsNotNamed(told("25 resources", { arns: [OWN], tags: { team: "x" } }, { list: { columns, rows: [[OWN]] } })),
      targetsNotNamed(told("A finding", { detector_id: "1", finding_ids: ["ff00"] }, { confirm: "ff00" })),
      targetsNotNamed(told('say "a"', { alarms: ['say "a"'] })),
    ]).toEqual([[], [], [], []]);
  });

  test.each<[string, CanonicalCall, string[]]>([
    [
      "an account nobody configured",
      call({}, { account: { id: "999999999999", name: "evil" } }),
      ["evil (999999999999)"],
    ],
    [
      "our account's name for another",
      call({}, { account: { id: "999999999999", name: "haneul-prod" } }),
      ["haneul-prod (999999999999)"],
    ],
    ["another region", call({}, { region: "sa-east-1" }), ["sa-east-1"]],
    [
      "an ARN of another account",
      call({ arns: [OWN.replace("417205938164", "999999999999")] }),
      [OWN.replace("417205938164", "999999999999")],
    ],
    [
      "an ARN of another region",
      call({ arns: [OWN.replace("ap-northeast-2", "us-east-1")] }),
      [OWN.replace("ap-northeast-2", "us-east-1")],
    ],
    ["nothing", call({ arns: [OWN, "arn:aws:s3:::haneul-assets"] }), []],
    [
      "nothing, in the account of the credentials",
      call({}, { account: { id: "1", name: "sole" }, region: "eu-west-1" }),
      [],
    ],
  ])("reaches for %s", (_, asked, elsewhere) => {
    expect(placesElsewhere(asked, ACCOUNTS)).toEqual(elsewhere);
  });
});

test("row 44: targets that nobody named and no result holds are told, with the name that AWS has to confirm", () => {
  const known =
    (...words: string[]) =>
    (word: string) =>
      words.includes(word);
  const instance = call(
    { instance_ids: ["i-0a1"] },
    { fingerprint: { "i-0a1.name": "bastion", "i-0a1.state": "running" } },
  );
  const service = call({ cluster: "haneul", service: "order-api", task_definition: "order-api:85" });
  expect([
    targetsUnknown(instance, known()),
    targetsUnknown(instance, known("running")),
    targetsUnknown(instance, known("bastion")),
    targetsUnknown(instance, known("i-0a1")),
    targetsUnknown(service, known("order-api")),
    targetsUnknown(service, known("haneul")),
    targetsUnknown(call({ arns: [OWN] }), known("image-resize")),
    targetsUnknown(call({ groups: ["/haneul/web", "/haneul/db"], days: 30 }), known("/haneul/web", "web")),
  ]).toEqual([["i-0a1 (bastion)"], ["i-0a1 (bastion)"], [], [], [], ["order-api"], [], ["/haneul/db"]]);
});
