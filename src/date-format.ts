/** Enough for a dozen ways to write a moment in as many zones as a company has; a plain one takes about 25 KB. */
const MOST = 256;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * As `new Intl.DateTimeFormat`, with a format made once and kept while it is in use. A format holds memory that V8 does
 * not see: made anew for every text, thousands of them wait for a collection that nothing calls for.
 * Throws RangeError for an unknown zone, as Intl does.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.delete(key);
  formats.set(key, format);
  const [oldest] = formats.keys();
  if (formats.size > MOST && oldest !== undefined) formats.delete(oldest);
  return format;
}
