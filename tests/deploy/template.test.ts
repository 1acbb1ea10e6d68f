import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listOf } from "../../sandbox/aws/iam/policy.ts";
import { everyAction } from "./operations.ts";
import { roleOf, template } from "./template.ts";

/** Intrinsic functions that the templates use; another one would pass unseen below. */
const FUNCTIONS = new Set([
  "Ref",
  "Fn::Sub",
  "Fn::GetAtt",
  "Fn::Base64",
  "Fn::Equals",
  "Fn::If",
  "Fn::Not",
  "Fn::And",
  "Fn::Join",
  "Condition",
]);
const PSEUDO = ["AWS::Partition", "AWS::AccountId", "AWS::Region", "AWS::StackName", "AWS::NoValue"];

interface Use {
  kind: string;
  value: unknown;
}

function uses(value: unknown): Use[] {
  if (Array.isArray(value)) return value.flatMap(uses);
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const own = entries
    .filter(([key]) => key === "Ref" || key.startsWith("Fn::"))
    .map(([kind, inner]) => ({ kind, value: inner }));
  return [...own, ...entries.flatMap(([, inner]) => uses(inner))];
}

describe.each(["account", "bot", "service"] as const)("deploy/cloudformation/%s.yaml", (name) => {
  const { Parameters, Conditions, Resources, Outputs } = template(name);

  test("refers to nothing that is not there", () => {
    const known = new Set([...Object.keys(Parameters), ...Object.keys(Resources), ...PSEUDO]);
    const all = uses({ Conditions, Resources, Outputs });
    expect(all.length).toBeGreaterThan(5);
    expect(all.filter(({ kind }) => !FUNCTIONS.has(kind))).toEqual([]);
    const named = all.flatMap(({ kind, value }): string[] => {
      if (kind === "Ref") return [String(value)];
      if (kind === "Fn::GetAtt") return [(value as string[])[0]!];
      if (kind === "Fn::Sub")
        return [...String(value).matchAll(/\$\{([\w:]+)\}/g)].map(([, variable = ""]) => variable);
      return [];
    });
    expect(named.filter((one) => !known.has(one))).toEqual([]);
    const conditions = JSON.stringify({ Conditions, Resources, Outputs }).matchAll(
      /"(?:Condition":|Fn::If":\[)"(\w+)"/g,
    );
    expect([...conditions].map(([, one = ""]) => one).filter((one) => !(one in Conditions))).toEqual([]);
  });

  test("uses every parameter and every condition it has", () => {
    const text = JSON.stringify({ Conditions, Resources, Outputs });
    const unused = [
      ...Object.keys(Parameters).filter((one) => !text.includes(`"Ref":"${one}"`)),
      ...Object.keys(Conditions).filter(
        (one) => !text.includes(`"Condition":"${one}"`) && !text.includes(`"Fn::If":["${one}"`),
      ),
    ];
    expect(unused).toEqual([]);
  });
});

test.each([
  ["account", ["AWS::IAM::Role", "AWS::SSM::Document"]],
  ["bot", ["AWS::IAM::Role"]],
] as const)("deploy/cloudformation/%s.yaml makes %j and nothing else", (name, made) => {
  const types = Object.values(template(name).Resources).map(({ Type }) => Type);
  expect([...new Set(types)].sort()).toEqual(made);
});

test("the service is given the act server's keys where changes are wanted, and only there", () => {
  const [container] = template("service").Resources.Task!.Properties.ContainerDefinitions as [{ Secrets: unknown[] }];
  const secret = (name: string) => ({ Name: name, ValueFrom: { "Fn::Sub": `\${Settings}:${name}::` } });
  expect(container.Secrets.slice(-2)).toEqual(
    ["OPSTHREAD_ACT_ACCESS_KEY_ID", "OPSTHREAD_ACT_SECRET_ACCESS_KEY"].map((name) => ({
      "Fn::If": ["AllowChanges", secret(name), { Ref: "AWS::NoValue" }],
    })),
  );
});

describe.each(["ReadRole", "ActRole"] as const)("the policy of %s", (role) => {
  const statements = listOf(roleOf(role).policy.Statement);

  test("is written as IAM takes it", () => {
    const sids = statements.map(({ Sid }) => Sid ?? "");
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
    // All inline policies of a role together.
    expect(JSON.stringify(roleOf(role).policy).length).toBeLessThan(10_240);
    for (const statement of statements)
      expect(Object.keys(statement).sort()).toEqual(expect.arrayContaining(["Action", "Effect", "Resource"]));
  });

  test("names no action twice, allows none by a wildcard, and none that does not exist", () => {
    // Directory Service has no client here; Connect asks for this one.
    const known = new Set([...everyAction(), "ds:DescribeDirectories"]);
    for (const { Effect, Action } of statements) {
      const named = listOf(Action);
      expect(named).toEqual([...new Set(named)].sort());
      if (Effect === "Allow") expect(named.filter((action) => !known.has(action))).toEqual([]);
    }
  });
});

describe("the documents that run on hosts", () => {
  const documents = Object.values(template("account").Resources)
    .filter(({ Type }) => Type === "AWS::SSM::Document")
    .map(({ Properties }) => Properties as { Name: string; Content: Content });

  interface Content {
    schemaVersion: string;
    parameters?: Record<string, { type: string; allowedPattern: string; interpolationType: string }>;
    mainSteps: { action: string; inputs: { timeoutSeconds: string; runCommand: string[] } }[];
  }

  test("are those that the tools name", () => {
    const source = ["ssm-check-hosts", "ssm-run-command"]
      .map((file) => readFileSync(join(import.meta.dirname, `../../tools/actions/${file}.ts`), "utf8"))
      .join("");
    const named = [...source.matchAll(/"(opsthread-[a-z-]+)"/g)].map(([, name]) => name);
    expect(documents.map(({ Name }) => Name).sort()).toEqual([...new Set(named)].sort());
  });

  test.each(documents)(
    "$Name takes typed values as variables, is limited in time, and runs without rights",
    ({ Content }) => {
      expect(Content.schemaVersion).toBe("2.2");
      for (const parameter of Object.values(Content.parameters ?? {}))
        expect(parameter).toMatchObject({
          type: "String",
          interpolationType: "ENV_VAR",
          allowedPattern: expect.stringMatching(/^\^.*\$$/),
        });
      const [step] = Content.mainSteps;
      expect(step).toMatchObject({ action: "aws:runShellScript", inputs: { timeoutSeconds: "30" } });
      const text = step!.inputs.runCommand.join("\n");
      expect(text).not.toMatch(/\{\{/);
      const variables = [...text.matchAll(/\$SSM_(\w+)/g)].map(([, variable = ""]) => variable);
      expect(variables.sort()).toEqual(Object.keys(Content.parameters ?? {}).sort());
      expect(
        text
          .split("\n")
          .slice(1)
          .filter((line) => line !== "uptime" && !line.startsWith("setpriv --reuid=nobody")),
      ).toEqual([]);
    },
  );
});
