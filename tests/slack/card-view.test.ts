import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Approval, ApprovalState } from "../../src/ports/approvals.ts";
import { approvalCard, CardTooLarge } from "../../src/slack/views/card.ts";
import { confirmModal, denyModal, listModal } from "../../src/slack/views/card-modals.ts";
import { type CardReader, cardMetadata } from "../../src/slack/views/card-parts.ts";
import { decidedCard } from "../../src/slack/views/decided-card.ts";
import { preview } from "../approvals/support.ts";
import { attackWord } from "./support/attacks.ts";
import { troubleIn } from "./support/inert-blocks.ts";

const both = (ko: string, en: string) => ({ ko, en });
const approval: Approval = {
  id: "a".repeat(32),
  thread: "C1:1",
  runId: "t-1",
  toolCallId: "c1",
  contract: { v: 1, call: preview.call, requester: "U1", runId: "t-1", policyVersion: 2 },
  hash: "0123456789abcdef".repeat(4),
  preview: {
    ...preview,
    facts: [{ code: "state", label: both("상태", "State"), value: both("<!channel> 실행 중", "<!channel> running") }],
  },
  terms: {
    tier: "T2",
    approvers: 1,
    self: false,
    typed: false,
    why: [both("잠시 중단됨", "interrupts")],
    taint: [],
    unnamed: [],
  },
  rationale: null,
  requester: "U1",
  undoOf: null,
  state: "pending",
  createdAt: Date.parse("2026-11-20T00:12:00Z"),
  expiresAt: Date.parse("2026-11-20T00:27:00Z"),
  votes: [],
  decidedBy: null,
  decidedTeam: null,
  decidedAt: null,
  execDeadline: null,
  startedAt: null,
  reason: null,
  endedWhy: null,
  nudgedAt: null,
  outcome: null,
  verification: null,
  reconciliation: null,
};
const reader: Omit<CardReader, "language"> = {
  zone: "Asia/Seoul",
  names: { U1: "김지우", U2: "박서연", U3: "이도윤" },
  approvers: ["U2", "U3"],
  stop: null,
  mentions: ["<!subteam^S0AWS>"],
  mayUndo: true,
  mayRepeat: false,
  undoes: null,
};
const highest: Approval = {
  ...approval,
  preview: {
    ...approval.preview,
    title: both("EC2 인스턴스 종료", "Terminate EC2 instance"),
    loses: both("루트 볼륨 *vol-1* 의 데이터", "the data of root volume *vol-1*"),
    confirm: "order-api-2",
    calls: 2,
    list: { columns: [{ name: "id", type: "id", label: both("인스턴스", "Instance") }], rows: [["i-0a1"], [null]] },
  },
  terms: {
    ...{ tier: "T3", approvers: 2, self: false, typed: true, taint: ["logs", "tags"] },
    unnamed: ["i-0a1 (bastion)"],
    why: [both("되돌릴 수 없음", "cannot be undone")],
  },
  rationale: "<!channel> it is *idle* [click](https://evil.example)",
  votes: [{ user: "U2", team: "T1", at: Date.parse("2026-11-20T00:14:00Z") }],
  nudgedAt: Date.parse("2026-11-20T00:15:00Z"),
};
const decided: Approval = {
  ...approval,
  state: "succeeded",
  votes: [{ user: "U2", team: "T1", at: Date.parse("2026-11-20T00:14:00Z") }],
  decidedBy: "U2",
  decidedTeam: "T1",
  decidedAt: Date.parse("2026-11-20T00:14:00Z"),
  outcome: { kind: "succeeded", requestId: "8c1e", at: "2026-11-20T00:14:07Z", text: both("보냈습니다", "sent") },
};
const texts = (card: { blocks: unknown[] }) => JSON.stringify(card.blocks);
/** As they stand, where `texts` has them escaped by JSON. */
const strings = ({ blocks }: { blocks: unknown[] }) => {
  const all: string[] = [];
  JSON.stringify(blocks, (_, value: unknown) => {
    if (typeof value === "string") all.push(value);
    return value;
  });
  return all.join("\n");
};

