const KEY = "([A-Za-z][\\w.:/-]*)";
/** What stands before "tag" without being a key. */
const NO_KEY = /^(?:a|an|the|any|no|this|that|their|its|of|cost|aws|without|missing|ec2)$/i;
const SAID = [
  new RegExp(
    `(?:without|lack(?:s|ing)?|missing|miss|no|nobody\\s+in|not?\\s+have)\\s+(?:(?:an?|the|any|their|its)\\s+)?${KEY}\\s+tags?`,
    "gi",
  ),
  new RegExp(`${KEY}\\s*(?:태그|태깅)\\s*\\)?\\s*(?:가|이|를|은|는)?\\s*(?:없|안|빠|누락|미)`, "gi"),
];

/** The key of the tag that things are said to lack, as in "without an owner tag", "owner 태그가 없는". */
export function missingTag(text: string): string | null {
  for (const pattern of SAID) for (const [, key] of text.matchAll(pattern)) if (key && !NO_KEY.test(key)) return key;
  return null;
}
