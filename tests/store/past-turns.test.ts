import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PastScope, PastTurn } from "../../src/ports/past.ts";
import type { TurnRecord } from "../../src/ports/turn.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createHistory } from "../../src/store/history.ts";
import { createPastTurns } from "../../src/store/past-turns.ts";
import { createRunStore } from "../../src/store/runs.ts";
import { indexTerms, searchWords } from "../../src/store/search-terms.ts";
import { codePoint } from "../support/code-point.ts";
import { PAST } from "./past-corpus.ts";
import { testClock } from "./support.ts";

const JIWOO = "U0JIWOO";
const everything: PastScope = { channels: ["C0OPS", "C0DATA", "G0SEC"], aloneWith: JIWOO };

type Said = Pick<(typeof PAST)[number], "id" | "channel" | "question" | "answer"> & {
  at: number;
  asker?: string;
  dm?: boolean;
  thread?: string;
};

function memory() {
  const db = openDatabase(":memory:");
  const past = createPastTurns(db);
  const runs = createRunStore(db, past.remember);
  const history = createHistory(db, testClock());
  const say = ({ id, channel, question, answer, at, asker = JIWOO, dm = false, thread = `${channel}:${id}` }: Said) => {
    const input = { runId: id, thread, asker: { id: asker, name: asker }, zone: "Asia/Seoul", language: "ko" as const };
    const place = { channel, threadTs: "1", team: "T1", isDm: dm };
    runs.begin({ runId: id, input: { ...input, text: question, accounts: [], modelId: "m" }, place }, at);
    if (answer !== "") {
      history.append(thread, id, { role: "user", content: [{ type: "text", text: `canary-context ${question}` }] });
      const offline = "_언어 모델 없이 규칙으로 답했습니다_";
      history.append(thread, id, { role: "assistant", content: [{ type: "text", text: `${answer}\n\n${offline}` }] });
    }
    runs.end(id, "answered", {} as TurnRecord, at + 1_000);
  };
  return { db, past, runs, say };
}
function team() {
  const it = memory();
  for (const one of [...PAST].sort((a, b) => a.day.localeCompare(b.day)))
    it.say({ ...one, at: Date.parse(`${one.day}T03:00:00Z`) });
  const find = (text: string, about: Partial<Parameters<typeof it.past.search>[0]> = {}) =>
    it.past.search({ text, scope: everything, most: 5, ...about }).map(({ runId }) => runId);
  return { ...it, find };
}

/** Questions as people ask them, and the conversation they mean. */
const ASKED: readonly (readonly [text: string, id: string])[] = [
  ["what did we find about the 5xx last week?", "outage"],
  ["지난주 5xx 원인이 뭐였지?", "outage"],
  ["order-api 장애 때 5xx는 왜 났었지?", "outage"],
  ["NullPointerException 나왔던 거 뭐였더라", "outage"],
  ["결제 서비스가 느렸던 이유가 뭐였지", "latency"],
  ["결제서비스 지연은 왜였지?", "latency"],
  ["커넥션 풀 얘기했던 스레드", "latency"],
  ["GPU 비용 누가 만든 거였지?", "gpu"],
  ["who started the g5.12xlarge instances?", "gpu"],
  ["did we find out why NAT gateways got expensive?", "nat"],
  ["NAT Gateway 비용은 왜 올랐었지?", "nat"],
  ["who opened port 22?", "ssh"],
  ["security group 22 포트 연 사람", "ssh"],
  ["지난번 GuardDuty 탐지 결과", "guardduty"],
  ["비트코인 bitcoin 탐지된 인스턴스", "guardduty"],
  ["the disk that was full on batch-worker", "disk"],
  ["batch-worker-3 디스크", "disk"],
  ["what did we learn about the killed ingestion tasks", "oom"],
  ["루트로 로그인한 적이 있었나?", "root"],
  ["로그 그룹 보존 기간에 대해 뭐라고 했지?", "retention"],
  ["savings plans, what did we conclude?", "savings"],
  ["인증서 만료는 왜 실패했었지?", "cert"],
  ["배포 이력 얘기", "deploy"],
  ["스냅샷을 지울 수 있는지 물어봤던 것", "dm"],
];

