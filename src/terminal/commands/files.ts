/** Files and names of the machine: `cat`, `ls`, `pwd`, `hostname`. */
import { deviceOf, peerOf, type Machine } from '../../engine/index.ts';
import { answer, err, misused, notModelledLine, out, type Command, type Context } from '../command.ts';
import { readShort } from '../options.ts';
import type { OutputLine } from '../run-result.ts';
import { sysctlKeys, sysctlValue } from './kernel.ts';

/** Where a shell stands: beside the machine's only compose file, else at home. */
export function workingDirectory(machine: Machine): string {
  const [only, ...more] = composeFiles(machine);
  return only === undefined || more.length > 0 ? '/root' : only.slice(0, only.lastIndexOf('/'));
}

export function composeFiles(machine: Machine): readonly string[] {
  return Object.keys(machine.files).filter((path) => /\/(docker-)?compose\.ya?ml$/.test(path));
}

/** An absolute path without `.` and `..`. */
export function absolutePath(machine: Machine, typed: string): string {
  const whole = typed.startsWith('/') ? typed : `${workingDirectory(machine)}/${typed}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What sysfs tells of a device: `iflink` is the index of a veth's other end, in whichever namespace it is. @see Documentation/ABI/testing/sysfs-class-net */
function sysfsText({ world, netns }: Context, path: string): string | undefined {
  const [, name = '', file = ''] = /^\/sys\/class\/net\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
  const dev = deviceOf(netns, name);
  if (dev === undefined) return undefined;
  const peer = dev.kind === 'veth' ? peerOf(world, netns.id, name) : null;
  const other = peer === null ? dev : deviceOf(world.netns[peer.netns], peer.dev);
  const values: Readonly<Record<string, string | number>> = {
    address: dev.mac,
    ifindex: dev.index,
    iflink: other?.index ?? dev.index,
    mtu: dev.mtuBytes,
  };
  return Object.hasOwn(values, file) ? `${values[file] ?? ''}\n` : undefined;
}

/** The text, or what open(2) and read(2) answer instead. */
function readText(
  context: Context,
  path: string,
): { readonly text: string } | { readonly error: string } | { readonly unmodelled: string } {
  const { machine, netns } = context;
  const text = Object.hasOwn(machine.files, path) ? machine.files[path] : sysfsText(context, path);
  if (text !== undefined) return { text };
  const key = path.startsWith('/proc/sys/') ? path.slice('/proc/sys/'.length).replaceAll('/', '.') : '';
  if (sysctlKeys(netns).includes(key)) return { text: `${sysctlValue(netns, key)}\n` };
  if (isUntold(machine, path)) return { unmodelled: path };
  const isFolder = path === '/' || Object.keys(machine.files).some((file) => file.startsWith(`${path}/`));
  return { error: isFolder ? 'Is a directory' : 'No such file or directory' };
}

/** Files that a real machine has and that no world tells: the kernel's own, and what every Linux, or every container, brings along. */
function isUntold({ kind }: Machine, path: string): boolean {
  if (
    /^\/(proc|sys)\/|^\/etc\/(hosts|hostname|os-release|passwd|group|fstab|services|protocols|sysctl\.conf)$/.test(path)
  )
    return true;
  return kind === 'container' && path === '/etc/resolv.conf';
}

/** @see cat(1) */
export const cat: Command = {
  name: 'cat',
  understands: ['cat FILE'],
  run: (context, args) => {
    const options = readShort(args, 'Anbestuv');
    if (options.fault !== null)
      return misused(
        context,
        cat,
        1,
        `cat: invalid option -- '${options.fault.option}'`,
        "Try 'cat --help' for more information.",
      );
    const output = options.operands.flatMap((typed): readonly OutputLine[] => {
      const read = readText(context, absolutePath(context.machine, typed));
      if ('unmodelled' in read) return [notModelledLine(read.unmodelled)];
      if ('error' in read) return [err(`cat: ${typed}: ${read.error}`)];
      return read.text === '' ? [] : read.text.replace(/\n$/, '').split('\n').map(out);
    });
    return answer(context, output, { exitCode: output.some((line) => line.stream !== 'out') ? 1 : 0 });
  },
};

/** @see ls(1) */
export const ls: Command = {
  name: 'ls',
  understands: ['ls [DIR]'],
  run: (context, args) => {
    const typed = args.find((arg) => !arg.startsWith('-')) ?? '.';
    const folder = absolutePath(context.machine, typed);
    const start = folder === '/' ? '/' : `${folder}/`;
    if (Object.hasOwn(context.machine.files, folder)) return answer(context, [typed]);
    const inside = Object.keys(context.machine.files).filter((path) => path.startsWith(start));
    const isEmpty = inside.length === 0 && folder !== '/' && folder !== workingDirectory(context.machine);
    if (isEmpty)
      return answer(context, [err(`ls: cannot access '${typed}': No such file or directory`)], { exitCode: 2 });
    const names = inside.map((path) => path.slice(start.length).split('/')[0] ?? '');
    return answer(context, [...new Set(names)].sort());
  },
};

export const pwd: Command = {
  name: 'pwd',
  understands: ['pwd'],
  run: (context) => answer(context, [workingDirectory(context.machine)]),
};

/** @see hostname(1). A container is called by the first digits of its id. */
export const hostname: Command = {
  name: 'hostname',
  understands: ['hostname', 'hostname -I'],
  run: (context, args) => {
    const [option] = args;
    if (option === '-I') return answer(context, [allAddresses(context)]);
    if (option !== undefined)
      return misused(context, hostname, 255, `hostname: invalid option -- '${option.replace(/^-+/, '')}'`);
    return answer(context, [containerId(context) ?? context.machine.id]);
  },
};

function allAddresses({ netns }: Context): string {
  return netns.devs
    .filter((dev) => dev.kind !== 'loopback' && dev.up)
    .flatMap((dev) => dev.addresses)
    .map(({ address }) => `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255} `)
    .join('');
}

function containerId({ machine, world }: Context): string | undefined {
  const docker = world.machines[machine.parent ?? '']?.docker;
  return docker?.containers.find((container) => container.name === machine.id)?.id.slice(0, 12);
}