describe("the approval card", () => {
  it.each(["ko", "en"] as const)("shows exactly what will run, to a reader of %s", (language) => {
    expect(approvalCard(approval, { ...reader, language })).toMatchSnapshot();
  });

  it.each(["ko", "en"] as const)(
    "of the highest tier says what is lost, why it is that tier and whose word is missing, in %s",
    (language) => {
      expect(approvalCard(highest, { ...reader, language, undoes: "order-api-2 EC2" })).toMatchSnapshot();
    },
  );

  it.each(["ko", "en"] as const)(
    "row 51: of changes that are stopped says so and can only be denied, in %s",
    (language) => {
      const stop = { by: "U2", why: "freeze *now*", at: Date.parse("2026-11-20T00:13:00Z"), from: "slack" as const };
      const { blocks } = approvalCard(approval, { ...reader, language, stop });
      expect(blocks.slice(3, 5)).toMatchSnapshot();
      expect(texts({ blocks })).not.toContain("subteam");
    },
  );

  it("shows the call itself, long lists by their number, and is refused where that does not fit", () => {
    const args = { arns: Array.from({ length: 25 }, (_, i) => `arn:aws:sqs:::${i}`), tags: { team: "<order>" } };
    const bulk = { ...approval, contract: { ...approval.contract, call: { ...approval.contract.call, args } } };
    expect(approvalCard(bulk, { ...reader, language: "en" }).blocks).toContainEqual({
      type: "context",
      elements: [
        {
          type: "plain_text",
          text: 'What is sent: ec2_reboot_instances {"arns":"[25]","tags":{"team":"<order>"}}, 417205938164 ap-northeast-2',
          emoji: false,
        },
      ],
    });
    const call = { ...approval.contract.call, args: { command: "a".repeat(3_000) } };
    const long = { ...approval, contract: { ...approval.contract, call } };
    expect(() => approvalCard(long, { ...reader, language: "en" })).toThrow(CardTooLarge);
  });

  it("row 34: shows what cannot be seen by its number, in the facts as in the call", () => {
    const hidden = "order\u202e\u200b-api\ud800\x1b[2K";
    const told = "order\\u{202e}\\u{200b}-api\\u{d800}\\u{1b}[2K";
    const preview = { ...approval.preview, target: both(hidden, hidden) };
    const args = { instances: ["order\u202e-api"] };
    const contract = { ...approval.contract, call: { ...approval.contract.call, args } };
    const card = approvalCard({ ...approval, preview, contract }, { ...reader, language: "en" });
    const modal = listModal(
      { ...highest, preview: { ...highest.preview, list: { columns: [], rows: [[hidden]] } } },
      "en",
    );
    expect(strings(card)).toContain(`Target* ${told}`);
    expect(strings(card)).toContain('{"instances":["order\\u{202e}-api"]}');
    expect(strings(modal)).toContain(told);
    const done = decidedCard({ ...approval, preview, state: "succeeded" }, { ...reader, language: "en" });
    expect(strings(done)).toContain(told);
    for (const shown of [card, done, modal]) expect(strings(shown)).not.toMatch(/[\u202e\u200b\x1b]/);
  });

  it("row 46: shows a stranger's words as words: no mention, no link, no end of the bold type", () => {
    const { blocks } = approvalCard(highest, { ...reader, language: "en" });
    const marked = blocks.flatMap((block) => (block.type === "section" ? [block.text?.text ?? ""] : []));
    expect(marked.join("\n").match(/<[^>]+>/g)).toEqual(["<!subteam^S0AWS>"]);
    expect(marked.find((text) => text.includes("Lost for good"))).toBe(
      "*⚠️ Lost for good: the data of root volume ∗vol-1∗*",
    );
    const model = blocks.findLast((block) => block.type === "context" && JSON.stringify(block).includes("evil"));
    expect(model).toMatchObject({ elements: [{ type: "plain_text", emoji: false }] });
  });

  it("is refused, not cut, when it does not fit", () => {
    const effect = both("가".repeat(3000), "a".repeat(3000));
    const long = { ...approval, preview: { ...approval.preview, effect } };
    expect(() => approvalCard(long, { ...reader, language: "en" })).toThrow(CardTooLarge);
  });

  it("loses its buttons for good once somebody has decided", () => {
    const states: ApprovalState[] = [
      "approved",
      "executing",
      "succeeded",
      "failed",
      "unknown",
      "stale",
      "denied",
      "expired",
      "cancelled",
      "revoked",
    ];
    for (const state of states) {
      const { blocks } = decidedCard({ ...decided, state }, { ...reader, language: "ko" });
      expect(blocks.map(({ type }) => type)).toEqual(["section", "context"]);
    }
  });

  it("tells who approved, when it ran, what was verified, and where CloudTrail has it", () => {
    const verification = {
      ok: true,
      text: both("상태 검사 2/2 통과", "status checks 2/2 passed"),
      at: "2026-11-20T00:15:31Z",
    };
    const reconciliation = {
      ...{ kind: "executed" as const, eventId: "e-77", requestId: "8c1e", at: "2026-11-20T00:20:00Z" },
      text: both("기록", "record"),
    };
    expect(decidedCard({ ...decided, verification, reconciliation }, { ...reader, language: "ko" })).toEqual({
      text: "✅ order-api-2 (i-0a1) EC2 인스턴스 재부팅 완료",
      blocks: [
        {
          type: "section",
          text: { type: "mrkdwn", verbatim: true, text: "*✅ order-api-2 (i-0a1) EC2 인스턴스 재부팅 완료*" },
        },
        {
          type: "context",
          elements: [
            {
              type: "mrkdwn",
              verbatim: true,
              text: "요청 김지우 · 승인 박서연 09:14 · 실행 09:14:07 · 상태 검사 2/2 통과 09:15:31 · 요청 ID `8c1e` · CloudTrail `e-77` · KST",
            },
          ],
        },
      ],
    });
  });

  it("tells why it was denied, or ended, in words that cannot mention anybody", () => {
    const denied: Approval = { ...decided, state: "denied", votes: [], reason: "<!here> 배포 중" };
    expect(texts(decidedCard(denied, { ...reader, language: "ko" }))).toContain("사유: &lt;!here&gt; 배포 중");
    const ended: Approval = {
      ...approval,
      state: "expired",
      endedWhy: both("시간 안에 결정한 사람이 없습니다", "nobody decided in time"),
    };
    const { text, blocks } = decidedCard(ended, { ...reader, language: "en" });
    expect(text).toBe(
      "⌛ order-api-2 (i-0a1) Reboot EC2 instance: its time ran out. That is not a denial; nothing was run",
    );
    expect(JSON.stringify(blocks)).toContain("nobody decided in time");
  });

  it("shows what a command printed as preformatted text, of each host its share", () => {
    const output = [
      { target: "order-api-2", text: "</pre>\n<!channel> *x*" },
      { target: "order-api-3", text: "y".repeat(9_000) },
    ];
    const verification = { ok: true, text: both("끝남", "ended"), at: "2026-11-20T00:15:31Z", output };
    const { blocks } = decidedCard({ ...decided, verification }, { ...reader, language: "en" });
    const printed = blocks.flatMap((block) => (block.type === "rich_text" ? [block.elements[1]] : []));
    expect(printed[0]).toEqual({ type: "rich_text_preformatted", elements: [{ type: "text", text: output[0]?.text }] });
    expect(JSON.stringify(printed[1]).length).toBeLessThan(3_200);
  });

  it("offers the way back after a success, and only while nobody has taken it", () => {
    const undoable: Approval = {
      ...decided,
      preview: { ...preview, undoBy: { tool: "ec2_start_instances", input: {} } },
    };
    const types = (mayUndo: boolean, row = undoable) =>
      decidedCard(row, { ...reader, mayUndo, language: "ko" }).blocks.map(({ type }) => type);
    expect(types(true)).toEqual(["section", "context", "actions"]);
    expect(types(false)).toEqual(["section", "context"]);
    expect(types(true, { ...undoable, state: "unknown" })).toEqual(["section", "context"]);
  });

  it("offers to ask once more only where nobody said no and nothing was sent", () => {
    const states: ApprovalState[] = [
      "stale",
      "expired",
      "denied",
      "cancelled",
      "revoked",
      "failed",
      "unknown",
      "succeeded",
    ];
    const offering = states.filter((state) =>
      JSON.stringify(decidedCard({ ...decided, state }, { ...reader, mayRepeat: true, language: "en" })).includes(
        "Ask again",
      ),
    );
    expect(offering).toEqual(["stale", "expired"]);
  });

  it("carries its facts as metadata too", () => {
    expect(cardMetadata(decided).event_payload).toEqual({
      approval_id: decided.id,
      run_id: "t-1",
      tool: "ec2_reboot_instances",
      args: '{"instance_ids":["i-0a1"]}',
      hash: decided.hash,
      tier: "T2",
      state: "succeeded",
      decided_by: "U2",
      votes: 1,
    });
  });
});

