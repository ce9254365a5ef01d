/** The few words the picture itself says, in both languages. Everything else on it comes from the world or the frame. */
export type DiagramLanguage = 'ko' | 'en';

export interface DiagramWords {
  readonly routes: string;
  readonly netfilter: string;
  readonly assumed: string;
  /** On a folded bridge: how many containers are inside. */
  readonly containers: (count: number) => string;
  /** Beside a channel between two machines. */
  readonly channel: string;
  /** On a closed box: how many machines and containers are inside. */
  readonly inside: (count: number) => string;
}

export const diagramWords: Readonly<Record<DiagramLanguage, DiagramWords>> = {
  en: {
    routes: 'Routing table',
    netfilter: 'Netfilter',
    assumed: 'assumed',
    containers: (count) => (count === 1 ? '1 container' : `${count} containers`),
    channel: 'hypervisor socket',
    inside: (count) => `${count} inside`,
  },
  ko: {
    routes: '라우팅 테이블',
    netfilter: '넷필터',
    assumed: '가정',
    containers: (count) => `컨테이너 ${count}개`,
    channel: '하이퍼바이저 소켓',
    inside: (count) => `안에 ${count}개`,
  },
};
