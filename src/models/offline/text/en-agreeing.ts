import type { AgreeingWords } from "./agreeing.ts";

export const EN_AGREEING: AgreeingWords = {
  agreed_gb: {
    sayYes: "Say _yes_ to scan it.",
    declined:
      "**Nothing was scanned**, and nothing was charged. You can ask again for a shorter period or fewer log groups.",
    agree: ["Scan it", "Yes, scan it"],
  },
  agreed_pages: {
    sayYes: "Say _yes_ to read the rest.",
    declined: "**No further page was read**, and nothing more was charged. You can ask again for less.",
    agree: ["Read the rest", "Yes, read the rest"],
  },
};
