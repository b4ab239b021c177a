/**
 * Where a Worker may not connect, whatever is there: Cloudflare's own addresses, port 25 and addresses that are not
 * public. An attempt ends like one that was refused, so a failure there says nothing of the target.
 */
import { isInBlock, parseAddress, publicOnly, refuseAddress } from "../net/mod.ts";
import { type Limitation, workerdLimitations } from "./workerd_limitations.ts";

/** https://www.cloudflare.com/ips-v4 and https://www.cloudflare.com/ips-v6, unchanged from 2023-09 to 2026-02. */
export const cloudflareBlocks: readonly string[] = [
  "103.21.244.0/22",
  "103.22.200.0/22",
  "103.31.4.0/22",
  "104.16.0.0/13",
  "104.24.0.0/14",
  "108.162.192.0/18",
  "131.0.72.0/22",
  "141.101.64.0/18",
  "162.158.0.0/15",
  "172.64.0.0/13",
  "173.245.48.0/20",
  "188.114.96.0/20",
  "190.93.240.0/20",
  "197.234.240.0/22",
  "198.41.128.0/17",
  "2400:cb00::/32",
  "2405:8100::/32",
  "2405:b500::/32",
  "2606:4700::/32",
  "2803:f800::/32",
  "2a06:98c0::/29",
  "2c0f:f248::/32",
];

const SMTP_PORT = 25;

/** The network that this instance connects from. */
export interface Surroundings {
  /** Cloudflare's own, as against a workerd on someone's machine. */
  readonly cloudflare: boolean;
  /** Whoever runs it let it connect to private addresses. */
  readonly reachesPrivate: boolean;
}

/** `null` when a failure to connect is the target's own. */
export function barrierTo(
  address: string,
  port: number,
  { cloudflare, reachesPrivate }: Surroundings,
): Limitation | null {
  if (cloudflare && port === SMTP_PORT) return workerdLimitations.port25;
  const parsed = parseAddress(address);
  if (cloudflare && parsed !== null && cloudflareBlocks.some((prefix) => isInBlock(parsed, prefix))) {
    return workerdLimitations.cloudflareAddresses;
  }
  if (reachesPrivate || refuseAddress(publicOnly, address) === null) return null;
  return workerdLimitations.privateAddresses;
}
