import { z } from "zod";
import { awsSdk } from "../aws-sdk.ts";
import { text } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import { alarmsFact } from "./alarms-fact.ts";
import { defineChange } from "./define-change.ts";
import { changeFactOf, fromToFact, type Pair, plainFact, same, tagsFact } from "./facts.ts";
import { refuseUnmanaged, standing } from "./managed.ts";
import { candidates, pickTarget } from "./pick-target.ts";
import { changer, type Reach } from "./reach.ts";
import { watch } from "./watch.ts";

const version = z.string().regex(/^[1-9]\d*$/);
const args = z.strictObject({
  function: z.string().regex(/^[\w-]{1,64}$/),
  alias: z.string().regex(/^[\w-]{1,128}$/),
  version,
  /** Lambda itself refuses when the alias has changed since. */
  revision_id: z.string(),
});

/** The way out of a bad release of a function: its alias goes back to a version that was published before. */
export const lambdaPointAlias = defineChange({
  name: "lambda_point_alias",
  title: { ko: "Lambda 별칭 되돌리기", en: "Point Lambda alias back" },
  description: text(
    "Propose to point an alias of one Lambda function to an earlier published version; a person has to approve it first.",
    "Use for rolling a function back.",
    "Not for: deploying code, ECS services.",
  ),
  fields: () => ({
    function: z.string().min(1).max(140),
    alias: z.string().max(128).optional().describe("Absent: the only one."),
    version: version.optional().describe("Absent: the one before."),
  }),
  args,

  async plan({ function: asked, alias: wanted, version: given }, site) {
    const { account, call, reach } = site;
    const all = await candidates(account, async (region) =>
      (await functionNames(reach(region))).map((id) => ({ region, id, name: null, state: null, item: id })),
    );
    const { region, id } = pickTarget(asked, all, { ko: "Lambda 함수", en: "Lambda function" }, account, call);
    const name = call.field(id) ?? "";
    const at = reach(region);
    const tags = await tagsOf(id, at);
    refuseUnmanaged(name, tags);
    const alias = pickAlias(await aliasesOf(id, at), wanted, name);
    const now = alias.FunctionVersion ?? "";
    const versions = await versionsOf(id, at);
    const earlier = versions.filter((one) => Number(one) < Number(now));
    const chosen = given ?? earlier[0];
    // A later one is the way back of this change.
    if (chosen === undefined || chosen === now || !versions.includes(chosen))
      throw new ToolError("not_found", {
        ko: `${name}:${alias.Name}은(는) 지금 버전 ${now}입니다. 되돌릴 수 있는 이전 버전: ${earlier.slice(0, 8).join(", ") || "없음"}.`,
        en: `${name}:${alias.Name} points to version ${now}. Earlier versions to go back to: ${earlier.slice(0, 8).join(", ") || "none"}.`,
      });
    const target = `${name}:${alias.Name}`;
    return {
      region,
      args: { function: id, alias: alias.Name ?? "", version: chosen, revision_id: alias.RevisionId ?? "" },
      target: same(target),
      facts: [
        plainFact("function", { ko: "Lambda 함수", en: "Lambda function" }, target),
        fromToFact(now, chosen),
        tagsFact(tags, call),
        await changeFactOf(`arn:aws:lambda:${region}:${site.id}:function:${id}`, region, site),
        await alarmsFact([id], account, region, call),
      ],
      effect: {
        ko: `별칭으로 들어오는 호출이 바로 버전 ${chosen}의 코드와 설정으로 실행됩니다. 나눠 보내던 비율이 있으면 없어집니다.`,
        en: `Calls by the alias run the code and settings of version ${chosen} at once. A split between versions is removed.`,
      },
      undo: { ko: `별칭을 다시 버전 ${now}(으)로 바꾸면 됩니다.`, en: `Point the alias back to version ${now}.` },
      ...(versions.includes(now)
        ? { undoBy: { tool: "lambda_point_alias", input: { function: id, alias: alias.Name, version: now } } }
        : {}),
      tier: "T2" as const,
      why: ["release" as const],
      tags,
      confirm: target,
    };
  },

  permissions: ({ function: name, alias }, { account, region }) => ({
    change: {
      actions: ["lambda:UpdateAlias"],
      resources: ["", `:${alias}`].map((part) => `arn:aws:lambda:${region}:${account.id}:function:${name}${part}`),
    },
    look: { actions: ["lambda:ListAliases", "lambda:ListTags"], resources: ["*"] },
  }),

  async fingerprint({ function: name, alias }, reach) {
    const [aliases, tags] = await Promise.all([aliasesOf(name, reach), tagsOf(name, reach)]);
    const found = aliases.find(({ Name }) => Name === alias);
    return {
      [`${name}:${alias}.version`]: found?.FunctionVersion ?? null,
      [`${name}:${alias}.revision_id`]: found?.RevisionId ?? null,
      ...standing(name, tags),
    };
  },

  async send({ function: FunctionName, alias: Name, version: FunctionVersion, revision_id }, site) {
    const { LambdaClient, UpdateAliasCommand } = awsSdk("client-lambda");
    const reply = await changer(LambdaClient, site).send(
      new UpdateAliasCommand({
        FunctionName,
        Name,
        FunctionVersion,
        RevisionId: revision_id,
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
    return {
      requestId: reply.$metadata.requestId ?? null,
      text: {
        ko: `${FunctionName}:${Name} 별칭을 버전 ${FunctionVersion}(으)로 바꿨습니다.`,
        en: `${FunctionName}:${Name} points to version ${FunctionVersion}.`,
      },
    };
  },

  verify: ({ function: name, alias, version: wanted }, site, reach) =>
    watch(site, async () => {
      const found = (await aliasesOf(name, reach)).find(({ Name }) => Name === alias);
      const now = found?.FunctionVersion ?? "?";
      return {
        ok: now === wanted,
        text: { ko: `별칭이 버전 ${now}을(를) 가리킴`, en: `The alias points to version ${now}` },
      };
    }),
});

function pickAlias<Alias extends { Name?: string | undefined }>(
  all: Alias[],
  wanted: string | undefined,
  name: string,
): Alias {
  const found = wanted === undefined ? all : all.filter(({ Name }) => Name === wanted);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const names = all.flatMap(({ Name }) => Name ?? []);
  if (only)
    throw new ToolError(
      "ambiguous",
      {
        ko: `${name} 함수에는 별칭이 ${names.length}개 있습니다: ${names.join(", ")}. 어느 것인지 알려 주세요.`,
        en: `${name} has ${names.length} aliases: ${names.join(", ")}. Say which.`,
      },
      names.map((value) => ({ label: value, value })),
    );
  throw new InputError({
    ko: `${name} 함수에 그런 별칭이 없습니다. 있는 별칭: ${names.join(", ") || "없음"}.`,
    en: `${name} has no such alias. Its aliases: ${names.join(", ") || "none"}.`,
  });
}

async function functionNames(reach: Reach): Promise<string[]> {
  const { LambdaClient, ListFunctionsCommand } = awsSdk("client-lambda");
  const client = reach.client(LambdaClient);
  return all(async (Marker) => {
    const command = new ListFunctionsCommand(Marker ? { Marker } : {});
    const reply = await reach.ask("lambda:ListFunctions", (options) => client.send(command, options));
    // The reply holds environment variables, which may be secrets: only names are kept.
    return { items: (reply.Functions ?? []).flatMap(({ FunctionName }) => FunctionName ?? []), next: reply.NextMarker };
  });
}

async function aliasesOf(FunctionName: string, reach: Reach) {
  const { LambdaClient, ListAliasesCommand } = awsSdk("client-lambda");
  const client = reach.client(LambdaClient);
  return all(async (Marker) => {
    const command = new ListAliasesCommand({ FunctionName, ...(Marker ? { Marker } : {}) });
    const reply = await reach.ask("lambda:ListAliases", (options) => client.send(command, options));
    return { items: reply.Aliases ?? [], next: reply.NextMarker };
  });
}

/** Published ones, newest first. */
async function versionsOf(FunctionName: string, reach: Reach): Promise<string[]> {
  const { LambdaClient, ListVersionsByFunctionCommand } = awsSdk("client-lambda");
  const client = reach.client(LambdaClient);
  const found = await all(async (Marker) => {
    const command = new ListVersionsByFunctionCommand({ FunctionName, ...(Marker ? { Marker } : {}) });
    const reply = await reach.ask("lambda:ListVersionsByFunction", (options) => client.send(command, options));
    return { items: (reply.Versions ?? []).flatMap(({ Version }) => Version ?? []), next: reply.NextMarker };
  });
  return found.filter((one) => /^\d+$/.test(one)).sort((a, b) => Number(b) - Number(a));
}

async function tagsOf(name: string, reach: Reach): Promise<Pair[]> {
  const { LambdaClient, ListTagsCommand } = awsSdk("client-lambda");
  const client = reach.client(LambdaClient);
  const Resource = `arn:aws:lambda:${reach.region}:${reach.account.id}:function:${name}`;
  const reply = await reach.ask("lambda:ListTags", (options) =>
    client.send(new ListTagsCommand({ Resource }), options),
  );
  return Object.entries(reply.Tags ?? {});
}

async function all<Item>(
  page: (token: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const reply = await page(token);
    items.push(...reply.items);
    token = reply.next;
  } while (token);
  return items;
}
