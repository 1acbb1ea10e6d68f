/** The account's identities as their events show them: who plays which part is drawn by the seed. */
import { randomOf } from "./random.ts";
import { CANON } from "./seed.ts";

/** The parts of the story; the code speaks of parts, and the seed says who plays them. */
export type Part =
  /** Leads operations; signs in with a second factor. */
  | "sre"
  | "backend"
  | "ml"
  /** Works from the United States, without a second factor. */
  | "abroad"
  /** Has left; an old access key is still active. */
  | "leaver"
  | "deployBot"
  | "dataBatch"
  | "grafana"
  | "opsBot";

export interface Actor {
  part: Part;
  name: string;
  kind: "person" | "machine";
  userId: string;
  accessKeyId: string;
  /** Where its calls come from. */
  ip: string;
  userAgent: string;
  /** Signs in to the console with a second factor. */
  mfa: boolean;
}

export type Cast = Readonly<Record<Part, Actor>>;

const CLI = "aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/macos#25.1 lang/python#3.13";
export const CONSOLE_AGENT =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36";

interface Role {
  kind: Actor["kind"];
  ip: string;
  userAgent: string;
  mfa?: boolean;
  /** The canonical name, then those other seeds draw from. */
  names: readonly [string, ...string[]];
}

const roles: Record<Part, Role> = {
  sre: {
    kind: "person",
    ip: "211.234.118.40",
    userAgent: CONSOLE_AGENT,
    mfa: true,
    names: ["jiwoo.kim", "yuna.jang", "taemin.seo", "sujin.oh"],
  },
  backend: {
    kind: "person",
    ip: "211.234.118.52",
    userAgent: CLI,
    mfa: true,
    names: ["minsu.park", "hyunwoo.lim", "jisoo.han", "dongha.kwon"],
  },
  ml: {
    kind: "person",
    ip: "121.166.20.9",
    userAgent: CLI,
    mfa: true,
    names: ["hana.choi", "eunji.shin", "woojin.bae", "nari.moon"],
  },
  abroad: {
    kind: "person",
    ip: "73.189.44.17",
    userAgent: CONSOLE_AGENT,
    names: ["sarah.lee", "emily.cho", "daniel.kang", "grace.yoo"],
  },
  leaver: {
    kind: "person",
    ip: "211.234.118.77",
    userAgent: CLI,
    names: ["taeho.yun", "kyungmin.ryu", "sera.noh", "junho.hwang"],
  },
  deployBot: {
    kind: "machine",
    ip: "20.27.177.113",
    userAgent: "GitHub-Actions aws-sdk-js/3.1102.0",
    names: ["deploy-bot", "release-bot", "ci-deployer"],
  },
  dataBatch: {
    kind: "machine",
    ip: "10.20.14.7",
    userAgent: "Boto3/1.41.2 md/Botocore#1.41.2 lang/python#3.12",
    names: ["data-batch", "etl-runner", "batch-svc"],
  },
  grafana: {
    kind: "machine",
    ip: "10.20.11.30",
    userAgent: "aws-sdk-go-v2/1.39.6 Grafana",
    names: ["grafana-reader", "dashboards-reader", "metrics-reader"],
  },
  opsBot: {
    kind: "machine",
    ip: "10.20.11.88",
    userAgent: "aws-sdk-js/3.1121.0",
    names: ["ops-bot", "chatops", "infra-bot"],
  },
};

export function castOf(seed: string): Cast {
  const entries = (Object.entries(roles) as [Part, Role][]).map(([part, role]) => {
    const name = seed === CANON ? role.names[0] : randomOf(seed, "name", part).pick(role.names);
    const key = randomOf(seed, "access-key", name).hex(16).toUpperCase();
    const actor: Actor = {
      part,
      name,
      kind: role.kind,
      userId: `AIDA${randomOf(seed, "user", name).hex(17).toUpperCase()}`,
      accessKeyId: `AKIA${key.replaceAll("0", "Q").replaceAll("1", "R")}`,
      ip: role.ip,
      userAgent: role.userAgent,
      mfa: role.mfa ?? false,
    };
    return [part, actor];
  });
  return Object.fromEntries(entries) as Cast;
}
