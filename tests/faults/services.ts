/** The service on each runtime, listening. */
import { missing, startWorker } from "../runtime/workerd.ts";
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

export interface ListeningService {
  readonly origin: string;
  /** Where it is a process of its own. */
  readonly processId?: number;
  stop(): Promise<void>;
}

export interface ServiceKind {
  readonly title: string;
  /** Why there is none on this machine. */
  readonly missing: string | undefined;
  /** Checks this machine for everyone, without limits. `port`: one that is free when not given. */
  start(anchorsPem: string, port?: number): Promise<ListeningService>;
}

export const services: readonly ServiceKind[] = [
  {
    title: "deno",
    missing: undefined,
    start(anchorsPem, port = 0) {
      const app = createApp(denoRuntime(), { termsFor: () => ownTerms, defaults: { anchors: [anchorsPem] } });
      const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, app.fetch);
      return Promise.resolve({
        origin: `http://127.0.0.1:${server.addr.port}`,
        stop: () => server.shutdown(),
      });
    },
  },
  {
    title: "workerd",
    missing,
    start: (anchorsPem, port) =>
      startWorker({
        bindings: {
          ALLOW_PRIVATE_TARGETS: "true",
          CHECKS_PER_CLIENT: "0",
          CHECKS_PER_TARGET: "0",
          TRUST_ANCHORS: anchorsPem,
        },
        networks: ["public", "private"],
        trustedCertificates: anchorsPem,
      }, port),
  },
];
