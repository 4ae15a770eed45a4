import { BlockList, isIP } from 'node:net';

/**
 * Addresses that a merchant's own network answers on. A push address comes from whoever may edit
 * the policy; without this check it could make Gatepass talk to machines that only it can reach.
 * From the registries of special-purpose addresses (RFC 6890 and its successors).
 */
const v4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16],
  ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  // Multicast, reserved and broadcast.
  ['224.0.0.0', 3],
];

const v6: readonly (readonly [string, number])[] = [
  // Unspecified, loopback and the old IPv4-compatible form; IPv4 written as IPv6 (no name that
  // means well resolves to one); 6to4, whose last gateways are gone.
  ['::', 96], ['::ffff:0:0', 96], ['2002::', 16],
  // NAT64 of a network's own.
  ['64:ff9b:1::', 48],
  // Unique-local, link-local, site-local, multicast.
  ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
];

// Two lists, because Node looks an IPv4 address up among the IPv6 networks too, as ::ffff:….
const forbidden4 = new BlockList();
const forbidden6 = new BlockList();
for (const [net, bits] of v4) {
  forbidden4.addSubnet(net, bits, 'ipv4');
  // The same network behind a NAT64 gateway.
  forbidden6.addSubnet(`64:ff9b::${net}`, 96 + bits, 'ipv6');
}
for (const [net, bits] of v6) forbidden6.addSubnet(net, bits, 'ipv6');

/** Whether an address is one of this machine or of a private network. Text, without brackets. */
export const isPrivateAddress = (address: string): boolean => {
  const bare = address.replace(/%.*$/, '');
  switch (isIP(bare)) {
    case 4: return forbidden4.check(bare, 'ipv4');
    case 6: return forbidden6.check(bare, 'ipv6');
    default: return true;
  }
};
