/**
 * What counts as an error line, for every tool that asks: a level word in capitals, a JSON level, or the name of an
 * exception. Lower-case "error" alone is not enough: it stands in too many healthy lines.
 */
export const errorFilter = String.raw`filter @message like /\b(ERROR|FATAL|CRITICAL|PANIC|SEVERE)\b|"level": ?"(error|fatal|critical)"|[A-Za-z](Error|Exception)\b|Traceback/`;
