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
