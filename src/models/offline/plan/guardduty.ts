import { failure } from "../compose/common.ts";
import { guarddutyText } from "../compose/guardduty.ts";
import { periodArgument } from "../periods/argument.ts";
import { pictureStep } from "./chart.ts";
import { called, input, offers, type Playbook } from "./working.ts";

const TOOL = "guardduty_list_findings";

export const guarddutyPlaybook: Playbook = (working) => {
  const { slots, words, manner } = working;
  if (!offers(working, TOOL)) return { text: words.noTool(words.tools[TOOL]!) };
  const counts = slots.distribution === "severity";
  const [main] = called(working, TOOL);
  if (!main) {
    const fields = {
      severity: counts ? undefined : slots.severity,
      period: slots.when ? periodArgument(slots.when) : undefined,
      type: slots.findingType,
      resource: slots.findingOn,
      archived: slots.archived || counts ? "any" : undefined,
      include_samples: counts ? true : undefined,
      account: slots.account,
      regions: slots.regions,
    };
    return { calls: [{ name: TOOL, input: input(fields) }] };
  }
  const failed = failure(working, TOOL);
  if (failed) return { text: failed };
  const result = working.read(main.result?.handle);
  if (!result) return { text: words.failed(words.tools[TOOL]!) };
  const picture = manner.chart ? pictureStep(working, main.result?.handle) : null;
  return picture ?? { text: guarddutyText(working, result) };
};
