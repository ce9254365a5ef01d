/** Words of the picture of the 65,536 ports. */
export const portsEn = {
  label: (machine: string) => `The 65,536 ports of ${machine}`,
  title: (machine: string, protocol: string) => `${protocol} ports of ${machine}`,
  switch: 'What the stage shows',
  ports: 'Ports',
  network: 'Network',
  whole: 'All ports, 8,192 in a row',
  near: (from: number, to: number) => `Ports ${from} to ${to}`,
  zoomIn: 'Closer',
  zoomOut: 'Wider',
  restart: 'Restart Windows',
  asList: 'The same as a list',
  verdict: {
    free: (port: number) => `Port ${port} can be bound: no block holds it, and nobody else has it.`,
    excluded: (port: number, span: string) =>
      `Port ${port} lies in the excluded block ${span}: every bind is refused (10013), and no listener is to be found.`,
    administered: (port: number, span: string) =>
      `Port ${port} lies in ${span}, which an administrator has reserved: a program that names the port still gets it.`,
    taken: (port: number, process: string) => `${process} listens on port ${port}: a second bind is refused (10048).`,
  },
  legend: {
    dynamic: 'handed out automatically (dynamic range)',
    excluded: 'excluded block',
    administered: 'reserved by an administrator (*)',
    fresh: 'new',
    gone: 'released',
    listener: 'somebody listens',
    wanted: 'the wanted port',
  },
  list: {
    dynamic: (span: string) => `Dynamic range: ${span}`,
    excluded: (span: string) => `Excluded: ${span}`,
    administered: (span: string) => `Reserved by an administrator: ${span} *`,
    gone: (span: string) => `Released: ${span}`,
    fresh: 'new',
    listener: (port: number, process: string, pid: number) => `${process} (PID ${pid}) listens on ${port}`,
  },
};

export type PortWords = typeof portsEn;
