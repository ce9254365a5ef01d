/**
 * Every form of link this site ever published. APPEND ONLY: a line that stands here stands in somebody's chat, and is never
 * changed or removed. `place` and `kind` are the step that the link was made at.
 */
export interface PublishedLink {
  readonly lesson: string;
  readonly fragment: string;
  readonly scene: string | null;
  readonly place: string;
  readonly kind: string;
}

export const published: readonly PublishedLink[] = [
  { lesson: 'bridge-subnet-collision', fragment: '#before', scene: 'before', place: 'pc', kind: 'send' },
  { lesson: 'bridge-subnet-collision', fragment: '#before/0.r.r550.route.1', scene: 'before', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#deploy/0.f.r550.change.4', scene: 'deploy', place: 'r550', kind: 'change' },
  { lesson: 'bridge-subnet-collision', fragment: '#detour-r650/0.r.pc.result.1', scene: 'detour-r650', place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#detour-r550/0.r.r550.route.1', scene: 'detour-r550', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch', scene: 'watch', place: 'pc', kind: 'send' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.f.r550.rx.1', scene: 'watch', place: 'r550/eno8303', kind: 'rx' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.r550.send.1', scene: 'watch', place: 'r550', kind: 'send' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.r550.route.1', scene: 'watch', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.r550.neighbour.1', scene: 'watch', place: 'r550', kind: 'neighbour' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.r550.drop.1', scene: 'watch', place: 'r550', kind: 'drop' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.pc.result.1', scene: 'watch', place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#strict/0.f.r550.source-check.1', scene: 'strict', place: 'r550', kind: 'source-check' },
  { lesson: 'bridge-subnet-collision', fragment: '#stop-ssh/0.r.r550.route.1', scene: 'stop-ssh', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#down-ssh/0.r.r550.route.1', scene: 'down-ssh', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#subnet-ssh/0.r.pc.result.1', scene: 'subnet-ssh', place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#route-ssh/0.r.r550.route.1', scene: 'route-ssh', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#route-ldap/0.f.r550.nat.1', scene: 'route-ldap', place: 'r550', kind: 'nat' },
  { lesson: 'bridge-subnet-collision', fragment: '#route-ldap/0.r.openldap.neighbour.1', scene: 'route-ldap', place: 'openldap', kind: 'neighbour' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.AQUUAAYCAo0AAYAAAQUacjU1MAUeAMG-', scene: null, place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.AQUUAAYCAsbuMjLyAAGAAAEFGXI1NTAFIwAmBg', scene: null, place: 'r550', kind: 'drop' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.AWRvd24ABwICmwIKYwAAGCBsYWIAAYMAAQUacGMFJABE1A', scene: null, place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#watch/0.r.r550.route.1~down-ssh', scene: 'watch', place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#challenge-1', scene: 'challenge-1', place: 'pc', kind: 'send' },
  { lesson: 'bridge-subnet-collision', fragment: '#challenge-1/0.r.pc.result.1', scene: 'challenge-1', place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#challenge-2/0.r.r650.route.1', scene: 'challenge-2', place: 'r650', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#challenge-3/0.r.r550.drop.1', scene: 'challenge-3', place: 'r550', kind: 'drop' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.ApsxAAICAsgCrBQfABj2AAGcAAEFMnI1NTAFNgDtdA', scene: null, place: 'r550', kind: 'route' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.ApsyAAIDA4EAA4AAAewBCioIbiCKAAIFMnBjBTwA9G4', scene: null, place: 'pc', kind: 'result' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.ApszAAICAo0AAe4BwKgycAABBTJyNTUwBTsAn4A', scene: null, place: 'r550', kind: 'drop' },
  { lesson: 'bridge-subnet-collision', fragment: '#v1.ApsxAAIEAoEAAoWGiIeLjwACgAABoQADBTFyNTUwBT8Aja0', scene: null, place: 'r550', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#gateway', scene: 'gateway', place: 'app', kind: 'send' },
  { lesson: 'container-to-internet', fragment: '#gateway/0.f.host.rx.1', scene: 'gateway', place: 'host/docker0', kind: 'rx' },
  { lesson: 'container-to-internet', fragment: '#from-host/0.f.host.route.1', scene: 'from-host', place: 'host', kind: 'route' },
  { lesson: 'container-to-internet', fragment: '#watch', scene: 'watch', place: 'app', kind: 'send' },
  { lesson: 'container-to-internet', fragment: '#watch/0.f.host.rx.1', scene: 'watch', place: 'host/docker0', kind: 'rx' },
  { lesson: 'container-to-internet', fragment: '#watch/0.f.host.nat.1', scene: 'watch', place: 'host', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#watch/0.f.gw.nat.1', scene: 'watch', place: 'gw', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#watch/0.r.internet.send.1', scene: 'watch', place: 'internet', kind: 'send' },
  { lesson: 'container-to-internet', fragment: '#watch/0.r.host.nat.1', scene: 'watch', place: 'host', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#watch/0.r.app.result.1', scene: 'watch', place: 'app', kind: 'result' },
  { lesson: 'container-to-internet', fragment: '#neighbour/0.f.web.rx.1', scene: 'neighbour', place: 'web/eth0', kind: 'rx' },
  { lesson: 'container-to-internet', fragment: '#no-forwarding/0.f.host.drop.1', scene: 'no-forwarding', place: 'host', kind: 'drop' },
  { lesson: 'container-to-internet', fragment: '#forwarding-again/0.r.host.nat.1', scene: 'forwarding-again', place: 'host', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#no-masquerade/0.r.gw.route.1', scene: 'no-masquerade', place: 'gw', kind: 'route' },
  { lesson: 'container-to-internet', fragment: '#no-masquerade/0.r.internet.drop.1', scene: 'no-masquerade', place: 'internet', kind: 'drop' },
  { lesson: 'container-to-internet', fragment: '#masquerade-again/0.f.host.nat.1', scene: 'masquerade-again', place: 'host', kind: 'nat' },
  { lesson: 'container-to-internet', fragment: '#no-route/0.f.app.route.1', scene: 'no-route', place: 'app', kind: 'route' },
  { lesson: 'container-to-internet', fragment: '#route-again/0.r.app.result.1', scene: 'route-again', place: 'app', kind: 'result' },
];
