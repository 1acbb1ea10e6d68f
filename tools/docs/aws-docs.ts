import { z } from "zod";
import { defineTool, readsAws, text } from "../define-tool.ts";

const input = () =>
  z.strictObject({
    query: z.string().min(2).max(400).optional(),
    page: z.url().max(500).optional().describe("Link from a search."),
  });

export type AwsDocsInput = z.infer<ReturnType<typeof input>>;

export const awsDocs = defineTool({
  name: "aws_docs",
  title: { ko: "AWS 문서 조회", en: "AWS documentation" },
  description: text(
    "Search AWS documentation (query), or read a page's sections and related pages (page; add query for the sections about it).",
    "Use for how AWS behaves, limits, severity levels, billing terms; cite the link.",
    "Not for: this account's own data.",
  ),
  annotations: readsAws,
  input,
  run: async (input, call) => (await import("./aws-docs-run.ts")).runAwsDocs(input, call),
});
