import type * as IAM from "@aws-sdk/client-iam";
import type { Call } from "../../call.ts";
import { type User as Opener, users as openers } from "../../iam/users.ts";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { type IamUser, usersOf } from "../../world/users.ts";
import { keyLastUsed, passwordLastUsed } from "./last-used.ts";
import { attachedList, notFound } from "./lists.ts";
import { paged } from "./pages.ts";
import { encodePolicy } from "./roles.ts";

/** The named user, else the one who asks. */
function userNamed(call: Call, name: string | undefined): IamUser {
  const wanted = name ?? call.caller.user;
  if (wanted === undefined)
    throw new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
  const found = usersOf(call.world.setting).find((user) => user.name === wanted);
  if (!found) throw notFound(`The user with name ${wanted}`);
  return found;
}

const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

function shownUser(user: IamUser, call: Call): IAM.User {
  const used = passwordLastUsed(call, user);
  return {
    Path: "/",
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: new Date(user.createdAt),
    ...(used === undefined ? {} : { PasswordLastUsed: new Date(used) }),
  };
}

/** Those whose keys open this account have a policy of their own; its name and document. */
function inlineOf(call: Call, user: IamUser): Opener | undefined {
  return Object.values<Opener>(openers).find((o) => o.account === call.account && o.name === user.name);
}

export const userReads = {
  ListUsers(input, call) {
    const all = usersOf(call.world.setting).filter(() => "/".startsWith(input.PathPrefix ?? "/"));
    const { items, end } = paged(all, input, call);
    return { Users: items.map((user) => shownUser(user, call)), ...end };
  },

  GetUser(input, call) {
    const user = userNamed(call, input.UserName);
    return { User: { ...shownUser(user, call), Tags: tagList(user.tags) } };
  },

  ListAccessKeys(input, call) {
    const user = userNamed(call, input.UserName);
    const { items, end } = paged(user.keys, input, call);
    const AccessKeyMetadata = items.map((key) => ({
      UserName: user.name,
      AccessKeyId: key.id,
      Status: key.active ? ("Active" as const) : ("Inactive" as const),
      CreateDate: new Date(key.createdAt),
    }));
    return { AccessKeyMetadata, ...end };
  },

  GetAccessKeyLastUsed(input, call) {
    const owner = usersOf(call.world.setting).find((u) => u.keys.some((k) => k.id === input.AccessKeyId));
    const key = owner?.keys.find((k) => k.id === input.AccessKeyId);
    if (!owner || !key) throw notFound(`The access key ${input.AccessKeyId}`);
    const used = keyLastUsed(call, key);
    return {
      UserName: owner.name,
      AccessKeyLastUsed: {
        ...(used ? { LastUsedDate: new Date(used.at) } : {}),
        ServiceName: used?.service ?? "N/A",
        Region: used?.region ?? "N/A",
      },
    };
  },

  ListMFADevices(input, call) {
    const user = userNamed(call, input.UserName);
    const devices = user.mfa ? [user.mfa] : [];
    const { items, end } = paged(devices, input, call);
    const MFADevices = items.map((device) => ({
      UserName: user.name,
      SerialNumber: device.serial,
      EnableDate: new Date(device.enabledAt),
    }));
    return { MFADevices, ...end };
  },

  GetLoginProfile(input, call) {
    const user = userNamed(call, input.UserName);
    if (!user.console) throw notFound(`Login Profile for User ${user.name}`);
    const CreateDate = new Date(user.passwordChangedAt ?? user.createdAt);
    return { LoginProfile: { UserName: user.name, CreateDate, PasswordResetRequired: false } };
  },

  ListGroupsForUser(input, call) {
    const user = userNamed(call, input.UserName);
    const { items, end } = paged(user.groups, input, call);
    const Groups = items.map((GroupName) => ({
      Path: "/",
      GroupName,
      GroupId: `AGPA${GroupName.toUpperCase().padEnd(17, "0").slice(0, 17)}`,
      Arn: `arn:aws:iam::${call.account.id}:group/${GroupName}`,
      CreateDate: new Date(user.createdAt),
    }));
    return { Groups, ...end };
  },

  ListAttachedUserPolicies(input, call) {
    const { items, end } = paged(attachedList(userNamed(call, input.UserName).attached), input, call);
    return { AttachedPolicies: items, ...end };
  },

  ListUserPolicies(input, call) {
    const own = inlineOf(call, userNamed(call, input.UserName));
    const { items, end } = paged(own ? [own.policyName] : [], input, call);
    return { PolicyNames: items, ...end };
  },

  GetUserPolicy(input, call) {
    const user = userNamed(call, input.UserName);
    const own = inlineOf(call, user);
    if (own?.policyName !== input.PolicyName || !own) throw notFound(`The user policy with name ${input.PolicyName}`);
    return { UserName: user.name, PolicyName: own.policyName, PolicyDocument: encodePolicy(own.policy) };
  },
} satisfies Operations<typeof IAM>;
