import { text } from "../define-tool.ts";
import { archiveAction } from "./findings-archive.ts";

/** Brings archived findings back. */
export const guarddutyUnarchiveFindings = archiveAction({
  name: "guardduty_unarchive_findings",
  title: { ko: "GuardDuty 탐지 결과 보관 해제", en: "Unarchive GuardDuty findings" },
  description: text(
    "Propose to take up to five GuardDuty findings out of the archive; a person has to approve it first.",
    "Use where an archived finding matters after all.",
    "Not for: listing findings.",
  ),
  operation: "UnarchiveFindings",
  archived: false,
  effect: {
    ko: "탐지 결과가 다시 목록에 나타납니다.",
    en: "The findings show in lists again.",
  },
  undo: { ko: "다시 보관하면 됩니다.", en: "Archive them again." },
  undoBy: "guardduty_archive_findings",
  tier: "T1",
  why: "power_on",
});
