/** "in October", "on 20 Nov", "during 9–15 Nov", "yesterday": a period as the end of a sentence. */
export const at = (period: string): string => {
  if (/^(yesterday|today)/.test(period)) return period;
  if (period.includes("–")) return `during ${period}`;
  return /^\d/.test(period) ? `on ${period}` : `in ${period}`;
};
