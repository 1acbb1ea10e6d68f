/** A policy document, as IAM's grammar has it. */
export interface Statement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: Principal;
  NotPrincipal?: Principal;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export type Principal = "*" | Record<string, string | string[]>;

export interface Policy {
  Version?: string;
  Id?: string;
  Statement: Statement | Statement[];
}

/** What an action is asked for. */
export interface Resource {
  arn: string;
  tags: Record<string, string>;
}

export const listOf = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
