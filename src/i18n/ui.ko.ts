/** What the page itself says, in Korean: written for Korean readers, not translated from the English file. */
import type { UiStrings } from './ui.en.ts';

export const uiKo: UiStrings = {
  header: {
    transcript: '글로 보기',
    present: '발표 화면',
    leavePresent: '발표 화면 닫기',
    share: '이 단계 공유하기',
    shareShort: '공유',
    help: '단축키와 도움말',
    theme: (now) => ({ system: '화면 색: 시스템 설정', light: '화면 색: 밝게', dark: '화면 색: 어둡게' })[now],
  },

  stage: {
    controls: '단계 넘기기',
    next: '다음 단계',
    back: '이전 단계',
    play: '재생',
    pause: '일시 정지',
    first: '맨 처음으로',
    last: '이 장면의 끝으로',
    skip: '질문 건너뛰기',
    details: '자세히',
    hideDetails: '접기',
    waiting: '본문의 질문에 답하거나 건너뛰면 계속됩니다.',
    showQuestion: '질문으로 가기',
    wholeLesson: '수업 전체 열기',
    stepOf: (step, steps) => `${steps}단계 중 ${step}단계`,
  },

  timeline: {
    label: '이 장면의 단계',
    scenes: '장면',
    value: (step, steps, short) => `${steps}단계 중 ${step}단계: ${short}`,
    request: '요청',
    reply: '응답',
    lost: '사라짐',
  },

  inspector: {
    label: '들여다보기',
    packet: '패킷',
    decision: '결정',
    state: '상태',
    terminal: '터미널',
    noPacket: '이 단계에서는 오가는 패킷이 없습니다.',
    noDecision: '이 단계에서는 결정할 것이 없었습니다. 결정이 내려진 곳은 타임라인에 표시되어 있습니다.',
    noState: '이 단계에서는 이곳의 어떤 테이블도 바뀌지 않았습니다.',
    loading: '엔진을 불러오는 중입니다 …',
    layers: { ethernet: '이더넷', arp: 'ARP', ip: 'IP', tcp: 'TCP', udp: 'UDP', icmp: 'ICMP' },
    changed: '이 단계에서 바뀜',
    decided: '결정',
  },

  check: {
    summary: (agreeing, events, kernel, engine) =>
      `이벤트 ${events}개 중 ${agreeing}개가 Linux ${kernel}, ${/^\d/.test(engine) ? 'Docker Engine ' : ''}${engine} 기록과 일치`,
    short: (agreeing, events) => `${events}개 중 ${agreeing}개 기록과 일치`,
    sourcesShort: '출처',
    changedShort: '계산한 결과, 기록 없음',
  },

  notice: {
    dismiss: '닫기',
    lazyFailed: '페이지의 일부를 불러오지 못했습니다. 단계는 계속 넘길 수 있습니다. 나머지는 새로 고치면 나타납니다.',
    reload: '이 단계에서 새로 고치기',
  },
};
