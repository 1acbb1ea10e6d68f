/** Words that people use for types of resources, in the order in which they are told. A word ending in `:` is a service. */
const kinds: readonly (readonly [word: string, types: readonly string[], ...more: string[]])[] = [
  ["instance", ["ec2:instance"], "server", "ec2 instance", "인스턴스", "서버"],
  ["volume", ["ec2:volume"], "ebs", "ebs volume", "disk", "볼륨"],
  ["snapshot", ["ec2:snapshot"], "ebs snapshot", "스냅샷"],
  ["image", ["ec2:image"], "ami", "이미지"],
  ["vpc", ["ec2:vpc"]],
  ["subnet", ["ec2:subnet"], "서브넷"],
  ["route table", ["ec2:route-table"], "라우팅 테이블"],
  ["internet gateway", ["ec2:internet-gateway"], "igw", "인터넷 게이트웨이"],
  ["nat gateway", ["ec2:natgateway"], "nat", "nat 게이트웨이"],
  ["vpc endpoint", ["ec2:vpc-endpoint"], "endpoint", "엔드포인트"],
  ["elastic ip", ["ec2:elastic-ip"], "eip", "address", "탄력적 ip"],
  ["security group", ["ec2:security-group"], "sg", "보안 그룹"],
  ["key pair", ["ec2:key-pair"], "key", "키 페어"],
  ["load balancer", ["elasticloadbalancing:loadbalancer"], "alb", "nlb", "elb", "balancer", "로드 밸런서"],
  ["target group", ["elasticloadbalancing:targetgroup"], "대상 그룹"],
  ["auto scaling group", ["autoscaling:autoScalingGroup"], "asg", "scaling group", "오토 스케일링 그룹"],
  ["database", ["rds:db", "rds:cluster"], "db", "rds", "데이터베이스"],
  ["cluster", ["rds:cluster", "ecs:cluster"], "클러스터"],
  ["function", ["lambda:function"], "lambda", "람다", "함수"],
  ["service", ["ecs:service"], "ecs service", "서비스"],
  ["queue", ["sqs:queue"], "sqs", "큐", "대기열"],
  ["topic", ["sns:topic"], "sns", "주제", "토픽"],
  ["bucket", ["s3:bucket"], "s3", "버킷"],
  ["log group", ["logs:log-group"], "로그 그룹"],
  ["alarm", ["cloudwatch:alarm"], "경보", "알람"],
  ["ec2", ["ec2:"]],
  ["ecs", ["ecs:"]],
];

const spelled = (words: string) =>
  words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");

/**
 * Which types are meant: a word of ours, a type (`rds:db`) or a service (`dynamodb`). `known` is false for a word that
 * is only taken for the name of a service.
 */
export function typesMeant(words: string): { known: boolean; fits: (type: string) => boolean } {
  const asked = spelled(words);
  const singular = asked.replace(/(?<=[^s])s$/, "");
  const kind = kinds.find(([word, , ...more]) => [word, ...more].some((name) => name === asked || name === singular));
  const wanted = kind ? kind[1] : [words.trim().toLowerCase()];
  return {
    known: kind !== undefined || asked.includes(":"),
    fits: (type) => wanted.some((one) => isOf(type.toLowerCase(), one.toLowerCase())),
  };
}

/** `rds:db` is of `rds:db`, `rds:` and `rds`; `elasticloadbalancing:loadbalancer/app` of `elasticloadbalancing:loadbalancer`. */
const isOf = (type: string, wanted: string) =>
  type === wanted ||
  (wanted.endsWith(":") && type.startsWith(wanted)) ||
  type.startsWith(`${wanted}:`) ||
  type.startsWith(`${wanted}/`);

export const kindWords: readonly string[] = kinds.map(([word]) => word);
