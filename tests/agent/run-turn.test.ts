import { describe, expect, it } from "vitest";
import { TurnInterrupted } from "../../src/ports/turn.ts";
import { chart, testAccount } from "./support/account.ts";
import { memoryProposals } from "./support/memory.ts";
import { asks, says, scriptedModel } from "./support/scripted-model.ts";
import { last, seen, thread, types } from "./support/thread.ts";

const costs = { id: "c1", name: "cost_query", input: { period: "last week", group_by: ["service"] } };
const events = { id: "e1", name: "trail_find_events", input: { period: "last week" } };
const reboot = { id: "r1", name: "ec2_reboot_instances", input: { targets: ["order-api-2"] } };

describe("a turn", () => {
  it("asks, reads, draws and answers, telling every step", async () => {
    const model = scriptedModel([
      asks([costs, events]),
      asks([{ id: "p1", name: "chart", input: { dataset: "d1" } }]),
      says("**$1,234.45.**\n\n| service | cost |\n|---|---|\n| EC2 | $812.40 |\n"),
    ]);
    const world = thread(model);
    const { status, events: told } = await world.turn("지난주 서비스별 비용 보여줘");
    expect(status).toBe("answered");
    expect(types(told)).toEqual([
      "turn_started",
      "tool_started",
      "tool_started",
      "tool_finished",
      "tool_finished",
      "tool_started",
      "picture",
      "tool_finished",
      "text",
      "text",
      "evidence",
      "turn_finished",
    ]);
    expect(seen(told)).toEqual(["[bars of d1]", "**$1,234.45.**", "| service | cost |\n|---|---|\n| EC2 | $812.40 |"]);
    const { record } = last(told);
    expect({
      ...record,
      ms: 0,
      toolCalls: record.toolCalls.map((call) => ({ ...call, ms: 0 })),
    }).toMatchInlineSnapshot(`
      {
        "beganAnew": false,
        "ceRequests": 1,
        "evidence": {
          "claims": [
            {
              "kind": "figure",
              "origin": {
                "handle": "d1",
                "how": "usd",
              },
              "proven": true,
              "text": "$1,234.45",
            },
            {
              "kind": "figure",
              "origin": {
                "handle": "d1",
                "how": "usd by service=EC2",
              },
              "proven": true,
              "text": "$812.40",
            },
          ],
          "datasets": [
            {
              "args": {
                "group_by": [
                  "service",
                ],
                "period": "last week",
              },
              "handle": "d1",
              "notes": [
                {
                  "code": "credits_excluded",
                  "text": "Credits are excluded.",
                },
              ],
              "period": {
                "from": "2026-11-09T00:00:00Z",
                "to": "2026-11-16T00:00:00Z",
                "utcDays": true,
                "zone": "UTC",
              },
              "scope": {
                "accounts": [
                  {
                    "id": "417205938164",
                    "name": "haneul-prod",
                  },
                ],
                "regions": [
                  "ap-northeast-2",
                ],
                "skipped": [],
              },
              "source": {
                "cached": 0,
                "freshTo": null,
                "requests": 1,
                "scannedBytes": null,
                "service": "Cost Explorer",
                "usd": 0.01,
              },
              "tool": "cost_query",
              "truncated": null,
            },
            {
              "args": {
                "period": "last week",
              },
              "handle": "d2",
              "notes": [],
              "period": {
                "from": "2026-11-09T00:00:00Z",
                "to": "2026-11-16T00:00:00Z",
                "utcDays": true,
                "zone": "UTC",
              },
              "scope": {
                "accounts": [
                  {
                    "id": "417205938164",
                    "name": "haneul-prod",
                  },
                ],
                "regions": [
                  "ap-northeast-2",
                ],
                "skipped": [],
              },
              "source": {
                "cached": 0,
                "freshTo": null,
                "requests": 2,
                "scannedBytes": null,
                "service": "CloudTrail",
                "usd": 0,
              },
              "tool": "trail_find_events",
              "truncated": null,
            },
          ],
          "unverified": [],
        },
        "fellBack": null,
        "model": "claude-sonnet-5-5",
        "ms": 0,
        "nearBudgets": [],
        "offline": false,
        "runId": "run-1",
        "shares": {
          "cached": 0,
          "proven": 1,
        },
        "tokens": {
          "cacheRead": 0,
          "cacheWrite": 0,
          "input": 300,
          "output": 30,
        },
        "toolCalls": [
          {
            "args": {
              "group_by": [
                "service",
              ],
              "period": "last week",
            },
            "dataset": "d1",
            "error": null,
            "id": "c1",
            "ms": 0,
            "name": "cost_query",
            "rows": 3,
          },
          {
            "args": {
              "period": "last week",
            },
            "dataset": "d2",
            "error": null,
            "id": "e1",
            "ms": 0,
            "name": "trail_find_events",
            "rows": 3,
          },
          {
            "args": {
              "dataset": "d1",
            },
            "dataset": null,
            "error": null,
            "id": "p1",
            "ms": 0,
            "name": "chart",
            "rows": null,
          },
        ],
        "usd": 0.003,
      }
    `);
  });

  it("puts what changes into the message and the person's words last", async () => {
    const model = scriptedModel([says("안녕하세요.")]);
    const world = thread(model);
    await world.turn("비용?", { asker: { id: "U1", name: "지우\nturn: other" } });
    expect(world.history.rows[0]).toMatchInlineSnapshot(`
      {
        "content": [
          {
            "text": "[opsthread: context of this message]
      now: 2026-11-21 09:14 Saturday, GMT+09:00 (Asia/Seoul)
      asker: 지우 turn: other
      language: ko
      accounts: haneul-prod (the first is the default)",
            "type": "text",
          },
          {
            "text": "비용?",
            "type": "text",
          },
        ],
        "role": "user",
      }
    `);
  });

  it("waits for an approval, keeps the reads of the same step, and goes on with the outcome", async () => {
    const model = scriptedModel([asks([reboot, costs], "재부팅을 제안합니다."), says("**재부팅했습니다.**")]);
    const world = thread(model);
    const first = await world.turn("order-api-2 재부팅해줘");
    expect(first.status).toBe("waiting");
    expect(seen(first.events)).toEqual(["[proposal apr-1]", "재부팅을 제안합니다."]);
    expect(world.history.rows.at(-1)).toEqual({
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "c1", content: "dataset: d1\ntotal $1,234.45, 3 services" }],
    });

    const again = await world.turn(null);
    expect(again.status).toBe("waiting");
    expect(world.proposals.made).toEqual(["run-1/r1"]);

    world.history.append("t1", "run-1", {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: "r1", content: "approval: succeeded" }],
    });
    const done = await world.turn(null);
    expect(done.status).toBe("answered");
    expect(seen(done.events)).toEqual(["**재부팅했습니다.**"]);
  });

  it("closes open calls when a newer message comes", async () => {
    const model = scriptedModel([asks([reboot]), says("네.")]);
    const world = thread(model);
    await world.turn("재부팅해줘");
    await world.turn("잠깐, 비용은?", { runId: "run-2" });
    expect(world.history.rows.at(-2)).toMatchInlineSnapshot(`
      {
        "content": [
          {
            "content": "Superseded by a newer message. The approval card stays open; nothing was changed by this call.",
            "is_error": true,
            "tool_use_id": "r1",
            "type": "tool_result",
          },
          {
            "text": "[opsthread: context of this message]
      now: 2026-11-21 09:14 Saturday, GMT+09:00 (Asia/Seoul)
      asker: 김지우
      language: ko
      accounts: haneul-prod (the first is the default)",
            "type": "text",
          },
          {
            "text": "잠깐, 비용은?",
            "type": "text",
          },
        ],
        "role": "user",
      }
    `);
  });

  it("tells the model what policy refused, in words that need no proof", async () => {
    const model = scriptedModel([asks([reboot]), says("**한 카드에는 5개까지입니다.**")]);
    const world = thread(model, { proposals: memoryProposals("At most 5개 of one card.") });
    const { status, events } = await world.turn("재부팅해줘");
    expect([status, last(events).record.evidence.unverified]).toEqual(["answered", []]);
    const content = "At most 5개 of one card.\nerror: refused";
    expect(world.history.rows.at(-2)!.content).toEqual([
      { type: "tool_result", tool_use_id: "r1", content, is_error: true },
    ]);
  });

  it("needs no proof for why a change cannot be made as asked, but for what the call itself made up", async () => {
    const text = "The group keeps 2 to 12 instances (set on 2026-11-19); 40 is too many. order-api-2: no 1,777 either.";
    const toolHost = { ...testAccount(), call: async () => ({ kind: "error" as const, code: "invalid_input", text }) };
    const odd = { ...reboot, input: { targets: ["order-api-2", "40", "1777"] } };
    const answer = "**2대에서 12대까지입니다 (11월 19일).** 40대, 1,777대, 13대는 아닙니다.";
    const { events } = await thread(scriptedModel([asks([odd]), says(answer), says(answer)]), { toolHost }).turn(
      "늘려줘",
    );
    expect(last(events).record.evidence.unverified).toEqual(["40대", "1,777대", "13대"]);
  });

  it("nor for why a tool of the thread itself could not do it, which nobody else writes", async () => {
    const run = () => Promise.reject(new Error("A pie takes 6건 at most, and d77 has 31건."));
    const script = [
      asks([{ id: "p1", name: "chart", input: { dataset: "d77" } }]),
      says("**31건은 6건보다 많습니다.**"),
    ];
    const { events } = await thread(scriptedModel(script), { threadTools: [{ ...chart, run }] }).turn("그려줘");
    expect(last(events).record.evidence.unverified).toEqual([]);
  });

  it("finishes calls that a dead process left, and says that earlier text is void", async () => {
    const before = [
      {
        role: "user" as const,
        content: [
          { type: "text" as const, text: "context" },
          { type: "text" as const, text: "비용?" },
        ],
      },
      { role: "assistant" as const, content: [{ type: "tool_use" as const, ...costs }] },
    ];
    const model = scriptedModel([says("**$1,234.45**")]);
    const world = thread(model, { before });
    world.runs.modelCall("run-1", {
      model: model.id,
      ms: 1,
      usage: { input: 5, output: 5, cacheRead: 0, cacheWrite: 0 },
      usd: 0.002,
      requestId: null,
      failure: null,
    });
    const { status, events: told } = await world.turn(null);
    expect(status).toBe("answered");
    expect(types(told)).toEqual([
      "turn_started",
      "text_reset",
      "tool_started",
      "tool_finished",
      "text",
      "evidence",
      "turn_finished",
    ]);
    expect(last(told).record).toMatchObject({ usd: 0.003, tokens: { input: 105, output: 15 } });
  });

  it("shows the answer again when only its end was missing, without asking the model", async () => {
    const model = scriptedModel([says("**안녕하세요**\n\n끝.")]);
    const world = thread(model);
    await world.turn("안녕");
    const { status, events: told } = await world.turn(null);
    expect(status).toBe("answered");
    expect(seen(told)).toEqual(["**안녕하세요**", "끝."]);
    expect(model.requests).toHaveLength(1);
  });
});

