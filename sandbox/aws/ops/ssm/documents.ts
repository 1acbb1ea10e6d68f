import { createHash } from "node:crypto";
import type * as SSM from "@aws-sdk/client-ssm";
import type { Call } from "../../call.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations, Resources } from "../../wire/service.ts";
import { documentsOf, type SsmDocument } from "../../world/ssm-documents.ts";
import { documentArn, findDocument } from "./find-document.ts";
import { paged } from "./paging.ts";

const platforms: SSM.PlatformType[] = ["Linux"];

const toIdentifier = (document: SsmDocument): SSM.DocumentIdentifier => ({
  Name: document.name,
  Owner: document.owner,
  PlatformTypes: platforms,
  DocumentVersion: document.version,
  DocumentType: document.kind,
  SchemaVersion: document.kind === "Automation" ? "0.3" : "2.2",
  DocumentFormat: "JSON",
  TargetType: "/AWS::EC2::Instance",
  Tags: [],
  CreatedDate: new Date(document.createdAt),
});

function contentOf(document: SsmDocument): string {
  const parameters = Object.fromEntries(
    Object.entries(document.parameters).map(([name, { type, description, default: otherwise, allowedPattern }]) => [
      name,
      {
        type,
        description,
        ...(otherwise === undefined ? {} : { default: otherwise }),
        ...(allowedPattern ? { allowedPattern } : {}),
      },
    ]),
  );
  const { description, kind, lines } = document;
  const content =
    kind === "Automation"
      ? {
          schemaVersion: "0.3",
          description,
          parameters,
          mainSteps: lines.map((name) => ({
            name,
            action: "aws:changeInstanceState",
            inputs: { InstanceIds: "{{ InstanceId }}" },
          })),
        }
      : {
          schemaVersion: "2.2",
          description,
          parameters,
          mainSteps: [
            {
              action: "aws:runShellScript",
              name: "run",
              inputs: { runCommand: lines.length > 0 ? lines : ["{{ commands }}"] },
            },
          ],
        };
  return JSON.stringify(content, null, 2);
}

/** Of its text, by which a caller pins what it means to run. */
export const hashOf = (document: SsmDocument): string => createHash("sha256").update(contentOf(document)).digest("hex");

export const documentReads = {
  ListDocuments(input, call) {
    const all = documentsOf(call.world.setting);
    const found = [
      ...(input.Filters ?? []),
      ...(input.DocumentFilterList ?? []).map(({ key, value }) => ({ Key: key, Values: [value ?? ""] })),
    ].reduce((left, { Key, Values = [] }) => left.filter((document) => fits(document, Key, Values)), all);
    const page = paged(found.map(toIdentifier), input, call, 50);
    return { DocumentIdentifiers: page.items, ...page.next };
  },

  DescribeDocument(input, call) {
    const document = findDocument(call, input.Name, input.DocumentVersion);
    const { CreatedDate, ...identifier } = toIdentifier(document);
    return {
      Document: {
        ...identifier,
        ...(CreatedDate ? { CreatedDate } : {}),
        Hash: hashOf(document),
        HashType: "Sha256",
        Status: "Active",
        Description: document.description,
        LatestVersion: document.version,
        DefaultVersion: document.version,
        Parameters: Object.entries(document.parameters).map(([Name, { type, description, default: otherwise }]) => ({
          Name,
          Type: type,
          Description: description,
          ...(otherwise === undefined ? {} : { DefaultValue: String(otherwise) }),
        })),
      },
    };
  },

  GetDocument(input, call) {
    const document = findDocument(call, input.Name, input.DocumentVersion);
    return {
      Name: document.name,
      DocumentVersion: document.version,
      Status: "Active",
      Content: contentOf(document),
      DocumentType: document.kind,
      DocumentFormat: "JSON",
      CreatedDate: new Date(document.createdAt),
    };
  },
} satisfies Operations<typeof SSM>;

function fits(document: SsmDocument, key: string | undefined, values: string[]): boolean {
  if (key === "Name") return values.some((value) => document.name.startsWith(value));
  if (key === "Owner")
    return values.some((value) => value === document.owner || (value === "Self" && document.owner !== "Amazon"));
  if (key === "DocumentType") return values.includes(document.kind);
  if (key === "PlatformTypes") return values.includes("Linux");
  if (key === "SearchKeyword") return values.some((value) => document.name.toLowerCase().includes(value.toLowerCase()));
  throw new AwsError("InvalidFilterKey", `The filter key ${key} is not valid`);
}

const target = (input: { Name?: string | undefined }, call: Call) => [
  { arn: documentArn(call, input.Name ?? "*"), tags: {} },
];

export const documentResources = { DescribeDocument: target, GetDocument: target } satisfies Resources<typeof SSM>;
