import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import { documentsOf, type SsmDocument } from "../../world/ssm-documents.ts";

/** @throws AwsError InvalidDocument or InvalidDocumentVersion. */
export function findDocument(call: Call, wanted: string | undefined, version?: string): SsmDocument {
  const name = wanted?.split(":document/").at(-1);
  const document = documentsOf(call.world.setting).find((one) => one.name === name);
  if (!document) throw new AwsError("InvalidDocument", `Document with name ${wanted} does not exist.`);
  if (version && !["$DEFAULT", "$LATEST", document.version].includes(version))
    throw new AwsError("InvalidDocumentVersion", `Document version ${version} of ${name} does not exist.`);
  return document;
}

/** Amazon's documents belong to no account. */
export const documentArn = (call: Call, name: string): string =>
  `arn:aws:ssm:${call.region}:${name.startsWith("AWS-") ? "" : call.account.id}:document/${name}`;