describe("a dialog of a card", () => {
  const place = { approvalId: approval.id, channel: "C1", threadTs: "1.0" };

  it.each(["ko", "en"] as const)("asks for the name or the reason, in %s", (language) => {
    expect([confirmModal(highest, place, language), denyModal(highest, place, language)]).toMatchSnapshot();
  });

  it("lists every target, and says how many do not fit", () => {
    const { blocks } = listModal(highest, "ko");
    expect(blocks).toEqual([
      { type: "section", text: { type: "mrkdwn", verbatim: true, text: "*인스턴스*\ni-0a1\n–" } },
    ]);
    const rows = Array.from({ length: 3_000 }, (_, i) => [
      `arn:aws:ec2:ap-northeast-2:417205938164:instance/i-${"0".repeat(60)}${i}`,
    ]);
    const many = {
      ...highest,
      preview: { ...highest.preview, list: { columns: highest.preview.list!.columns, rows } },
    };
    const long = listModal(many, "en").blocks;
    expect(long.length).toBeLessThanOrEqual(96);
    const shown = JSON.stringify(long).match(/instance\/i-/g)?.length ?? 0;
    expect(JSON.stringify(long.at(-1))).toContain(`… and ${3_000 - shown} more`);
  });
});

describe("a card, whatever AWS and the model wrote", () => {
  it("neither pings nor links beyond the approvers, and fits or is refused", () => {
    const field = attackWord.map((text) => both(text, text));
    const hostile = fc.record({ title: field, target: field, effect: field, undo: field, loses: field });
    fc.assert(
      fc.property(hostile, field, attackWord, attackWord, (words, value, name, rationale) => {
        const facts = [{ code: "state", label: value, value }];
        const base: Approval = { ...highest, preview: { ...highest.preview, ...words, facts }, rationale };
        const seen: CardReader = { ...reader, language: "ko", names: { U1: name, U2: name, U3: name } };
        const ended: Approval = { ...decided, preview: base.preview, rationale, reason: rationale, outcome: null };
        const states: ApprovalState[] = ["succeeded", "failed", "unknown", "stale", "denied", "expired"];
        const views = [
          () => approvalCard(base, seen),
          ...states.map((state) => () => decidedCard({ ...ended, state }, seen)),
        ];
        for (const view of views) {
          try {
            const { text, blocks } = view();
            const bare = JSON.parse(JSON.stringify(blocks).replaceAll("<!subteam^S0AWS>", "")) as unknown[];
            expect(troubleIn({ text, blocks: bare })).toEqual([]);
          } catch (error) {
            if (!(error instanceof CardTooLarge)) throw error;
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
