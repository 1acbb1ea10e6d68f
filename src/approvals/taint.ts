import type { TaintSource } from "../ports/approvals.ts";

/**
 * Which results carry text that a stranger could have written: whoever can write a log line, name a resource or send a
 * request with a chosen user agent could steer a model that reads it.
 */
const SOURCES: readonly (readonly [prefix: string, source: TaintSource])[] = [
  ["logs_", "logs"],
  ["trail_", "trail"],
  ["guardduty_", "findings"],
  ["inventory_", "tags"],
  ["connect_", "tags"],
  ["cost_savings", "tags"],
  ["tag_", "tags"],
  ["category_", "tags"],
  // Of a change that could not be proposed: names alike.
  ["ec2_", "tags"],
  ["autoscaling_", "tags"],
  ["ecs_", "tags"],
  ["rds_", "tags"],
  ["lambda_", "tags"],
  ["tags_", "tags"],
  ["alarms_", "alarms"],
  ["dashboards_", "alarms"],
  ["aws_docs", "documents"],
  ["history_", "documents"],
  ["sop_", "documents"],
  ["attached_file", "documents"],
  ["ssm_", "output"],
];

/** Results made of figures and AWS's own words; and those of the thread's own tools, which hold nothing new. */
const CLEAN = [
  "cost_",
  "metrics_",
  "data_query",
  "chart",
  "diagram",
  "csv_file",
  "ask_choice",
  "hand_over",
  "changes_made",
];

/** What of strangers was given to read by these tools, and columns of tags; a tool nobody has judged counts as such. */
export function taintOf(reads: readonly string[]): TaintSource[] {
  const sources = reads.flatMap((tool): TaintSource[] => {
    const known = SOURCES.find(([prefix]) => tool.startsWith(prefix));
    if (known) return [known[1]];
    return CLEAN.some((prefix) => tool.startsWith(prefix)) ? [] : ["other"];
  });
  return [...new Set(sources)];
}
