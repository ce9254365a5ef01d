/** 한국어 메시지: 일어날 수 있는 일마다 하나. 합니다체. 값 뒤의 조사는 `{은/는}`처럼 적으면 읽는 소리에 맞게 정해진다. */
import type { Messages, Noun } from './messages.ts';
import { code, decided, destination, fine, lost, say, source, translated, type Text } from './text.ts';

const list = (items: readonly string[]): string => items.join(', ');
const by = (process: string | null): string => process ?? '프로그램';
const leaves = (nextHop: string | null, dev: string): Text =>
  nextHop === null
    ? say`${code(dev)}{으로/로} 바로 나갑니다`
    : say`${code(dev)}{을/를} 통해 ${code(nextHop)}{으로/로} 나갑니다`;

/** 몇 개 안 되면 이름을, 많으면 개수를 말한다. 전부는 옆의 목록에 있다. */
const NAMED = 2;
const counted = ({ noun, subjects }: { noun: Noun; subjects: readonly string[] }): string =>
  subjects.length === 1 ? noun.one : `${noun.many} ${subjects.length}개`;
const changed = (v: { noun: Noun; subjects: readonly string[] }): Text =>
  v.subjects.length > NAMED ? say`${decided(counted(v))}` : say`${counted(v)} ${decided(list(v.subjects))}`;

