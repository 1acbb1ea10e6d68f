import { describe, expect, it } from "vitest";
import { readOrder } from "../../../src/models/offline/orders/read-order.ts";
import { actions } from "../../../tools/action-catalog.ts";
import { anyTools } from "./any-tools.ts";
import { ALL_TOOLS, NOW, plannerThread } from "./planner-thread.ts";
import { understand } from "./understand.ts";

const names = actions.map(({ tool }) => tool.name);
const thread = (language: "ko" | "en", offered = [...ALL_TOOLS, ...names]) =>
  plannerThread(anyTools(NOW), { language, offered });

const orders: [ko: string, en: string, tool: string, input: object][] = [
  [
    "order-api-2에 team=order 태그 붙여줘",
    "tag order-api-2 with team=order",
    "tags_add",
    { resources: ["order-api-2"], tags: { team: "order" } },
  ],
  [
    "order-api-2에서 team 태그 제거해줘",
    "remove the tag team from order-api-2",
    "tags_remove",
    { resources: ["order-api-2"], keys: ["team"] },
  ],
  [
    "cart-api-asg 용량을 3으로 바꿔줘",
    "set the capacity of cart-api-asg to 3",
    "autoscaling_set_capacity",
    { group: "cart-api-asg", desired: 3 },
  ],
  ["order-api 서비스 재배포해줘", "redeploy order-api", "ecs_redeploy_service", { service: "order-api" }],
  [
    "order-api 태스크 5개로 늘려줘",
    "scale order-api to 5 tasks",
    "ecs_set_desired_count",
    { service: "order-api", desired: 5 },
  ],
  ["order-api 롤백해줘", "roll back order-api", "ecs_roll_back_service", { service: "order-api" }],
  [
    "order-api를 리비전 84로 되돌려줘",
    "roll order-api back to revision 84".replace("roll order-api back", "roll back order-api"),
    "ecs_roll_back_service",
    { service: "order-api", revision: 84 },
  ],
  ["orders-db 중지해줘", "stop the database orders-db", "rds_stop_database", { database: "orders-db" }],
  ["users-db 재부팅해줘", "please reboot users-db", "rds_reboot_database", { database: "users-db" }],
  ["orders-db 다시 켜줘", "start orders-db", "rds_start_database", { database: "orders-db" }],
  [
    "order-notify 람다 이전 버전으로 되돌려줘",
    "roll back the lambda order-notify",
    "lambda_point_alias",
    { function: "order-notify" },
  ],
  [
    "order-notify 별칭을 버전 5로 바꿔줘",
    "point the alias of order-notify to version 5",
    "lambda_point_alias",
    { function: "order-notify", version: "5" },
  ],
  [
    "order-api-1 프로세스 보여줘",
    "show the processes of order-api-1",
    "ssm_check_hosts",
    { targets: ["order-api-1"], check: "processes" },
  ],
  [
    "order-api-1에서 nginx 저널 보여줘",
    "show the journal of nginx on order-api-1",
    "ssm_check_hosts",
    { targets: ["order-api-1"], check: "journal", unit: "nginx" },
  ],
  [
    "order-api-1 디스크 점검해줘",
    "check the disks of order-api-1",
    "ssm_check_hosts",
    { targets: ["order-api-1"], check: "disk" },
  ],
  ["web-3 서버 디스크 확인해줘", "disk of web-3?", "ssm_check_hosts", { targets: ["web-3"], check: "disk" }],
  [
    "bastion 디스크 얼마나 찼어?",
    "how full is the disk of bastion?",
    "ssm_check_hosts",
    { targets: ["bastion"], check: "disk" },
  ],
  [
    "bastion 서버 메모리 확인해줘",
    "check the memory of bastion",
    "ssm_check_hosts",
    { targets: ["bastion"], check: "memory" },
  ],
  [
    "order-api-1 nginx 상태 확인해줘",
    "is nginx running on order-api-1?",
    "ssm_check_hosts",
    { targets: ["order-api-1"], check: "service_status", unit: "nginx" },
  ],
  [
    "order-api-1 nginx 저널 최근 2시간 50줄 보여줘",
    "show the last 50 lines of the nginx journal on order-api-1 of the last 2 hours",
    "ssm_check_hosts",
    { targets: ["order-api-1"], check: "journal", since: "-2h", lines: 50, unit: "nginx" },
  ],
  ["탐지 결과 16d9b3f8 보관해줘", "archive finding 16d9b3f8", "guardduty_archive_findings", { findings: ["16d9b3f8"] }],
  [
    "탐지 결과 16d9b3f8 보관 해제해줘",
    "unarchive finding 16d9b3f8",
    "guardduty_unarchive_findings",
    { findings: ["16d9b3f8"] },
  ],
  ["order-api-5xx 알람 꺼줘", "mute the alarm order-api-5xx", "alarms_disable_actions", { alarms: ["order-api-5xx"] }],
  [
    "order-api-5xx 알람 다시 켜줘",
    "enable the alarm order-api-5xx",
    "alarms_enable_actions",
    { alarms: ["order-api-5xx"] },
  ],
  [
    "/haneul/web 보존 기간을 90일로 설정해줘",
    "set the retention of /haneul/web to 90 days",
    "logs_set_retention",
    { groups: ["/haneul/web"], days: 90 },
  ],
  [
    "coupon-batch-old 종료해줘",
    "terminate coupon-batch-old",
    "ec2_terminate_instances",
    { targets: ["coupon-batch-old"] },
  ],
  [
    "coupon-batch-old 스냅샷 만들어줘",
    "take a snapshot of coupon-batch-old",
    "ec2_snapshot_instances",
    { targets: ["coupon-batch-old"] },
  ],
];

