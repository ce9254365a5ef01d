/** How a packet or a conversation ends. Closed: a `switch` on it must be total. */
export type Disposition =
  | 'delivered'
  | 'refused'
  | 'dropped-by-rule'
  /** Windows Firewall: somebody listens, and no rule lets the connection in. Fact V2.10. */
  | 'blocked-by-firewall'
  | 'rejected-by-rule'
  | 'source-check-failed'
  | 'no-route'
  | 'route-prohibits'
  | 'not-forwarding'
  | 'not-for-this-host'
  | 'neighbour-unreachable'
  | 'no-listener'
  | 'ttl-exceeded'
  | 'loop'
  | 'link-down'
  | 'bridge-dropped'
  | 'closed-by-relay'
  | 'name-unresolved';
