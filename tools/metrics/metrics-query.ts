import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";
import type { SharedFields } from "../shared-fields.ts";
import { binSeconds } from "./bins.ts";

const input = ({ account, regions, period, problem }: SharedFields) =>
  z.strictObject({
    resource: z.string().min(1).max(512),
    metric: z
      .string()
      .min(1)
      .max(255)
      .describe(
        "cpu, memory, 5xx, 5xx rate, errors, error rate, requests, latency, connections, free storage, invocations, depth, bytes out ..., or AWS/Namespace/Metric.",
      ),
    statistic: z
      .string()
      .regex(
        /^(avg|max|min|sum|count|p(\d{1,2}(\.\d{1,2})?|100))$/i,
        problem({
          ko: "avg, max, min, sum, count 또는 p99 같은 백분위수여야 합니다",
          en: "use avg, max, min, sum, count or a percentile such as p99",
        }),
      )
      .optional()
      .describe("avg, max, min, sum, count, p99 ...; default: the usual one."),
    second: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe("Second metric of the same resource; alone it makes a share in %."),
    math: z.string().min(1).max(500).optional().describe("Metric math over m1 (metric) and m2 (second)."),
    period: period.default("3h"),
    bin: z.enum([...(Object.keys(binSeconds) as (keyof typeof binSeconds)[]), "total"]).optional(),
    account,
    regions,
  });

export type MetricsQueryInput = z.infer<ReturnType<typeof input>>;

/** A metric of a resource that is named as people name it. */
export const metricsQuery = defineTool({
  name: "metrics_query",
  title: { ko: "지표 조회", en: "CloudWatch metrics" },
  description: text(
    "Read a CloudWatch metric of a resource by its name, id or ARN; name* takes all that match, ec2:name one kind.",
    "Use for load, latency, error share or free space over time; bin total gives one row per resource.",
    "Not for: alarms (alarms_list).",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./metrics-query-run.ts")).runMetricsQuery(input, call),
});
