/** What the reader is told in English: one message for everything that can happen. Calm, exact, present tense. */
import type { Messages, Noun } from './messages.ts';
import { code, decided, destination, fine, lost, say, source, translated, type Text } from './text.ts';

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const by = (process: string | null): string => process ?? 'a program';
const hop = (nextHop: string | null, dev: string): Text =>
  nextHop === null ? say`out of ${code(dev)}` : say`to ${nextHop} by ${code(dev)}`;

/** Few are named, many are counted: the listing beside the sentence has them all. */
const NAMED = 2;
const counted = ({ noun, subjects }: { noun: Noun; subjects: readonly string[] }): string =>
  subjects.length === 1 ? noun.one : `${subjects.length} ${noun.many}`;
const changed = (v: { noun: Noun; subjects: readonly string[] }): Text =>
  v.subjects.length > NAMED ? say`${decided(counted(v))}` : say`${counted(v)} ${decided(list(v.subjects))}`;

export const en: Messages = {
  step: {
    'send.connect': (v) => ({
      sentence: say`${code(by(v.process))} on ${v.at} asks for a connection: a ${v.label} from ${source(v.source)} to ${destination(v.destination)}, port ${v.port}.`,
      short: `${by(v.process)} connects`,
    }),
    'send.accept': (v) => ({
      sentence: say`The port is open, so the kernel of ${v.at} answers at once with a ${v.label} to ${destination(v.destination)}. ${code(by(v.process))} has not heard of the call yet.`,
      short: `answers with ${v.label}`,
    }),
    'send.accept-program': (v) => ({
      sentence: say`The connection that ${code(by(v.process))} has made stands, so it now answers with a ${v.label} to ${destination(v.destination)}, in the name of the address that was called.`,
      short: `answers with ${v.label}`,
    }),
    'send.acknowledge': (v) => ({
      sentence: say`${v.at} confirms with an ${v.label}, which takes the same way. Each side now knows that the other hears it.`,
      short: `${v.label} confirms`,
    }),
    'send.close': (v) => ({
      sentence: say`${v.at} has nothing more to say and closes its side with a ${v.label}, which takes the same way.`,
      short: `${v.label} closes`,
    }),
    'send.datagram': (v) => ({
      sentence: say`${code(by(v.process))} on ${v.at} sends a datagram from ${source(v.source)} to ${destination(v.destination)}, port ${v.port}. UDP asks for no connection first.`,
      short: 'sends a datagram',
    }),
    'send.datagram-answer': (v) => ({
      sentence: say`${code(by(v.process))} on ${v.at} answers with a datagram to ${destination(v.destination)}.`,
      short: 'answers',
    }),
    'send.without-source': (v) => ({
      sentence: say`${code(by(v.process))} on ${v.at} wants to send something to ${destination(v.destination)}. The kernel looks for a way first; the source address depends on it.`,
      short: 'wants to send',
    }),
    'send.echo-request': (v) => ({
      sentence: say`${code(by(v.process))} on ${v.at} sends an echo request from ${source(v.source)} to ${destination(v.destination)}.`,
      short: 'sends an echo request',
    }),
    'send.echo-reply': (v) => ({
      sentence: say`The kernel of ${v.at} answers by itself: an echo reply to ${destination(v.destination)}.`,
      short: 'answers the echo',
    }),
    'send.reset': (v) => ({
      sentence: say`${v.at} refuses with a ${v.label} to ${destination(v.destination)}: a clear no, not silence.`,
      short: `refuses with ${v.label}`,
    }),
    'send.icmp-error': (v) => ({
      sentence: say`${v.at} reports the failure to the sender, ${destination(v.destination)}: ICMP ${v.label}.`,
      short: `reports: ${v.label}`,
    }),
    'send.icmp-error-to-itself': (v) => ({
      sentence: say`${v.at} reports the failure to itself, over ${code('lo')}: ICMP ${v.label}. Its own TCP learns that the answer did not get out; nothing leaves the machine.`,
      short: `tells itself: ${v.label}`,
    }),
    'send.redirect': (v) => ({
      sentence: say`${v.at} tells ${destination(v.destination)} that a better next hop is on its own network: an ICMP redirect.`,
      short: 'advises a better way',
    }),
    wire: (v) => ({
      sentence:
        v.through === null
          ? say`The ${v.label} arrives at ${v.to} on ${code(v.dev)}.`
          : say`${v.through} passes the ${v.label} on by its MAC address, and it arrives at ${v.to} on ${code(v.dev)}.`,
      short: `arrives on ${v.dev}`,
    }),
    'wire.forwarded': (v) => ({
      sentence: say`${v.from} passes the ${v.label} on with TTL ${v.ttl ?? 0}. It arrives at ${v.to} on ${code(v.dev)}${v.through === null ? '' : `, through ${v.through}`}.`,
      short: `arrives on ${v.dev}`,
    }),
    'wire.loopback': (v) => ({
      sentence: say`The ${v.label} never leaves ${v.to}: it goes out and comes in on ${code(v.dev)}.`,
      short: 'stays inside',
    }),
    'wire.flood': (v) => ({
      sentence: say`The ${v.label} is flooded, since nobody knows yet behind which port its MAC address is. It reaches ${list(v.places)}.`,
      short: 'flooded to all ports',
    }),
    'wire.open': (v) => ({
      sentence: say`The ${v.label} leaves ${v.from} through ${code(v.dev)}, and ${lost('nobody is at the other end')}.`,
      short: 'leaves into nothing',
    }),
    'bridge.forward': (v) => ({
      sentence: say`${code(v.bridge)} knows ${code(v.mac)}: the frame leaves by ${code(list(v.ports))} only.`,
      short: `to ${list(v.ports)}`,
    }),
    'bridge.flood': (v) => ({
      sentence: say`${code(v.bridge)} has never seen ${code(v.mac)} as a sender, so it copies the frame to every other port: ${code(list(v.ports))}.`,
      short: 'copies to all ports',
    }),
    'bridge.local': (v) => ({
      sentence: say`The frame is addressed to ${code(v.bridge)} itself, so the bridge hands it up to the IP layer of ${v.at}.`,
      short: 'up to IP',
    }),
    'bridge.drop': (v) => ({
      sentence: say`${code(v.bridge)} ${lost('throws the frame away')}: it would have to leave by the port it came in by.`,
      short: 'thrown away',
    }),
    'route.longest': (v) => ({
      sentence: say`More than one route of ${v.at} matches ${destination(v.destination)}: ${decided(v.prefix)} in its first ${v.bits} bits, ${v.loser} in ${v.loserBits}. The longest prefix wins, and the packet goes ${hop(v.nextHop, v.dev)}.`,
      short: `${v.prefix} wins`,
    }),
    'route.metric': (v) => ({
      sentence: say`Two routes to ${decided(v.prefix)} match ${destination(v.destination)} equally well. The lower metric wins, ${v.metric} against ${v.loserMetric}: ${hop(v.nextHop, v.dev)}.`,
      short: `metric ${v.metric} wins`,
    }),
    'route.only': (v) => ({
      sentence: say`Of all routes of ${v.at} only ${decided(v.prefix)} matches ${destination(v.destination)}: ${hop(v.nextHop, v.dev)}.`,
      short: v.nextHop === null ? `out of ${v.dev}` : `via ${v.nextHop}`,
    }),
    'route.local': (v) => ({
      sentence: say`${destination(v.destination)} is an address of ${v.at} itself, so the packet is at home.`,
      short: 'for this machine',
    }),
    'route.policy': (v) => ({
      sentence: say`Before any route, ${v.at} reads its policy rules: “${v.rule}” sends this packet to table ${code(v.table)}, where ${decided(v.prefix)} decides: ${hop(v.nextHop, v.dev)}.`,
      short: `table ${v.table}`,
    }),
    'route.special': (v) => ({
      sentence: say`${decided(capital(v.prefix))} matches ${destination(v.destination)}, and it is a route of type ${code(v.type)}: it exists to say no.`,
      short: `${v.type} route`,
    }),
    'route.none': (v) => ({
      sentence: say`No route of ${v.at} matches ${destination(v.destination)}, ${lost('not even a default route')}.`,
      short: 'no route',
    }),
    'source-check.ok': (v) => ({
      sentence: say`Reverse path filter (${code('rp_filter')} ${v.mode}): would ${v.at} send an answer to ${source(v.source)}${v.mode === 1 ? say` by ${code(v.arrivedBy)}, where this came in` : say` by any interface`}? ${fine('Yes')}, so the packet may pass.`,
      short: 'source checked',
    }),
    'source-check.failed': (v) => ({
      sentence: say`Reverse path filter (${code('rp_filter')} ${v.mode}): an answer to ${source(v.source)} would ${v.wouldLeaveBy === null ? say`find no way out` : say`leave by ${decided(v.wouldLeaveBy)}`}, but the packet came in by ${code(v.arrivedBy)}. ${lost('The source is not believed.')}`,
      short: 'source not believed',
    }),
    'chain.accept': (v) => ({
      sentence: say`${code(v.chain)} of table ${code(v.table)} lets it pass: ${decided(v.rule)} matches.`,
      short: `${v.chain}: accept`,
    }),
    'chain.drop': (v) => ({
      sentence: say`${code(v.chain)} of table ${code(v.table)} says no: ${decided(v.rule)} matches, and ${lost('the packet is dropped without a word')}.`,
      short: `${v.chain}: drop`,
    }),
    'chain.reject': (v) => ({
      sentence: say`${code(v.chain)} of table ${code(v.table)} says no: ${decided(v.rule)} matches; ${lost('the packet is dropped and its sender told')}.`,
      short: `${v.chain}: reject`,
    }),
    'chain.policy-accept': (v) => ({
      sentence: say`No rule of ${code(v.chain)} in table ${code(v.table)} stops it, and the chain's policy is to accept.`,
      short: `${v.chain}: accept`,
    }),
    'chain.policy-drop': (v) => ({
      sentence: say`No rule of ${code(v.chain)} in table ${code(v.table)} lets it pass, and ${decided(v.rule)} is what remains: ${lost('dropped by policy')}.`,
      short: `${v.chain}: policy drop`,
    }),
    'nat.dnat': (v) => ({
      sentence: say`The destination is rewritten: ${code(v.before)} becomes ${translated(v.after)}. From here on the packet is for somebody else.`,
      short: `to ${v.after}`,
    }),
    'nat.snat': (v) => ({
      sentence: say`The source is rewritten: ${code(v.before)} becomes ${translated(v.after)}.`,
      short: `from ${v.after}`,
    }),
    'nat.masquerade': (v) => ({
      sentence: say`The source is rewritten to the address of the outgoing interface: ${code(v.before)} becomes ${translated(v.after)}. Answers will come back to ${v.at}.`,
      short: `from ${v.after}`,
    }),
    'nat.redirect': (v) => ({
      sentence: say`The destination is rewritten to ${v.at} itself: ${code(v.before)} becomes ${translated(v.after)}.`,
      short: `to ${v.after}`,
    }),
    'nat.established': (v) => ({
      sentence: say`Connection tracking remembers this conversation and repeats its translation: ${code(v.before)} becomes ${translated(v.after)}. The nat table is not asked again.`,
      short: `becomes ${v.after}`,
    }),
    'nat.reversal': (v) => ({
      sentence: say`Connection tracking knows this as an answer and undoes the translation: ${code(v.before)} becomes ${translated(v.after)}. No rule is needed for that.`,
      short: `back to ${v.after}`,
    }),
    'conntrack.new': (v) => ({
      sentence: say`Connection tracking on ${v.at} sees the first packet of a conversation.`,
      short: 'new conversation',
    }),
    'conntrack.established': (v) => ({
      sentence: say`Connection tracking on ${v.at} knows this conversation.`,
      short: 'known conversation',
    }),
    'conntrack.related': (v) => ({
      sentence: say`Connection tracking on ${v.at} sees that this message is about a conversation it knows.`,
      short: 'related',
    }),
    'conntrack.invalid': (v) => ({
      sentence: say`Connection tracking on ${v.at} cannot fit this packet into any conversation: it is ${lost('invalid')}, and nothing will be translated.`,
      short: 'fits no conversation',
    }),
    'conntrack.untracked': (v) => ({
      sentence: say`A rule told connection tracking on ${v.at} to look away: this packet stays untracked.`,
      short: 'untracked',
    }),
    forward: (v) => ({
      sentence: say`The packet is for somebody else, and ${v.at} passes it on: TTL ${v.before} becomes ${v.after}.`,
      short: `TTL ${v.after}`,
    }),
    'neighbour.cached': (v) => ({
      sentence: say`${v.at} knows the MAC address of ${code(v.ip)} already: ${code(v.mac)}.`,
      short: 'MAC known',
    }),
    'neighbour.asking': (v) => ({
      sentence:
        v.heardBy.length === 0
          ? say`To build the frame, ${v.at} needs a MAC address and asks on ${code(v.dev)}: who has ${decided(v.ip)}? ${lost('There is nobody to hear it.')}`
          : say`To build the frame, ${v.at} needs a MAC address and asks everybody on ${code(v.dev)}: who has ${decided(v.ip)}? ${list(v.heardBy)} ${v.heardBy.length === 1 ? 'hears' : 'hear'} the question.`,
      short: `who has ${v.ip}?`,
    }),
    'neighbour.again': (v) => ({
      sentence: say`Nobody answers. ${v.at} asks again after ${list(v.times)}: who has ${decided(v.ip)}? Silence.`,
      short: `asks again after ${list(v.times)}`,
    }),
    'neighbour.resolved': (v) => ({
      sentence: say`${v.answeredBy} answers: ${code(v.ip)} is at ${fine(v.mac)}. ${v.at} remembers that in its neighbour table.`,
      short: `is at ${v.mac}`,
    }),
    'neighbour.failed': (v) => ({
      sentence: say`After ${v.attempts} tries without an answer ${v.at} gives up: ${code(v.ip)} on ${code(v.dev)} is marked ${lost('FAILED')}.`,
      short: 'nobody answered',
    }),
    'deliver.listener': (v) => ({
      sentence: say`${fine('Delivered')}: ${code(by(v.process))} on ${v.at} listens on port ${v.port}, so the ${v.label} has a reader.`,
      short: `port ${v.port} is open`,
    }),
    'deliver.program': (v) => ({
      sentence: say`${fine('Delivered')}: ${code(by(v.process))} passes nothing on. It takes up the connection itself, whoever the ${v.label} is for.`,
      short: 'taken up',
    }),
    'deliver.connection': (v) => ({
      sentence: say`${fine('Delivered')}: the ${v.label} belongs to a connection that ${v.at} has open.`,
      short: 'reaches its connection',
    }),
    'deliver.kernel': (v) => ({
      sentence: say`${fine('Delivered')}: the ${v.label} is for the kernel of ${v.at} itself.`,
      short: 'reaches the kernel',
    }),
    'deliver.client': (v) => ({
      sentence: say`${fine('Delivered')}: the ${v.label} reaches ${code(by(v.process))} on ${v.at}, which was waiting for it.`,
      short: 'the answer is here',
    }),
    steer: (v) => ({
      sentence: say`${v.at} and ${v.to} share the address ${code(v.address)}. ${v.to} is the one that waits at port ${v.port}, so the packet is handed to it.`,
      short: `handed to ${v.to}`,
    }),
    'relay.opens': (v) => ({
      sentence: say`${code(v.process)} on ${v.at} ends this connection here, and opens another of its own.`,
      short: 'opens a second connection',
    }),
    'relay.closes': (v) => ({
      sentence: say`One connection is over, so ${code(v.process)} on ${v.at} closes the other too.`,
      short: 'closes the other side',
    }),
    'relay.fails': (v) => ({
      sentence: say`${code(v.process)} on ${v.at} ${lost('cannot open the second connection')}, and hangs up the first.`,
      short: 'cannot reach the target',
    }),
    'wait.syn-retry': (v) => ({
      sentence: say`No answer, so ${v.at} repeats its SYN after ${list(v.times)}. Each repeat goes the same way and ends the same way.`,
      short: v.times.length === 1 ? 'SYN once more' : `SYN ${v.times.length} times more`,
    }),
    'wait.refused-retry': (v) => ({
      sentence: say`Windows does not believe the first no: ${v.at} repeats its SYN after ${list(v.times)}, and is refused each time.`,
      short: `${v.times.length} more tries`,
    }),
    'wait.patience': (v) => ({
      sentence: say`${v.at} waits. Nothing comes in for ${v.until}.`,
      short: `waits ${v.until}`,
    }),
    'drop.refused': (v) => ({
      sentence: say`${lost('Refused')} at ${v.at}: the ${v.label} is answered with a no.`,
      short: 'refused',
    }),
    'drop.dropped-by-rule': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: the rule dropped the ${v.label}, and nobody is told.`,
      short: 'dropped by a rule',
    }),
    'drop.blocked-by-firewall': (v) => ({
      sentence: say`${lost('Blocked')} by the firewall of ${v.at}: no inbound rule lets the ${v.label} in, and nobody is told.`,
      short: 'blocked by the firewall',
    }),
    'drop.rejected-by-rule': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: the rule dropped the ${v.label} and has its sender told.`,
      short: 'rejected by a rule',
    }),
    'drop.source-check-failed': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: the ${v.label} arrived, but is thrown away because of the interface it came in by. Its sender is not told; the counter ${code('TcpExtIPReversePathFilter')} rises.`,
      short: 'source check failed',
    }),
    'drop.no-route': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: there is no route to ${destination(v.destination)}.`,
      short: 'no route',
    }),
    'drop.route-prohibits': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: a route forbids the way to ${destination(v.destination)}.`,
      short: 'forbidden by a route',
    }),
    'drop.not-forwarding': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: ${destination(v.destination)} is somebody else, and ${v.at} does not forward${v.reason === 'WINDOWS' ? '' : say` (${code('net.ipv4.ip_forward = 0')})`}.`,
      short: 'does not forward',
    }),
    'drop.not-for-this-host': (v) => ({
      sentence:
        v.reason === 'STRONG_HOST'
          ? say`${lost('Thrown away')} by ${v.at}: ${code(v.dev)} takes only what is for its own address, and ${destination(v.destination)} is another adapter's.`
          : say`${lost('Thrown away')} by ${v.at}: the frame was addressed to another machine.`,
      short: 'not for this machine',
    }),
    'drop.neighbour-unreachable': (v) => ({
      sentence: say`${lost('Lost')} inside ${v.at}: without a MAC address no frame can be built, so the ${v.label} to ${destination(v.destination)} is thrown away.`,
      short: 'lost: no MAC address',
    }),
    'drop.no-listener': (v) => ({
      sentence:
        v.reason === 'STEALTH'
          ? say`${lost('Nobody listens')} on that port of ${v.at}, and its firewall keeps even the refusal back: the sender hears nothing.`
          : say`${lost('Nobody listens')} on that port of ${v.at}: the ${v.label} has no reader.`,
      short: 'nobody listens',
    }),
    'drop.ttl-exceeded': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: the TTL is used up, the packet has passed too many routers.`,
      short: 'TTL used up',
    }),
    'drop.loop': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: the packet goes round in a circle.`,
      short: 'a loop',
    }),
    'drop.link-down': (v) => ({
      sentence: say`${lost('Lost')} at ${v.at}: ${code(v.dev)} is down or unplugged.`,
      short: 'link is down',
    }),
    'drop.bridge-dropped': (v) => ({
      sentence: say`${lost('Lost')} in a bridge of ${v.at}: there is no port to send the frame to.`,
      short: 'dropped by the bridge',
    }),
    'drop.closed-by-relay': (v) => ({
      sentence: say`The relay on ${v.at} ${lost('hangs up')}: it could not reach its own target.`,
      short: 'the relay hangs up',
    }),
    'drop.name-unresolved': (v) => ({
      sentence: say`${v.at} ${lost('does not know the name')}, so nothing is sent at all.`,
      short: 'name unknown',
    }),
    'drop.delivered': (v) => ({
      sentence: say`${v.at} needs the ${v.label} no more: what it brought has been delivered.`,
      short: 'done with',
    }),
    'result.delivered': (v) => ({
      sentence: say`${fine('It works')}: ${v.at} has its answer. ${code(v.text)}`,
      short: 'it works',
    }),
    'result.refused': (v) => ({
      sentence: say`${v.at} is ${lost('refused')}: ${code(v.text)}`,
      short: 'refused',
    }),
    'result.unreachable': (v) => ({
      sentence: say`${v.at} is told that there is ${lost('no way')}: ${code(v.text)}`,
      short: 'unreachable',
    }),
    'result.timeout': (v) => ({
      sentence: say`All that ${v.at} ever sees is ${lost('silence')}: ${code(v.text)}`,
      short: 'silence, then timeout',
    }),
    'result.closed': (v) => ({
      sentence: say`The connection opens and is ${lost('closed at once')}: ${code(v.text)}`,
      short: 'closed at once',
    }),
    'result.done': (v) => ({
      sentence:
        v.text === ''
          ? say`${fine('Done')}. The command on ${v.at} prints nothing more.`
          : say`${fine('Done')}. The command on ${v.at} ends: ${code(v.text)}`,
      short: 'done',
    }),
    'result.failed': (v) => ({
      sentence: say`The command on ${v.at} ${lost('fails')}: ${code(v.text)}`,
      short: 'fails',
    }),
    'result.unresolved': (v) => ({
      sentence: say`The name ${lost('is not known')} to ${v.at}: ${code(v.text)}`,
      short: 'name unknown',
    }),
    'call.asked': (v) => ({
      sentence: say`${code(v.asker)} asks ${code(v.asked)} over ${v.channel}: ${code(v.what)}`,
      short: `asks ${v.asked}`,
    }),
    'call.done': (v) => ({
      sentence:
        v.asked === 'kernel'
          ? say`${code(v.asker)} has the kernel do it, over ${v.channel}: ${code(v.what)}`
          : say`${code(v.asker)} starts ${code(v.asked)}: ${code(v.what)}`,
      short: v.asked === 'kernel' ? 'asks the kernel' : `starts ${v.asked}`,
    }),
    'call.ok': (v) => ({
      sentence: say`${code(v.asked)} answers ${code(v.asker)}: ${fine('done')}. That was ${code(v.what)}`,
      short: `${v.asked}: done`,
    }),
    'call.error': (v) => ({
      sentence: say`${code(v.asked)} answers ${code(v.asker)} with ${lost('an error')}: ${code(v.text ?? v.what)}`,
      short: 'an error comes back',
    }),
    'bind.bound': (v) => ({
      sentence: say`${code(v.process)} asks Windows for ${code(v.socket)} and ${fine('gets it')}: no range holds the port, and nobody listens there.`,
      short: `bound to ${v.port}`,
    }),
    'bind.bound-administered': (v) => ({
      sentence: say`${code(v.process)} asks Windows for ${code(v.socket)} and ${fine('gets it')}. The port is reserved (${code(`${v.range} *`)}), but a reservation only keeps Windows from handing it out; a program may still ask for it by number.`,
      short: `bound to ${v.port}`,
    }),
    'bind.port-excluded': (v) => ({
      sentence: say`${code(v.process)} asks Windows for ${code(v.socket)} and is ${lost('refused')}: error 10013. Nobody listens there, but Windows has taken ${decided(v.range)} out of circulation.`,
      short: 'refused: 10013',
    }),
    'bind.address-in-use': (v) => ({
      sentence: say`${code(v.process)} asks Windows for ${code(v.socket)} and is ${lost('refused')}: error 10048. ${decided(v.holder)}, process ${v.pid}, listens there already.`,
      short: 'refused: 10048',
    }),
    'change.add': (v) => ({
      sentence: say`New on ${v.at}: ${changed(v)}.`,
      short: `new: ${counted(v)}`,
    }),
    'change.remove': (v) => ({
      sentence: say`Gone from ${v.at}: ${changed(v)}.`,
      short: `gone: ${counted(v)}`,
    }),
    'change.set': (v) => ({
      sentence: say`Set on ${v.at}: ${changed(v)}.`,
      short: `set: ${counted(v)}`,
    }),
    'change.pool': (v) => ({
      sentence: say`The engine on ${v.at} starts afresh: it will look for a free subnet from ${decided(v.subnet)} on.`,
      short: 'search starts over',
    }),
    rest: (v) => ({
      sentence: say`${v.at} answers by itself; nothing travels.`,
      short: 'nothing travels',
    }),
    unmodelled: (v) => ({
      sentence: say`Here the model ends: ${code(v.what)} on ${v.at} is not modelled, so what follows is not shown rather than guessed.`,
      short: 'not modelled',
    }),
  },
  verdict: {
    longest: (v) => say`${decided(v.prefix)} decides: ${v.bits} bits match.`,
    metric: (v) => say`${decided(capital(v.prefix))} with metric ${v.metric} decides: the lower one wins.`,
    only: (v) => say`${decided(capital(v.prefix))} decides: nothing else matches.`,
    policy: (v) => say`The rule “${v.rule}” chooses the table, then ${decided(v.prefix)} decides.`,
    special: (v) => say`${decided(capital(v.prefix))} decides: ${v.type}.`,
    'no-route': (v) => say`${lost('Nothing matches')} ${v.destination}.`,
    'source-ok': (v) => say`The way back to ${v.source} leads through ${decided(v.dev)}: it may pass.`,
    'source-failed': (v) =>
      v.wouldLeaveBy === null
        ? say`There is ${lost('no way back')} to ${v.source}.`
        : say`The way back to ${v.source} leads through ${decided(v.wouldLeaveBy)}, not ${v.dev}.`,
    rule: (v) => say`Rule ${v.number} of ${v.chain} decides: ${decided(v.verdict)}.`,
    'chain-policy': (v) => say`No rule decides; the policy of ${v.chain} does: ${decided(v.verdict)}.`,
    established: (v) => say`Connection tracking decides: ${v.before} becomes ${decided(v.after)}.`,
    'fdb-known': (v) => say`${v.mac} is behind ${decided(v.port)}.`,
    'fdb-unknown': (v) => say`${v.mac} is not in the table: ${decided('every port')} gets a copy.`,
    'neighbour-found': (v) => say`${v.ip} is at ${decided(v.mac)}.`,
    'neighbour-unknown': (v) => say`${decided(v.ip)} is not in the table: it has to be asked for.`,
    'neighbour-failed': (v) => say`${decided(v.ip)} has failed: nobody answered.`,
    listener: (v) => say`${decided(v.process)} listens on port ${v.port}.`,
    changed: (v) => say`${decided(counted(v))}: this is what changed.`,
    'no-listener': (v) => say`${lost('Nobody')} listens on port ${v.port}.`,
    subnet: (v) =>
      v.goesOn
        ? say`${decided(v.subnet)} is given: the first free one behind the subnet given last.`
        : say`${decided(v.subnet)} is given: the lowest free one.`,
    'bind-free': (v) => say`${fine('No range')} holds ${v.port}.`,
    'bind-administered': (v) =>
      say`${decided(v.range)} holds ${v.port}, but it is starred: an explicit bind is allowed.`,
    'bind-excluded': (v) => say`${decided(v.range)} holds ${v.port}: nobody may bind it.`,
    'bind-in-use': (v) => say`${decided(v.process)}, process ${v.pid}, has port ${v.port}.`,
  },
  loser: {
    shorter: (v) => ({
      label: `${v.bits} bits`,
      reason: say`${v.route} matches too, but with a shorter prefix.`,
    }),
    metric: (v) => ({
      label: `metric ${v.metric}`,
      reason: say`${v.route} matches as well, but its metric is higher.`,
    }),
    'no-match': (v) => ({
      label: 'no match',
      reason: say`${list(v.routes)} ${v.routes.length === 1 ? 'does' : 'do'} not contain ${v.destination}.`,
    }),
    rule: (v) => ({
      label: `rule ${v.number}`,
      reason: say`${v.chain}, rule ${v.number} does not match: ${code(v.failed)} is not so.`,
    }),
    jump: (v) => ({
      label: `rule ${v.number}`,
      reason: say`${v.chain}, rule ${v.number} goes through ${code(v.target)} and comes back undecided.`,
    }),
    'policy-rule': (v) => ({
      label: 'rule',
      reason: say`“${v.rule}” comes earlier, but its table has no route for this.`,
    }),
    'sends-back': (v) => ({
      label: v.dev,
      reason: say`${v.route} would be the way back through ${v.dev}, but it is not the best route.`,
    }),
    'subnet-network': (v) => ({
      label: 'taken',
      reason: say`${list(v.subnets)} ${v.subnets.length === 1 ? 'belongs' : 'belong'} to other networks.`,
    }),
    'subnet-route': (v) => ({
      label: 'on-link',
      reason: say`${list(v.subnets)} ${v.subnets.length === 1 ? 'overlaps' : 'overlap'} a route of the host's that leads to no gateway.`,
    }),
    'subnet-nameserver': (v) => ({
      label: 'nameserver',
      reason: say`A nameserver of the host's lies in ${list(v.subnets)}.`,
    }),
    'subnet-behind': (v) => ({
      label: 'behind',
      reason: say`${list(v.subnets)} ${v.subnets.length === 1 ? 'is' : 'are'} free, but the search began behind ${v.subnets.length === 1 ? 'it' : 'them'}.`,
    }),
    'other-ranges': (v) => ({
      label: 'elsewhere',
      reason: say`${v.ranges.length > 3 ? `The other ${v.ranges.length} ranges` : list(v.ranges)} ${v.ranges.length === 1 ? 'does' : 'do'} not contain ${v.port}.`,
    }),
  },
  label: {
    'echo-request': 'echo request',
    'echo-reply': 'echo reply',
    unreachable: 'unreachable',
    'time-exceeded': 'time exceeded',
    redirect: 'redirect',
    'arp-request': 'who has',
    'arp-reply': 'is at',
    udp: 'datagram',
    data: 'data',
  },
  field: {
    source: 'Source',
    destination: 'Destination',
    ttl: 'TTL',
    protocol: 'Protocol',
    'source-port': 'Source port',
    'destination-port': 'Destination port',
    flags: 'Flags',
    type: 'Type',
    sender: 'Sender',
    target: 'Target',
    gateway: 'Gateway',
    inner: 'About',
    id: 'Id',
  },
  table: {
    conntrack: 'Connection tracking',
    neighbours: 'Neighbours',
    fdb: 'Forwarding database',
    listeners: 'Listeners',
    excluded: 'Excluded port ranges',
  },
  channel: {
    'unix-socket': 'a Unix socket',
    netlink: 'netlink',
    'named-pipe': 'a named pipe',
    'hypervisor-socket': 'a hypervisor socket',
    exec: 'a process it starts',
  },
  channelName: {
    'unix-socket': 'Unix socket',
    netlink: 'netlink',
    'named-pipe': 'named pipe',
    'hypervisor-socket': 'hypervisor socket',
    exec: 'started as a process',
  },
  relay: {
    ends: 'ends here',
    begins: 'begins here',
    over: 'over',
    closes: 'closes too',
  },
  noun: {
    network: { one: 'network', many: 'networks' },
    pool: { one: 'address pool', many: 'address pools' },
    netdev: { one: 'interface', many: 'interfaces' },
    address: { one: 'address', many: 'addresses' },
    route: { one: 'route', many: 'routes' },
    rule: { one: 'rule', many: 'rules' },
    netns: { one: 'network namespace', many: 'network namespaces' },
    container: { one: 'container', many: 'containers' },
    listener: { one: 'listening socket', many: 'listening sockets' },
    sysctl: { one: 'kernel setting', many: 'kernel settings' },
    file: { one: 'file', many: 'files' },
    'excluded-range': { one: 'excluded port range', many: 'excluded port ranges' },
    'dynamic-range': { one: 'dynamic port range', many: 'dynamic port ranges' },
    service: { one: 'service', many: 'services' },
  },
  defaultRoute: 'the default route',
  seconds: (ms) => `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 0))} s`,
  list,
};
