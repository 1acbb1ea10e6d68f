import { goesOn, inAll, spelt } from "./broken.ts";

/**
 * What counts as a secret in text. Applied in this order: specific shapes first, so that the general
 * `name = value` rule at the end meets only what no shape explained. `value` names the group that is the secret;
 * the rest of a match stays readable. Every quantifier is bounded or anchored: text comes from strangers.
 */
export interface SecretPattern {
  kind: string;
  regex: RegExp;
  /** What no match is without, whatever its case: text that has the sign of none is clean at one look. */
  sign: string;
  /** What it finds only where lines are joined is taken out as well, once nothing else is left to be found. */
  acrossLines?: true;
}

/** Plain words that say there is no value are not secrets. */
const notEmpty = String.raw`(?!null\b|undefined\b|true\b|false\b|\*{3})`;
const assigned = String.raw`\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?`;

const nameStart = "(?<![A-Za-z0-9])[A-Za-z0-9_.-]{0,40}";

const secretNames = "secret|password|passwd|passphrase|api[_-]?key|private[_-]?key|access[_-]?key";
const tokenNames = "token|credential|cookie|session_?id";

export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: "private-key",
    sign: "-----BEGIN ",
    regex:
      /(?<value>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$))/g,
  },
  {
    // Its beginning was cut off, or stands in another text.
    kind: "private-key-end",
    sign: "-----END ",
    regex:
      /(?<=^|\n|\\n)(?<value>[ \t]{0,40}(?:[A-Za-z0-9+/=]{1,76}[ \t]{0,8}(?:\r?\n|(?:\\r)?\\n)[ \t]{0,40}){1,200}-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)/g,
  },
  {
    kind: "authorization",
    sign: "authorization",
    regex: new RegExp(String.raw`\b(?:proxy-)?authorization${assigned}${notEmpty}(?<value>[^\r\n"'\\]{4,})`, "gi"),
  },
  {
    kind: "bearer",
    sign: "bearer",
    regex: new RegExp(String.raw`\bbearer\s{1,4}${notEmpty}(?<value>[\w.~+/=-]{16,})`, "gi"),
  },
  {
    kind: "jwt",
    sign: "eyJ",
    regex: new RegExp(
      String.raw`\b(?<value>eyJ[\w-]{6,8192}\.eyJ[\w-]{6,8192}(?:\.[\w-]{0,8192})?${goesOn(".\\w-")})`,
      "g",
    ),
    acrossLines: true,
  },
  {
    kind: "slack-token",
    sign: "xox|xapp-",
    regex: new RegExp(
      String.raw`\b(?<value>(?:xox[a-z](?:\.xox[a-z])?-|xapp-)[A-Za-z0-9-]{8,512}${goesOn("A-Za-z0-9-")})`,
      "g",
    ),
    acrossLines: true,
  },
  {
    kind: "github-token",
    sign: "gh[a-z]_|github_pat_",
    regex: new RegExp(
      String.raw`\b(?<value>(?:gh[a-z]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})${goesOn("\\w")})`,
      "g",
    ),
    acrossLines: true,
  },
  {
    kind: "api-key",
    sign: "sk-",
    regex: new RegExp(String.raw`\b(?<value>sk-(?:ant-)?[A-Za-z0-9_-]{20,512}${goesOn("\\w-")})`, "g"),
    acrossLines: true,
  },
  {
    kind: "aws-key",
    sign: "AKIA|ASIA",
    regex: new RegExp(
      `(?<![A-Za-z0-9])(?<value>(?=${spelt("AKIA")}|${spelt("ASIA")})${inAll("A-Z0-9", 20)})(?![A-Za-z0-9])`,
      "g",
    ),
  },
  {
    kind: "aws-session-token",
    sign: "IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz",
    regex: new RegExp(
      `(?<![A-Za-z0-9])(?<value>(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9/+=]{20,8192}${goesOn("A-Za-z0-9/+=")})`,
      "g",
    ),
    acrossLines: true,
  },
  {
    kind: "aws-secret",
    sign: "secret",
    regex: new RegExp(
      String.raw`\b(?:aws_?)?secret_?(?:access_?)?key(?:_?id)?${assigned}(?<value>${inAll("A-Za-z0-9/+=", 40)})(?![A-Za-z0-9/+=])`,
      "gi",
    ),
  },
  {
    kind: "url-password",
    sign: "://",
    regex: new RegExp(
      String.raw`\b[a-z][a-z0-9+.-]{1,20}://[^\s:@/"']{0,128}:${notEmpty}(?<value>[^\s@/"']{1,256})@`,
      "gi",
    ),
  },
  {
    kind: "secret",
    sign: secretNames,
    regex: new RegExp(
      String.raw`${nameStart}(?:${secretNames})${assigned}${notEmpty}(?<value>[^\s"'\\,;&\]})]{4,})`,
      "gi",
    ),
  },
  {
    kind: "token",
    sign: tokenNames,
    regex: new RegExp(
      `${nameStart}(?:${tokenNames})${assigned}${notEmpty}` +
        String.raw`(?<value>(?=[^\s"'\\,;&]{0,64}\d)[^\s"'\\,;&\]})]{16,})`,
      "gi",
    ),
  },
];

/** Of any secret. */
export const secretSigns = new RegExp(secretPatterns.map(({ sign }) => sign).join("|"), "i");

/** Names of fields whose whole value is a secret, whatever it looks like. */
export const secretField =
  /^(?:.*[_.-])?(?:secret|password|passwd|passphrase|authorization|cookie|api_?key|private_?key|secret_?access_?key|session_?token|access_?token|refresh_?token|client_?secret)$/i;
