/** The gallery: servers on loopback that show, one each, what a check can find. */
import { pemChain } from "./certificates.ts";
import { demonstrationAuthorities } from "./authorities.ts";
import { type Expected, galleryRows } from "./gallery_rows.ts";
import type { LoopbackServer } from "./loopback.ts";

export interface GalleryServer {
  readonly id: string;
  readonly title: string;
  /** What there is to see, in one sentence. */
  readonly explanation: string;
  readonly port: number;
  /** What to check: `localhost:PORT`. */
  readonly target: string;
  readonly expected: Expected;
  /** Seconds that the demonstration gives a check of it. */
  readonly timeout: number;
}

export interface Gallery {
  readonly servers: readonly GalleryServer[];
  /** The authority that the checks trust, PEM. */
  readonly anchorsPem: string;
  /** Ends every connection and stops every server. */
  stop(): Promise<void>;
}

export interface GalleryOptions {
  /** The time that the certificates are made for. */
  readonly now: Date;
  /** Servers get this port and those after it, in order; without it, each takes one that is free. */
  readonly firstPort?: number;
}

/** Seconds; more than any server on loopback needs that answers at all. */
const defaultTimeout = 5;

/** Makes the certificates and starts every server. Rejects when a port is taken, and then leaves none running. */
export async function startGallery({ now, firstPort }: GalleryOptions): Promise<Gallery> {
  const authorities = await demonstrationAuthorities(now);
  const running: LoopbackServer[] = [];
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  try {
    const servers: GalleryServer[] = [];
    for (const [index, { start, ...row }] of galleryRows.entries()) {
      const server = await start({
        ...authorities,
        now,
        port: firstPort === undefined ? 0 : firstPort + index,
      });
      running.push(server);
      const { port } = server;
      servers.push({ timeout: defaultTimeout, ...row, port, target: `localhost:${port}` });
    }
    return { servers, anchorsPem: pemChain(authorities.root), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
