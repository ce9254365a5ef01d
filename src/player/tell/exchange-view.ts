/** What the board shows of an exchange that is no packet: a relay's two connections, a call from program to program. */
import { formatIp, type Tuple } from '../../engine/index.ts';
import type { CallView, Frame, RelayEnd } from '../frame.ts';
import type { StepOf } from '../fold/fold.ts';
import type { Stage } from '../stage.ts';

/** From here on ports are drawn by the sender and mean nothing to a reader. @see RFC 6335 6 */
const FIRST_DRAWN_PORT = 10_000;

/** Nothing where a relay never came to its second connection. */
export function relayView(stage: Stage, step: StepOf<'relay'>): Pick<Frame, 'relay'> {
  const words = stage.messages.relay;
  const tupleOf = (conversation: number) => stage.trace?.conversations[conversation]?.tuple ?? null;
  const here = tupleOf(step.conversation);
  const other = tupleOf(step.peerConversation);
  if (here === null || other === null || step.peerConversation === step.conversation) return {};
  const isOpening = step.action !== 'closes';
  return {
    relay: [endOf(here, isOpening ? words.ends : words.over), endOf(other, isOpening ? words.begins : words.closes)],
  };
}

export function callView(stage: Stage, { from, to, channel }: StepOf<'call'>): CallView {
  return { from, to, channel: stage.messages.channelName[channel] };
}

function endOf({ src, dst, sport, dport }: Tuple, label: string): RelayEnd {
  const shown = (port: number) => (port >= FIRST_DRAWN_PORT || port === 0 ? '' : `:${port}`);
  return { label, source: `${formatIp(src)}${shown(sport)}`, destination: `${formatIp(dst)}${shown(dport)}` };
}
