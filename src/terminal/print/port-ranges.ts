/** What `netsh int ipv4 show dynamicport` and `show excludedportrange` print. Facts 2.6, both languages as seen. */
import { languageOf, type DynamicPortRange, type PortProtocol, type PortRanges } from '../../engine/index.ts';
import type { Context } from '../command.ts';

type Speaker = Pick<Context, 'machine'>;

export function dynamicPortLines(
  range: DynamicPortRange,
  protocol: PortProtocol,
  { machine }: Speaker,
): readonly string[] {
  const rule = '---------------------------------';
  return languageOf(machine) === 'ko'
    ? [
        '',
        `프로토콜 ${protocol} 동적 포트 범위`,
        rule,
        `시작 포트      : ${range.start}`,
        `포트 수        : ${range.count}`,
        '',
      ]
    : [
        '',
        `Protocol ${protocol} Dynamic Port Range`,
        rule,
        `Start Port      : ${range.start}`,
        `Number of Ports : ${range.count}`,
        '',
      ];
}

/** Numbers are right-aligned to columns 10 and 22; a starred range was added by an administrator. */
export function excludedRangeLines(
  { excluded }: PortRanges,
  protocol: PortProtocol,
  { machine }: Speaker,
): readonly string[] {
  const rows = excluded[protocol].map(
    ({ start, end, administered }) =>
      `${String(start).padStart(10)}${String(end).padStart(12)}${administered ? '     *' : '      '}`,
  );
  return languageOf(machine) === 'ko'
    ? [
        '',
        `프로토콜 ${protocol} 포트 제외 범위`,
        '',
        '시작 포트    끝 포트',
        '----------    --------',
        ...rows,
        '',
        '* - 관리 포트 제외입니다.',
        '',
      ]
    : [
        '',
        `Protocol ${protocol} Port Exclusion Ranges`,
        '',
        'Start Port    End Port      ',
        '----------    --------      ',
        ...rows,
        '',
        '* - Administered port exclusions.',
        '',
      ];
}
