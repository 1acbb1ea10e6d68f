import type { Language, ThemeName } from "../request.ts";
import type { DiagramRequest } from "./request.ts";

type Say = <T>(ko: T, en: T) => T;

/** One diagram of every kind: what tests compare and a gallery shows. All made up. */
export function exampleDiagrams(language: Language, theme: ThemeName = "light"): DiagramRequest[] {
  const say: Say = (ko, en) => (language === "ko" ? ko : en);
  const look = (title: string, subtitle: string, source: string): DiagramRequest["look"] => ({
    language,
    theme,
    zone: say("Asia/Seoul", "America/Los_Angeles"),
    title,
    subtitle,
    source,
    asOf: "2026-11-21T00:12:00Z",
  });
  return [
    {
      ...network(say),
      look: look(
        say("주문 서비스 아키텍처", "Architecture of the order service"),
        say("haneul-prod · ap-northeast-2 (서울) · 리소스 11개", "haneul-prod · ap-northeast-2 (Seoul) · 11 resources"),
        "EC2, ELB, RDS, Lambda",
      ),
    },
    {
      ...orderFlow(say),
      look: look(
        say("주문 처리 흐름", "How an order is processed"),
        say("order-api → payment-worker → 알림", "order-api → payment-worker → notification"),
        say("runbook: 주문 처리", "runbook: order processing"),
      ),
    },
    {
      ...savings(say),
      look: look(
        say("AWS 비용 최적화 마인드맵", "AWS cost optimisation"),
        say("11월 리뷰 · 예상 절감 $8.4K/월", "November review · about $8.4K a month"),
        "Compute Optimizer, Trusted Advisor",
      ),
    },
    {
      ...incident(say),
      look: look(
        say("order-api 5xx 장애", "order-api 5xx incident"),
        say("haneul-prod · ap-northeast-2", "haneul-prod · ap-northeast-2"),
        "CloudTrail, CloudWatch, ELB",
      ),
    },
  ];
}

function network(say: Say): Omit<DiagramRequest, "look"> {
  return {
    kind: "architecture",
    groups: [
      { id: "vpc", type: "vpc", label: "prod-vpc 10.20.0.0/16" },
      { id: "public", type: "public_subnet", label: say("퍼블릭 서브넷", "Public subnet"), parent: "vpc" },
      { id: "app", type: "private_subnet", label: say("프라이빗 서브넷 · 앱", "Private subnet · app"), parent: "vpc" },
      { id: "asg", type: "asg", label: say("Auto Scaling 그룹", "Auto Scaling group"), parent: "app" },
      {
        id: "data",
        type: "private_subnet",
        label: say("프라이빗 서브넷 · 데이터", "Private subnet · data"),
        parent: "vpc",
      },
    ],
    nodes: [
      { id: "users", type: "users", label: say("사용자", "Users") },
      { id: "dns", type: "route53", label: "Route 53" },
      { id: "cdn", type: "cloudfront", label: "CloudFront", sublabel: "shop.haneul.example" },
      { id: "nat", type: "nat", label: "NAT Gateway", parent: "public" },
      { id: "alb", type: "alb", label: "ALB", sublabel: "order-alb", parent: "public" },
      { id: "api1", type: "ec2", label: "order-api", sublabel: "m7g.large", parent: "asg" },
      { id: "api2", type: "ec2", label: "order-api-2", sublabel: "m7g.large", parent: "asg" },
      { id: "worker", type: "lambda", label: say("정산-배치", "settle-batch"), sublabel: "Node 24", parent: "app" },
      { id: "cache", type: "elasticache", label: "orders-cache", sublabel: "valkey 8", parent: "data" },
      { id: "db", type: "rds", label: "orders-db", sublabel: "db.r7g.xlarge", badge: "Multi-AZ", parent: "data" },
      { id: "bucket", type: "s3", label: say("정산 파일 버킷", "settlement files"), sublabel: "S3" },
    ],
    edges: [
      { from: "users", to: "dns" },
      { from: "dns", to: "cdn" },
      { from: "cdn", to: "alb", label: "HTTPS" },
      { from: "alb", to: "api1", label: ":8080" },
      { from: "alb", to: "api2", label: ":8080" },
      { from: "api1", to: "cache", label: ":6379" },
      { from: "api2", to: "cache" },
      { from: "api1", to: "db", label: ":5432" },
      { from: "api2", to: "db" },
      { from: "worker", to: "db", label: ":5432" },
      { from: "worker", to: "bucket", dashed: true },
      { from: "api1", to: "nat", dashed: true, label: "0.0.0.0/0" },
    ],
  };
}

