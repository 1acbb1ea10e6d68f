import { KO_AGREEING } from "./ko-agreeing.ts";
import { KO_ATTACHED } from "./ko-attached.ts";
import { KO_CHANGES } from "./ko-changes.ts";
import { KO_CONTACTS } from "./ko-contacts.ts";
import { KO_ESTATE } from "./ko-estate.ts";
import { KO_HEALTH } from "./ko-health.ts";
import { KO_LOGS } from "./ko-logs.ts";
import { KO_LOOKUPS } from "./ko-lookups.ts";
import { KO_NEXT_ASKS } from "./ko-next-asks.ts";
import { KO_ORDER } from "./ko-order.ts";
import { KO_PAST } from "./ko-past.ts";
import { KO_POWER } from "./ko-power.ts";
import { KO_SPENDING } from "./ko-spending.ts";
import { KO_TALK } from "./ko-talk.ts";
import { KO_LOGINS, KO_TRAIL } from "./ko-trail.ts";
import { KO_WRONG_INPUT } from "./ko-wrong-input.ts";
import type { Words } from "./words.ts";

const LEVELS: Record<string, string> = { low: "낮음", medium: "중간", high: "높음", critical: "치명적" };
const STATES: Record<string, string> = {
  running: "실행 중",
  stopped: "중지됨",
  pending: "시작 중",
  stopping: "중지 중",
  terminated: "종료됨",
  "shutting-down": "종료 중",
};
const GROUPS: Record<string, string> = {
  service: "서비스",
  region: "리전",
  account: "계정",
  usage_type: "사용 유형",
  record_type: "청구 유형",
  instance_type: "인스턴스 유형",
  purchase_type: "구매 옵션",
  availability_zone: "가용 영역",
  operation: "API 작업",
  platform: "플랫폼",
  tenancy: "테넌시",
  legal_entity: "판매 법인",
  day: "날짜",
  month: "월",
};

const atLeast = (severity: string | null) =>
  severity ? `심각도 ${LEVELS[severity] ?? severity}${severity === "critical" ? "인 " : " 이상의 "}` : "";

