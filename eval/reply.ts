/** A reply as people have it before them, and what is known of how it came about. Plain data: it can be kept and graded again. */
export interface Reply {
  language: "ko" | "en";
  /** IANA zone of the asker. */
  zone: string;
  question: string;
  status: string;
  /** The answer's Markdown. */
  text: string;
  /** Text files posted with it. */
  files: { name: string; content: string }[];
  pictures: { name: string; alt: string }[];
  cards: { tool: string; args: unknown; state: string }[];
  toolCalls: { name: string; error: string | null }[];
  tokens: number;
  usd: number | null;
  ceRequests: number;
  seconds: number;
  /** Of the figures shown, those that a result holds; null where none was shown. */
  grounded: number | null;
  model: string;
  /** Requests that reached AWS while it was answered. */
  requests: AwsRequest[];
  /** `service/region` of everything asked since the account was started: what is known already need not be asked again. */
  looked: string[];
}

export interface AwsRequest {
  service: string;
  operation: string;
  region: string;
  mutating: boolean;
  outcome: string;
  input: unknown;
}
