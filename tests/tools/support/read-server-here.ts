import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { createRedactor } from "../../../redaction/redact.ts";
import { createAws } from "../../../tools/aws.ts";
import { openCache } from "../../../tools/cache.ts";
import { createClock } from "../../../tools/clock.ts";
import { readConfig } from "../../../tools/config.ts";
import type { Reach } from "../../../tools/credentials.ts";
import { createLimiter } from "../../../tools/limiter.ts";
import { createLog } from "../../../tools/log.ts";
import { createReadServer } from "../../../tools/read-server.ts";

/**
 * The read server put together in this process as tools/serve.ts does it, with one difference: the SDK's settings are
 * read from what stands in `env`, because servers of several accounts share this process's environment.
 */
export async function readServerHere(env: Record<string, string>): Promise<{
  /** The client's end. */
  connect(): Promise<Transport>;
  close(): Promise<void>;
}> {
  const config = readConfig(["--role", "read"], env);
  const clock = createClock(config.clock);
  const cache = openCache(config.dataDir, clock);
  const redactor = createRedactor(cache.redactionKey());
  const log = createLog("silent", redactor);
  const left = new AbortController();
  const aws = createAws(createLimiter(), reachOf(env));
  const server = await createReadServer({ config, clock, cache, redactor, log, aws, left: left.signal });
  return {
    async connect() {
      const [stdin, stdout] = [new PassThrough(), new PassThrough()];
      await server.connect(new StdioServerTransport(stdin, stdout));
      // The same framing from the other end.
      return new StdioServerTransport(stdout, stdin);
    },
    async close() {
      left.abort();
      await server.close();
      cache.close();
    },
  };
}

type RoleAssumer = NonNullable<NonNullable<Parameters<typeof fromIni>[0]>["roleAssumer"]>;

/** Endpoint and keys of the profile that `env` names in its config file; a role is assumed at the same endpoint. */
function reachOf(env: Record<string, string>): Reach {
  const { AWS_CONFIG_FILE: configFilepath = "", AWS_PROFILE: profile = "" } = env;
  const endpoint = /^endpoint_url = (.+)$/m.exec(readFileSync(configFilepath, "utf8"))?.[1] ?? "";
  const roleAssumer: RoleAssumer = async (credentials, params) => {
    const sts = new STSClient({ endpoint, region: "ap-northeast-2", credentials });
    const { Credentials: made } = await sts.send(new AssumeRoleCommand(params));
    return {
      accessKeyId: made?.AccessKeyId ?? "",
      secretAccessKey: made?.SecretAccessKey ?? "",
      ...(made?.SessionToken ? { sessionToken: made.SessionToken } : {}),
      ...(made?.Expiration ? { expiration: made.Expiration } : {}),
    };
  };
  return { endpoint, keys: fromIni({ profile, configFilepath, filepath: "/dev/null", roleAssumer }) };
}
