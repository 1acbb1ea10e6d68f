import { AwsError } from "../../wire/errors.ts";
import type { SsmDocument } from "../../world/ssm-documents.ts";

/** @throws AwsError InvalidParameters for one that is unknown, missing, or not of the form the document asks for. */
export function checkParameters(document: SsmDocument, given: Record<string, string[]>): void {
  const invalid = (message: string) => new AwsError("InvalidParameters", message);
  for (const [name, values] of Object.entries(given)) {
    const known = document.parameters[name];
    if (!known) throw invalid(`Parameter "${name}" is not defined in document ${document.name}`);
    if (known.type === "String" && values.length !== 1)
      throw invalid(`Parameter "${name}" of type String takes exactly one value`);
    const pattern = known.allowedPattern;
    const bad = pattern ? values.find((value) => !new RegExp(pattern).test(value)) : undefined;
    if (bad !== undefined) throw invalid(`Parameter "${name}" has value "${bad}" not matching "${pattern}".`);
  }
  const missing = Object.entries(document.parameters).find(
    ([name, { default: otherwise }]) => otherwise === undefined && !given[name],
  );
  if (missing) throw invalid(`Parameter "${missing[0]}" requires a value.`);
}
