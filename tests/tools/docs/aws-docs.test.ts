import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { embeddedPages, parsePage } from "../../../tools/docs/embedded.ts";
import { inEnglish } from "../../../tools/docs/glossary.ts";
import { matchPages } from "../../../tools/docs/match-pages.ts";
import { isPage } from "../../../tools/docs/reply.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";

let server: ToolServer;
const nowhere = {
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};
beforeAll(async () => {
  server = await startToolServer({ env: nowhere });
});
afterAll(() => server.close());

const korean = { zone: "Asia/Seoul", language: "ko", accounts: ["haneul-prod"], runId: "r-1" };

describe("the pages that come with the server", () => {
  const pages = embeddedPages();

  test("are in both languages, and link only to what AWS writes", () => {
    expect(pages.length).toBeGreaterThan(15);
    for (const page of pages) {
      for (const link of [page.url, ...page.related]) expect(`${link} ${isPage(link)}`).toBe(`${link} true`);
      for (const { heading, text } of page.sections) {
        expect([heading.ko, text.ko].join(" ")).toMatch(/[가-힣]/);
        expect([heading.en, text.en].join(" ")).not.toMatch(/[가-힣]/);
        expect(text.ko).toMatch(/니다\.$/);
      }
    }
  });

  test.each([
    ["GuardDuty 심각도 기준이 뭐야?", "guardduty_findings-severity"],
    ["what does severity 8 mean in GuardDuty", "guardduty_findings-severity"],
    ["비혼합 비용이 뭐예요", "ce-advanced"],
    ["Is the cost of yesterday final or provisional?", "ce-advanced"],
    ["NAT 게이트웨이 요금은 어떻게 나와?", "nat-gateway-pricing"],
    ["why was my ECS task killed with exit code 137", "stopped-task-error-codes"],
    ["RDS 스토리지가 꽉 차면 어떻게 되나요", "USER_PIOPS.Autoscaling"],
    ["INSUFFICIENT_DATA 알람은 무슨 뜻이야", "AlarmThatSendsEmail"],
    ["how far back does CloudTrail event history go", "view-cloudtrail-events"],
    ["루트 계정 로그인은 왜 위험해?", "id_root-user"],
    ["owner 태그 없는 리소스는 어떻게 찾아?", "tagging"],
    ["what is the difference between coverage and utilization of savings plans", "ce-sp-usingPR"],
  ])("%s", (question, page) => {
    expect(matchPages(question, pages)[0]?.url).toContain(page);
  });

  test("nothing is made to fit a question that none is about", () => {
    expect(matchPages("김치찌개 끓이는 법", pages)).toEqual([]);
  });

  test("a page that is not in both languages is named", () => {
    const half = "---\ntitle: A\ntitle_ko: 가\nurl: u\nwords: w\nrelated: r\n---\n## One | 하나\n\nOnly English.\n";
    expect(() => parsePage(half, "half.md")).toThrow('half.md: the section "One | 하나" is not in both languages');
  });
});

test("Korean words of a question become those of AWS's pages", () => {
  expect(inEnglish("GuardDuty 탐지 결과의 심각도가 뭐야?")).toBe("GuardDuty findings severity");
  expect(inEnglish("로그 그룹 보존 기간은 어디서 정해요?")).toBe("log group retention");
});

test("without the network it answers from its own pages, and says so", async () => {
  const { text } = await server.call("aws_docs", { query: "GuardDuty severity levels" });
  await expect(text).toMatchFileSnapshot("../__snapshots__/aws-docs.txt");
});

test("a Korean question is answered in Korean, with the link of the English page", async () => {
  const { table } = await server.call("aws_docs", { query: "GuardDuty 심각도 기준" }, { context: korean });
  const [kind, title, url, body] = table.rows[0]!;
  expect([kind, title, url]).toEqual([
    "section",
    "GuardDuty 탐지 결과의 심각도: 등급",
    "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html",
  ]);
  expect(body).toContain("High는 7.0–8.9");
});

test("a page is read by its link, with pages near it", async () => {
  const page = "https://docs.aws.amazon.com/cost-management/latest/userguide/ce-advanced.html#top";
  const { table } = await server.call("aws_docs", { page, query: "credits" });
  expect(table.rows.map(([kind, title]) => `${kind}: ${title}`)).toMatchInlineSnapshot(`
    [
      "section: Billing terms of Cost Explorer: Credits, refunds, tax",
      "section: Billing terms of Cost Explorer: Which cost",
      "section: Billing terms of Cost Explorer: Provisional days",
      "related: https://docs.aws.amazon.com/cost-management/latest/userguide/ce-what-is.html",
      "related: Cost Anomaly Detection",
    ]
  `);
});

test("what cannot be answered is a sentence", async () => {
  const tell = async (args: object, language: "ko" | "en" = "en") => {
    const { code, text } = await server.call("aws_docs", args, { context: { ...korean, language } });
    return `${code}: ${text.split("\n").find((line) => /embedded|Note|page|query|link/.test(line)) ?? text}`;
  };
  expect([
    await tell({}),
    await tell({}, "ko"),
    await tell({ page: "https://example.com/x.html" }),
    await tell({ page: "https://docs.aws.amazon.com.evil.example/x.html" }, "ko"),
    await tell({ page: "https://docs.aws.amazon.com/nothing/here.html" }),
  ]).toMatchInlineSnapshot(`
    [
      "invalid_input: Give words to search for (query) or the link of a page to read (page).",
      "invalid_input: 검색할 말(query)이나 읽을 문서의 링크(page)가 필요합니다.",
      "invalid_input: page has to be an https link of docs.aws.amazon.com, aws.amazon.com or repost.aws.",
      "invalid_input: page에는 docs.aws.amazon.com, aws.amazon.com, repost.aws의 https 링크만 쓸 수 있습니다.",
      "not_found: Only the pages that come with this server can be read now, and https://docs.aws.amazon.com/nothing/here.html is not among them. Open the link itself.",
    ]
  `);
  const none = await server.call("aws_docs", { query: "김치찌개 끓이는 법" });
  expect(none.table.rows).toEqual([]);
  expect(none.table.notes.map(({ code }) => code)).toEqual(["docs_embedded", "none_found"]);
});