export const KO: Words = {
  offline: "_언어 모델 없이 규칙으로 답했습니다_",
  and: ", ",
  lately: (amount, unit) => `최근 ${amount}${{ m: "분", h: "시간", d: "일" }[unit]}`,
  group: (name) => GROUPS[name] ?? name.replace(/^category_/, "비용 범주 ").replace(/^tag_/, "태그 "),
  searched: (what, accounts, regions, period) =>
    `찾은 범위: ${what} · ${accounts}${regions ? ` · ${regions}` : ""}${period ? ` · ${period}` : ""}.`,
  language: "ko",
  skipped: (what) => `확인하지 못한 곳: ${what}.`,
  partial: (why) => `결과의 일부만 읽었습니다 (${why}).`,
  top: (shown) => `표는 상위 ${shown}건입니다.`,
  latest: (shown) => `표는 최근 순 상위 ${shown}건입니다.`,
  noChart: (why) => `차트는 그리지 못했습니다: ${why}`,
  file: {
    posted: (rows) => `**CSV 파일을 스레드에 올렸습니다 (${rows}행).**`,
    nothing: "**결과에 행이 없어 CSV 파일을 만들지 않았습니다.**",
    which:
      "**무엇을 CSV로 드릴까요?** 바로 앞 답변에는 표가 없습니다. 먼저 데이터를 물어봐 주세요. 예: _지난주 서비스별 비용을 CSV로 줘_",
    failed: (why) => `CSV 파일을 만들지 못했습니다: ${why}`,
    whole: (rows) => `전체 ${rows}행은 CSV 파일에 있습니다.`,
  },
  failed: (what) => `**${what}에 실패했습니다.**`,
  retry: "일시적인 문제라면 잠시 뒤 다시 물어봐 주세요. 계속되면 위 내용을 관리자에게 전해 주세요.",
  tools: {
    cost_compare: "비용 비교",
    cost_forecast: "비용 예측",
    cost_anomalies: "비용 이상 조회",
    cost_savings: "절감 조회",
    trail_sign_ins: "콘솔 로그인 조회",
    dashboards_read: "대시보드 조회",
    inventory_describe: "리소스 상세 조회",
    inventory_graph: "구성 조회",
    aws_docs: "AWS 문서 조회",
    guardduty_explain_finding: "탐지 결과 설명",
    logs_context: "로그 줄 조회",
    trail_changes: "변경 내역 조회",
    logs_query: "로그 검색",
    metrics_query: "지표 조회",
    alarms_list: "알람 조회",
    connect_queues: "Connect 대기열 조회",
    inventory_find: "리소스 조회",
    data_query: "계산",
    csv_file: "CSV 파일 만들기",
    history_search: "지난 스레드 검색",
    cost_query: "비용 조회",
    trail_find_events: "CloudTrail 조회",
    guardduty_list_findings: "GuardDuty 조회",
    logs_analyze_errors: "에러 로그 분석",
    logs_error_timeline: "에러 추이 조회",
    logs_list_groups: "로그 그룹 조회",
    inventory_find_instances: "인스턴스 조회",
    ec2_reboot_instances: "재부팅 준비",
    ec2_stop_instances: "중지 준비",
    ec2_start_instances: "시작 준비",
    chart: "차트 그리기",
    changes_made: "승인 기록 조회",
    chart_theme: "차트 테마 정하기",
    hand_over: "담당자 호출",
  },
  handOver: {
    called: "**질문과 확인한 내용을 요약해 담당자 그룹을 부릅니다.**",
    offered: "**아직 아무도 부르지 않았습니다.** 아래 버튼을 눌러 확인하면 요약과 함께 담당자에게 알립니다.",
    notSetUp:
      "**담당자 그룹이 설정되어 있지 않아 부를 수 없습니다.** 직접 연락하거나, 관리자에게 opsthread.yaml의 `oncall` 설정을 요청해 주세요.",
  },
  noTool: (what) =>
    `**${what} 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.`,
  spending: KO_SPENDING,
  contacts: KO_CONTACTS,
  health: KO_HEALTH,
  wrong: KO_WRONG_INPUT,
  lookups: KO_LOOKUPS,
  attached: KO_ATTACHED,
  next: KO_NEXT_ASKS,
  past: KO_PAST,
  estate: KO_ESTATE,
  changes: KO_CHANGES,
  order: KO_ORDER,
  power: KO_POWER,
  cost: {
    first: (period, scope, total) => `**${period} ${scope}비용은 ${total}입니다.**`,
    none: (period, scope) => `**${period} ${scope}비용은 없습니다 ($0.00).**`,
    cost: "비용",
    share: "비중",
    rest: "그 외",
    sum: "합계",
    basis: (credits) => `비혼합 비용${credits ? ", 크레딧·환불 포함" : ", 크레딧·환불 제외"}, UTC 청구일 기준입니다.`,
    provisional: (day) => `${day}부터는 잠정값이라 더 오를 수 있습니다.`,
    chartTitle: (scope) => `${scope} 비용`,
  },
  trail: KO_TRAIL,
  logins: KO_LOGINS,
  guardduty: {
    first: (period, severity, count, levels) =>
      `**${period ? `${period} ` : ""}${atLeast(severity)}GuardDuty 탐지 결과는 ${count}건입니다 (${levels}).**`,
    none: (period, severity) => `**${period ? `${period} ` : ""}${atLeast(severity)}GuardDuty 탐지 결과는 없습니다.**`,
    level: (level) => LEVELS[level] ?? level,
    samples: (count) => `샘플 탐지 결과 ${count}건은 뺐습니다.`,
    archived: (count) => `보관 처리된 ${count}건은 뺐습니다.`,
    only: (what) => `${what}에 해당하는 탐지 결과만 찾았습니다.`,
    retained: "보존된 전체 기간 (90일)",
    columns: { level: "심각도", type: "유형", resource: "대상", region: "리전", last: "마지막 발생", count: "횟수" },
    offer: "차트로도 볼 수 있습니다: _차트로 보여줘_",
  },
  agreeing: KO_AGREEING,
  logs: KO_LOGS,
  instances: {
    all: (count, running, stopped, passing) =>
      `**EC2 인스턴스는 ${count}대입니다 (실행 중 ${running}대, 중지 ${stopped}대${passing.map(([state, some]) => `, ${STATES[state] ?? state} ${some}대`).join("")}).**`,
    inState: (state, count) => `**${STATES[state] ?? state}인 EC2 인스턴스는 ${count}대입니다.**`,
    one: (name, state) => `**${name} 인스턴스의 상태: ${STATES[state] ?? state}**`,
    none: (what) => `**${what ? `${what}에 맞는 ` : ""}EC2 인스턴스는 없습니다.**`,
    state: (state) => STATES[state] ?? state,
    columns: {
      name: "이름",
      id: "ID",
      state: "상태",
      type: "유형",
      az: "가용 영역",
      ip: "사설 IP",
      launched: "시작 시각",
    },
  },
  chart: {
    drawn: (what) => `**${what ? `${what} ` : ""}차트를 스레드에 올렸습니다.**`,
    theme: (theme, again) =>
      `**이제부터 차트와 다이어그램을 ${theme === "dark" ? "어둡게" : "밝게"} 그립니다.**${again ? " 마지막 그림을 다시 올렸습니다." : ""} 본인에게만 적용되며, _${theme === "dark" ? "차트를 밝게 해줘" : "차트를 어둡게 해줘"}_ 라고 하면 되돌립니다.`,
    nothing: "**그릴 데이터가 없어 차트를 만들지 못했습니다.** 결과가 비어 있습니다.",
    sheet:
      "**항목을 나열한 결과는 차트로 그릴 수 없습니다.** 전체 항목은 _CSV로 줘_, 리소스의 연결은 _주변 구성 그려줘_ 라고 해 주세요.",
    which: "**무엇을 차트로 그릴까요?** 먼저 데이터를 물어봐 주세요. 예: _지난주 서비스별 비용을 차트로 보여줘_",
  },
  ...KO_TALK,
};