describe("the past is found by its words", () => {
  it("as people ask in Korean and English: nearly always first, always among the first three", () => {
    const { find } = team();
    const ranks = ASKED.map(([text, id]) => ({ text, rank: find(text).indexOf(id) + 1 }));
    expect(ranks.filter(({ rank }) => rank === 0 || rank > 3)).toEqual([]);
    const meanReciprocal = ranks.reduce((sum, { rank }) => sum + 1 / rank, 0) / ranks.length;
    expect(meanReciprocal).toBeGreaterThan(0.95);
  });

  it("whatever particle follows, joined or apart, singular or plural, in parts or whole", () => {
    const { find } = team();
    for (const text of ["인증서가", "인증서를", "인증서에서는", "인증서들은", "인증서만료", "certificate 인증서"])
      expect(find(text)[0], text).toBe("cert");
    for (const text of ["savings plans", "Savings Plan", "SAVINGS-PLAN"]) expect(find(text)[0], text).toBe("savings");
    for (const text of ["batch-worker-3", "batch worker", "i-0b77"]) expect(find(text)[0], text).toBe("disk");
  });

  it("not at all by words that say nothing, or that nobody wrote", () => {
    const { find } = team();
    for (const text of [
      "",
      "뭐였지?",
      "what did we find last week?",
      "지난주에 뭐 찾았지?",
      "쿠버네티스 업그레이드",
      "kafka",
      "!!! ???",
    ])
      expect(find(text), text).toEqual([]);
  });

  it("within a period only", () => {
    const { find } = team();
    const [from, to] = [Date.parse("2026-11-09T00:00:00Z"), Date.parse("2026-11-16T00:00:00Z")];
    expect(find("비용", { from, to })).toEqual(["gpu"]);
    expect(find("5xx 원인", { from: to })).toEqual([]);
  });

  it("one turn of each thread, and none of the thread that asks", () => {
    const { say, find } = team();
    for (const n of [1, 2, 3])
      say({ id: `again-${n}`, thread: "C0OPS:t", channel: "C0OPS", question: "redis 메모리", answer: "redis", at: n });
    expect(find("redis")).toHaveLength(1);
    expect(find("redis", { exceptThread: "C0OPS:t" })).toEqual([]);
  });

  it("each with what its thread began with, whoever asked that; alone with the bot only one's own words", () => {
    const { past, say } = memory();
    const ops = { thread: "C0OPS:t", channel: "C0OPS" };
    say({ ...ops, id: "root", question: "redis 메모리", answer: "ok", at: 1, asker: "U0SARAH" });
    say({ ...ops, id: "then", question: "언제부터야?", answer: "어제부터 eviction", at: 2 });
    const dm = { thread: "D0:t", channel: "D0", dm: true };
    say({ ...dm, id: "hers", question: "비밀", answer: "ok", at: 3, asker: "U0SARAH" });
    say({ ...dm, id: "mine", question: "스냅샷", answer: "ok", at: 4 });
    const named = (turns: PastTurn[]) => turns.map(({ runId, firstQuestion }) => [runId, firstQuestion]);
    expect(named(past.search({ text: "eviction", scope: everything, most: 5 }))).toEqual([["then", "redis 메모리"]]);
    expect(named(past.recent(everything, JIWOO, 5))).toEqual([
      ["mine", "스냅샷"],
      ["then", "redis 메모리"],
    ]);
  });
});