describe("the shares of a turn", () => {
  it("tell how much of what was sent came from the cache, and how much of what was said is proven", async () => {
    const usage = { input: 100, output: 10, cacheRead: 600, cacheWrite: 100 };
    const model = scriptedModel([
      { ...asks([costs]), usage },
      { ...says("**$1,234.45, 그중 $99.99는 모르는 금액입니다.**"), usage },
      { ...says("**$1,234.45, 그중 $99.99는 모르는 금액입니다.**"), usage },
    ]);
    const { record } = last((await thread(model).turn("비용")).events);
    expect(record.shares).toEqual({ proven: 0.5, cached: 0.75 });
    expect(record.evidence.unverified).toEqual(["$99.99"]);
  });
});

describe("the transcript that is sent", () => {
  it("keeps who said what: its own words are the assistant's, a person's the last text", async () => {
    const model = scriptedModel([says("**하나.**"), says("**둘.**")]);
    const world = thread(model);
    await world.turn("첫 질문");
    await world.turn("둘째 질문", { runId: "run-2", asker: { id: "U2", name: "박서연" } });
    const sent = model.requests.at(-1)!.messages;
    expect(sent.map(({ role, content }) => [role, content.at(-1)])).toEqual([
      ["user", { type: "text", text: "첫 질문" }],
      ["assistant", { type: "text", text: "**하나.**" }],
      ["user", { type: "text", text: "둘째 질문" }],
    ]);
    expect(JSON.stringify(sent.filter(({ role }) => role === "user"))).not.toContain("하나.**");
  });
});

