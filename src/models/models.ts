import type Anthropic from "@anthropic-ai/sdk";
import type { Clock } from "../ports/clock.ts";
import type { Model, ModelChoice, Models } from "../ports/model.ts";
import { createClaude, type MessagesClient } from "./claude.ts";
import { BEDROCK_MODELS, KNOWN_MODELS } from "./known-models.ts";
import { createModelList, type ListedModel, type ModelList } from "./model-list.ts";
import { createPrices, type PriceRow, type Prices } from "./prices.ts";

/** Where Claude is reached. Null where it is not configured: the offline planner is all there is. */
export type Provider =
  | { kind: "api"; client: MessagesClient & { models: Pick<Anthropic["models"], "list"> } }
  | { kind: "bedrock"; client: MessagesClient }
  | null;

export interface ModelsConfig {
  provider: Provider;
  /** The planner that needs no model; null where the team does not want it. To be chosen only where it is the default. */
  offline: Model | null;
  defaultId?: string;
  /** Id of the model that answers when the chosen one cannot be reached; may be that of `offline`. */
  fallbackId?: string | null;
  priceOverrides?: PriceRow[];
  clock: Clock;
  onListError: (error: unknown) => void;
  idleMs?: number;
}

/** Throws when neither a provider nor the offline planner is given, or when the fallback does not exist. */
export function createModels(config: ModelsConfig): Models {
  const prices = createPrices(config.priceOverrides);
  const list = listOf(config);
  const made = new Map<string, Model>();
  const defaultId = config.defaultId ?? (config.provider ? staticModels(config)[0]!.id : config.offline?.id);
  if (!defaultId) throw new Error("no model: neither Claude nor the offline planner is configured");

  const choosable = config.offline?.id === defaultId ? config.offline : null;

  const claude = (listed: ListedModel): Model => {
    const key = JSON.stringify(listed);
    const known = made.get(key);
    if (known) return known;
    const model = createClaude({
      id: listed.id,
      client: config.provider!.client,
      adaptiveThinking: listed.adaptiveThinking,
      maxOutput: listed.maxOutput,
      caching: config.provider!.kind === "bedrock" ? "explicit" : "automatic",
      prices,
      clock: config.clock,
      ...(config.idleMs ? { idleMs: config.idleMs } : {}),
    });
    made.set(key, model);
    return model;
  };
  const get = (id: string): Model | null => {
    if (choosable && id === choosable.id) return choosable;
    if (!config.provider) return null;
    const listed = (list.current() ?? staticModels(config)).find((model) => model.id === id);
    if (listed) return claude(listed);
    // An alias or an id newer than the list: the team wrote it into its configuration, the API decides.
    const isConfigured = id === defaultId || id === config.fallbackId;
    return isConfigured && id !== config.offline?.id ? claude(unlisted(id)) : null;
  };

  const { offline, fallbackId } = config;
  const fallback = fallbackId && fallbackId === offline?.id ? offline : get(fallbackId ?? "");
  if (fallbackId && !fallback) throw new Error(`the fallback model "${fallbackId}" is not configured`);
  return {
    defaultId,
    fallback,
    get,
    async list() {
      const listed = config.provider ? await list.load() : [];
      const choices = listed.map((model) => choice(model, prices, config.clock.now()));
      if (choosable) choices.push(offlineChoice(choosable));
      const first =
        choices.find((entry) => entry.id === defaultId) ?? choice(unlisted(defaultId), prices, config.clock.now());
      return [first, ...choices.filter((entry) => entry.id !== defaultId)];
    },
  };
}

function staticModels(config: ModelsConfig): ListedModel[] {
  const known = config.provider?.kind === "bedrock" ? BEDROCK_MODELS : KNOWN_MODELS;
  return known.map((model) => ({ ...model, deprecated: null }));
}

function listOf(config: ModelsConfig): ModelList {
  if (config.provider?.kind === "api") {
    const { client } = config.provider;
    return createModelList({ client, clock: config.clock, instead: KNOWN_MODELS, onError: config.onListError });
  }
  return { current: () => null, load: async () => staticModels(config) };
}

function unlisted(id: string): ListedModel {
  return { id, name: id, adaptiveThinking: false, maxOutput: null, window: null, deprecated: null };
}

function offlineChoice(model: Model): ModelChoice {
  return { id: model.id, name: "Offline planner", offline: true, price: null, window: null, retires: null };
}

function choice({ id, name, window, deprecated }: ListedModel, prices: Prices, now: number): ModelChoice {
  const rates = prices.listed(id, now);
  return {
    id,
    name,
    offline: false,
    price: rates && { input: rates.input, output: rates.output },
    window,
    retires: deprecated && { on: deprecated.retires },
  };
}
