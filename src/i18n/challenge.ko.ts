/** 도전에서 쓰는 말. 도전과 함께 불러옵니다. */
import type { ChallengeWords } from './challenge.en.ts';

export const challengeKo: ChallengeWords = {
  heading: (number, count) => `네트워크 ${count}개 중 ${number}번`,
  goals: '목표',
  start: '도전 시작하기',
  goOn: '하던 도전 이어 하기',
  loading: '엔진을 불러오는 중입니다 …',
  failed: '엔진을 불러오지 못했습니다. 네트워크를 확인하고 다시 시작해 주십시오.',
  prompt: '터미널로 가기',
  startOver: '처음부터 다시',
  another: '다른 네트워크로',
  leave: '수업으로 돌아가기',
  summary: (met, count) => `목표 ${count}개 중 ${met}개 달성`,
  state: { open: '아직 확인 전', met: '달성', missing: '미달성', broken: '깨짐' },
  brokenBy: '앞에서는 되던 목표입니다. 그 뒤에 입력한 명령 때문에 깨졌습니다.',
  why: '무슨 일이 있었는지:',
  deadEnd: '이대로는 더 나아갈 수 없습니다',
  stepBack: '이 명령 전으로 돌아가기',
  solved: '모든 목표를 달성했습니다. 이제 제대로 고쳐졌습니다.',
  solvedMore: '다른 방법도 있습니다. 아래 해결책과 비교해 보거나 다른 네트워크도 고쳐 보십시오.',
  hints: '힌트',
  hint: ['원리', '살펴볼 곳', '명령의 모양'],
  solutions: '해결책',
  solutionsNote: '모두 목표를 전부 달성하는 방법입니다. 첫 번째가 이 수업에서 다룬 방법입니다.',
  needsScript: 'JavaScript를 켜면 여기서 직접 입력할 수 있고, 힌트와 해결책도 나타납니다.',
};
