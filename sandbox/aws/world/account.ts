/** The two accounts of the company. All that is told of the story happens in `haneul-prod`. */
export interface Account {
  id: string;
  /** The account alias. */
  name: string;
}

export const prod: Account = { id: "417205938164", name: "haneul-prod" };
export const dev: Account = { id: "530218467790", name: "haneul-dev" };

export const accounts: readonly Account[] = [prod, dev];
