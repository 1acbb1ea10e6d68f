import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that start whole processes take longest; begun first, none of them is waited for alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = ({ moduleId }: TestSpecification) => /\/tests\/(e2e|faults)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(long), ...sorted.filter((file) => !long(file))];
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/scratch.ts",
    // Far more than any takes: a slow machine is no defect.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    // Twice the processors here: much of the time goes into waiting for processes and clocks.
    maxWorkers: 4,
    // Loading the SDKs and Vega anew for each file took a third of the time; tests keep no state in modules.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
