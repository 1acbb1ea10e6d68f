import type Anthropic from "@anthropic-ai/sdk";
import type { Clock } from "../ports/clock.ts";
import type { KnownModel } from "./known-models.ts";

export interface ListedModel extends KnownModel {
  /** The day of retirement of a deprecated model, where one is set. */
  deprecated: { retires: string | null } | null;
}

export interface ModelList {
  /** Never throws: the last good list, or the static one when there has been none. */
  load(): Promise<ListedModel[]>;
  /** What is known without asking; null before the first good answer. */
  current(): ListedModel[] | null;
}

const KEEP_MS = 60 * 60 * 1000;
const RETRY_MS = 60 * 1000;

/** The Models API, asked at most once an hour (once a minute while it fails). One request serves all who wait. */
export function createModelList(options: {
  client: { models: Pick<Anthropic["models"], "list"> };
  clock: Clock;
  instead: KnownModel[];
  onError: (error: unknown) => void;
}): ModelList {
  let known: ListedModel[] | null = null;
  let nextAt = 0;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    try {
      const listed: ListedModel[] = [];
      for await (const info of options.client.models.list()) listed.push(fromInfo(info));
      known = listed;
      nextAt = options.clock.now() + KEEP_MS;
    } catch (error) {
      options.onError(error);
      nextAt = options.clock.now() + RETRY_MS;
    } finally {
      asking = null;
    }
  };
  return {
    current: () => known,
    async load() {
      if (options.clock.now() >= nextAt) {
        asking ??= ask();
        await asking;
      }
      return known ?? options.instead.map((model) => ({ ...model, deprecated: null }));
    },
  };
}

function fromInfo(info: Anthropic.ModelInfo): ListedModel {
  return {
    id: info.id,
    name: info.display_name,
    adaptiveThinking: info.capabilities?.thinking.types.adaptive.supported ?? false,
    maxOutput: info.max_tokens,
    window: info.max_input_tokens ?? null,
    deprecated: info.lifecycle === "deprecated" ? { retires: info.retires_at?.slice(0, 10) ?? null } : null,
  };
}
