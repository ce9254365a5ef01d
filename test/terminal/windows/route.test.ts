import { describe, expect, it } from 'vitest';
import { WindowsSession } from '../../support/windows-world.ts';

describe('route on Windows', () => {
  const ADD = 'route add 10.9.0.0 mask 255.255.0.0 192.168.0.1';

  function session(): WindowsSession {
    const elevated = new WindowsSession();
    elevated.type(':elevate');
    return elevated;
  }

  it('adds a route by a gateway, and deletes it', () => {
    const pc = session();
    const before = pc.world.netns['windows']?.routes;
    expect(pc.type(ADD)).toBe(' OK!');
    expect(pc.world.netns['windows']?.routes).toHaveLength((before?.length ?? 0) + 1);
    expect(pc.type(ADD)).toContain('The object already exists.');
    expect(pc.type('route delete 10.9.0.0')).toBe(' OK!');
    expect(pc.world.netns['windows']?.routes).toEqual(before);
  });

  it('refuses a mask with a gap, and to delete what is not there', () => {
    const pc = session();
    expect(pc.type(ADD.replace('255.255.0.0', '255.0.255.0'))).toContain('The route addition failed');
    expect(pc.type('route delete 10.9.0.0')).toContain('The route deletion failed');
  });

  it('asks for elevation', () => {
    expect(new WindowsSession().type(ADD)).toContain('requires elevation');
  });
});
