/** The bundled worker on a workerd of this machine, for tests. */
import {
  bundleWorker,
  findWorkerd,
  type LocalWorkerdOptions,
  startWorkerd,
} from "../../src/runtime/workerd_local.ts";
import type { Instance } from "./suite.ts";

export type WorkerOptions = Pick<
  LocalWorkerdOptions,
  "bindings" | "networks" | "trustedCertificates" | "cfHeader"
>;

/** For tests to say; `undefined` where there is a workerd. */
export const missing = await findWorkerd() === null ? "there is no workerd for this machine" : undefined;

let bundling: Promise<string> | null = null;

export interface Worker extends Instance {
  readonly origin: string;
  readonly processId: number;
}

/** `port`: one that is free when not given. */
export async function startWorker(options: WorkerOptions, port = 0): Promise<Worker> {
  const bundle = await (bundling ??= bundleOnce());
  const folder = await Deno.makeTempDir();
  const remove = () => Deno.remove(folder, { recursive: true });
  try {
    const workerd = await startWorkerd(bundle, {
      ...options,
      folder,
      hostname: "127.0.0.1",
      port,
    });
    const origin = `http://127.0.0.1:${workerd.port}`;
    return {
      origin,
      processId: workerd.processId,
      fetch: (path, init) => fetch(origin + path, init),
      async stop() {
        await workerd.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** All tests of this process use the same. */
async function bundleOnce(): Promise<string> {
  const folder = await Deno.makeTempDir();
  globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
  const file = `${folder}/worker.js`;
  await bundleWorker(file);
  return file;
}
