/** What the page's dialogs say, in Korean. */
import type { DialogWords } from './dialog.en.ts';

export const dialogKo: DialogWords = {
  share: {
    title: '이 단계 공유하기',
    explain: '이 링크를 열면 같은 네트워크의 같은 단계가 그대로 나타납니다.',
    where: (scene, step, steps) => `${scene}, ${steps}단계 중 ${step}단계`,
    linkLabel: '이 단계의 링크',
    copy: '링크 복사',
    copied: '복사했습니다. 링크를 열면 바로 이 단계가 나타납니다.',
    failed: '브라우저가 복사를 허용하지 않았습니다. 링크를 선택해 두었으니 키보드로 복사해 주십시오.',
    tooLong: '바꾼 것이 너무 많아 링크에 담을 수 없습니다. 명령을 일부 되돌리면 이 단계를 공유할 수 있습니다.',
    close: '닫기',
  },
  transcript: {
    title: '글로 보기',
    text: '같은 단계를 같은 순서로, 글로 적었습니다.',
    goTo: (step) => `${step}단계로 가기`,
    close: '닫기',
    print: '인쇄',
    at: '위치',
    own: '나의 설명:',
    folded: '다음 내용은 질문에 답할 때까지 접어 둡니다.',
  },
  evidence: {
    title: '이 장면을 무엇과 대조했는가',
    text: (lab, probe) =>
      `같은 네트워크를 실제 Linux 커널과 실제 컨테이너 엔진으로 만들고 모든 프레임, 규칙 적중, 손실을 기록했습니다(기록 “${lab}”, 시험 “${probe}”). 이 페이지의 엔진은 같은 이벤트를 같은 순서로 예측합니다.`,
    kernel: 'Linux 커널',
    engine: '컨테이너 엔진',
    recording: '기록',
    events: '일치하는 이벤트',
    sources: '이 장면은 아래 자료를 따릅니다. 실측 기록은 없습니다.',
    changed: '직접 바꾼 결과입니다. 대조를 거친 규칙으로 계산했지만 이 실행 자체를 기록한 것은 아닙니다.',
    close: '닫기',
  },
  help: {
    title: '단축키와 도움말',
    text: '초점이 그림에 있거나 아무 데도 없을 때 쓸 수 있습니다. 글자를 입력하는 동안에는 동작하지 않습니다.',
    close: '닫기',
    enabled: '단축키 사용',
    keys: {
      step: '한 단계 앞으로, 뒤로',
      hop: '한 홉 앞으로, 뒤로',
      play: '재생, 일시 정지',
      ends: '장면의 처음, 끝',
      scene: '이전 장면, 다음 장면',
      branches: '해 볼 것으로',
      terminal: '터미널로',
      help: '이 도움말',
    },
    space: '스페이스',
    motion: '움직임 줄이기를 켜 두면 패킷이 움직이지 않고 바로 다음 자리에 나타납니다. 단계를 넘기는 방법은 같습니다.',
  },
};
