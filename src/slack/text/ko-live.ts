import type { LiveWords } from "./live.ts";

export const koLive: LiveWords = {
  queuedBehind: (count) =>
    count === 1
      ? "앞의 질문에 답하는 중입니다. 끝나면 이어서 답하겠습니다."
      : `이 스레드에서 앞선 질문 ${count}개에 답하는 중입니다. ${count + 1}번째로 답하겠습니다.`,
  busy: (position) =>
    `지금 다른 스레드의 질문이 많습니다. 대기 순서는 ${position}번째입니다. 차례가 되면 답하겠습니다.`,
  tooMany: "⛔ 지금은 대기 중인 질문이 너무 많아 받지 못했습니다. 몇 분 뒤 다시 보내 주세요.",
  editedRunning:
    "고치기 전의 질문에 이미 답하는 중입니다. 바뀐 내용은 이 스레드에 새로 적어 주세요. 멈추려면 `중지`라고 적으면 됩니다.",
  editedAnswered: "답은 고치기 전의 질문에 대한 것입니다. 바뀐 질문은 이 스레드에 새로 적어 주세요.",
  onlyFiles: "첨부한 파일을 요약해 주세요.",
  continues: "아래에서 계속",
  leftOut: "_답이 길어 나머지는 생략했습니다. 전체 답은 아래 파일에 있습니다._",
  wholeTitle: "전체 답",
  callFailed: {
    access_denied: "권한 없음",
    ambiguous: "되물음",
    budget: "한도에 도달함",
    expired_credentials: "자격 증명 만료",
    internal: "내부 오류",
    invalid_input: "그대로는 조회할 수 없음",
    not_found: "그런 이름이 없음",
    refused: "거절됨",
    repeated: "이미 조회함",
    stopped: "중지됨",
    throttled: "AWS가 호출을 제한함",
    timeout: "시간 초과",
    unavailable: "연결할 수 없음",
    unknown_tool: "그런 도구가 없음",
  },
  stop: "중지",
  stopped: (who) => `⏹ **${who} 님의 요청으로 중단했습니다.**`,
  stoppedSteps: (steps) => `그때까지 한 일: ${steps}.`,
  stoppedNothing: "조회한 것은 없습니다.",
  unchanged: "변경한 것은 없습니다.",
  changesOnCard: "앞서 결정된 변경은 그대로이며, 그 결과는 카드에 있습니다.",
  notBegun: "⏹ 답하기 전에 중단했습니다. 조회한 것도, 변경한 것도 없습니다.",
  restarting: "⏳ 재시작하는 중입니다. 곧 이어서 답하겠습니다.",
  unreachable: (channel) =>
    `⚠️ #${channel} 채널의 질문에 답을 올리지 못했습니다. 제가 그 채널의 멤버가 아니거나 글을 쓸 수 없습니다. 채널에서 \`/invite @ops\`로 초대한 뒤 다시 물어봐 주세요.`,
  file: {
    tooLarge: (name, mb) => `⚠️ ${name} 파일은 ${mb} MB보다 커서 읽지 않았습니다. 필요한 부분만 잘라 올려 주세요.`,
    notReadable: (name) => `⚠️ ${name} 파일은 읽을 수 없는 형식입니다. 로그(텍스트), CSV, TSV, JSON 파일을 올려 주세요.`,
    empty: (name) => `⚠️ ${name} 파일에는 읽을 내용이 없습니다.`,
    failed: (name) => `⚠️ ${name} 파일을 Slack에서 내려받지 못했습니다. 파일을 다시 올려 주세요.`,
    tooMany: (most) => `⚠️ 파일은 한 번에 ${most}개까지만 읽습니다. 나머지는 다음 메시지에 올려 주세요.`,
  },
};
