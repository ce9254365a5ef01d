import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { closeBoxes, layout } from '../../../src/diagram/index.ts';
import BoxToggles from '../../../src/ui/diagram/BoxToggles.svelte';
import { Nest } from '../../../src/ui/diagram/nest.svelte.ts';
import { windowsWorld } from '../../support/nested-windows.ts';

const whole = layout(windowsWorld);
const shown = closeBoxes(whole, ['podman-machine', 'docker-desktop', 'linuxkit'], 'en');
const boxesOf = (nest: Nest, story = shown) => nest.draw(story, whole, 'en').boxes.map(({ id }) => id);

describe('the buttons of boxes that close', () => {
  const view = { k: 1, xPx: 0, yPx: 0 };

  it('say of which box they are, and whether it is open', () => {
    render(BoxToggles, { topology: shown, view, language: 'en', onchoose: vi.fn() });
    const stateOf = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-expanded');
    expect(stateOf('What is inside: WSL 2 virtual machine')).toBe('true');
    expect(stateOf('What is inside: docker-desktop')).toBe('false');
    expect(screen.getAllByRole('button')).toHaveLength(3);
  });

  it('say it in Korean', () => {
    render(BoxToggles, { topology: shown, view, language: 'ko', onchoose: vi.fn() });
    expect(screen.getByRole('button', { name: '안에 든 것: docker-desktop' })).toBeInTheDocument();
  });

  it('ask for the other state', async () => {
    const onchoose = vi.fn();
    render(BoxToggles, { topology: shown, view, language: 'en', onchoose });
    await fireEvent.click(screen.getByRole('button', { name: /docker-desktop/ }));
    await fireEvent.click(screen.getByRole('button', { name: /WSL 2/ }));
    expect(onchoose.mock.calls).toEqual([
      ['docker-desktop', 'open'],
      ['wsl', 'closed'],
    ]);
  });
});

describe('what the reader has chosen', () => {
  it('is nothing at first: the very picture of the story stands', () => {
    expect(new Nest().draw(shown, whole, 'en')).toBe(shown);
  });

  it('opens a box; those within stay as the story has them', () => {
    const nest = new Nest();
    nest.choose('docker-desktop', 'open');
    expect(boxesOf(nest)).toContain('linuxkit');
    expect(boxesOf(nest)).not.toContain('mattermost');
  });

  it('keeps a box closed though the story goes inside', () => {
    const nest = new Nest();
    nest.choose('docker-desktop', 'closed');
    expect(boxesOf(nest, whole)).not.toContain('linuxkit');
  });

  it('is the story’s picture again when it is taken back', () => {
    const nest = new Nest();
    nest.choose('docker-desktop', 'open');
    nest.choose('docker-desktop', 'closed');
    expect(nest.draw(shown, whole, 'en')).toBe(shown);
  });
});
