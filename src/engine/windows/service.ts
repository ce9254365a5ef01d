/** The services that these incidents turn on: Windows NAT Driver, IP Helper (portproxy), Host Network Service. */
export type ServiceName = 'winnat' | 'iphlpsvc' | 'hns';
export type Services = Readonly<Record<ServiceName, 'running' | 'stopped'>>;
