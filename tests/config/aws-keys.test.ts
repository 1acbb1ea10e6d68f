import { parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partKeys } from "../../src/config/aws-keys.ts";

const FOLDER = "/dev/shm/keys";

describe("AWS keys in the bot's environment", () => {
  it("are parted from it, a file for each child, and everything else stays", () => {
    const { env, files } = partKeys(
      {
        PATH: "/bin",
        LOG_LEVEL: "",
        UNSET: undefined,
        OPSTHREAD_READ_PROFILE: "reader",
        OPSTHREAD_READ_ACCESS_KEY_ID: "ASIAREAD",
        OPSTHREAD_READ_SECRET_ACCESS_KEY: "read/secret+1=",
        OPSTHREAD_READ_SESSION_TOKEN: "token # of one session",
        OPSTHREAD_ACT_ACCESS_KEY_ID: "AKIAACT",
        OPSTHREAD_ACT_SECRET_ACCESS_KEY: "act$secret\\n",
        OPSTHREAD_ACT_REGION: "us-east-1",
        AWS_REGION: "us-east-1",
        AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/0123",
      },
      FOLDER,
    );
    expect(env).toEqual({
      PATH: "/bin",
      LOG_LEVEL: "",
      OPSTHREAD_READ_PROFILE: "reader",
      OPSTHREAD_READ_KEYS_FILE: "/dev/shm/keys/read.env",
      OPSTHREAD_ACT_REGION: "us-east-1",
      OPSTHREAD_ACT_KEYS_FILE: "/dev/shm/keys/act.env",
      AWS_REGION: "us-east-1",
      AWS_KEYS_FILE: "/dev/shm/keys/default.env",
    });
    expect([...files].map(([name, text]) => [name, parseEnv(text)])).toEqual([
      [
        "read.env",
        {
          AWS_ACCESS_KEY_ID: "ASIAREAD",
          AWS_SECRET_ACCESS_KEY: "read/secret+1=",
          AWS_SESSION_TOKEN: "token # of one session",
        },
      ],
      ["act.env", { AWS_ACCESS_KEY_ID: "AKIAACT", AWS_SECRET_ACCESS_KEY: "act$secret\\n" }],
      ["default.env", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/0123" }],
    ]);
  });

  it("of the default chain stay where Bedrock is called with them, and only there", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "s", OPSTHREAD_BEDROCK_REGION: "us-east-1" };
    expect(partKeys(keys, FOLDER)).toEqual({ env: keys, files: new Map() });
    for (const own of [{ OPSTHREAD_BEDROCK_PROFILE: "p" }, { AWS_BEARER_TOKEN_BEDROCK: "b" }])
      expect([...partKeys({ ...keys, ...own }, FOLDER).files.keys()]).toEqual(["default.env"]);
    expect([...partKeys({ ...keys, OPSTHREAD_ACT_ACCESS_KEY_ID: "A" }, FOLDER).files.keys()]).toEqual(["act.env"]);
  });

  it("that were not copied whole are refused by name, never by value", () => {
    for (const value of ["it's", "two\nlines"])
      expect(() => partKeys({ OPSTHREAD_ACT_SECRET_ACCESS_KEY: value }, FOLDER)).toThrow(
        "OPSTHREAD_ACT_SECRET_ACCESS_KEY has a quote or a line break in it: no key of AWS has. Set it anew.",
      );
  });

  it("come back from the file as they were, and a second look finds none", () => {
    const value = fc.string({ minLength: 1 }).filter((text) => !/['\r\n\0]/.test(text));
    fc.assert(
      fc.property(value, (secret) => {
        const { env, files } = partKeys({ AWS_SECRET_ACCESS_KEY: secret }, FOLDER);
        expect(parseEnv(files.get("default.env") ?? "")).toEqual({ AWS_SECRET_ACCESS_KEY: secret });
        expect(partKeys(env, FOLDER)).toEqual({ env, files: new Map() });
      }),
    );
  });
});
