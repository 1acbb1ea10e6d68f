/** What a model can do, where no Models API tells: on Bedrock, and before the first list has arrived. */
export interface KnownModel {
  id: string;
  name: string;
  adaptiveThinking: boolean;
  /** Null: not known. */
  maxOutput: number | null;
  /** Tokens of input it takes. Null: not known. */
  window: number | null;
}

const CURRENT = { adaptiveThinking: true, maxOutput: 128_000, window: 1_000_000 };

/** The ids typed in the SDK (1.11) that are worth offering, newest and middle-priced first. */
export const KNOWN_MODELS: KnownModel[] = [
  { id: "claude-sonnet-5-5", name: "Claude Sonnet 5.5", ...CURRENT },
  { id: "claude-opus-5-5", name: "Claude Opus 5.5", ...CURRENT },
  { id: "claude-haiku-5-5", name: "Claude Haiku 5.5", ...CURRENT },
  { id: "claude-fable-5-2", name: "Claude Fable 5.2", ...CURRENT },
];

/** Inference profiles; `global.` routes to any commercial region. Bedrock has no Models API. */
export const BEDROCK_MODELS: KnownModel[] = KNOWN_MODELS.filter((model) => !model.id.includes("fable")).map(
  (model) => ({
    ...model,
    id: `global.anthropic.${model.id}`,
    name: `${model.name} (Bedrock)`,
  }),
);
