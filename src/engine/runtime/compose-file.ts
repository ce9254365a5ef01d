/** Reads a compose file. Read the Compose Specification before editing. What it may hold without effect on the network is passed over. */
import { parseIp, type Ip } from '../address/ip.ts';
import { parsePrefix, type Prefix } from '../address/prefix.ts';
import { parsePublish, type PortRequest } from './published-port.ts';
import { parseYaml, YamlFault } from './yaml.ts';

export interface ComposeProject {
  readonly name: string;
  readonly services: readonly ComposeService[];
  readonly networks: readonly ComposeNetwork[];
}

export interface ComposeService {
  readonly name: string;
  readonly image: string;
  readonly containerName: string;
  readonly command: readonly string[];
  readonly restart: 'no' | 'always' | 'unless-stopped';
  readonly ports: readonly PortRequest[];
  /** Keys of the project's networks, in the order written. */
  readonly networks: readonly string[];
}

export interface ComposeNetwork {
  /** Its key in the file: `default`. */
  readonly key: string;
  /** What Docker calls it: `<project>_<key>` unless named. */
  readonly name: string;
  readonly external: boolean;
  readonly internal: boolean;
  readonly subnet?: Prefix;
  readonly gateway?: Ip;
  readonly options: Readonly<Record<string, string>>;
}

/** `error` is what compose prints; `unmodelled` names what this world refuses instead. */
export type ComposeReading =
  | { readonly ok: true; readonly project: ComposeProject }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly unmodelled: string };

const MOST_CHARACTERS = 64 * 1024;
const MOST_SERVICES = 64;

/** Keys of a service that change nothing a packet could notice. */
const PASSED_OVER: ReadonlySet<string> = new Set(
  (
    'attach build cap_add cap_drop deploy depends_on develop entrypoint env_file environment expose healthcheck hostname ' +
    'init labels logging mem_limit platform privileged profiles pull_policy read_only secrets security_opt shm_size ' +
    'stdin_open stop_grace_period stop_signal tmpfs tty ulimits user volumes working_dir configs cpus pid ipc annotations'
  ).split(' '),
);
const READ: ReadonlySet<string> = new Set(['image', 'container_name', 'restart', 'ports', 'networks', 'command']);
const UNMODELLED: ReadonlySet<string> = new Set(
  'network_mode extra_hosts dns dns_search links external_links mac_address sysctls scale extends'.split(' '),
);

type Fields = Readonly<Record<string, unknown>>;

