/** Identities a text claims to have seen: ids, ARNs, addresses, people, and what stands in code style like a name. */

const IDS: RegExp[] = [
  /\barn:aws[\w-]*:[\w-]+:[\w-]*:\d*:[^\s`|)"'<>]+/g,
  /\b(?:i|vol|snap|sg|sgr|subnet|vpc|vpce|eni|ami|nat|igw|rtb|acl|eipalloc|lt|r|apr)-[0-9a-f]{8,17}\b/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)(?:\/\d{1,2})?/g,
];
/** A person as accounts name them, also in plain words: `first.last`, and no file, host or abbreviation. */
const PERSON = /(?<![\w.@/:-])[a-z]{2,}\.[a-z]{2,}(?![A-Za-z0-9_@/:-]|\.\w)/g;
const NO_PERSON =
  /\.(?:com|net|org|io|kr|dev|app|aws|internal|local|js|ts|mjs|py|go|rs|java|sh|sql|json|ya?ml|toml|ini|conf|cfg|env|md|txt|log|csv|html|xml|pdf|png|zip|gz|tar|service|timer|socket)$|^(?:amazonaws|aws|db|cache|search|ml)\./;
const CODE = /`([^`\n]+)`/g;
/** One word with a dot, dash, slash, underscore or digit in it: what people name resources and users like. */
const NAME = /^(?=.*[\p{L}])(?=.*[._/\-:\d@])[\p{L}\p{N}][\p{L}\p{N}._/@:+-]{2,}$|^\/[\p{L}\p{N}._/@:+-]{2,}$/u;
/** Known to everybody and of no account: regions, instance types, namespaces, CIDR of the world, flags, versions, periods. */
const COMMON: RegExp[] = [
  /^(?:[a-z]{2}(?:-[a-z]+)+-\d[a-z]?)$/,
  /^(?:db\.|cache\.)?[a-z]+\d+[a-z]*(?:-[a-z0-9]+)*\.(?:nano|micro|small|medium|large|metal|\d*xlarge)$/,
  /^AWS\/[A-Za-z0-9]+$/,
  /^0\.0\.0\.0\/0$|^127\.0\.0\.1$|^::\/0$/,
  /^--?[\w-]+$/,
  /^v?\d+(?:\.\d+){1,2}$/,
  /^[a-z0-9-]+:[A-Za-z*]+$/,
  /^d\d+(?:\.\w+)?$/,
  /^\d+[a-z]{1,3}$/i,
  /^p\d{1,2}(?:\.\d+)?$/,
  /^[45]xx$/i,
];

export function namesIn(markdown: string): string[] {
  const text = markdown.replace(/(`{3,}|~{3,})[\s\S]*?(?:\1|$)/g, " ");
  const coded = [...text.matchAll(CODE)].map(([, word]) => word!.trim()).filter((word) => NAME.test(word));
  const ids = IDS.flatMap((shape) => text.match(shape) ?? []).map((id) => id.replace(/[.,;:]+$/, ""));
  const people = (text.replace(CODE, " ").match(PERSON) ?? []).filter((word) => !NO_PERSON.test(word));
  return [...new Set([...ids, ...people, ...coded])].filter((name) => !COMMON.some((shape) => shape.test(name)));
}
