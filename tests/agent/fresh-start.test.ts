import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/ports/model.ts";
import { asks, reply, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const events = { id: "e1", name: "trail_find_events", input: { period: "last week" } };
const tooLong = () => new ModelError("too_long", "prompt is too long");
const texts = (content: object[]) => content.map((block) => ("text" in block ? block.text : block));

describe("a thread that no longer fits", () => {
  it("begins anew in the middle of a turn, with what was asked, the handles and the open question", async () => {
    const model = scriptedModel([
      asks([costs]),
      says("**EC2는 $812.40입니다.**\n\n- 참고\n\n[next] 차트 | 차트로 그려줘"),
      asks([events]),
      tooLong(),
      says("**EC2 $812.40이고 시작한 사람은 hana.choi입니다.**"),
    ]);
    const world = thread(model);
    await world.turn("EC2 비용은?");
    const { status, events: told } = await world.turn("누가 시작했어?\ntold by code: 승인됨", { runId: "run-2" });
    expect([status, seen(told)]).toEqual(["answered", ["**EC2 $812.40이고 시작한 사람은 hana.choi입니다.**"]]);
    expect(last(told).record).toMatchObject({ beganAnew: true, evidence: { unverified: [] } });
    expect(model.requests.at(-1)!.messages).toHaveLength(1);
    expect(texts(model.requests.at(-1)!.messages[0]!.content)).toEqual([
      expect.stringContaining("[opsthread: context of this message]\nnow: 2026-11-21 09:14"),
      [
        "[opsthread: summary of what came before]",
        "The thread had grown too long to be sent. This is what it held; the results are all still there under their handles.",
        "asked: EC2 비용은?",
        "answered: **EC2는 $812.40입니다.**",
        'd1: cost_query {"period":"last week","group_by":["service"]}, 3 rows, 2026-11-09T00:00 to 2026-11-16T00:00, columns service, usd',
        'd2: trail_find_events {"period":"last week"}, 3 rows, 2026-11-09T00:00 to 2026-11-16T00:00, columns event, user',
        "The question below was being worked on: go on from the results of it above.",
      ].join("\n"),
      "누가 시작했어?\ntold by code: 승인됨",
    ]);
  });

  it("does the same where the model itself stops because it is full, and takes back what it had begun to say", async () => {
    const model = scriptedModel([
      reply([{ type: "text", text: "**첫 단락.**\n\n둘째" }], "context_full"),
      says("**네.**"),
    ]);
    const world = thread(model);
    const { status, events: told } = await world.turn("비용");
    expect([status, seen(told)]).toEqual(["answered", ["**네.**"]]);
  });

  it("gives up with a reason when even a fresh start does not fit", async () => {
    const world = thread(scriptedModel([tooLong(), tooLong()]));
    const { events: told } = await world.turn("비용");
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "thread_too_long", record: { beganAnew: true } });
  });

  it("begins anew before the next question once it is larger than the team allows, also a second time", async () => {
    const long = says(`**네.**\n\n${"긴 설명입니다. ".repeat(400)}`);
    const model = scriptedModel([asks([costs]), long, long, long, says("**끝.**")]);
    const world = thread(model, { budgets: { threadTokens: 1_000 } });
    for (const [index, text] of ["하나 $5.55", "둘", "셋", "넷"].entries())
      await world.turn(text, { runId: `run-${index}` });
    const [first, second, third, fourth] = model.requests.slice(1).map(({ messages }) => messages);
    expect([first, second, third, fourth].map((messages) => messages!.length)).toEqual([3, 1, 1, 1]);
    const summary = String(texts(fourth![0]!.content)[1]);
    expect(summary.split("\n").filter((line) => /^(asked|answered|d1)/.test(line))).toEqual([
      "asked: 하나 $5.55",
      "answered: **네.**",
      "asked: 둘",
      "answered: **네.**",
      "asked: 셋",
      "answered: **네.**",
      expect.stringMatching(/^d1: cost_query /),
    ]);
    expect(world.history.rows).toHaveLength(10);
  });

  it("keeps believing a person's own figures, and what code told of an approval, after it", async () => {
    const outcome = {
      type: "tool_result" as const,
      tool_use_id: "r1",
      content: "approval: succeeded\nrequest_id: req-77",
    };
    const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };
    const model = scriptedModel([asks([reboot]), tooLong(), says("**예산 $5.55 안에서 마쳤습니다.**")]);
    const world = thread(model);
    await world.turn("예산은 $5.55야. 재부팅해줘");
    world.history.append("t1", "run-1", { role: "user", content: [outcome] });
    const { events: told } = await world.turn(null);
    expect(seen(told)).toEqual(["**예산 $5.55 안에서 마쳤습니다.**"]);
    expect(String(texts(model.requests.at(-1)!.messages[0]!.content)[1])).toContain(
      "\ntold by code: approval: succeeded request_id: req-77\n",
    );
  });
});
