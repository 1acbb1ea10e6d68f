import { text } from "../define-tool.ts";
import { archiveAction } from "./findings-archive.ts";

/** Puts findings aside as dealt with. */
export const guarddutyArchiveFindings = archiveAction({
  name: "guardduty_archive_findings",
  title: { ko: "GuardDuty 탐지 결과 보관", en: "Archive GuardDuty findings" },
  description: text(
    "Propose to archive up to five GuardDuty findings; a person has to approve it first.",
    "Use for findings that were looked into.",
    "Not for: suppression rules, changing GuardDuty's settings.",
  ),
  operation: "ArchiveFindings",
  archived: true,
  effect: {
    ko: "탐지 결과가 목록에서 가려집니다. 같은 일이 다시 일어나면 새 탐지 결과가 생깁니다.",
    en: "The findings no longer show in lists. If the same happens again, a new finding is made.",
  },
  undo: { ko: "보관을 해제하면 됩니다 (90일 안에).", en: "Take them out of the archive again (within 90 days)." },
  undoBy: "guardduty_unarchive_findings",
  tier: "T2",
  why: "hides_findings",
});
