/** What the prerendered pages say beside their live parts, in Korean. */
import type { PageWords } from './page.en.ts';

export const pageKo: PageWords = {
  brand: 'Hop by Hop',
  otherLanguageName: 'English',
  skipToLesson: '본문으로 건너뛰기',
  skipToStage: '그림으로 건너뛰기',

  lesson: {
    stage: '네트워크, 한 단계씩',
    beats: '이 수업의 차례',
    withoutScript: 'JavaScript가 꺼져 있어 그림은 움직이지 않습니다. 이야기는 글만으로도 모두 읽을 수 있습니다.',
    cue: '이 단계를 그림에서 보기',
    answer: '답과 이유 보기',
    answers: '답과 이유',
    right: '정답',
    back: '수업으로 돌아가기',
  },

  home: {
    title: 'Hop by Hop: 컨테이너에 왜 닿지 않는지 직접 봅니다',
    description:
      '컨테이너 네트워크에서 실제로 일어난 장애를 패킷 하나씩 따라갑니다. 한 단계씩 넘기고, 결정이 내려진 곳을 들여다보고, 해결책을 시험해 봅니다. 설치할 것은 없습니다.',
    heading: '컨테이너에 왜 닿지 않는지, 직접 봅니다',
    lede: '실제로 일어난 장애 속 패킷 하나를 장비에서 장비로, 앞으로도 뒤로도 따라가며 운명을 가른 바로 그 경로와 규칙을 들여다봅니다. 그런 다음 해결책을 하나씩 실행해 어느 것이 정말 통하는지 확인합니다.',
    computed:
      '손으로 그린 그림은 없습니다. 그림도 설명도 터미널도 하나의 시뮬레이션 네트워크를 읽으며, 그 동작은 실제 Linux 커널을 기록한 결과와 대조했습니다.',
    lessons: '수업',
    lessonNumber: (number) => `${number}번째 수업`,
    start: '수업 시작하기',
    resume: '보던 곳에서 이어 보기',
    minutes: (count) => `약 ${count}분`,
    reading: '그림 읽는 법',
    legend: {
      boxes: [
        '상자는 장비입니다',
        '장비 안에서 도는 것은 그 안에 한 단계 짙게 그립니다. 가장자리의 작은 칸은 네트워크 인터페이스입니다.',
      ],
      packet: [
        '검은 칩이 패킷입니다',
        '누가 누구에게 보내는지 적혀 있습니다. 헤더가 바뀌는 곳에서는 옛 주소에 줄이 그어지고 새 주소가 옆에 나타납니다.',
      ],
      marker: [
        '노란 형광펜이 결정입니다',
        '경로, 규칙, 테이블 항목 가운데 그 단계를 결정한 하나에만 긋습니다. 그림과 목록과 문장에 동시에 나타납니다.',
      ],
      lost: ['가위표는 패킷이 사라진 곳입니다', '그림과 타임라인에 이유와 함께 나타납니다.'],
      ghost: ['점선은 여러분의 예측입니다', '예측한 길이 패킷이 실제로 간 길과 나란히 그려집니다.'],
      roles: [
        '색의 뜻은 어디서나 같습니다',
        '파랑은 출발지, 주황은 목적지, 보라는 변환된 것, 빨강은 사라진 것, 초록은 정상입니다.',
      ],
    },
    private: '모든 것은 이 페이지 안에서 실행되며, 어디로도 보내지 않습니다.',
  },

  choose: { heading: 'Hop by Hop', open: '한국어로 읽기' },

  table: { from: '출발지' },

  notFound: {
    title: '페이지를 찾을 수 없습니다',
    heading: '이 홉 너머에는 아무것도 없습니다',
    text: '이 주소에는 페이지가 없습니다. 수업은 첫 화면에 모여 있습니다.',
    link: '첫 화면으로',
  },
};