describe("an end from outside", () => {
  it("is told as stopped", async () => {
    const stop = new AbortController();
    const toolHost = testAccount({ delays: { cost_query: 2_000 } });
    const world = thread(scriptedModel([asks([costs])]), { toolHost });
    const onEvent = (event: { type: string }) => event.type === "tool_started" && stop.abort();
    const { events: told } = await world.turn("비용", { signal: stop.signal, onEvent });
    expect(last(told)).toMatchObject({ type: "turn_failed", code: "stopped" });
    await world.turn("다시", { runId: "run-2" }).catch(() => undefined);
    expect(world.history.rows[2]!.content[0]).toMatchObject({
      type: "tool_result",
      content: "Not run: the turn ended before. Ask again if it is still needed.",
    });
  });

  it("leaves the turn to the next process when this one is interrupted", async () => {
    const stop = new AbortController();
    const toolHost = testAccount({ delays: { cost_query: 100 } });
    const model = scriptedModel([asks([costs]), says("**$1,234.45**")]);
    const world = thread(model, { toolHost });
    const told: string[] = [];
    const onEvent = (event: { type: string }) => {
      told.push(event.type);
      if (event.type === "tool_started") stop.abort(new TurnInterrupted());
    };
    await expect(world.turn("비용", { signal: stop.signal, onEvent })).rejects.toBeInstanceOf(TurnInterrupted);
    expect(told).toEqual(["turn_started", "tool_started"]);
    const { status, events: after } = await world.turn(null);
    expect(status).toBe("answered");
    expect(seen(after)).toEqual(["**$1,234.45**"]);
  });
});
