/** One Windows machine at work: its state, and the exchange that its changes are told in. */
import type { ControlPlane } from '../runtime/control-plane.ts';
import type { Machine, MachineId, Netns, NetnsId } from '../world/world.ts';
import type { ExcludedPortRange, PortProtocol, PortRanges } from './port-range.ts';
import type { ServiceName } from './service.ts';
import type { WindowsState } from './windows-state.ts';

export class WindowsHost {
  readonly plane: ControlPlane;
  readonly machineId: MachineId;

  constructor(plane: ControlPlane, machineId: MachineId) {
    this.plane = plane;
    this.machineId = machineId;
  }

  get machine(): Machine {
    const machine = this.plane.world.machines[this.machineId];
    if (machine === undefined) throw new Error(`no machine ${this.machineId}`);
    return machine;
  }

  get state(): WindowsState {
    const { windows } = this.machine;
    if (windows === undefined) throw new Error(`${this.machineId} is no Windows machine`);
    return windows;
  }

  get netnsId(): NetnsId {
    return this.machine.netns;
  }

  get netns(): Netns {
    const netns = this.plane.world.netns[this.netnsId];
    if (netns === undefined) throw new Error(`no namespace ${this.netnsId}`);
    return netns;
  }

  /** Remembers without telling. */
  set(fields: Partial<WindowsState>): void {
    const windows = { ...this.state, ...fields };
    this.plane.quietly([{ kind: 'set-windows', machine: this.machineId, windows }]);
  }

  setPorts(fields: Partial<PortRanges>): void {
    this.set({ ports: { ...this.state.ports, ...fields } });
  }

  setExcluded(protocol: PortProtocol, ranges: readonly ExcludedPortRange[]): void {
    this.setPorts({ excluded: { ...this.state.ports.excluded, [protocol]: ranges } });
  }

  setService(name: ServiceName, to: 'running' | 'stopped'): void {
    this.set({ services: { ...this.state.services, [name]: to } });
    this.plane.change(this.netnsId, { verb: 'set', noun: 'service', subject: `${name} ${to}` }, []);
  }

  /** Tells which ranges came or went; nothing where none did. */
  tellRanges(verb: 'add' | 'remove', ranges: readonly ExcludedPortRange[]): void {
    const [first, ...also] = ranges.map(rangeText);
    if (first !== undefined)
      this.plane.change(
        this.netnsId,
        { verb, noun: 'excluded-range', subject: first, ...(also.length > 0 ? { also } : {}) },
        [],
      );
  }

  /** Whether somebody listens on one of these ports. */
  holderIn(
    protocol: PortProtocol,
    { start, end }: Pick<ExcludedPortRange, 'start' | 'end'>,
  ): Netns['listeners'][number] | undefined {
    return this.netns.listeners.find(
      (listener) => listener.protocol === protocol && start <= listener.port && listener.port <= end,
    );
  }
}

/** `8039-8138`, `50000-50059*` */
export function rangeText({ start, end, administered }: ExcludedPortRange): string {
  return `${start}-${end}${administered ? '*' : ''}`;
}
