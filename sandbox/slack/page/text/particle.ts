/** A Korean name with the form of a particle that fits its last sound: `박서연으로`, `김지우로`. */
export function towards(name: string): string {
  const last = name.codePointAt(name.length - 1) ?? 0;
  const isSyllable = last >= 0xac00 && last <= 0xd7a3;
  const closing = isSyllable ? (last - 0xac00) % 28 : 0;
  // No closing sound, or ㄹ.
  return `${name}${closing === 0 || closing === 8 ? "로" : "으로"}`;
}
