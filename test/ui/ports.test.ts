import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { PortMap } from '../../src/diagram/index.ts';
import { loadPortWords } from '../../src/i18n/index.ts';
import PortMapView from '../../src/ui/ports/PortMapView.svelte';
import { around, piecesIn } from '../../src/ui/ports/spans.ts';

const map: PortMap = {
  machine: 'windows',
  protocol: 'tcp',
  dynamic: { start: 1024, end: 65534 },
  blocks: [
    { start: 8034, end: 8133, administered: false, isNew: true },
    { start: 50000, end: 50059, administered: true, isNew: false },
  ],
  gone: [{ start: 9100, end: 9199 }],
  listeners: [{ port: 445, process: 'System', pid: 4 }],
  wanted: { port: 8065, state: 'excluded' },
};
const [ko, en] = await Promise.all([loadPortWords('ko'), loadPortWords('en')]);

function show(words = en, given: Record<string, unknown> = {}) {
  const props = { map, name: 'Windows PC', words, stepKey: 'a', isAsked: false, canRestart: true, onrestart: vi.fn() };
  return render(PortMapView, { props: { ...props, ...given } });
}

describe('the picture of the ports', () => {
  it('says what comes of the wanted port, in both languages', () => {
    show();
    expect(screen.getByText(/8065 lies in the excluded block 8034–8133/)).toBeInTheDocument();
    show(ko);
    expect(screen.getByText(/8065번 포트는 제외 블록 8034–8133 안에/)).toBeInTheDocument();
  });

  it('does not say it while the question is open', () => {
    show(en, { isAsked: true });
    expect(screen.queryByText(/excluded block 8034/)).toBeNull();
  });

  it('has all of it as a list, lowest first', () => {
    show();
    const list = screen.getByText('The same as a list').closest('details')!;
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'System (PID 4) listens on 445',
      'Dynamic range: 1024–65534',
      'Excluded: 8034–8133 (new)',
      'Released: 9100–9199',
      'Reserved by an administrator: 50000–50059 *',
    ]);
  });

  it('comes closer to the wanted port, and goes farther away', async () => {
    show();
    expect(screen.getByText('Ports 7936 to 8191')).toBeInTheDocument();
    await fireEvent.click(screen.getByRole('button', { name: 'Closer' }));
    expect(screen.getByText('Ports 8032 to 8095')).toBeInTheDocument();
  });

  it('restarts Windows when asked to', async () => {
    const onrestart = vi.fn();
    show(en, { onrestart });
    await fireEvent.click(screen.getByRole('button', { name: 'Restart Windows' }));
    expect(onrestart).toHaveBeenCalledOnce();
  });
});

describe('a stretch of the ports', () => {
  it('holds what falls into it, cut at its ends', () => {
    const pieces = piecesIn(map, 8100, 100);
    expect(pieces.map(({ kind, leftPercent, widthPercent }) => [kind, leftPercent, widthPercent])).toEqual([
      ['dynamic', 0, 100],
      ['excluded', 0, 34],
    ]);
  });

  it('never leaves the ports there are', () => {
    expect(around(3, 256)).toBe(0);
    expect(around(65_535, 256)).toBe(65_536 - 256);
  });
});
