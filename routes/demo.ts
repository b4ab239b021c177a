/**
 * `deno task demo [--once]`: starts the gallery, checks each server in it, and serves the page with the gallery
 * until it is interrupted. Exit status 0 when every check said what it should, 1 when not, 3 for bad usage.
 */
import { demonstrate } from "../src/demo/demonstration.ts";
import { type Gallery, startGallery } from "../src/demo/gallery.ts";
import { denoRuntime } from "../src/runtime/deno.ts";
import { createApp } from "./app.ts";
import { termsOnLoopback } from "./terms_for.ts";

const usage = `Usage: deno task demo [--once]

Starts TLS servers on loopback, healthy and broken ones, and checks each. Then serves a page to check them from,
until interrupted.

  --once   end after printing
  --help   print this
`;

const pagePort = 8000;
const rootPath = "/root.pem";

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main(options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => option !== "--once" && option !== "--help");
  if (unknown !== undefined) {
    console.error(`demo: unknown option ${JSON.stringify(unknown)}\nhint: deno task demo --help`);
    return 3;
  }
  if (options.includes("--help")) {
    print(usage);
    return 0;
  }
  const runtime = denoRuntime();
  const gallery = await startGallery({ now: runtime.clock.now() });
  try {
    const color = Deno.stdout.isTerminal() && !Deno.noColor;
    const asExpected = await demonstrate(runtime, gallery, { color, width: 80, print });
    if (!options.includes("--once")) await serve(gallery);
    return asExpected ? 0 : 1;
  } finally {
    await gallery.stop();
  }
}

/** Resolves when the process is interrupted. */
async function serve(gallery: Gallery): Promise<void> {
  const app = createApp(denoRuntime(), {
    termsFor: termsOnLoopback,
    gallery: gallery.servers.map(({ title, target, explanation }) => ({
      title,
      target,
      explanation,
      anchors: [gallery.anchorsPem],
    })),
  });
  app.get(rootPath, (c) => c.body(gallery.anchorsPem, 200, { "Content-Type": "application/x-pem-file" }));
  const server = listen(app.fetch);
  const { hostname, port } = server.addr;
  const origin = `http://${hostname}:${port}`;
  print(`\nThe page with all of them: ${origin}/ (Ctrl+C to end)\n`);
  print(`Their root, for the command line: curl -o root.pem ${origin}${rootPath}\n`);
  print(`deno task check --ca-file root.pem ${gallery.servers[0]!.target}\n`);
  await interrupted();
}

/** On the usual port, or on any other when that is taken. */
function listen(handler: Deno.ServeHandler): Deno.HttpServer<Deno.NetAddr> {
  const serveOn = (port: number) => Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, handler);
  try {
    return serveOn(pagePort);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return serveOn(0);
    throw error;
  }
}

function interrupted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  Deno.addSignalListener("SIGINT", resolve);
  // Windows knows no SIGTERM.
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", resolve);
  return promise;
}

function print(text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let written = 0; written < bytes.length;) written += Deno.stdout.writeSync(bytes.subarray(written));
  } catch (error) {
    // Whoever read this has read enough.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
