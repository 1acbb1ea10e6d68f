import type { Words } from "./words.ts";

const VERBS: Record<string, string> = {
  start: "시작한",
  stop: "중지한",
  terminate: "종료한",
  reboot: "재부팅한",
  create: "생성한",
  delete: "삭제한",
  change: "변경한",
  deploy: "변경한",
};
const THINGS: Record<string, string> = {
  instance: "EC2 인스턴스를",
  bucket: "S3 버킷을",
  securityGroup: "보안 그룹을",
  user: "IAM 사용자를",
  accessKey: "액세스 키를",
  role: "IAM 역할을",
  policy: "IAM 정책을",
  function: "Lambda 함수를",
  database: "RDS 인스턴스를",
  volume: "EBS 볼륨을",
  snapshot: "스냅샷을",
  key: "KMS 키를",
  trail: "CloudTrail 추적을",
  log: "로그 그룹을",
  natGateway: "NAT 게이트웨이를",
  vpcEndpoint: "VPC 엔드포인트를",
  vpc: "VPC를",
  subnet: "서브넷을",
  routeTable: "라우팅 테이블을",
  address: "탄력적 IP를",
  loadBalancer: "로드 밸런서를",
  topic: "SNS 주제를",
  queue: "SQS 대기열을",
};

export const KO_TRAIL: Words["trail"] = {
  deed: (verb, thing, on) => `${on ? `${on} ` : ""}${THINGS[thing] ?? "대상을"} ${VERBS[verb] ?? "변경한"}`,
  by: (period, deed, users) => `**${period} ${deed} 사람은 ${users}입니다.**`,
  byMany: (period, deed, count, users) => `**${period} ${deed} 사람은 ${count}명입니다: ${users}.**`,
  nobody: (period, deed) => `**${period} ${deed} 사람은 없습니다.**`,
  onlyFailed: (period, deed, count) => `**${period} ${deed} 사람은 없고, 실패한 시도만 ${count}건 있습니다.**`,
  events: (period, subject, count, users) =>
    `**${period} ${subject}CloudTrail 이벤트는 ${count}건입니다${users ? ` (사용자 ${users}명)` : ""}.**`,
  none: (period, subject) => `**${period} ${subject}CloudTrail 이벤트는 없습니다.**`,
  notSure: (period) => `**${period} 기록 중 읽은 데까지는 맞는 이벤트가 없지만, 없다고 단정할 수는 없습니다.**`,
  last: (time, user, event) => `마지막: ${time} ${user} ${event}.`,
  of: (name) => `${name}의 `,
  about: (name) => `${name}에 대한 `,
  changes: "변경 ",
  failures: "실패한 ",
  refused: "권한이 없어 거부된 ",
  failedRows: "실패한 시도도 표에 함께 있습니다.",
  management: "관리 이벤트만 기록되며, S3 객체 같은 데이터 이벤트는 여기에 없습니다.",
  columns: {
    time: "시각",
    user: "사용자",
    event: "이벤트",
    target: "대상",
    region: "리전",
    outcome: "결과",
    ip: "IP",
    error: "오류",
  },
  ok: "성공",
  failed: "실패",
  all: "CloudTrail 관리 이벤트",
};

export const KO_LOGINS: Words["logins"] = {
  failed: (period, count, users, ips) =>
    `**${period} 실패한 콘솔 로그인은 ${count}건입니다 (사용자 ${users}명, IP ${ips}개).**`,
  noneFailed: (period) => `**${period} 실패한 콘솔 로그인은 없습니다.**`,
  all: (period, count, failed) =>
    failed === 0
      ? `**${period} 콘솔 로그인은 ${count}건이며, 실패한 것은 없습니다.**`
      : `**${period} 콘솔 로그인은 ${count}건이며, 그중 ${failed}건이 실패했습니다.**`,
  none: (period) => `**${period} 콘솔 로그인은 없습니다.**`,
};
