import { describe, expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";
import { drawn, event, events } from "./hand-made-tables.ts";
import { NOW } from "./planner-thread.ts";

describe("replies on who did what", () => {
  it("tells who started an instance", async () => {
    const rows = [
      event("2026-11-20T00:36:00Z", "RunInstances", "hana.choi", "gpu-1 (i-0aa), gpu-2 (i-0bb)"),
      event("2026-11-20T05:10:00Z", "StartInstances", "deploy-bot", "bastion (i-0cc)"),
      event("2026-11-20T04:00:00Z", "RunInstances", "intern", null, "Client.UnauthorizedOperation"),
    ];
    const questions = { ko: "어제 EC2 인스턴스를 시작한 사람은 누구야?", en: "Who started an EC2 instance yesterday?" };
    expect(show(await replies(questions, { trail_find_events: events(rows, NOW) }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) EC2 인스턴스를 시작한 사람은 2명입니다: \`deploy-bot\`, \`hana.choi\`.**

      | 시각 (KST) | 사용자 | 이벤트 | 대상 | 리전 | IP | 결과 |
      |---|---|---|---|---|---|---|
      | 11월 20일 14:10 | \`deploy-bot\` | \`StartInstances\` | \`bastion (i-0cc)\` | \`ap-northeast-2\` | \`203.0.113.7\` | 성공 |
      | 11월 20일 13:00 | \`intern\` | \`RunInstances\` | – | \`ap-northeast-2\` | \`203.0.113.7\` | 실패 \`Client.UnauthorizedOperation\` |
      | 11월 20일 09:36 | \`hana.choi\` | \`RunInstances\` | \`gpu-1 (i-0aa), gpu-2 (i-0bb)\` | \`ap-northeast-2\` | \`203.0.113.7\` | 성공 |

      실패한 시도도 표에 함께 있습니다. 이벤트 ID: \`e-2026-11-20T05:10:00Z\`, \`e-2026-11-20T00:36:00Z\`.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **2 people started EC2 instances yesterday (20 Nov): \`deploy-bot\`, \`hana.choi\`.**

      | Time (KST) | User | Event | Target | Region | IP | Outcome |
      |---|---|---|---|---|---|---|
      | 20 Nov 14:10 | \`deploy-bot\` | \`StartInstances\` | \`bastion (i-0cc)\` | \`ap-northeast-2\` | \`203.0.113.7\` | ok |
      | 20 Nov 13:00 | \`intern\` | \`RunInstances\` | – | \`ap-northeast-2\` | \`203.0.113.7\` | failed \`Client.UnauthorizedOperation\` |
      | 20 Nov 09:36 | \`hana.choi\` | \`RunInstances\` | \`gpu-1 (i-0aa), gpu-2 (i-0bb)\` | \`ap-northeast-2\` | \`203.0.113.7\` | ok |

      Failed attempts are in the table too. Event id: \`e-2026-11-20T05:10:00Z\`, \`e-2026-11-20T00:36:00Z\`.

      _Answered by rules, without a language model._"
    `);
  });

  it("does not say nobody where not all was read", async () => {
    const questions = { ko: "어제 S3 버킷 삭제한 사람 있어?", en: "Did anyone delete an S3 bucket yesterday?" };
    const truncated = { shown: 0, of: null, why: { ko: "페이지 한도", en: "page limit" } };
    const notes = [{ code: "seen_back_to", text: "", params: { at: "2026-11-20T09:00:00Z" } }];
    expect(
      show(await replies(questions, { trail_find_events: events([], NOW, { truncated, notes }) })),
    ).toMatchInlineSnapshot(`
      "**어제 (11월 20일) 기록 중 읽은 데까지는 맞는 이벤트가 없지만, 없다고 단정할 수는 없습니다.**

      찾은 범위: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 11월 20일 KST. 결과의 일부만 읽었습니다 (페이지 한도). 11월 20일 18:00까지만 거슬러 조회했습니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Nothing was found in what could be read yesterday (20 Nov), which does not say that there is nothing.**

      Searched: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\`, \`us-east-1\` · 20 Nov KST. Only part of the result was read (page limit). Seen back to 20 Nov 18:00 only.

      _Answered by rules, without a language model._"
    `);
  });

  it("says nobody together with what was searched", async () => {
    const questions = { ko: "어제 S3 버킷 삭제한 사람 있어?", en: "Did anyone delete an S3 bucket yesterday?" };
    const skipped = [{ region: "us-west-2", why: { ko: "no permission", en: "no permission" } }];
    const scope = { accounts: [{ id: "417205938164", name: "haneul-prod" }], regions: ["ap-northeast-2"], skipped };
    expect(show(await replies(questions, { trail_find_events: events([], NOW, { scope }) }))).toMatchInlineSnapshot(`
      "**어제 (11월 20일) S3 버킷을 삭제한 사람은 없습니다.**

      찾은 범위: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\` · 11월 20일 KST. 확인하지 못한 곳: \`us-west-2\` (no permission). 관리 이벤트만 기록되며, S3 객체 같은 데이터 이벤트는 여기에 없습니다.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Nobody deleted S3 buckets yesterday (20 Nov).**

      Searched: \`DeleteBucket\` · haneul-prod · \`ap-northeast-2\` · 20 Nov KST. Not searched: \`us-west-2\` (no permission). Only management events are recorded; data events such as S3 object access are not here.

      _Answered by rules, without a language model._"
    `);
  });

  it("lists failed console logins", async () => {
    const rows = [
      event("2026-11-19T18:02:00Z", "ConsoleLogin", "sarah.lee", null, "Failed authentication"),
      event("2026-11-19T18:03:00Z", "ConsoleLogin", "sarah.lee", null, "Failed authentication"),
      event("2026-11-16T01:00:00Z", "ConsoleLogin", "(unknown)", null, "No username found in supplied account"),
    ];
    const questions = {
      ko: "최근 7일간 실패한 콘솔 로그인 있었어?",
      en: "Were there failed console logins in the last 7 days?",
    };
    expect(show(await replies(questions, { trail_sign_ins: events(rows, NOW) }))).toMatchInlineSnapshot(`
      "**최근 7일 실패한 콘솔 로그인은 3건입니다 (사용자 2명, IP 1개).**

      \`sarah.lee\` 2건 (IP \`203.0.113.7\`), \`(unknown)\` 1건 (IP \`203.0.113.7\`).

      | 시각 (KST) | 사용자 | IP | 리전 | 결과 |
      |---|---|---|---|---|
      | 11월 20일 03:03 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`Failed authentication\` |
      | 11월 20일 03:02 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`Failed authentication\` |
      | 11월 16일 10:00 | \`(unknown)\` | \`203.0.113.7\` | \`ap-northeast-2\` | 실패 \`No username found in supplied account\` |

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **There were 3 failed console logins in the last 7 days (2 users, 1 IP address).**

      \`sarah.lee\` 2 times (IP \`203.0.113.7\`), \`(unknown)\` once (IP \`203.0.113.7\`).

      | Time (KST) | User | IP | Region | Outcome |
      |---|---|---|---|---|
      | 20 Nov 03:03 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`Failed authentication\` |
      | 20 Nov 03:02 | \`sarah.lee\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`Failed authentication\` |
      | 16 Nov 10:00 | \`(unknown)\` | \`203.0.113.7\` | \`ap-northeast-2\` | failed \`No username found in supplied account\` |

      _Answered by rules, without a language model._"
    `);
  });

  it("keeps text of AWS from formatting, linking or pinging", async () => {
    const nasty = "x` | <!channel> [click](https://evil.example) @here `y";
    const rows = [event("2026-11-20T00:36:00Z", "RunInstances", nasty, nasty)];
    const { ko } = await replies(
      { ko: "어제 EC2 인스턴스를 시작한 사람은 누구야?", en: "hello" },
      { trail_find_events: events(rows, NOW), chart: drawn },
    );
    const outsideCode = ko.replace(/`[^`\n]*`/g, "");
    expect(outsideCode).not.toMatch(/<!channel>|https:|@here/);
    expect(
      ko
        .split("\n")
        .find((line) => line.startsWith("| 11월"))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(7);
  });
});
