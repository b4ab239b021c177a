/** `deno task worker`: the service on a workerd of this machine, with the settings of `routes/deno.ts`, until a signal. */
import {
  bundleWorker,
  findWorkerd,
  type LocalWorkerd,
  startWorkerd,
  WorkerdError,
} from "../src/runtime/workerd_local.ts";
import { readSettings, SettingError } from "./settings.ts";

const signals = ["SIGINT", "SIGTERM"] as const;

/** What the worker is given of the environment; what they mean is in `settings.ts` and `workerd.ts`. */
const bound = [
  "CONTACT_URL",
  "ALLOW_PRIVATE_TARGETS",
  "ALLOWED_HOSTS",
  "ALLOWED_PORTS",
  "REFUSED_ADDRESSES",
  "TRUSTED_PROXY_HEADER",
  "MAX_CHECKS",
  "CHECKS_PER_CLIENT",
  "CHECKS_PER_TARGET",
  "METRICS",
  "METRICS_TOKEN",
  "TRUST_ANCHORS",
  "DNS_OVER_HTTPS",
] as const;

const folder = await Deno.makeTempDir({ prefix: "tls-handshake-checker-" });
try {
  await serve();
} catch (error) {
  if (error instanceof SettingError) complain(error.message, error.hint);
  else if (error instanceof WorkerdError) complain(error.message);
  else throw error;
  Deno.exitCode = 3;
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function serve(): Promise<void> {
  const { host, port, privateTargets } = readSettings((name) => Deno.env.get(name));
  const version = (await findWorkerd())?.version ?? "unknown";
  const given = bound.map((name) => [name, Deno.env.get(name) ?? ""] as const).filter(([, text]) =>
    text !== ""
  );
  const bundle = `${folder}/bundle.js`;
  await bundleWorker(bundle);
  const workerd = await startWorkerd(bundle, {
    folder,
    hostname: host,
    port,
    bindings: { ...Object.fromEntries(given), HOST: host, WORKERD_VERSION: version },
    networks: privateTargets === "nobody" ? ["public"] : ["public", "private"],
    trustedCertificates: Deno.env.get("TRUST_ANCHORS") ?? "",
    log: (line) => console.log(line),
  });
  const name = host.includes(":") ? `[${host}]` : host;
  console.error(`check: workerd ${version} listening on http://${name}:${workerd.port}/`);
  await untilEnded(workerd);
}

/** The first signal stops it, and it ends with what it is doing. */
async function untilEnded(workerd: LocalWorkerd): Promise<void> {
  const stop = () => void workerd.stop();
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  await workerd.ended;
  for (const signal of signals) Deno.removeSignalListener(signal, stop);
}

function complain(message: string, hint?: string): void {
  console.error(`check: ${message}${hint === undefined ? "" : `\nhint: ${hint}`}`);
}
