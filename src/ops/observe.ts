import type { ActHost, ActOrder } from "../ports/act-host.ts";
import { type Model, ModelError, type Models } from "../ports/model.ts";
import type { Spans } from "../ports/spans.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import type { AwsCall, ToolHost } from "../ports/tools.ts";
import type { AgentEvent, RunTurn, TurnRecord } from "../ports/turn.ts";
import type { Metrics } from "./metrics.ts";

/**
 * Wraps the ports between the parts, so that no part knows that it is watched: each wrapper counts, times and opens a
 * span, and hands everything on unchanged.
 */
export function createObserver(metrics: Metrics, spans: Spans) {
  const seconds = (since: number) => (performance.now() - since) / 1_000;

  return {
    turns(runTurn: RunTurn): RunTurn {
      return (input, emit, signal) => {
        const began = performance.now();
        const attributes = { "opsthread.run_id": input.runId, "opsthread.language": input.language };
        return spans.run("turn", attributes, async (span) => {
          const status = await runTurn(input, watchEnd, signal);
          metrics.turnSeconds.observe({ status }, seconds(began));
          return status;

          async function watchEnd(event: AgentEvent) {
            if (event.type === "turn_finished") {
              metrics.turns.inc({ status: event.status, reason: "" });
              countFigures(event.record);
            }
            if (event.type === "turn_failed") {
              metrics.turns.inc({ status: "failed", reason: event.code });
              span.failed(event.code);
              countFigures(event.record);
            }
            await emit(event);
          }
        });
      };
    },

    models(models: Models): Models {
      return {
        ...models,
        get: (id) => watched(models.get(id)),
        fallback: watched(models.fallback),
      };
    },

    toolHost(host: ToolHost): ToolHost {
      return {
        ...host,
        call: (name, args, context, signal) =>
          tool(name, async () => {
            const outcome = await host.call(name, args, context, signal);
            return [outcome, outcome.kind === "error" ? outcome.code : null] as const;
          }),
      };
    },

    threadTools: (tools: ThreadTool[]): ThreadTool[] =>
      tools.map((ours) => ({
        ...ours,
        run: (args, at, signal) => tool(ours.descriptor.name, async () => [await ours.run(args, at, signal), null]),
      })),

    /** Requests of the tool server to AWS, told with its result. Call it within the tool call they belong to. */
    awsCalls(calls: AwsCall[]): void {
      for (const { action, account, region, at, ms, error } of calls) {
        const [service = "", operation = ""] = action.split(":");
        metrics.awsCalls.inc({ action, outcome: error ?? "ok" });
        metrics.awsSeconds.observe({ service }, ms / 1_000);
        const attributes = { "aws.service": service, "aws.operation": operation, "cloud.region": region };
        spans.past(`aws ${action}`, { ...attributes, "opsthread.account": account }, { at, ms }, error);
      }
    },

    act(host: ActHost): ActHost {
      return {
        ...host,
        execute: (order) => {
          const { tool } = order.contract.call;
          return spans.run(`change ${tool}`, ofOrder(order), async (span) => {
            const outcome = await host.execute(order);
            metrics.changes.inc({ tool, outcome: outcome.kind });
            if (outcome.kind !== "succeeded") span.failed(outcome.kind);
            return outcome;
          });
        },
        verify: (order, signal) => spans.run("change verify", ofOrder(order), () => host.verify(order, signal)),
        reconcile: (order, sentAt, signal) =>
          spans.run("change reconcile", ofOrder(order), async (span) => {
            const found = await host.reconcile(order, sentAt, signal);
            span.set({ "opsthread.found": found.kind });
            return found;
          }),
      };
    },
  };

  function watched<M extends Model | null>(model: M): M {
    if (!model) return model;
    const { id } = model;
    const reply: Model["reply"] = (request, onText, signal) => {
      const began = performance.now();
      return spans.run(`model ${id}`, { "gen_ai.request.model": id }, async (span) => {
        try {
          const answer = await model.reply(request, onText, signal);
          const { input, output, cacheRead, cacheWrite } = answer.usage;
          metrics.modelCalls.inc({ model: id, outcome: answer.stop });
          const kinds = { input, output, cache_read: cacheRead, cache_write: cacheWrite };
          for (const [kind, tokens] of Object.entries(kinds)) metrics.modelTokens.inc({ model: id, kind }, tokens);
          if (answer.usd !== null) metrics.modelUsd.inc({ model: id }, answer.usd);
          span.set({
            "gen_ai.usage.input_tokens": input + cacheRead + cacheWrite,
            "gen_ai.usage.output_tokens": output,
          });
          return answer;
        } catch (error) {
          const failure = error instanceof ModelError ? error.failure : "internal";
          metrics.modelCalls.inc({ model: id, outcome: failure });
          span.failed(failure);
          throw error;
        } finally {
          metrics.modelSeconds.observe({ model: id }, seconds(began));
        }
      });
    };
    return { ...model, reply };
  }

  function tool<T>(name: string, work: () => Promise<readonly [result: T, error: string | null]>): Promise<T> {
    const began = performance.now();
    return spans.run(`tool ${name}`, { "opsthread.tool": name }, async (span) => {
      let outcome = "thrown";
      try {
        const [result, error] = await work();
        outcome = error ?? "ok";
        if (error !== null) span.failed(error);
        return result;
      } finally {
        metrics.toolCalls.inc({ tool: name, outcome });
        metrics.toolSeconds.observe({ tool: name }, seconds(began));
      }
    });
  }

  function countFigures({ evidence }: TurnRecord): void {
    const proven = evidence.claims.filter((claim) => claim.proven).length;
    metrics.figures.inc({ proven: "yes" }, proven);
    metrics.figures.inc({ proven: "no" }, evidence.claims.length - proven);
  }
}

const ofOrder = ({ contract, approvalId }: ActOrder) => ({
  "opsthread.tool": contract.call.tool,
  "opsthread.approval_id": approvalId,
});