export const ko: Messages = {
  step: {
    'send.connect': (v) => ({
      sentence: say`${v.at}의 ${code(by(v.process))}{이/가} 연결을 요청합니다. ${source(v.source)}에서 ${destination(v.destination)}의 ${v.port}번 포트로 가는 ${v.label}입니다.`,
      short: `${by(v.process)} 연결 요청`,
    }),
    'send.accept': (v) => ({
      sentence: say`포트가 열려 있으므로 ${v.at}의 커널이 곧바로 ${destination(v.destination)} 앞으로 ${v.label}{을/를} 보냅니다. ${code(by(v.process))}{은/는} 아직 이 연결을 모릅니다.`,
      short: `${v.label} 응답`,
    }),
    'send.accept-program': (v) => ({
      sentence: say`${code(by(v.process))}{이/가} 건 연결이 맺어졌습니다. 이제 ${destination(v.destination)} 앞으로 ${v.label}{을/를} 보내며, 출발지에는 상대가 부른 주소를 적습니다.`,
      short: `${v.label} 응답`,
    }),
    'send.acknowledge': (v) => ({
      sentence: say`${v.at}{이/가} ${v.label}{으로/로} 확인해 주고, 이 패킷도 같은 길로 갑니다. 이제 양쪽 모두 상대가 듣고 있음을 압니다.`,
      short: `${v.label} 확인`,
    }),
    'send.close': (v) => ({
      sentence: say`더 보낼 것이 없는 ${v.at}{이/가} ${v.label}{으로/로} 자기 쪽을 닫습니다. 이 패킷도 같은 길로 갑니다.`,
      short: `${v.label} 종료`,
    }),
    'send.datagram': (v) => ({
      sentence: say`${v.at}의 ${code(by(v.process))}{이/가} ${source(v.source)}에서 ${destination(v.destination)}의 ${v.port}번 포트로 데이터그램을 보냅니다. UDP는 연결을 먼저 맺지 않습니다.`,
      short: '데이터그램 전송',
    }),
    'send.datagram-answer': (v) => ({
      sentence: say`${v.at}의 ${code(by(v.process))}{이/가} ${destination(v.destination)} 앞으로 데이터그램을 보내 응답합니다.`,
      short: '응답 전송',
    }),
    'send.without-source': (v) => ({
      sentence: say`${v.at}의 ${code(by(v.process))}{이/가} ${destination(v.destination)} 앞으로 보내려 합니다. 출발지 주소는 길에 따라 정해지므로 커널은 길부터 찾습니다.`,
      short: '보낼 길을 찾음',
    }),
    'send.echo-request': (v) => ({
      sentence: say`${v.at}의 ${code(by(v.process))}{이/가} ${source(v.source)}에서 ${destination(v.destination)} 앞으로 에코 요청을 보냅니다.`,
      short: '에코 요청 전송',
    }),
    'send.echo-reply': (v) => ({
      sentence: say`${v.at}의 커널이 직접 ${destination(v.destination)} 앞으로 에코 응답을 보냅니다.`,
      short: '에코 응답 전송',
    }),
    'send.reset': (v) => ({
      sentence: say`${v.at}{이/가} ${destination(v.destination)} 앞으로 ${v.label}{을/를} 보내 거부합니다. 침묵이 아니라 분명한 거부입니다.`,
      short: `${v.label} 거부`,
    }),
    'send.icmp-error': (v) => ({
      sentence: say`${v.at}{이/가} 보낸 쪽인 ${destination(v.destination)}에 실패를 알립니다. ICMP ${v.label} 메시지입니다.`,
      short: `${v.label} 통지`,
    }),
    'send.icmp-error-to-itself': (v) => ({
      sentence: say`${v.at}{이/가} ${code('lo')}{을/를} 통해 자기 자신에게 실패를 알립니다. ICMP ${v.label} 메시지입니다. 자기 TCP가 응답을 내보내지 못했음을 알 뿐, 밖으로 나가는 것은 없습니다.`,
      short: `자신에게 ${v.label} 통지`,
    }),
    'send.redirect': (v) => ({
      sentence: say`${v.at}{이/가} ${destination(v.destination)}에 더 나은 다음 홉이 같은 네트워크에 있다고 알립니다. ICMP 리다이렉트입니다.`,
      short: '더 나은 경로 안내',
    }),
    wire: (v) => ({
      sentence:
        v.through === null
          ? say`${v.label} 패킷이 ${v.to}의 ${code(v.dev)}에 도착합니다.`
          : say`${v.through}{이/가} MAC 주소를 보고 ${v.label} 패킷을 넘겨주어, ${v.to}의 ${code(v.dev)}에 도착합니다.`,
      short: `${v.dev} 도착`,
    }),
    'wire.forwarded': (v) => ({
      sentence: say`${v.from}{이/가} ${v.label} 패킷을 TTL ${v.ttl ?? 0}{으로/로} 넘겨줍니다. 패킷은 ${v.through === null ? '' : say`${v.through}{을/를} 거쳐 `}${v.to}의 ${code(v.dev)}에 도착합니다.`,
      short: `${v.dev} 도착`,
    }),
    'wire.loopback': (v) => ({
      sentence: say`${v.label} 패킷은 ${v.to} 밖으로 나가지 않습니다. ${code(v.dev)}{으로/로} 나갔다가 그대로 들어옵니다.`,
      short: '안에서 되돌아옴',
    }),
    'wire.flood': (v) => ({
      sentence: say`이 MAC 주소가 어느 포트 너머에 있는지 아직 모르므로 ${v.label} 패킷을 모든 포트로 내보냅니다(플러딩). ${list(v.places)}에 닿습니다.`,
      short: '모든 포트로 플러딩',
    }),
    'wire.open': (v) => ({
      sentence: say`${v.label} 패킷이 ${v.from}의 ${code(v.dev)}{으로/로} 나가지만 ${lost('건너편에 아무도 없습니다')}.`,
      short: '건너편이 없음',
    }),
    'bridge.forward': (v) => ({
      sentence: say`${code(v.bridge)}{은/는} ${code(v.mac)}{이/가} 어디 있는지 알고 있어, 프레임을 ${code(list(v.ports))}{으로/로}만 내보냅니다.`,
      short: `${list(v.ports)} 방향만`,
    }),
    'bridge.flood': (v) => ({
      sentence: say`${code(v.bridge)}{은/는} ${code(v.mac)}{이/가} 보낸 프레임을 본 적이 없어, 다른 모든 포트(${code(list(v.ports))})로 복사해 내보냅니다.`,
      short: '모든 포트로 복사',
    }),
    'bridge.local': (v) => ({
      sentence: say`프레임의 수신자가 ${code(v.bridge)} 자신이므로, 브리지는 이를 ${v.at}의 IP 계층으로 올려 보냅니다.`,
      short: 'IP 계층으로',
    }),
    'bridge.drop': (v) => ({
      sentence: say`${code(v.bridge)}{이/가} 프레임을 ${lost('버립니다')}. 들어온 포트로 다시 나가야 하는 프레임이기 때문입니다.`,
      short: '브리지가 버림',
    }),
    'route.longest': (v) => ({
      sentence: say`${v.at}에는 ${destination(v.destination)}{과/와} 맞는 경로가 둘 이상 있습니다. ${decided(v.prefix)}{은/는} 앞 ${v.bits}비트가, ${v.loser}{은/는} ${v.loserBits}비트가 일치합니다. 가장 긴 프리픽스가 이기므로 패킷은 ${leaves(v.nextHop, v.dev)}.`,
      short: `${v.prefix} 선택`,
    }),
    'route.metric': (v) => ({
      sentence: say`${destination(v.destination)}{과/와} 똑같이 맞는 ${decided(v.prefix)} 경로가 둘입니다. 메트릭이 낮은 쪽이 이기므로(${v.metric} 대 ${v.loserMetric}), 패킷은 ${leaves(v.nextHop, v.dev)}.`,
      short: `메트릭 ${v.metric} 선택`,
    }),
    'route.only': (v) => ({
      sentence: say`${v.at}의 경로 가운데 ${destination(v.destination)}{과/와} 맞는 것은 ${decided(v.prefix)}뿐입니다. 패킷은 ${leaves(v.nextHop, v.dev)}.`,
      short: v.nextHop === null ? `${v.dev} 방향` : `다음 홉 ${v.nextHop}`,
    }),
    'route.local': (v) => ({
      sentence: say`${destination(v.destination)}{은/는} ${v.at} 자신의 주소입니다. 패킷은 목적지에 도착했습니다.`,
      short: '이 호스트 앞',
    }),
    'route.policy': (v) => ({
      sentence: say`${v.at}{은/는} 경로보다 정책 규칙을 먼저 봅니다. 규칙 “${v.rule}”에 따라 테이블 ${code(v.table)}{을/를} 찾고, 거기서 ${decided(v.prefix)}{이/가} 정합니다. 패킷은 ${leaves(v.nextHop, v.dev)}.`,
      short: `테이블 ${v.table}`,
    }),
    'route.special': (v) => ({
      sentence: say`${destination(v.destination)}{과/와} 맞는 ${decided(v.prefix)}{은/는} ${code(v.type)} 유형의 경로입니다. 거부하려고 만든 경로입니다.`,
      short: `${v.type} 경로`,
    }),
    'route.none': (v) => ({
      sentence: say`${v.at}에는 ${destination(v.destination)}{과/와} 맞는 경로가 없습니다. ${lost('기본 경로도 없습니다.')}`,
      short: '경로 없음',
    }),
    'source-check.ok': (v) => ({
      sentence: say`역방향 경로 검사(${code('rp_filter')} ${v.mode})입니다. ${v.at}{이/가} ${source(v.source)}에 응답한다면 ${v.mode === 1 ? say`패킷이 들어온 ${code(v.arrivedBy)}{으로/로}` : '어느 인터페이스로든'} 내보낼 수 있을까요? ${fine('그렇습니다.')} 패킷은 통과합니다.`,
      short: '출발지 확인됨',
    }),
    'source-check.failed': (v) => ({
      sentence: say`역방향 경로 검사(${code('rp_filter')} ${v.mode})입니다. ${source(v.source)}{으로/로} 가는 응답은 ${v.wouldLeaveBy === null ? '나갈 길이 없는데' : say`${decided(v.wouldLeaveBy)}{으로/로} 나가야 하는데`}, 이 패킷은 ${code(v.arrivedBy)}{으로/로} 들어왔습니다. ${lost('출발지를 믿지 않습니다.')}`,
      short: '출발지를 믿지 않음',
    }),
    'chain.accept': (v) => ({
      sentence: say`${code(v.table)} 테이블의 ${code(v.chain)} 체인이 통과시킵니다. ${decided(v.rule)} 규칙과 일치합니다.`,
      short: `${v.chain} 허용`,
    }),
    'chain.drop': (v) => ({
      sentence: say`${code(v.table)} 테이블의 ${code(v.chain)} 체인이 막습니다. ${decided(v.rule)} 규칙과 일치해 ${lost('패킷을 말없이 버립니다')}.`,
      short: `${v.chain} 차단`,
    }),
    'chain.reject': (v) => ({
      sentence: say`${code(v.table)} 테이블의 ${code(v.chain)} 체인이 막습니다. ${decided(v.rule)} 규칙과 일치해 ${lost('패킷을 버리고 보낸 쪽에 알립니다')}.`,
      short: `${v.chain} 거부`,
    }),
    'chain.policy-accept': (v) => ({
      sentence: say`${code(v.table)} 테이블의 ${code(v.chain)} 체인에 막는 규칙이 없고, 체인의 기본 정책은 허용입니다.`,
      short: `${v.chain} 허용`,
    }),
    'chain.policy-drop': (v) => ({
      sentence: say`${code(v.table)} 테이블의 ${code(v.chain)} 체인에 통과시키는 규칙이 없어 ${decided(v.rule)}만 남습니다. ${lost('기본 정책에 따라 버립니다.')}`,
      short: `${v.chain} 기본 정책 차단`,
    }),
    'nat.dnat': (v) => ({
      sentence: say`목적지를 바꿉니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 바뀌어, 이제 이 패킷은 다른 곳으로 갑니다.`,
      short: `목적지 ${v.after}`,
    }),
    'nat.snat': (v) => ({
      sentence: say`출발지를 바꿉니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 바뀝니다.`,
      short: `출발지 ${v.after}`,
    }),
    'nat.masquerade': (v) => ({
      sentence: say`출발지를 나가는 인터페이스의 주소로 바꿉니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 바뀌므로, 응답은 ${v.at}{으로/로} 돌아옵니다.`,
      short: `출발지 ${v.after}`,
    }),
    'nat.redirect': (v) => ({
      sentence: say`목적지를 ${v.at} 자신으로 바꿉니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 바뀝니다.`,
      short: `목적지 ${v.after}`,
    }),
    'nat.established': (v) => ({
      sentence: say`연결 추적이 이 통신을 기억하고 같은 변환을 되풀이합니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 바뀝니다. nat 테이블은 다시 보지 않습니다.`,
      short: `${v.after} 변환`,
    }),
    'nat.reversal': (v) => ({
      sentence: say`연결 추적이 이 패킷을 응답으로 알아보고 변환을 되돌립니다. ${code(v.before)}{이/가} ${translated(v.after)}{으로/로} 돌아갑니다. 규칙은 필요하지 않습니다.`,
      short: `${v.after} 복원`,
    }),
    'conntrack.new': (v) => ({
      sentence: say`${v.at}의 연결 추적이 새 통신의 첫 패킷을 봅니다.`,
      short: '새 통신',
    }),
    'conntrack.established': (v) => ({
      sentence: say`${v.at}의 연결 추적이 이미 아는 통신입니다.`,
      short: '아는 통신',
    }),
    'conntrack.related': (v) => ({
      sentence: say`${v.at}의 연결 추적이 보기에, 이미 아는 통신에 관한 메시지입니다.`,
      short: '관련 메시지',
    }),
    'conntrack.invalid': (v) => ({
      sentence: say`${v.at}의 연결 추적은 이 패킷을 어느 통신에도 맞출 수 없습니다. ${lost('INVALID')} 상태이므로 주소를 변환하지 않습니다.`,
      short: '맞는 통신 없음',
    }),
    'conntrack.untracked': (v) => ({
      sentence: say`규칙에 따라 ${v.at}의 연결 추적은 이 패킷을 보지 않습니다.`,
      short: '추적하지 않음',
    }),
    forward: (v) => ({
      sentence: say`다른 곳으로 가는 패킷이므로 ${v.at}{이/가} 넘겨줍니다. TTL은 ${v.before}에서 ${v.after}{으로/로} 줄어듭니다.`,
      short: `TTL ${v.after}`,
    }),
    'neighbour.cached': (v) => ({
      sentence: say`${v.at}{은/는} ${code(v.ip)}의 MAC 주소(${code(v.mac)})를 이미 알고 있습니다.`,
      short: 'MAC 주소를 앎',
    }),
    'neighbour.asking': (v) => ({
      sentence:
        v.heardBy.length === 0
          ? say`프레임을 만들려면 MAC 주소가 필요하므로 ${v.at}{이/가} ${code(v.dev)}에 묻습니다. “${decided(v.ip)}{은/는} 누구입니까?” ${lost('들을 상대가 없습니다.')}`
          : say`프레임을 만들려면 MAC 주소가 필요하므로 ${v.at}{이/가} ${code(v.dev)} 쪽 모두에게 묻습니다. “${decided(v.ip)}{은/는} 누구입니까?” ${list(v.heardBy)}{이/가} 이 물음을 듣습니다.`,
      short: `${v.ip}의 MAC 주소는?`,
    }),
    'neighbour.again': (v) => ({
      sentence: say`아무도 답하지 않습니다. ${v.at}{이/가} ${list(v.times)} 뒤에 다시 묻습니다. “${decided(v.ip)}{은/는} 누구입니까?” 조용합니다.`,
      short: `${list(v.times)} 뒤 다시 물음`,
    }),
    'neighbour.resolved': (v) => ({
      sentence: say`${v.answeredBy}{이/가} 답합니다. ${code(v.ip)}의 MAC 주소는 ${fine(v.mac)}입니다. ${v.at}{은/는} 이를 이웃 테이블에 기억합니다.`,
      short: `${v.mac} 응답`,
    }),
    'neighbour.failed': (v) => ({
      sentence: say`${v.attempts}번 물어도 답이 없어 ${v.at}{이/가} 포기합니다. ${code(v.dev)}의 ${code(v.ip)} 항목은 ${lost('FAILED')} 상태가 됩니다.`,
      short: '아무도 답하지 않음',
    }),
    'deliver.listener': (v) => ({
      sentence: say`${fine('전달되었습니다.')} ${v.at}의 ${code(by(v.process))}{이/가} ${v.port}번 포트에서 기다리고 있어 ${v.label}{을/를} 받을 상대가 있습니다.`,
      short: `${v.port}번 포트 열림`,
    }),
    'deliver.program': (v) => ({
      sentence: say`${fine('전달되었습니다.')} ${code(by(v.process))}{은/는} 패킷을 넘겨주지 않습니다. ${v.label}의 목적지가 어디든 연결을 직접 받습니다.`,
      short: '직접 받음',
    }),
    'deliver.connection': (v) => ({
      sentence: say`${fine('전달되었습니다.')} ${v.label} 패킷은 ${v.at}{이/가} 열어 둔 연결의 것입니다.`,
      short: '연결에 도착',
    }),
    'deliver.kernel': (v) => ({
      sentence: say`${fine('전달되었습니다.')} ${v.label} 패킷을 받을 곳은 ${v.at}의 커널 자신입니다.`,
      short: '커널에 도착',
    }),
    'deliver.client': (v) => ({
      sentence: say`${fine('전달되었습니다.')} ${v.label} 패킷이 기다리던 ${v.at}의 ${code(by(v.process))}에 닿습니다.`,
      short: '응답 도착',
    }),
    steer: (v) => ({
      sentence: say`${v.at}{과/와} ${v.to}{은/는} 주소 ${code(v.address)}{을/를} 함께 씁니다. ${v.port}번 포트에서 기다리는 쪽은 ${v.to}이므로 패킷을 그쪽에 넘깁니다.`,
      short: `${v.to}에 전달`,
    }),
    'relay.opens': (v) => ({
      sentence: say`${v.at}의 ${code(v.process)}{이/가} 이 연결을 여기서 받고, 따로 새 연결을 엽니다.`,
      short: '두 번째 연결 시작',
    }),
    'relay.closes': (v) => ({
      sentence: say`한쪽 연결이 끝났으므로 ${v.at}의 ${code(v.process)}{이/가} 다른 쪽도 닫습니다.`,
      short: '다른 쪽도 종료',
    }),
    'relay.fails': (v) => ({
      sentence: say`${v.at}의 ${code(v.process)}{이/가} ${lost('두 번째 연결을 열지 못해')} 첫 번째 연결도 끊습니다.`,
      short: '대상에 닿지 못함',
    }),
    'wait.syn-retry': (v) => ({
      sentence: say`답이 없어 ${v.at}{이/가} ${list(v.times)} 뒤에 SYN을 다시 보냅니다. 매번 같은 길로 가서 같은 곳에서 끝납니다.`,
      short: `SYN ${v.times.length}번 재전송`,
    }),
    'wait.refused-retry': (v) => ({
      sentence: say`Windows는 한 번 거부당해도 그만두지 않습니다. ${v.at}{이/가} ${list(v.times)} 뒤에 SYN을 다시 보내고, 매번 거부됩니다.`,
      short: `${v.times.length}번 더 시도`,
    }),
    'wait.patience': (v) => ({
      sentence: say`${v.at}{이/가} 기다립니다. ${v.until} 동안 아무것도 들어오지 않습니다.`,
      short: `${v.until} 대기`,
    }),
    'drop.refused': (v) => ({
      sentence: say`${v.at}에서 ${lost('거부되었습니다')}. ${v.label} 패킷에 거부 응답이 나갑니다.`,
      short: '거부됨',
    }),
    'drop.dropped-by-rule': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. 규칙이 ${v.label} 패킷을 버렸고, 아무에게도 알리지 않습니다.`,
      short: '규칙이 버림',
    }),
    'drop.blocked-by-firewall': (v) => ({
      sentence: say`${v.at}의 방화벽이 ${lost('막았습니다')}. ${v.label} 패킷을 들여보낼 인바운드 규칙이 없고, 아무에게도 알리지 않습니다.`,
      short: '방화벽이 막음',
    }),
    'drop.rejected-by-rule': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. 규칙이 ${v.label} 패킷을 버리고 보낸 쪽에 알립니다.`,
      short: '규칙이 거부',
    }),
    'drop.source-check-failed': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. ${v.label} 패킷은 도착했지만 들어온 인터페이스 때문에 버려집니다. 보낸 쪽에는 알리지 않고 ${code('TcpExtIPReversePathFilter')} 카운터만 올라갑니다.`,
      short: '출발지 검사 실패',
    }),
    'drop.no-route': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. ${destination(v.destination)}{으로/로} 가는 경로가 없습니다.`,
      short: '경로 없음',
    }),
    'drop.route-prohibits': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. ${destination(v.destination)}{으로/로} 가는 길을 경로가 금지합니다.`,
      short: '경로가 금지',
    }),
    'drop.not-forwarding': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. ${destination(v.destination)}{은/는} 다른 호스트의 주소인데, ${v.at}{은/는} 포워딩을 하지 않습니다${v.reason === 'WINDOWS' ? '' : say`(${code('net.ipv4.ip_forward = 0')})`}.`,
      short: '포워딩하지 않음',
    }),
    'drop.not-for-this-host': (v) => ({
      sentence:
        v.reason === 'STRONG_HOST'
          ? say`${v.at}{이/가} ${lost('버립니다')}. ${code(v.dev)}{은/는} 자기 주소로 온 것만 받는데, ${destination(v.destination)}{은/는} 다른 어댑터의 주소입니다.`
          : say`${v.at}{이/가} ${lost('버립니다')}. 다른 호스트에게 가는 프레임입니다.`,
      short: '이 호스트 앞이 아님',
    }),
    'drop.neighbour-unreachable': (v) => ({
      sentence: say`${v.at} 안에서 ${lost('사라졌습니다')}. MAC 주소를 모르면 프레임을 만들 수 없으므로 ${destination(v.destination)}{으로/로} 가는 ${v.label} 패킷을 버립니다.`,
      short: 'MAC 주소를 몰라 버림',
    }),
    'drop.no-listener': (v) => ({
      sentence:
        v.reason === 'STEALTH'
          ? say`${v.at}의 그 포트에는 ${lost('기다리는 프로그램이 없고')}, 방화벽이 거부 응답마저 내보내지 않습니다. 보낸 쪽에는 아무 소식도 가지 않습니다.`
          : say`${v.at}의 그 포트에는 ${lost('기다리는 프로그램이 없습니다')}. ${v.label} 패킷을 받을 상대가 없습니다.`,
      short: '받을 프로그램 없음',
    }),
    'drop.ttl-exceeded': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. 라우터를 너무 많이 거쳐 TTL이 다했습니다.`,
      short: 'TTL 소진',
    }),
    'drop.loop': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. 패킷이 같은 자리를 맴돕니다.`,
      short: '루프',
    }),
    'drop.link-down': (v) => ({
      sentence: say`${v.at}에서 ${lost('사라졌습니다')}. ${code(v.dev)}{이/가} 내려가 있거나 케이블이 빠져 있습니다.`,
      short: '링크 다운',
    }),
    'drop.bridge-dropped': (v) => ({
      sentence: say`${v.at}의 브리지에서 ${lost('사라졌습니다')}. 프레임을 내보낼 포트가 없습니다.`,
      short: '브리지가 버림',
    }),
    'drop.closed-by-relay': (v) => ({
      sentence: say`${v.at}의 중계 프로그램이 연결을 ${lost('끊습니다')}. 자기 대상에 닿지 못했기 때문입니다.`,
      short: '중계가 끊음',
    }),
    'drop.name-unresolved': (v) => ({
      sentence: say`${v.at}{은/는} ${lost('그 이름을 모릅니다')}. 아무것도 보내지 않습니다.`,
      short: '모르는 이름',
    }),
    'drop.delivered': (v) => ({
      sentence: say`${v.label} 패킷이 가져온 것은 전달되었고, ${v.at}에는 이 패킷이 더 필요하지 않습니다.`,
      short: '처리 끝',
    }),
    'result.delivered': (v) => ({
      sentence: say`${fine('통신이 됩니다.')} ${v.at}{이/가} 답을 받았습니다. ${code(v.text)}`,
      short: '통신 성공',
    }),
    'result.refused': (v) => ({
      sentence: say`${v.at}의 요청이 ${lost('거부됩니다')}. ${code(v.text)}`,
      short: '거부',
    }),
    'result.unreachable': (v) => ({
      sentence: say`${v.at}{은/는} ${lost('닿을 수 없다')}는 통지를 받습니다. ${code(v.text)}`,
      short: '도달 불가',
    }),
    'result.timeout': (v) => ({
      sentence: say`${v.at}에 보이는 것은 ${lost('침묵')}뿐입니다. ${code(v.text)}`,
      short: '침묵 끝에 시간 초과',
    }),
    'result.closed': (v) => ({
      sentence: say`연결은 되지만 ${lost('곧바로 닫힙니다')}. ${code(v.text)}`,
      short: '바로 닫힘',
    }),
    'result.done': (v) => ({
      sentence:
        v.text === ''
          ? say`${fine('완료되었습니다.')} ${v.at}의 명령은 더 출력하는 것이 없습니다.`
          : say`${fine('완료되었습니다.')} ${v.at}의 명령이 이렇게 끝납니다: ${code(v.text)}`,
      short: '명령 완료',
    }),
    'result.failed': (v) => ({
      sentence: say`${v.at}의 명령이 ${lost('실패합니다')}: ${code(v.text)}`,
      short: '명령 실패',
    }),
    'result.unresolved': (v) => ({
      sentence: say`${v.at}{은/는} 그 이름을 ${lost('찾지 못합니다')}. ${code(v.text)}`,
      short: '모르는 이름',
    }),
    'call.asked': (v) => ({
      sentence: say`${code(v.asker)}{이/가} ${v.channel}{으로/로} ${code(v.asked)}에 요청합니다: ${code(v.what)}`,
      short: `${v.asked}에 요청`,
    }),
    'call.done': (v) => ({
      sentence:
        v.asked === 'kernel'
          ? say`${code(v.asker)}{이/가} ${v.channel}{으로/로} 커널에 요청합니다: ${code(v.what)}`
          : say`${code(v.asker)}{이/가} ${code(v.asked)}{을/를} 실행합니다: ${code(v.what)}`,
      short: v.asked === 'kernel' ? '커널에 요청' : `${v.asked} 실행`,
    }),
    'call.ok': (v) => ({
      sentence: say`${code(v.asked)}{이/가} ${code(v.asker)}에 ${fine('처리했다')}고 답합니다: ${code(v.what)}`,
      short: `${v.asked} 처리 완료`,
    }),
    'call.error': (v) => ({
      sentence: say`${code(v.asked)}{이/가} ${code(v.asker)}에 ${lost('오류')}로 답합니다: ${code(v.text ?? v.what)}`,
      short: '오류 응답',
    }),
    'bind.bound': (v) => ({
      sentence: say`${code(v.process)}{이/가} Windows에 ${code(v.socket)}{을/를} 요청해 ${fine('받습니다')}. 이 포트가 든 제외 범위도, 이 포트에서 기다리는 프로그램도 없습니다.`,
      short: `${v.port}번 바인드`,
    }),
    'bind.bound-administered': (v) => ({
      sentence: say`${code(v.process)}{이/가} Windows에 ${code(v.socket)}{을/를} 요청해 ${fine('받습니다')}. 예약된 포트(${code(`${v.range} *`)})이지만, 예약은 Windows가 알아서 나눠 주는 것만 막습니다. 번호를 대고 요청하면 받을 수 있습니다.`,
      short: `${v.port}번 바인드`,
    }),
    'bind.port-excluded': (v) => ({
      sentence: say`${code(v.process)}{이/가} Windows에 ${code(v.socket)}{을/를} 요청하지만 ${lost('거부됩니다')}. 오류 10013입니다. 기다리는 프로그램은 없지만 Windows가 ${decided(v.range)}{을/를} 아무도 쓰지 못하게 빼 두었습니다.`,
      short: '거부: 10013',
    }),
    'bind.address-in-use': (v) => ({
      sentence: say`${code(v.process)}{이/가} Windows에 ${code(v.socket)}{을/를} 요청하지만 ${lost('거부됩니다')}. 오류 10048입니다. ${decided(v.holder)}(PID ${v.pid}){이/가} 이미 그 포트에서 기다립니다.`,
      short: '거부: 10048',
    }),
    'change.add': (v) => ({
      sentence: say`${v.at}에 새로 생겼습니다: ${changed(v)}`,
      short: `${counted(v)} 추가`,
    }),
    'change.remove': (v) => ({
      sentence: say`${v.at}에서 없어졌습니다: ${changed(v)}`,
      short: `${counted(v)} 제거`,
    }),
    'change.set': (v) => ({
      sentence: say`${v.at}에서 바뀌었습니다: ${changed(v)}`,
      short: `${counted(v)} 변경`,
    }),
    'change.pool': (v) => ({
      sentence: say`${v.at}의 엔진이 새로 시작했습니다. 빈 서브넷을 다시 처음부터 찾습니다: ${decided(v.subnet)}`,
      short: '처음부터 다시 찾음',
    }),
    rest: (v) => ({
      sentence: say`${v.at}{이/가} 스스로 답합니다. 오가는 패킷은 없습니다.`,
      short: '오가는 패킷 없음',
    }),
    unmodelled: (v) => ({
      sentence: say`모델은 여기까지입니다. ${v.at}의 ${code(v.what)}{은/는} 구현되어 있지 않으므로, 추측하지 않고 이후를 보여 주지 않습니다.`,
      short: '모델 밖',
    }),
  },
  verdict: {
    longest: (v) => say`${decided(v.prefix)}{이/가} 정합니다. ${v.bits}비트가 일치합니다.`,
    metric: (v) => say`메트릭이 ${v.metric}인 ${decided(v.prefix)}{이/가} 정합니다. 낮은 쪽이 이깁니다.`,
    only: (v) => say`${decided(v.prefix)}{이/가} 정합니다. 맞는 경로가 이것뿐입니다.`,
    policy: (v) => say`규칙 “${v.rule}”에 따라 테이블을 고르고, ${decided(v.prefix)}{이/가} 정합니다.`,
    special: (v) => say`${decided(v.prefix)}{이/가} 정합니다. ${v.type} 경로입니다.`,
    'no-route': (v) => say`${v.destination}{과/와} ${lost('맞는 경로가 없습니다')}.`,
    'source-ok': (v) => say`${v.source}{으로/로} 돌아가는 길은 ${decided(v.dev)}입니다. 통과합니다.`,
    'source-failed': (v) =>
      v.wouldLeaveBy === null
        ? say`${v.source}{으로/로} ${lost('돌아가는 길이 없습니다')}.`
        : say`${v.source}{으로/로} 돌아가는 길은 ${v.dev}{이/가} 아니라 ${decided(v.wouldLeaveBy)}입니다.`,
    rule: (v) => say`${v.chain} 체인의 ${v.number}번 규칙이 정합니다: ${decided(v.verdict)}`,
    'chain-policy': (v) => say`정하는 규칙이 없어 ${v.chain} 체인의 기본 정책을 따릅니다: ${decided(v.verdict)}`,
    established: (v) => say`연결 추적이 정합니다. ${v.before}{이/가} ${decided(v.after)}{으로/로} 바뀝니다.`,
    'fdb-known': (v) => say`${v.mac}{은/는} ${decided(v.port)} 너머에 있습니다.`,
    'fdb-unknown': (v) => say`${v.mac}{은/는} 테이블에 없습니다. ${decided('모든 포트')}로 복사합니다.`,
    'neighbour-found': (v) => say`${v.ip}의 MAC 주소는 ${decided(v.mac)}입니다.`,
    'neighbour-unknown': (v) => say`${decided(v.ip)}{은/는} 테이블에 없어 물어보아야 합니다.`,
    'neighbour-failed': (v) => say`${decided(v.ip)}{은/는} 실패했습니다. 아무도 답하지 않았습니다.`,
    listener: (v) => say`${decided(v.process)}{이/가} ${v.port}번 포트에서 기다립니다.`,
    changed: (v) => say`바뀐 것은 ${decided(counted(v))}입니다.`,
    'no-listener': (v) => say`${v.port}번 포트에서 기다리는 프로그램이 ${lost('없습니다')}.`,
    subnet: (v) =>
      v.goesOn
        ? say`${decided(v.subnet)}: 마지막으로 준 서브넷의 다음부터 찾아 처음 만난 빈자리입니다.`
        : say`${decided(v.subnet)}: 가장 낮은 빈자리입니다.`,
    'bind-free': (v) => say`${v.port}번이 든 범위가 ${fine('없습니다')}.`,
    'bind-administered': (v) =>
      say`${v.port}번은 ${decided(v.range)}에 들지만 별표가 있는 범위라 직접 바인드할 수 있습니다.`,
    'bind-excluded': (v) => say`${v.port}번이 ${decided(v.range)}에 듭니다. 아무도 바인드할 수 없습니다.`,
    'bind-in-use': (v) => say`${v.port}번은 ${decided(v.process)}(PID ${v.pid})의 것입니다.`,
  },
  loser: {
    shorter: (v) => ({
      label: `${v.bits}비트`,
      reason: say`${v.route} 경로도 맞지만 프리픽스가 더 짧습니다.`,
    }),
    metric: (v) => ({
      label: `메트릭 ${v.metric}`,
      reason: say`${v.route} 경로도 맞지만 메트릭이 더 높습니다.`,
    }),
    'no-match': (v) => ({
      label: '불일치',
      reason: say`${list(v.routes)}에는 ${v.destination}{이/가} 들어 있지 않습니다.`,
    }),
    rule: (v) => ({
      label: `${v.number}번`,
      reason: say`${v.chain} 체인의 ${v.number}번 규칙은 맞지 않습니다. ${code(v.failed)} 조건이 성립하지 않습니다.`,
    }),
    jump: (v) => ({
      label: `${v.number}번`,
      reason: say`${v.chain} 체인의 ${v.number}번 규칙은 ${code(v.target)}{을/를} 거쳐 결정 없이 돌아옵니다.`,
    }),
    'policy-rule': (v) => ({
      label: '규칙',
      reason: say`“${v.rule}” 규칙이 먼저지만, 그 테이블에는 맞는 경로가 없습니다.`,
    }),
    'sends-back': (v) => ({
      label: v.dev,
      reason: say`${v.route} 경로라면 ${v.dev}{으로/로} 돌아가지만, 가장 나은 경로가 아닙니다.`,
    }),
    'subnet-network': (v) => ({
      label: '사용 중',
      reason: say`다른 네트워크가 쓰고 있습니다: ${list(v.subnets)}`,
    }),
    'subnet-route': (v) => ({
      label: '직접 연결',
      reason: say`게이트웨이 없이 나가는 호스트의 경로와 겹칩니다: ${list(v.subnets)}`,
    }),
    'subnet-nameserver': (v) => ({
      label: '네임서버',
      reason: say`호스트의 네임서버가 이 안에 있습니다: ${list(v.subnets)}`,
    }),
    'subnet-behind': (v) => ({
      label: '지나온 자리',
      reason: say`비어 있지만 찾기 시작한 자리보다 앞에 있습니다: ${list(v.subnets)}`,
    }),
    'other-ranges': (v) => ({
      label: '다른 범위',
      reason: say`${v.ranges.length > 3 ? `나머지 범위 ${v.ranges.length}개` : list(v.ranges)}에는 ${v.port}번이 들어 있지 않습니다.`,
    }),
  },
  label: {
    'echo-request': '에코 요청',
    'echo-reply': '에코 응답',
    unreachable: '도달 불가',
    'time-exceeded': 'TTL 초과',
    redirect: '리다이렉트',
    'arp-request': 'ARP 요청',
    'arp-reply': 'ARP 응답',
    udp: '데이터그램',
    data: '데이터',
  },
  field: {
    source: '출발지',
    destination: '목적지',
    ttl: 'TTL',
    protocol: '프로토콜',
    'source-port': '출발지 포트',
    'destination-port': '목적지 포트',
    flags: '플래그',
    type: '유형',
    sender: '묻는 쪽',
    target: '찾는 쪽',
    gateway: '게이트웨이',
    inner: '대상 패킷',
    id: '식별자',
  },
  table: {
    conntrack: '연결 추적',
    neighbours: '이웃(ARP)',
    fdb: '포워딩 DB(FDB)',
    listeners: '대기 중인 소켓',
    excluded: '제외된 포트 범위',
  },
  channel: {
    'unix-socket': '유닉스 소켓',
    netlink: 'netlink',
    'named-pipe': '명명된 파이프',
    'hypervisor-socket': '하이퍼바이저 소켓',
    exec: '실행한 프로세스',
  },
  channelName: {
    'unix-socket': '유닉스 소켓',
    netlink: 'netlink',
    'named-pipe': '명명된 파이프',
    'hypervisor-socket': '하이퍼바이저 소켓',
    exec: '프로세스로 시작',
  },
  relay: {
    ends: '여기서 끝남',
    begins: '여기서 시작',
    over: '끝난 연결',
    closes: '함께 닫음',
  },
  noun: {
    network: { one: '네트워크', many: '네트워크' },
    pool: { one: '주소 풀', many: '주소 풀' },
    netdev: { one: '인터페이스', many: '인터페이스' },
    address: { one: '주소', many: '주소' },
    route: { one: '경로', many: '경로' },
    rule: { one: '규칙', many: '규칙' },
    netns: { one: '네트워크 네임스페이스', many: '네트워크 네임스페이스' },
    container: { one: '컨테이너', many: '컨테이너' },
    listener: { one: '대기 소켓', many: '대기 소켓' },
    sysctl: { one: '커널 설정', many: '커널 설정' },
    file: { one: '파일', many: '파일' },
    'excluded-range': { one: '제외된 포트 범위', many: '제외된 포트 범위' },
    'dynamic-range': { one: '동적 포트 범위', many: '동적 포트 범위' },
    service: { one: '서비스', many: '서비스' },
  },
  defaultRoute: '기본 경로',
  seconds: (ms) => `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 0))}초`,
  list,
};
