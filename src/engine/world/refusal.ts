/** What the kernel answers to an edit that it does not carry out, by the names of errno(3). */
export type Errno =
  | 'EEXIST'
  | 'ENOENT'
  | 'ESRCH'
  | 'ENODEV'
  | 'ENETDOWN'
  | 'ENETUNREACH'
  | 'EHOSTUNREACH'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EINVAL'
  | 'EACCES'
  | 'EPERM'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EHOSTDOWN'
  | 'EMSGSIZE'
  | 'ENONET'
  | 'ENOPROTOOPT'
  | 'EOPNOTSUPP'
  | 'ETIMEDOUT';

const TEXTS: Readonly<Record<Errno, string>> = {
  EEXIST: 'File exists',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  ENODEV: 'No such device',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EINVAL: 'Invalid argument',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTDOWN: 'Host is down',
  EMSGSIZE: 'Message too long',
  ENONET: 'Machine is not on the network',
  ENOPROTOOPT: 'Protocol not available',
  EOPNOTSUPP: 'Operation not supported',
  ETIMEDOUT: 'Connection timed out',
};

/** As strerror(3) of the GNU C library words it. */
export function errorText(errno: Errno): string {
  return TEXTS[errno];
}

/** Thrown by `applyEdits`, returned by `tryEdits`. `subject` names what the edit was about. */
export class EditRefused extends Error {
  readonly errno: Errno;
  readonly subject: string;

  constructor(errno: Errno, subject: string) {
    super(`${subject}: ${errorText(errno)}`);
    this.name = 'EditRefused';
    this.errno = errno;
    this.subject = subject;
  }
}
