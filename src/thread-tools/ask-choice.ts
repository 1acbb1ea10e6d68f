import { z } from "zod";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

const NAME = "ask_choice";

const input = z.strictObject({
  question: z.string().trim().min(3).max(300).describe("In the person's language."),
  options: z
    .array(
      z.strictObject({
        label: z.string().trim().min(1).max(75).describe("For a button."),
        ask: z.string().trim().min(2).max(500).describe("The whole question as the person would type it."),
      }),
    )
    .min(2)
    .max(5),
});

/** A question back with its answers to press. It ends the turn: what is pressed is the person's next message. */
export const askChoice: ThreadTool = {
  descriptor: describeTool({
    name: NAME,
    title: { ko: "되묻기", en: "Question back" },
    description: [
      "Ask the person which of two to five things is meant, and end the turn; each option becomes a button.",
      "Use when a name matches several things and the answers would differ. Find them with the other tools first.",
      "Not for a confirmation, and not when one reading is plainly likelier. Call it alone, without an answer before it.",
    ].join(" "),
    input,
  }),
  asks: true,
  async run(args) {
    const { question, options } = readArgs(NAME, input, args);
    if (new Set(options.map(({ label }) => label)).size < options.length) {
      throw new Error("Two options have the same label: people could not tell them apart. Name what differs.");
    }
    return { text: "", choices: { question, options } };
  },
};