class Fault extends Error {}
class NotModelled extends Error {}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The last folder of the path, reduced to what a project may be called. @see compose-spec "name" */
export function projectNameOf(path: string): string {
  const folder = path.split('/').at(-2) ?? '';
  return folder
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

export function readComposeFile(path: string, text: string, givenName?: string): ComposeReading {
  try {
    if (text.length > MOST_CHARACTERS)
      throw new NotModelled(`a compose file of more than ${MOST_CHARACTERS} characters`);
    const file: unknown = parseYaml(text);
    if (file === null) throw new Fault('empty compose file');
    if (!isFields(file)) throw new Fault('Top-level object must be a mapping');
    return { ok: true, project: readProject(file, path, givenName) };
  } catch (fault) {
    if (fault instanceof NotModelled) return { ok: false, unmodelled: fault.message };
    if (fault instanceof Fault) return { ok: false, error: fault.message };
    if (fault instanceof YamlFault) {
      return fault.unmodelled
        ? { ok: false, unmodelled: `line ${fault.line}: ${fault.message}` }
        : { ok: false, error: `yaml: line ${fault.line}: ${fault.message}` };
    }
    throw fault;
  }
}

function readProject(file: Fields, path: string, givenName: string | undefined): ComposeProject {
  for (const key of Object.keys(file)) {
    if (!/^(version|name|services|networks|volumes|configs|secrets|include|x-.*)$/.test(key))
      throw new Fault(`validating ${path}: (root) Additional property ${key} is not allowed`);
    if (key === 'include') throw new NotModelled('include');
  }
  const ownName = typeof file['name'] === 'string' ? file['name'] : undefined;
  const name = givenName ?? ownName ?? projectNameOf(path);
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name))
    throw new Fault(
      `invalid project name "${name}": must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
    );
  const services = Object.entries(fieldsAt(file, 'services'));
  if (services.length === 0) throw new Fault('no service selected');
  if (services.length > MOST_SERVICES) throw new NotModelled(`a project of more than ${MOST_SERVICES} services`);
  const read = services.map(([key, service]) => readService(name, path, key, service));
  const declared = fieldsAt(file, 'networks');
  const used = new Set(read.flatMap((service) => service.networks));
  for (const service of read)
    for (const key of service.networks)
      if (key !== 'default' && !(key in declared))
        throw new Fault(`service "${service.name}" refers to undefined network ${key}: invalid compose project`);
  const networks = [...used].sort().map((key) => readNetwork(name, path, key, declared[key]));
  return { name, services: read, networks };
}

function fieldsAt(owner: Fields, key: string): Fields {
  const value = owner[key];
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw new Fault(`${key} must be a mapping`);
  return value;
}

function readService(project: string, path: string, name: string, value: unknown): ComposeService {
  if (!isFields(value)) throw new Fault(`validating ${path}: services.${name} must be a mapping`);
  for (const key of Object.keys(value)) {
    if (UNMODELLED.has(key)) throw new NotModelled(`services.${name}.${key}`);
    if (!READ.has(key) && !PASSED_OVER.has(key) && !key.startsWith('x-'))
      throw new Fault(`validating ${path}: services.${name} Additional property ${key} is not allowed`);
  }
  const { image, restart, command } = value;
  if (typeof image !== 'string')
    throw new Fault(`service "${name}" has neither an image nor a build context specified: invalid compose project`);
  const containerName = value['container_name'];
  return {
    name,
    image,
    containerName: typeof containerName === 'string' ? containerName : `${project}-${name}-1`,
    command: wordsOf(command),
    restart: restart === 'always' || restart === 'unless-stopped' ? restart : 'no',
    ports: listAt(value, 'ports', name).flatMap((port) => readPort(name, port)),
    networks: networkKeys(name, value['networks']),
  };
}

function wordsOf(command: unknown): readonly string[] {
  if (typeof command === 'string') return command.split(/\s+/).filter((word) => word !== '');
  return Array.isArray(command) ? command.map(String) : [];
}

function listAt(owner: Fields, key: string, service: string): readonly unknown[] {
  const value = owner[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Fault(`services.${service}.${key} must be a list`);
  return value;
}

function readPort(service: string, value: unknown): readonly PortRequest[] {
  const text = isFields(value) ? longPort(value) : scalarText(value);
  const ports = parsePublish(text);
  if ('error' in ports) throw new Fault(`services.${service}.ports: ${ports.error}`);
  return ports;
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function longPort(value: Fields): string {
  const part = (key: string) => scalarText(value[key]);
  const host = part('host_ip') === '' ? '' : `${part('host_ip')}:`;
  return `${host}${part('published')}:${part('target')}/${part('protocol') || 'tcp'}`;
}

function networkKeys(service: string, value: unknown): readonly string[] {
  if (value === undefined || value === null) return ['default'];
  if (Array.isArray(value)) return value.map(String);
  if (!isFields(value)) throw new Fault(`services.${service}.networks must be a list or a mapping`);
  for (const [key, settings] of Object.entries(value))
    if (isFields(settings) && 'ipv4_address' in settings)
      throw new NotModelled(`services.${service}.networks.${key}.ipv4_address`);
  return Object.keys(value);
}

function readNetwork(project: string, path: string, key: string, value: unknown): ComposeNetwork {
  const settings = isFields(value) ? value : {};
  for (const name of Object.keys(settings))
    if (!/^(name|driver|driver_opts|ipam|internal|external|attachable|labels|enable_ipv6|x-.*)$/.test(name))
      throw new Fault(`validating ${path}: networks.${key} Additional property ${name} is not allowed`);
  const driver = settings['driver'];
  if (driver !== undefined && driver !== 'bridge') throw new NotModelled(`the network driver ${scalarText(driver)}`);
  const external = settings['external'] === true;
  const ownName = settings['name'];
  const config = listAt(fieldsAt(settings, 'ipam'), 'config', `networks.${key}`)[0];
  const [subnet, gateway] = isFields(config) ? [config['subnet'], config['gateway']] : [];
  const prefix = typeof subnet === 'string' ? parsePrefix(subnet) : undefined;
  if (prefix === null) throw new Fault(`failed to create network ${key}: invalid CIDR address: ${String(subnet)}`);
  const address = typeof gateway === 'string' ? parseIp(gateway) : undefined;
  if (address === null) throw new Fault(`failed to create network ${key}: invalid gateway address: ${String(gateway)}`);
  return {
    key,
    name: typeof ownName === 'string' ? ownName : external ? key : `${project}_${key}`,
    external,
    internal: settings['internal'] === true,
    ...(prefix === undefined ? {} : { subnet: prefix }),
    ...(address === undefined ? {} : { gateway: address }),
    options: Object.fromEntries(
      Object.entries(fieldsAt(settings, 'driver_opts')).map(([name, option]) => [name, String(option)]),
    ),
  };
}
