import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { layout } from '../../../src/diagram/index.ts';
import Board from '../../../src/ui/diagram/Board.svelte';
import { boardFrames } from '../../support/board-frames.ts';
import { incidentAfter } from '../../support/incident-world.ts';

const topology = layout(incidentAfter);
const frameOf = (key: string) => boardFrames.find((frame) => frame.key === key)!;

function show(key: string | null, props: Record<string, unknown> = {}) {
  return render(Board, { topology, frame: key === null ? null : frameOf(key), ...props });
}

describe('the board', () => {
  it('is one image whose name says what happens', () => {
    show('lookup');
    expect(screen.getByRole('img', { name: /network: 16 bits match/ })).toBeInTheDocument();
    expect(screen.getAllByRole('img')).toHaveLength(1);
  });

  it('has a Korean name for Korean readers', () => {
    show(null, { language: 'ko' });
    expect(screen.getByRole('img', { name: '네트워크 그림' })).toBeInTheDocument();
  });

  it('shows every machine with its addresses', () => {
    show(null);
    for (const text of ['Developer PC', 'Router', 'R550', 'R650', 'openldap', '172.22.10.119/24', 'br-80cb5a0c07bc']) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getAllByText('assumed')).toHaveLength(2);
  });

  it('carries what the packet is, from where and to where', () => {
    show('wire');
    for (const text of ['SYN', '172.22.10.119', '172.42.10.112:22']) expect(screen.getByText(text)).toBeInTheDocument();
  });

  it('keeps the old value beside the new one where a header is rewritten', () => {
    show('rewrite');
    expect(screen.getByText('172.22.0.2:40112')).toBeInTheDocument();
    expect(screen.getByText('172.42.10.112:40112')).toBeInTheDocument();
  });

  it('says why at the place of loss', () => {
    show('lost');
    expect(screen.getByText('nobody there has 172.22.10.119')).toBeInTheDocument();
  });

  it('shows the lines that decide beside the chip where the machine has no panel', () => {
    show('router-lookup');
    expect(screen.getByText('172.42.10.0/24 dev eth1')).toBeInTheDocument();
  });

  it('names the path that was predicted', async () => {
    show('lookup', {
      ghost: ['r550#process', 'r550/eno8303', 'router/eth1', 'pc/eth0'],
      labels: { ghost: 'my guess' },
    });
    expect(await screen.findByText('my guess')).toBeInTheDocument();
  });

  it.each(boardFrames.map(({ key }) => key))('draws the step "%s" without a style attribute', (key) => {
    const { container } = show(key);
    expect(container.querySelectorAll('[style]')).toHaveLength(0);
  });

  it('steps forward and back through every gesture', async () => {
    const { rerender } = show(boardFrames[0]!.key);
    const there = boardFrames.map((frame, n) => ({ frame, previousFrame: boardFrames[n - 1] ?? null }));
    for (const step of [...there, ...there.toReversed()]) {
      await rerender({ topology, ...step });
      expect(screen.getByRole('img').getAttribute('aria-label')).toContain(step.frame.short);
    }
  });

  it('offers zoom buttons, and nothing else, to the keyboard', async () => {
    const { container } = show('lookup');
    expect(await screen.findByRole('button', { name: 'Zoom in' })).toBeEnabled();
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Zoom out',
      'Zoom in',
      'Show where it happens',
    ]);
    expect(container.querySelectorAll('[tabindex], a[href]')).toHaveLength(0);
  });

  it('tells which place was pressed', async () => {
    const onplace = vi.fn();
    show(null, { onplace });
    await fireEvent.click(screen.getByText('R650'));
    expect(onplace).toHaveBeenCalledWith('r650');
  });
});
