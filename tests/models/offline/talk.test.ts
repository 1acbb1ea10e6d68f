import { describe, expect, it } from "vitest";
import { replies, show } from "./both-languages.ts";

describe("replies without data", () => {
  it("gives help, courtesy and refusals with examples", async () => {
    const ask = async (ko: string, en: string) => show(await replies({ ko, en }, {}));
    expect(await ask("뭘 할 수 있어?", "what can you do?")).toMatchInlineSnapshot(`
      "**AWS 비용, CloudTrail, GuardDuty, 로그, 지표, 알람, 리소스에 대해 물어보실 수 있습니다.** 변경은 승인 카드를 거쳐야만 실행됩니다.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_
      - _이번 달 비용이 왜 늘었어?_
      - _지금 울리는 알람 보여줘_
      - _최근 7일간 실패한 콘솔 로그인 있었어?_
      - _심각도 높은 GuardDuty 탐지 결과 있어?_
      - _order-api-2 재부팅해줘_
      - _us-east-1의 GPU 인스턴스 중지해줘_
      - _order-api-2 시작해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **You can ask me about AWS cost, CloudTrail, GuardDuty, logs, metrics, alarms and resources.** Changes run only after an approval on a card.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_
      - _Why did this month's cost rise?_
      - _Which alarms are firing?_
      - _Were there failed console logins in the last 7 days?_
      - _Any high severity GuardDuty findings?_
      - _Reboot order-api-2_
      - _Stop the GPU instances in us-east-1_
      - _Start order-api-2_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("모든 로그 지워줘", "delete all logs")).toMatchInlineSnapshot(`
      "**로그 삭제는 이 봇이 할 수 없는 작업입니다.** 승인이 있어도 실행하지 않습니다. 할 수 있는 변경은 EC2 인스턴스의 재부팅·중지·시작뿐입니다.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Deleting logs is not something this bot can do.** It would not run even with an approval. The only changes it can make are rebooting, stopping and starting EC2 instances.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("아키텍처 다이어그램 그려줘", "draw an architecture diagram")).toMatchInlineSnapshot(`
      "**구성 조회 기능이 여기에는 연결되어 있지 않습니다.** 관리자에게 도구 서버 설정을 확인해 달라고 해 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **The look-up of what is connected is not possible here: the tool for it is not connected.** Please ask your admin to check the tool server.

      _Answered by rules, without a language model._"
    `);
    expect(await ask("점심 뭐 먹지", "write me a poem about rain")).toMatchInlineSnapshot(`
      "**무엇을 찾으시는지 이해하지 못했습니다.** 이런 식으로 물어봐 주세요.

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **I did not understand what you are looking for.** You can ask like this.

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("EC2만", "RDS?")).toMatchInlineSnapshot(`
      "**EC2: 무엇을 알아볼까요?** _비용_, _변경 이력(CloudTrail)_ 중에서 골라 주세요.

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **RDS: What would you like to know?** Please choose: _cost_, _who changed what (CloudTrail)_.

      _Answered by rules, without a language model._"
    `);
    expect(await ask("재부팅해줘", "please reboot")).toMatchInlineSnapshot(`
      "**어느 인스턴스를 재부팅할까요?** Name 태그나 인스턴스 ID를 알려 주세요. 예: _order-api-2 재부팅해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Which instance shall I reboot?** Please give its Name tag or instance id, for example: _reboot order-api-2_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("차트로 보여줘", "show it as a chart")).toMatchInlineSnapshot(`
      "**무엇을 차트로 그릴까요?** 먼저 데이터를 물어봐 주세요. 예: _지난주 서비스별 비용을 차트로 보여줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **What shall I draw?** Please ask for the data first, for example: _show last week's cost by service as a chart_

      _Answered by rules, without a language model._"
    `);
    expect(await ask("안녕하세요", "hello")).toMatchInlineSnapshot(`
      "**안녕하세요. AWS 운영에 대해 물어봐 주세요.**

      - _지난주 서비스별 비용 보여줘_
      - _어제 EC2 인스턴스를 시작한 사람은 누구야?_
      - _order-api 최근 에러 로그 분석해줘_

      _언어 모델 없이 규칙으로 답했습니다_

      =====

      **Hello. Ask me about your AWS operations.**

      - _Show last week's cost by service_
      - _Who started an EC2 instance yesterday?_
      - _Analyze recent error logs of order-api_

      _Answered by rules, without a language model._"
    `);
  });
});
