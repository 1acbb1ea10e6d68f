import { registerHooks } from "node:module";

/**
 * Loaded into a bot by `node --import`, which knows nothing of it: its charts are not drawn once for practice. That is most
 * of what a start costs, and only the first picture comes a second later.
 */
registerHooks({
  load: (url, context, next) =>
    url.endsWith("/charts/warm-up.ts")
      ? { format: "module", source: "export const warmUpJobs = () => [];", shortCircuit: true }
      : next(url, context),
});