describe("nobody finds what is not theirs to see", () => {
  const secret = [
    "port 22",
    "GuardDuty 탐지",
    "루트 로그인",
    "AuthorizeSecurityGroupIngress",
    "_in_g0sec",
    "_with_u0sarah",
  ];

  it("a channel's own threads in a channel, and of a DM only one's own", () => {
    const { find } = team();
    const ops: PastScope = { channels: ["C0OPS"], aloneWith: null };
    for (const text of secret) expect(find(text, { scope: ops }), text).toEqual([]);
    expect(find("스냅샷", { scope: ops })).toEqual([]);
    expect(find("스냅샷", { scope: { channels: [], aloneWith: JIWOO } })).toEqual(["dm"]);
    expect(find("스냅샷", { scope: { channels: ["D0SARAH", "D0JIWOO"], aloneWith: JIWOO } })).toEqual(["dm"]);
    expect(find("비용", { scope: { channels: [], aloneWith: null } })).toEqual([]);
  });

  it("also where hundreds of newer turns elsewhere have the same word", () => {
    const { past, say } = memory();
    const at = Date.parse("2026-11-01T00:00:00Z");
    say({ id: "mine", channel: "C0DATA", question: "why did the disk fill up?", answer: "disk: logs", at });
    for (let n = 0; n < 450; n += 1)
      say({ id: `t-${n}`, channel: "C0OPS", question: `disk ${n}`, answer: "", at: at + (n + 1) * 60_000 });
    const found = (channels: string[]) =>
      past.search({ text: "disk", scope: { channels, aloneWith: null }, most: 2 }).map(({ runId }) => runId);
    expect([found(["C0DATA"]), found(["C0OPS"])]).toEqual([["mine"], ["t-449", "t-448"]]);
  });

  it("whatever is asked, in whatever scope: results, counts and the list of the newest stay inside it", () => {
    const { past, say } = team();
    say({ id: "fake", channel: "G0SEC", question: "_in_c0ops in_c0ops inc0ops", answer: "port 22", at: 5 });
    const words = fc.constantFrom(
      ...PAST.flatMap(({ question, answer }) => `${question} ${answer}`.split(/\s+/)),
      ...secret,
    );
    const channels = fc.subarray(["C0OPS", "C0DATA", "G0SEC", "D0SARAH", "D0JIWOO", "C0NONE"]);
    const people = fc.option(fc.constantFrom(JIWOO, "U0SARAH", "U0SEOYEON"));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), channels, people, (said, seen, aloneWith) => {
        const scope = { channels: seen, aloneWith };
        const inside = (id: string) => {
          const one = PAST.find((row) => row.id === id) ?? { channel: "G0SEC", dm: false, asker: JIWOO };
          return one.dm ? (one.asker ?? JIWOO) === aloneWith : seen.includes(one.channel);
        };
        const found = past.search({ text: said.join(" "), scope, most: 50 });
        expect(found.filter(({ runId }) => !inside(runId))).toEqual([]);
        expect(past.recent(scope, aloneWith ?? JIWOO, 50).filter(({ runId }) => !inside(runId))).toEqual([]);
        expect(past.threads(scope)).toBe([...PAST.map(({ id }) => id), "fake"].filter(inside).length);
      }),
      { numRuns: 80 },
    );
  });
});

describe("the index", () => {
  it("is renewed when a turn goes on after an approval, and never holds what tools returned", () => {
    const { past, runs, say } = memory();
    say({ id: "t-1", channel: "C0OPS", question: "재부팅", answer: "승인을 기다립니다", at: 1 });
    runs.end("t-1", "answered", {} as TurnRecord, 9, "order-api-2를 재부팅했습니다");
    const find = (text: string) => past.search({ text, scope: everything, most: 5 }).length;
    expect([find("order-api-2"), find("기다립니다"), find("canary-context")]).toEqual([1, 0, 0]);
    expect(past.recent(everything, JIWOO, 5)).toHaveLength(1);
  });

  it("takes up turns that ended before there was one, and secrets stay out of it", () => {
    const { db, past, say } = memory();
    say({ id: "t-1", channel: "C0OPS", question: "키 AKIAIOSFODNN7EXAMPLE 누구 거야?", answer: "모릅니다", at: 1 });
    db.exec("DELETE FROM past_turns; DELETE FROM past_turns_fts");
    expect([past.catchUp(), past.catchUp()]).toEqual([1, 0]);
    const [found] = past.search({ text: "누구 키", scope: everything, most: 5 });
    expect(found?.question).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });

  it("takes any text, also in letters newer than the index", () => {
    const { past, say } = memory();
    let n = 0;
    say({ id: "t-0", channel: "C0OPS", question: "Έᦰø 서버", answer: "ok", at: 0 });
    expect(past.search({ text: "Έᦰø", scope: everything, most: 3 })).toHaveLength(1);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: codePoint }), (question, answer) => {
        say({ id: `t-${++n}`, channel: "C0OPS", question: question || "?", answer, at: n });
        expect(() => past.search({ text: `${question} ${answer}`, scope: everything, most: 3 })).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});

it("words are read for the index and for the question", () => {
  expect([...indexTerms("Order-API의 재부팅, 5xx!")]).toEqual(["orderapi", "order", "api", "재부", "부팅", "5xx"]);
  expect(searchWords("지난주 order-api 서버에서는 비용이 왜 올랐지?").map(({ text }) => text)).toEqual([
    "order-api",
    "서버",
    "비용",
    "올랐지",
  ]);
});
