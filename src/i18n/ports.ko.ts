import type { PortWords } from './ports.en.ts';

export const portsKo: PortWords = {
  label: (machine) => `${machine}의 포트 65,536개`,
  title: (machine, protocol) => `${machine}의 ${protocol} 포트`,
  switch: '무대에 표시할 것',
  ports: '포트',
  network: '네트워크',
  whole: '전체 포트, 한 줄에 8,192개',
  near: (from, to) => `포트 ${from}~${to}`,
  zoomIn: '더 가까이',
  zoomOut: '더 넓게',
  restart: 'Windows 다시 시작',
  asList: '같은 내용을 목록으로 보기',
  verdict: {
    free: (port) =>
      `${port}번 포트는 바인드할 수 있습니다. 이 포트를 막는 블록도, 이 포트에서 기다리는 프로그램도 없습니다.`,
    excluded: (port, span) =>
      `${port}번 포트는 제외 블록 ${span} 안에 있어 모든 바인드가 거부됩니다(10013). 이 포트에서 기다리는 프로그램은 없습니다.`,
    administered: (port, span) =>
      `${port}번 포트는 관리자가 예약한 ${span} 안에 있습니다. 포트 번호를 지정해 바인드하면 그대로 쓸 수 있습니다.`,
    taken: (port, process) =>
      `${port}번 포트에서는 ${process} 프로세스가 이미 기다리고 있어 두 번째 바인드는 거부됩니다(10048).`,
  },
  legend: {
    dynamic: '자동 할당(동적 포트 범위)',
    excluded: '제외 블록',
    administered: '관리자 예약(*)',
    fresh: '새로 생김',
    gone: '해제됨',
    listener: '기다리는 프로그램',
    wanted: '필요한 포트',
  },
  list: {
    dynamic: (span) => `동적 포트 범위: ${span}`,
    excluded: (span) => `제외 블록: ${span}`,
    administered: (span) => `관리자 예약: ${span} *`,
    gone: (span) => `해제됨: ${span}`,
    fresh: '새로 생김',
    listener: (port, process, pid) => `${port}번에서 기다리는 프로그램: ${process} (PID ${pid})`,
  },
};
