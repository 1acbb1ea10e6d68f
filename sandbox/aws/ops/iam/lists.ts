import { managedPolicyArn } from "../../iam/managed-policies.ts";
import { AwsError } from "../../wire/errors.ts";

export const notFound = (what: string) => new AwsError("NoSuchEntity", `${what} cannot be found.`, 404);

export const attachedList = (names: readonly string[]) =>
  names.map((PolicyName) => ({ PolicyName, PolicyArn: managedPolicyArn(PolicyName) }));
