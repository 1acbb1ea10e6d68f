import type * as EC2 from "@aws-sdk/client-ec2";
import { AwsError } from "../../wire/errors.ts";
import type { Operations } from "../../wire/service.ts";
import { type KeyPair, keyPairsOf } from "../../world/key-pairs.ts";
import { tagsOf } from "../tags.ts";
import { describe, tagList } from "./describe.ts";
import { idKinds } from "./ids.ts";

export const keyPairReads = {
  DescribeKeyPairs(input, call) {
    const all = keyPairsOf(call.world.setting)
      .filter((key) => key.region === call.region && key.createdAt <= call.now)
      .map((key) => ({ ...key, tags: tagsOf(call, key.arn, key.tags) }));
    const missing = (input.KeyNames ?? []).find((name) => !all.some((key) => key.name === name));
    if (missing) throw new AwsError("InvalidKeyPair.NotFound", `The key pair '${missing}' does not exist`);
    const named = all.filter((key) => !input.KeyNames?.length || input.KeyNames.includes(key.name));
    const shown = {
      id: idKinds.keyPair,
      idOf: (key: KeyPair) => key.id,
      tagsOf: (key: KeyPair) => key.tags,
      fields: {
        fingerprint: (key: KeyPair) => [key.fingerprint],
        "key-name": (key: KeyPair) => [key.name],
        "key-pair-id": (key: KeyPair) => [key.id],
      },
    };
    const { items } = describe(named, input, call, shown, input.KeyPairIds);
    const KeyPairs = items.map((key) => ({
      KeyPairId: key.id,
      KeyName: key.name,
      KeyType: "rsa" as const,
      KeyFingerprint: key.fingerprint,
      CreateTime: new Date(key.createdAt),
      Tags: tagList(key.tags),
    }));
    return { KeyPairs };
  },
} satisfies Operations<typeof EC2>;