describe("an order of a change", () => {
  it.each(orders)("is proposed at once: %s / %s", async (ko, en, name, input) => {
    for (const [language, text] of [
      ["ko", ko],
      ["en", en],
    ] as const)
      expect([text, (await thread(language).ask(text)).calls]).toEqual([text, [{ name, input }]]);
  });

  it("is known for every action but those of power and of commands in one's own words", () => {
    const known = new Set(orders.map(([, , tool]) => tool));
    const others = ["ec2_reboot_instances", "ec2_stop_instances", "ec2_start_instances", "ssm_run_command"];
    expect(names.filter((name) => !known.has(name)).sort()).toEqual(others.sort());
  });

  it.each([
    "order-api-1 디스크 사용률 추이",
    "disk usage of order-api-1 last week",
    "order-api-1 메모리 사용률 알려줘",
    "bastion-disk 알람 왜 울렸어?",
    "users-db 디스크 확인해줘",
    "order-api 서비스 상태 어때?",
    "bastion 상태 어때?",
    "디스크 비용 얼마야?",
    "who checked the disk of order-api-1?",
  ])("is not read into what a metric, a list or a record answers: %s", (text) => {
    expect(readOrder(text)).toBeNull();
  });

  it.each([
    ["ko", "태그 붙여줘", "어떤 태그인가요?"],
    ["ko", "cart-api-asg 용량 늘려줘", "몇 개로 바꿀까요?"],
    ["en", "roll back the service", "What is to be changed?"],
    ["en", "archive that finding", "Which finding?"],
    ["ko", "order-api-1 저널 보여줘", "어느 systemd 유닛인가요?"],
  ] as const)("that lacks something is asked back (%s): %s", async (language, text, part) => {
    const answer = await thread(language).ask(text);
    expect(answer.calls).toEqual([]);
    expect(answer.text).toContain(part);
  });

  it("of what was listed takes the column of the result", async () => {
    for (const [language, list, text] of [
      ["ko", "owner 태그가 없는 리소스 목록", "전부 cost-center=4711 태그 붙여줘"],
      ["en", "which resources have no owner tag?", "tag all of them with cost-center=4711"],
      ["ko", "EC2 인스턴스 목록 보여줘", "여기에 cost-center=4711 태그 붙여줘"],
      ["en", "list the EC2 instances", "tag these with cost-center=4711"],
    ] as const) {
      const talk = thread(language);
      await talk.ask(list);
      const { calls } = await talk.ask(text);
      expect(calls).toEqual([
        {
          name: "tags_add",
          input: { resources: [expect.stringMatching(/^d\d+\.(?:arn|instance_id)$/)], tags: { "cost-center": "4711" } },
        },
      ]);
    }
  });

  it.each([
    "삭제해줘 coupon-batch-old 인스턴스",
    "coupon-batch-old 인스턴스 삭제해줘",
    "delete the instance coupon-batch-old",
  ])("of an end may be put as a deletion: %s", (text) =>
    expect(readOrder(text)).toEqual({ tool: "ec2_terminate_instances", input: { targets: ["coupon-batch-old"] } }),
  );

  it("ends as its approval ended", async () => {
    const talk = thread("ko");
    await talk.ask("order-api 롤백해줘");
    talk.settle("approval: denied\ndecided_by: 박서연");
    expect((await talk.resume()).text).toContain(
      "**`order-api` 변경은 거절되었습니다.** 아무것도 실행되지 않았습니다.\n\n거절: 박서연.",
    );
  });

  it("where nothing can be changed is declined with the reason", async () => {
    const answer = await thread(
      "ko",
      [...ALL_TOOLS].filter((name) => !names.includes(name)),
    ).ask("order-api 롤백해줘");
    expect(answer.calls).toEqual([]);
    expect(answer.text).toContain("이 변경 작업이 켜져 있지 않습니다");
  });
});

