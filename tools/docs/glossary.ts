/** Korean words of questions and what AWS's English pages call it. Longer words stand before those they contain. */
const terms: readonly (readonly [korean: string, english: string])[] = [
  ["탐지 결과", "findings"],
  ["심각도", "severity"],
  ["보안 그룹", "security group"],
  ["대상 그룹", "target group"],
  ["로드 밸런서", "load balancer"],
  ["로그 그룹", "log group"],
  ["보존 기간", "retention"],
  ["보존", "retention"],
  ["예약 인스턴스", "reserved instances"],
  ["절감형 플랜", "savings plans"],
  ["세이빙스 플랜", "savings plans"],
  ["가용 영역", "availability zone"],
  ["인스턴스", "instance"],
  ["서버리스", "serverless"],
  ["재부팅", "reboot"],
  ["중지", "stop"],
  ["종료", "terminate"],
  ["요금", "pricing"],
  ["가격", "pricing"],
  ["비용", "cost"],
  ["청구", "billing"],
  ["크레딧", "credits"],
  ["환불", "refund"],
  ["비혼합", "unblended"],
  ["상각", "amortized"],
  ["잠정", "estimated"],
  ["이상 탐지", "anomaly detection"],
  ["이상", "anomaly"],
  ["예측", "forecast"],
  ["할당량", "quota"],
  ["쿼터", "quota"],
  ["한도", "limit"],
  ["제한", "limit"],
  ["경보", "alarm"],
  ["알람", "alarm"],
  ["지표", "metric"],
  ["로그", "logs"],
  ["쿼리", "query"],
  ["권한", "permissions"],
  ["정책", "policy"],
  ["역할", "role"],
  ["로그인", "sign-in"],
  ["루트", "root user"],
  ["자격 증명", "credentials"],
  ["암호화", "encryption"],
  ["메모리", "memory"],
  ["저장 공간", "storage"],
  ["스토리지", "storage"],
  ["용량", "storage"],
  ["볼륨", "volume"],
  ["스냅샷", "snapshot"],
  ["백업", "backup"],
  ["버킷", "bucket"],
  ["함수", "function"],
  ["람다", "lambda"],
  ["대기열", "queue"],
  ["큐", "queue"],
  ["태그", "tags"],
  ["컨테이너", "container"],
  ["배포", "deployment"],
  ["오류", "error"],
  ["에러", "error"],
  ["데이터베이스", "database"],
  ["엔드포인트", "endpoint"],
  ["탄력적", "elastic"],
];

const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]+/g;

/** The question in English words as far as the glossary knows them; what is left of the Korean is dropped. */
export function inEnglish(query: string): string {
  let text = query;
  for (const [korean, english] of terms) text = text.replaceAll(korean, ` ${english} `);
  return text
    .replaceAll(HANGUL, " ")
    .replaceAll(/[?!.,"']+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

export const isKorean = (query: string): boolean => query.search(HANGUL) >= 0;
