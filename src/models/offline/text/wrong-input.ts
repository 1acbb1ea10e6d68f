/** Sentences on a question that cannot be answered as it was put. Arguments are Markdown already. */
export interface WrongInput {
  backwards(from: string, to: string): string;
  future(period: string): string;
  notBegun: string;
  account(name: string, known: string): string;
  region(name: string, known: string): string;
  which(name: string): string;
  retention(service: string, from: string): string;
  seenBackTo(at: string): string;
  tailUnread(from: string): string;
}
