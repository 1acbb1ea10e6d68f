import type { AwsCostWords } from "./aws-cost.ts";

export const enAwsCost: AwsCostWords = {
  working: "⏳ Reading costs…",
  sentToDm: "I am not a member of this channel, so I sent you the result as a DM.",
  failed: (why) => `⚠️ The costs could not be read: ${why}`,
  interrupted: (command) => `⚠️ I was restarted before the costs were read. Please give \`${command}\` again.`,
  nearest: "You can ask:",
  askedBy: (who, text) => `${who} · \`/aws-cost${text}\``,
};