describe("what a host runs", () => {
  it.each([
    "restart nginx on order-api-1",
    "please restart the nginx service on order-api-1",
    "order-api-1에서 nginx 재시작해줘",
    "order-api-1의 nginx 서비스를 재시작해줘",
  ])("is not restarted by rebooting the host: %s", (text) => expect(understand(text).intent).toBe("say:forbidden"));

  it.each(["restart order-api-1", "order-api-1 재시작해줘", "restart order-api-1 in ap-northeast-2"])(
    "is another thing than the host: %s",
    (text) => expect(understand(text).intent).toBe("reboot"),
  );
});

it("of which instance is asked back for, where it is to be ended and was not said", async () => {
  expect((await thread("ko").ask("GPU 인스턴스 종료해줘")).text).toContain("무엇을 바꿀까요?");
  expect((await thread("en").ask("terminate the GPU instances")).text).toContain("What is to be changed?");
});

it("all changes that can be asked for are named where one cannot", async () => {
  expect((await thread("ko").ask("모든 로그 지워줘")).text).toContain(
    "할 수 있는 변경은 EC2 인스턴스의 재부팅·중지·시작·종료·스냅샷, Auto Scaling 용량, ECS 서비스, RDS, Lambda 별칭, 태그,",
  );
  expect((await thread("en").ask("delete all logs")).text).toContain(
    "rebooting, stopping, starting, terminating and snapshotting EC2 instances, and those of Auto Scaling capacity, ECS",
  );
});

describe("no order", () => {
  it.each([
    "Compare the cost by team tag of Nov 2 to 8 with Mar 2 to 8",
    "team 태그별 비용에서 태그 없는 것은 빼고 보여줘",
    "누가 order-api를 롤백했어?",
    "order-api 배포 이력 보여줘",
    "order-api-5xx 알람 언제 울렸어?",
    "지금 울리고 있는 알람은?",
    "로그 그룹 중 보존 기간 없는 것과 용량",
    "owner 태그가 없는 리소스 목록",
    "태그(team)별 비용 보여줘",
    "orders-db CPU 최근 24시간 평균",
    "users-db 여유 공간은?",
    "GuardDuty 탐지 결과를 심각도별로 세줘",
    "order-api-1 메모리 사용률",
    "order-api-1 디스크 사용량 확인해줘",
    "람다 비용 알려줘",
    "who stopped orders-db?",
    "which alarms are in ALARM?",
    "how do I roll back a service?",
    "show archived findings",
    "what is the retention of /haneul/web?",
    "did the deployment of order-api finish?",
    "don't stop orders-db",
    "show me the tasks of order-api",
  ])("is read into: %s", (text) => expect(readOrder(text)).toBeNull());
});
