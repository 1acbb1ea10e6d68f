import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { AwsCall } from "../ports/tools.ts";

/** Cut like any text from a process that is not ours: these become names of spans and labels of metrics. */
const name = z.string().regex(/^[\w:.-]{1,100}$/);

const awsCall = z.object({
  action: name,
  account: z.string().max(100),
  region: name,
  at: z.number(),
  ms: z.number().nonnegative(),
  error: name.nullable(),
}) satisfies z.ZodType<AwsCall>;

/** What a server says it asked of AWS for this result; none when it says nothing that can be read. */
export function awsCallsOf(result: CallToolResult): AwsCall[] {
  const read = z.array(awsCall).safeParse(result._meta?.["opsthread/aws_calls"]);
  return read.success ? read.data : [];
}
