/**
 * Signs that turn the direction of writing can make a line read as something it is not: they are named instead of
 * obeyed. What only joins or separates letters, as in emoji, stays.
 */
export function visible(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (sign) => {
    const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `‹U+${code}›`;
  });
}