function orderFlow(say: Say): Omit<DiagramRequest, "look"> {
  return {
    kind: "flowchart",
    nodes: [
      { id: "order", type: "start", label: say("주문 접수", "Order received") },
      { id: "check", type: "step", label: say("재고 확인", "Check the stock"), sublabel: "order-api" },
      { id: "stock", type: "decision", label: say("재고가 있는가?", "In stock?") },
      { id: "pay", type: "step", label: say("결제 승인 요청", "Request the payment"), sublabel: "payment-worker" },
      { id: "paid", type: "decision", label: say("결제 성공?", "Payment succeeded?") },
      {
        id: "queue",
        type: "data",
        label: say("출고 대기열에 기록", "Write to the shipping queue"),
        sublabel: "SQS shipping",
      },
      { id: "ship", type: "end", label: say("출고 완료", "Shipped") },
      {
        id: "retry",
        type: "step",
        label: say("3회까지 재시도", "Retry up to 3 times"),
        sublabel: say("지수 백오프", "exponential backoff"),
      },
      {
        id: "refund",
        type: "approval",
        label: say("수동 환불", "Refund by hand"),
        sublabel: say("담당자 승인 필요", "needs an approval"),
      },
      { id: "cancel", type: "end", label: say("주문 취소 안내", "Tell the customer") },
    ],
    edges: [
      { from: "order", to: "check" },
      { from: "check", to: "stock" },
      { from: "stock", to: "pay", label: say("예", "yes") },
      { from: "stock", to: "cancel", label: say("아니요", "no") },
      { from: "pay", to: "paid" },
      { from: "paid", to: "queue", label: say("예", "yes") },
      { from: "paid", to: "retry", label: say("아니요", "no") },
      { from: "retry", to: "pay", dashed: true },
      { from: "retry", to: "refund", label: say("3회 실패", "failed 3 times") },
      { from: "refund", to: "cancel" },
      { from: "queue", to: "ship" },
    ],
  };
}

function savings(say: Say): Omit<DiagramRequest, "look"> {
  const rows: [string, string | undefined, string][] = [
    ["root", undefined, say("비용 최적화", "Cost optimisation")],
    ["compute", "root", say("컴퓨팅", "Compute")],
    ["right", "compute", say("EC2 라이트사이징 $2.1K", "Rightsize EC2 $2.1K")],
    ["sp", "compute", "Savings Plans"],
    ["sp1", "sp", "1-year No Upfront"],
    ["sp2", "sp", say("커버리지 62% → 85%", "coverage 62% → 85%")],
    ["arm", "compute", say("Graviton 전환", "Move to Graviton")],
    ["database", "root", say("데이터베이스", "Databases")],
    ["ri", "database", say("RDS 예약 인스턴스 $1.8K", "RDS reserved instances $1.8K")],
    ["night", "database", say("개발 DB 야간 중지", "Stop dev databases at night")],
    ["storage", "root", say("스토리지", "Storage")],
    ["it", "storage", "S3 Intelligent-Tiering"],
    ["gp3", "storage", say("gp2 → gp3 전환", "gp2 → gp3")],
    ["ebs", "storage", say("미사용 EBS 41개 삭제", "Delete 41 unused volumes")],
    ["network", "root", say("네트워크", "Network")],
    ["transfer", "network", say("데이터 전송 $3.6K", "Data transfer $3.6K")],
    ["endpoint", "transfer", say("VPC 엔드포인트", "VPC endpoints")],
    ["cache", "transfer", say("CloudFront 캐시", "CloudFront cache")],
    ["nat", "network", say("NAT Gateway 통합", "Fewer NAT gateways")],
    ["governance", "root", say("거버넌스", "Governance")],
    ["tags", "governance", say("태그 커버리지 91%", "Tag coverage 91%")],
    ["budget", "governance", say("예산 알림 12개", "12 budget alerts")],
  ];
  return {
    kind: "mindmap",
    nodes: rows.map(([id, parent, label]) => ({ id, label, ...(parent === undefined ? {} : { parent }) })),
  };
}

function incident(say: Say): Omit<DiagramRequest, "look"> {
  return {
    kind: "timeline",
    nodes: [
      {
        id: "deploy",
        type: "change",
        at: "2026-11-18T21:50:00Z",
        label: say("order-api 1.42.0 배포", "order-api 1.42.0 deployed"),
        sublabel: "deploy-bot",
      },
      {
        id: "errors",
        type: "impact",
        at: "2026-11-18T21:53:00Z",
        to: "2026-11-18T22:36:00Z",
        label: say("5xx 비율 0.2% → 31%", "5xx rate 0.2% → 31%"),
        sublabel: "order-alb",
      },
      {
        id: "pool",
        type: "impact",
        at: "2026-11-18T21:55:00Z",
        label: say("DB 연결 풀 고갈", "Connection pool exhausted"),
        sublabel: "orders-db",
      },
      {
        id: "alarm",
        type: "alarm",
        at: "2026-11-18T21:57:00Z",
        label: say("알람 order-api-5xx", "Alarm order-api-5xx"),
        sublabel: "CloudWatch",
      },
      {
        id: "page",
        type: "action",
        at: "2026-11-18T22:04:00Z",
        label: say("김지우 조사 시작", "Jiwoo Kim investigates"),
        sublabel: "#ops",
      },
      {
        id: "rollback",
        type: "action",
        at: "2026-11-18T22:31:00Z",
        label: say("1.41.3으로 롤백", "Rollback to 1.41.3"),
        sublabel: "jiwoo.kim",
      },
      { id: "ok", type: "recovery", at: "2026-11-18T22:36:00Z", label: say("5xx 정상화", "5xx back to normal") },
    ],
    edges: [
      { from: "deploy", to: "errors", label: say("원인", "cause") },
      { from: "deploy", to: "pool" },
      { from: "errors", to: "alarm" },
      { from: "alarm", to: "page" },
      { from: "page", to: "rollback", label: say("배포와 시작 시각 일치", "starts with the deploy") },
      { from: "rollback", to: "ok" },
    ],
  };
}
