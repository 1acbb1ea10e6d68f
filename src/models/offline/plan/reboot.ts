import { outcomeText } from "../compose/reboot.ts";
import { called, offers, type Playbook } from "./working.ts";

const TOOL = "ec2_reboot_instances";

/** Asks for the reboot; a person decides on the card; then tells how it ended. */
export const rebootPlaybook: Playbook = (working) => {
  const { slots, words } = working;
  const done = called(working, TOOL).at(-1);
  if (done?.result) return { text: outcomeText(working, done.result) };
  if (!offers(working, TOOL)) return { text: words.noActions };
  const targets = (slots.names ?? []).slice(0, 5);
  if (targets.length === 0) return { text: words.reboot.which };
  return { calls: [{ name: TOOL, input: { targets, ...(slots.account && { account: slots.account }) } }] };
};
