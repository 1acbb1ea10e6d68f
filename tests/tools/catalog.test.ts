import { globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { actions } from "../../tools/action-catalog.ts";
import { readTools } from "../../tools/catalog.ts";
import type { AccountConfig } from "../../tools/config.ts";
import type { Tool } from "../../tools/define-tool.ts";
import { describeTool } from "../../tools/describe-tool.ts";
import { sharedFields } from "../../tools/shared-fields.ts";

const account: AccountConfig = {
  id: "417205938164",
  name: "haneul-prod",
  regions: ["ap-northeast-2", "us-east-1"],
  readRole: null,
  actRole: null,
};
const shared = sharedFields([account], "en");
const read = readTools as unknown as Tool[];
const all = [...read, ...actions.map(({ tool }) => tool)];
const described = (tool: Tool) => describeTool(tool, shared);
const kebab = (name: string) => name.replaceAll("_", "-");

test("the order of the catalog is part of the prompt cache", () => {
  expect(all.map(({ name }) => name)).toEqual([
    "cost_query",
    "trail_find_events",
    "guardduty_list_findings",
    "logs_list_groups",
    "logs_query",
    "logs_analyze_errors",
    "logs_error_timeline",
    "inventory_find_instances",
    "cost_compare",
    "cost_forecast",
    "cost_anomalies",
    "cost_savings",
    "trail_sign_ins",
    "trail_changes",
    "guardduty_explain_finding",
    "logs_context",
    "metrics_query",
    "alarms_list",
    "dashboards_read",
    "inventory_find",
    "inventory_describe",
    "inventory_graph",
    "aws_docs",
    "connect_queues",
    "ec2_reboot_instances",
    "ec2_stop_instances",
    "ec2_start_instances",
    "ec2_snapshot_instances",
    "ec2_terminate_instances",
    "autoscaling_set_capacity",
    "ecs_redeploy_service",
    "ecs_set_desired_count",
    "ecs_roll_back_service",
    "rds_reboot_database",
    "rds_stop_database",
    "rds_start_database",
    "lambda_point_alias",
    "tags_add",
    "tags_remove",
    "ssm_check_hosts",
    "ssm_run_command",
    "guardduty_archive_findings",
    "guardduty_unarchive_findings",
    "alarms_disable_actions",
    "alarms_enable_actions",
    "logs_set_retention",
  ]);
});

test("people read these titles while a tool runs", () => {
  expect(Object.fromEntries(all.map(({ name, title }) => [name, `${title.ko} / ${title.en}`]))).toMatchInlineSnapshot(`
    {
      "alarms_disable_actions": "알람 동작 끄기 / Disable alarm actions",
      "alarms_enable_actions": "알람 동작 켜기 / Enable alarm actions",
      "alarms_list": "알람 조회 / CloudWatch alarms",
      "autoscaling_set_capacity": "Auto Scaling 용량 변경 / Set Auto Scaling capacity",
      "aws_docs": "AWS 문서 조회 / AWS documentation",
      "connect_queues": "Connect 대기열 조회 / Connect queues",
      "cost_anomalies": "AWS 비용 이상 탐지 / AWS cost anomalies",
      "cost_compare": "AWS 비용 비교 / AWS cost compared",
      "cost_forecast": "AWS 비용 예측 / AWS cost forecast",
      "cost_query": "AWS 비용 조회 / AWS cost",
      "cost_savings": "AWS 비용 절감 후보 / AWS cost savings",
      "dashboards_read": "대시보드 조회 / CloudWatch dashboards",
      "ec2_reboot_instances": "EC2 인스턴스 재부팅 / Reboot EC2 instances",
      "ec2_snapshot_instances": "EBS 스냅샷 생성 / Snapshot EBS volumes",
      "ec2_start_instances": "EC2 인스턴스 시작 / Start EC2 instances",
      "ec2_stop_instances": "EC2 인스턴스 중지 / Stop EC2 instances",
      "ec2_terminate_instances": "EC2 인스턴스 종료(삭제) / Terminate EC2 instances",
      "ecs_redeploy_service": "ECS 서비스 재배포 / Redeploy ECS service",
      "ecs_roll_back_service": "ECS 서비스 롤백 / Roll back ECS service",
      "ecs_set_desired_count": "ECS 태스크 수 변경 / Set ECS desired count",
      "guardduty_archive_findings": "GuardDuty 탐지 결과 보관 / Archive GuardDuty findings",
      "guardduty_explain_finding": "GuardDuty 탐지 결과 상세 / GuardDuty finding in depth",
      "guardduty_list_findings": "GuardDuty 탐지 결과 조회 / GuardDuty findings",
      "guardduty_unarchive_findings": "GuardDuty 탐지 결과 보관 해제 / Unarchive GuardDuty findings",
      "inventory_describe": "리소스 상세 조회 / Resource details",
      "inventory_find": "리소스 조회 / Resources",
      "inventory_find_instances": "EC2 인스턴스 조회 / EC2 instances",
      "inventory_graph": "구성도 데이터 조회 / Architecture graph",
      "lambda_point_alias": "Lambda 별칭 되돌리기 / Point Lambda alias back",
      "logs_analyze_errors": "에러 로그 분석 / Error log analysis",
      "logs_context": "로그 앞뒤 보기 / Log lines around an instant",
      "logs_error_timeline": "시간별 에러 수 / Errors over time",
      "logs_list_groups": "로그 그룹 조회 / Log groups",
      "logs_query": "로그 쿼리 / Logs Insights query",
      "logs_set_retention": "로그 보존 기간 설정 / Set log retention",
      "metrics_query": "지표 조회 / CloudWatch metrics",
      "rds_reboot_database": "RDS 재부팅 / Reboot RDS database",
      "rds_start_database": "RDS 시작 / Start RDS database",
      "rds_stop_database": "RDS 중지 / Stop RDS database",
      "ssm_check_hosts": "호스트 점검 / Check hosts",
      "ssm_run_command": "호스트 명령 실행 / Run command on hosts",
      "tags_add": "태그 추가 / Add tags",
      "tags_remove": "태그 제거 / Remove tags",
      "trail_changes": "변경 내역 조회 / Changes",
      "trail_find_events": "CloudTrail 이벤트 조회 / CloudTrail events",
      "trail_sign_ins": "콘솔 로그인 조회 / Console sign-ins",
    }
  `);
});

describe("what a model is given of the read tools", () => {
  /** As `src/models/messages-wire.ts` sends it. Schemas take more tokens a character than prose: about 3.6 characters each. */
  const tokens = (accounts: AccountConfig[]): number => {
    const fields = sharedFields(accounts, "en");
    const sent = read.map((tool) => {
      const { name, description, inputSchema } = describeTool(tool, fields);
      return { name, description, input_schema: inputSchema };
    });
    return Math.round(JSON.stringify(sent).length / 3.6);
  };
  const named = (name: string, regions: string[]): AccountConfig => ({ ...account, name, regions });

  test("fits into 6,000 tokens", () => {
    expect(tokens([account])).toMatchInlineSnapshot(`5621`);
    expect(tokens([account])).toBeLessThan(6_000);
  });

  test("fits as well with three accounts in three regions, and with forty in all of them", () => {
    const three = ["ap-northeast-2", "us-east-1", "eu-west-1"];
    const few = ["haneul-prod", "haneul-dev", "haneul-logs"].map((name) => named(name, three));
    const regions = Array.from({ length: 17 }, (_, n) => `ap-southeast-${n}`);
    const many = Array.from({ length: 40 }, (_, n) => named(`haneul-subsidiary-${n}-production`, regions));
    expect([tokens(few), tokens(many)].filter((count) => count > 6_000)).toEqual([]);
    expect(JSON.stringify(sharedFields(few, "en").account.unwrap().toJSONSchema())).toContain("haneul-logs");
    expect(sharedFields(many, "en").account.unwrap().toJSONSchema()).toMatchObject({ type: "string", maxLength: 64 });
  });
});

test("what a model is given of the actions fits into 4,500 tokens", () => {
  const seen = actions
    .map(({ tool }) => described(tool))
    .map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  expect(JSON.stringify(seen).length / 3.6).toBeLessThan(4_500);
});

describe.each(all.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
  const description = described(tool);

  test("stands in a file of its name and has a test", () => {
    const sources = globSync("tools/*/*.ts").map((file) => basename(file, ".ts"));
    const tests = globSync("tests/tools/**/*.test.ts").map((file) => basename(file, ".test.ts"));
    expect(sources.length).toBeGreaterThan(20);
    expect(sources).toContain(kebab(name));
    expect(tests).toContain(kebab(name));
  });

  test("says what it does, when to use it and what it is not for, in at most 1,024 characters", () => {
    expect(tool.description.length).toBeLessThanOrEqual(1_024);
    expect(tool.description).toContain("Use ");
    expect(tool.description).toContain("Not for: ");
  });

  test("names itself in both languages; its MCP title is the English one", () => {
    expect(tool.title.ko).toMatch(/[가-힣]/);
    expect(tool.title.en).toMatch(/^[\x20-\x7e]+$/);
    expect(description).toMatchObject({
      title: tool.title.en,
      annotations: { title: tool.title.en },
      _meta: { "opsthread/title": tool.title },
    });
  });

  test("has complete annotations; only a read tool is read-only", () => {
    expect(Object.keys(tool.annotations).sort()).toEqual([
      "destructiveHint",
      "idempotentHint",
      "openWorldHint",
      "readOnlyHint",
    ]);
    expect(tool.annotations.readOnlyHint).toBe(read.includes(tool));
  });

  test("takes one strict object, without alternatives at the top", () => {
    expect(description.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    for (const word of ["anyOf", "oneOf", "allOf"]) expect(description.inputSchema).not.toHaveProperty(word);
  });

  test("keeps its public shape", async () => {
    const { outputSchema, ...shape } = description;
    const result = tool.annotations.readOnlyHint ? "table" : "preview";
    await expect(`${JSON.stringify(shape, null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/${kebab(name)}.json`);
    await expect(`${JSON.stringify(outputSchema, null, 2)}\n`).toMatchFileSnapshot(
      `__snapshots__/result-${result}.json`,
    );
  });
});
