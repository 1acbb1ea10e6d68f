/** AWS Signature Version 4, the verifying side. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { Refusal } from "./errors.ts";

export interface SignedRequest {
  method: string;
  /** Path and query as they came over the wire. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Credential {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

/** How far a request's date may be from the real time, as AWS allows. */
const SKEW_MS = 5 * 60_000;

const sha256 = (data: string | Buffer) => hash("sha256", data, "hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

export function readCredential(header: string | undefined): Credential {
  if (!header) throw new Refusal("noSignature", "Request is missing Authentication Token");
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (!match) throw new Refusal("noSignature", "Authorization header requires a Signature Version 4 credential");
  const [, accessKeyId = "", date = "", region = "", service = "", signed = "", signature = ""] = match;
  return { accessKeyId, date, region, service, signedHeaders: signed.split(";"), signature };
}

/** @throws Refusal badSignature when the secret, the body or a signed header does not match, skewed when the time does not. */
export function verifySignature(request: SignedRequest, credential: Credential, secret: string, realNow: number): void {
  const amzDate = one(request.headers["x-amz-date"]);
  checkDate(amzDate, credential.date, realNow);
  const claimed = one(request.headers["x-amz-content-sha256"]);
  const payload = isUnsigned(claimed) ? claimed : sha256(request.body);
  const path = request.url.split("?")[0] ?? "/";
  const canonical = [
    request.method,
    // S3 alone signs the path as it is sent; everywhere else it is encoded once more.
    credential.service === "s3" ? path : path.split("/").map(encode).join("/"),
    canonicalQuery(request.url),
    ...credential.signedHeaders.map((h) => `${h}:${one(request.headers[h]).trim().replace(/\s+/g, " ")}`),
    "",
    credential.signedHeaders.join(";"),
    payload,
  ].join("\n");
  const scope = `${credential.date}/${credential.region}/${credential.service}/aws4_request`;
  const expected = hmac(
    signingKey(secret, credential),
    ["AWS4-HMAC-SHA256", amzDate, scope, sha256(canonical)].join("\n"),
  );
  const intact = claimed === "" || claimed === payload;
  if (
    !intact ||
    !credential.signedHeaders.includes("host") ||
    !timingSafeEqual(expected, Buffer.from(credential.signature, "hex"))
  )
    throw new Refusal(
      "badSignature",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
    );
}

const signingKeys = new Map<string, Buffer>();

/** The same for all that one key pair asks of a service on a day. */
function signingKey(secret: string, { date, region, service }: Credential): Buffer {
  const name = [secret, date, region, service].join("/");
  let key = signingKeys.get(name);
  if (!key) {
    const dateKey = hmac(`AWS4${secret}`, date);
    key = hmac(hmac(hmac(dateKey, region), service), "aws4_request");
    if (signingKeys.size >= 1_000) signingKeys.clear();
    signingKeys.set(name, key);
  }
  return key;
}

/** S3's clients may leave the body out of the signature, or stream it with a checksum at its end. */
const isUnsigned = (claimed: string) =>
  claimed === "UNSIGNED-PAYLOAD" || claimed === "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

function checkDate(amzDate: string, scopeDate: string, realNow: number): void {
  const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
  const time = m ? Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`) : Number.NaN;
  if (!amzDate.startsWith(scopeDate) || !(Math.abs(time - realNow) <= SKEW_MS))
    throw new Refusal("skewed", `Signature expired: ${amzDate} is not within 5 minutes of the server's time`);
}

function canonicalQuery(url: string): string {
  const query = url.split("?")[1] ?? "";
  if (!query) return "";
  const pairs = query.split("&").map((pair) => {
    const [key = "", ...value] = pair.split("=");
    return [encode(decodeURIComponent(key)), encode(decodeURIComponent(value.join("=")))] as const;
  });
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([k, v]) => `${k}=${v}`).join("&");
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const one = (value: string | string[] | undefined): string =>
  value === undefined ? "" : Array.isArray(value) ? value.join(",") : value;
