/** As much of `cloudflare:sockets` as is used here. Only `workerd.ts` imports the module itself: nothing else has it. */

export type Connect = (
  address: { readonly hostname: string; readonly port: number },
  options: { readonly secureTransport: "off" | "starttls"; readonly allowHalfOpen: boolean },
) => PlatformSocket;

export interface PlatformSocket {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
  /** Settles when the connection stands, or cannot be had. */
  readonly opened: Promise<unknown>;
  readonly closed: Promise<void>;
  close(): Promise<void>;
  /** For a connection made with `secureTransport: "starttls"`; verifies the name that was connected to. */
  startTls(): PlatformSocket;
}

/** IPv6 needs brackets here, unlike everywhere else. */
export function platformAddress(host: string, port: number): { hostname: string; port: number } {
  return { hostname: host.includes(":") ? `[${host}]` : host, port };
}

/** Ends the connection without waiting for the peer, and without a word when it ended before. */
export function abandon(socket: PlatformSocket): void {
  socket.opened.catch(() => {});
  socket.closed.catch(() => {});
  socket.close().catch(() => {});
}
