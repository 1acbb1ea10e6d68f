/** Sentences on the queues of a contact centre. Arguments are Markdown already. */
export interface ContactWords {
  /** `queue`: the one that was asked about, else null; `wait` and `by`: the longest wait and whose queue it is. */
  waiting(count: number, queue: string | null, wait: string, by: string): string;
  /** Nobody waits; `queues`: of how many, or the one that was asked about. */
  quiet(queues: string): string;
  queues(count: number): string;
  noAgent(queues: string): string;
  closed(queues: string): string;
  none: string;
  became(
    period: string,
    queue: string | null,
    contacts: string,
    answered: string,
    abandoned: string,
    rate: string,
  ): string;
  noContacts(period: string, queue: string | null): string;
  longest(queue: string, wait: string): string;
  /** `m`, `s`: whole minutes and the seconds left. */
  wait(minutes: number, seconds: number): string;
  columns: Record<
    | ("queue" | "waiting" | "longest" | "online" | "free" | "open" | "hours")
    | ("contacts" | "answered" | "abandoned" | "rate" | "meanWait"),
    string
  >;
}
