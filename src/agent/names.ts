/** Identities a text claims to have seen: ids, ARNs, addresses, and what stands in code style like a name. */

const IDS: RegExp[] = [
  /\barn:aws[\w-]*:[\w-]+:[\w-]*:\d*:[^\s`|)"'<>]+/g,
  /\b(?:i|vol|snap|sg|sgr|subnet|vpc|vpce|eni|ami|nat|igw|rtb|acl|eipalloc|lt|r|apr)-[0-9a-f]{8,17}\b/g,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)(?:\/\d{1,2})?/g,
];
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
  return [...new Set([...ids, ...coded])].filter((name) => !COMMON.some((shape) => shape.test(name)));
}
