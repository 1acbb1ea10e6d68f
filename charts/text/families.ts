export const FONT_FAMILY = "Pretendard";
/** The same files with tabular digits: an alias of fontconfig, because librsvg ignores `font-feature-settings`. */
export const NUMBER_FAMILY = "Pretendard Num";

export const FONT_FILES = {
  400: "Pretendard-Regular.otf",
  600: "Pretendard-SemiBold.otf",
  700: "Pretendard-Bold.otf",
} as const;
export type FontWeight = keyof typeof FONT_FILES;
