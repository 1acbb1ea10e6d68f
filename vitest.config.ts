import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    pool: "forks",
    include: ["tests/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than processors here: much of the time goes into waiting for processes and clocks.
    maxWorkers: 3,
    // Loading the SDKs and Vega anew for each file took a third of the time; tests keep no state in modules.
    isolate: false,
  },
});
