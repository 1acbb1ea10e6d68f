import { z } from "zod";
import type { Bilingual, ToolDescriptor } from "../ports/tools.ts";

/** A tool of the bot itself as the model sees it; all of them only read. */
export function describeTool(about: {
  name: string;
  title: Bilingual;
  description: string;
  input: z.ZodObject;
}): ToolDescriptor {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(about.input, { io: "input" });
  const { name, title, description } = about;
  return { name, title: title.en, titles: title, description, inputSchema, readOnly: true };
}

/** Throws an Error whose message tells the model what to correct. */
export function readArgs<T extends z.ZodObject>(name: string, input: T, args: unknown): z.infer<T> {
  const read = input.safeParse(args);
  if (read.success) return read.data;
  throw new Error(`The arguments of ${name} do not fit.\n${z.prettifyError(read.error)}`);
}
