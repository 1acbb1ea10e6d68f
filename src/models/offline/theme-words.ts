const DARK = /다크|어두운|어둡게|검은|검게|까만|블랙|\bdark(?:er)?\b|\bnight mode\b/i;
const LIGHT = /라이트\s*(?:모드|테마)|밝은|밝게|하얀|흰|\blight\b|\blighter\b|\bwhite\b|\bbright\b/i;
const PICTURES =
  /차트|그래프|그림|도표|다이어그램|구성도|이미지|\bcharts?\b|\bgraphs?\b|\bplots?\b|\bpictures?\b|\bimages?\b|\bdiagrams?\b/i;
const SETTING = /모드|테마|배경|\bmode\b|\btheme\b|\bbackground\b/i;

/** Whether dark or light pictures are asked for: "use dark charts", "차트를 어둡게 해줘", "다크 모드로". */
export function themeAsked(text: string): "dark" | "light" | null {
  if (!PICTURES.test(text) && !SETTING.test(text)) return null;
  const [dark, light] = [text.search(DARK), text.search(LIGHT)];
  if (dark < 0 && light < 0) return null;
  // "Light, not dark": what comes first is wanted, unless it is what is left behind.
  const first = light < 0 || (dark >= 0 && dark < light) ? "dark" : "light";
  const other = first === "dark" ? "light" : "dark";
  const isBoth = dark >= 0 && light >= 0;
  return isBoth && /(?:말고|대신|에서|instead of|from)/i.test(text) && !/instead of|\bto\b.*\bfrom\b/i.test(text)
    ? other
    : first;
}
