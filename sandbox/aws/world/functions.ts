/** The twelve Lambda functions: one on a runtime long out of support, one that fails for one call in seven. */
import { prod } from "./account.ts";
import { DAY, HOUR, MINUTE } from "./calendar.ts";
import { devRows, type FunctionRow, productionRows, type Runtime } from "./function-rows.ts";
import { randomOf } from "./random.ts";
import { perSetting, type Setting } from "./setting.ts";
import { type Tags, tagsOf } from "./tags.ts";

export interface FunctionVersion {
  /** `$LATEST` or a whole number. */
  version: string;
  publishedAt: number;
  description: string;
  codeSha256: string;
  codeSize: number;
}

export interface FunctionAlias {
  name: string;
  version: string;
  description: string;
}

export interface LambdaFunction {
  name: string;
  arn: string;
  region: string;
  description: string;
  runtime: Runtime;
  handler: string;
  role: string;
  memory: number;
  /** Seconds. */
  timeout: number;
  architecture: "arm64" | "x86_64";
  inVpc: boolean;
  /** Secrets among them: whoever may read the configuration sees these. */
  environment: Record<string, string>;
  /** Oldest first; `$LATEST` is not among them. */
  versions: FunctionVersion[];
  latest: FunctionVersion;
  aliases: FunctionAlias[];
  reservedConcurrency?: number;
  /** Share of calls that end in an error, 0 to 1. */
  errorShare: number;
  callsADay: number;
  /** Milliseconds of an ordinary call. */
  duration: number;
  /** ARN of the queue it reads. */
  source?: string;
  tags: Tags;
}

const REGION = "ap-northeast-2";

export const functionsOf = perSetting((setting: Setting): LambdaFunction[] => {
  const rows = setting.account.id === prod.id ? productionRows(setting) : devRows;
  return rows.map((row) => toFunction(setting, row)).sort((a, b) => (a.name < b.name ? -1 : 1));
});

const handlers: Record<Runtime, string> = {
  "nodejs22.x": "index.handler",
  "python3.13": "app.handler",
  "python3.12": "app.handler",
  "python3.8": "lambda_function.lambda_handler",
  java21: "com.haneul.Handler::handleRequest",
};

function toFunction(setting: Setting, row: FunctionRow): LambdaFunction {
  const { seed, account, cast, anchor } = setting;
  const random = randomOf(seed, account.id, "function", row.name);
  const runtime = row.runtime ?? "nodejs22.x";
  const old = runtime === "python3.8";
  const count = random.int(3, 7);
  const newest = anchor - (old ? 812 : random.int(3, 70)) * DAY + random.int(10, 18) * HOUR;
  const version = (index: number): FunctionVersion => ({
    version: String(index + 1),
    publishedAt: newest - (count - 1 - index) * (old ? 41 : 19) * DAY - random.int(0, 300) * MINUTE,
    description: "",
    codeSha256: Buffer.from(random.hex(64), "hex").toString("base64"),
    codeSize: random.int(40_000, 9_800_000),
  });
  const versions = Array.from({ length: count }, (_, index) => version(index));
  const last = versions.at(-1) as FunctionVersion;
  const arn = `arn:aws:lambda:${REGION}:${account.id}:function:${row.name}`;
  const tags =
    account.id === prod.id
      ? tagsOf(cast, row.team, row.owner, row.aliased ? { opsthread: "managed" } : {})
      : tagsOf(cast, row.team, "", { env: "dev" });
  return {
    name: row.name,
    arn,
    region: REGION,
    description: row.description,
    runtime,
    handler: handlers[runtime],
    role: `arn:aws:iam::${account.id}:role/lambda-${row.name}`,
    memory: row.memory ?? 128,
    timeout: row.timeout ?? 5,
    architecture: row.x86 ? "x86_64" : "arm64",
    inVpc: row.inVpc ?? false,
    environment: row.environment ?? {},
    versions,
    latest: { ...last, version: "$LATEST" },
    aliases: row.aliased ? [{ name: "live", version: last.version, description: "What production calls" }] : [],
    ...(row.reserved ? { reservedConcurrency: row.reserved } : {}),
    errorShare: row.errorShare ?? 0.0005,
    callsADay: row.callsADay,
    duration: row.duration,
    ...(row.queue ? { source: `arn:aws:sqs:${REGION}:${account.id}:${row.queue}` } : {}),
    tags,
  };
}
