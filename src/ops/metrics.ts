import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../ports/clock.ts";
import type { InboxStore } from "../ports/inbox.ts";

/** Seconds: a planner's turn, a chart, a model's turn with many tools. */
const TURN_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 600];
const CALL_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is asked when somebody reads the metrics, not counted along the way. */
export interface Gauges {
  connected: () => boolean;
  load: InboxStore["load"];
  openApprovals: () => number;
  clock: Clock;
}

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Prometheus metrics, all with the prefix `opsthread_` and the units of their names (seconds, US dollars). Labels are
 * from closed sets (tools, models, AWS operations, codes): no person, channel, resource or text is one.
 */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "opsthread_" });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `opsthread_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram({ name: `opsthread_${name}`, help, labelNames, buckets, registers });

  return {
    turns: counter("turns_total", "Turns that ended; reason is empty unless status is failed.", ["status", "reason"]),
    turnSeconds: histogram(
      "turn_seconds",
      "Time of a turn, from its start to its last event.",
      ["status"],
      TURN_SECONDS,
    ),
    figures: counter("figures_total", "Figures, times and names in answers, by whether a result holds them.", [
      "proven",
    ]),
    modelCalls: counter("model_calls_total", "Requests to a language model.", ["model", "outcome"]),
    modelSeconds: histogram("model_seconds", "Time of a request to a model.", ["model"], TURN_SECONDS),
    modelTokens: counter("model_tokens_total", "Tokens by kind: input, output, cache_read, cache_write.", [
      "model",
      "kind",
    ]),
    modelUsd: counter("model_usd_total", "What models cost in US dollars, where the price is known.", ["model"]),
    toolCalls: counter("tool_calls_total", "Tool calls; outcome is ok or the code of the error.", ["tool", "outcome"]),
    toolSeconds: histogram("tool_seconds", "Time of a tool call.", ["tool"], CALL_SECONDS),
    awsCalls: counter("aws_calls_total", "Requests of the read tools to AWS; outcome is ok or the code of the error.", [
      "action",
      "outcome",
    ]),
    awsSeconds: histogram(
      "aws_seconds",
      "Time of a request to AWS, waiting for its turn included.",
      ["service"],
      CALL_SECONDS,
    ),
    changes: counter("changes_total", "Approved changes handed to the act server.", ["tool", "outcome"]),

    /** In the text format of Prometheus. `gauges` are read now. */
    async text({ connected, load, openApprovals, clock }: Gauges): Promise<string> {
      const { queued, running, oldestAt } = load();
      set("slack_connected", "1 while a Socket Mode connection is open.", connected() ? 1 : 0);
      set("queue_rows_queued", "Work that waits.", queued);
      set("queue_rows_running", "Work under way.", running);
      set(
        "queue_oldest_seconds",
        "Age of the oldest work that waits; 0 when none does.",
        oldestAt === null ? 0 : (clock.now() - oldestAt) / 1_000,
      );
      set("approvals_open", "Approvals that wait for a decision.", openApprovals());
      return registry.metrics();
    },
    contentType: registry.contentType,
  };

  function set(name: string, help: string, value: number): void {
    const known = registry.getSingleMetric(`opsthread_${name}`) as Gauge | undefined;
    (known ?? new Gauge({ name: `opsthread_${name}`, help, registers })).set(value);
  }
}
