/** The service on Deno: `HOST` (127.0.0.1), `PORT` (8000) and `CONTACT_URL` from the environment, until a signal. */
import { denoRuntime } from "../src/runtime/deno.ts";
import { createApp } from "./app.ts";

const signals = ["SIGINT", "SIGTERM"] as const;
const host = Deno.env.get("HOST") || "127.0.0.1";
const port = readPort(Deno.env.get("PORT") || "8000");
const contactUrl = Deno.env.get("CONTACT_URL");

let stopping = false;
const app = createApp(denoRuntime(), contactUrl ? { contactUrl } : {});
const server = listen();
for (const signal of signals) Deno.addSignalListener(signal, stop);
await server.finished;
for (const signal of signals) Deno.removeSignalListener(signal, stop);

function listen(): Deno.HttpServer {
  try {
    return Deno.serve({
      hostname: host,
      port,
      onListen: ({ hostname, port }) => {
        const name = hostname.includes(":") ? `[${hostname}]` : hostname;
        console.error(`check: listening on http://${name}:${port}/`);
      },
    }, app.fetch);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      giveUp(`port ${port} of ${host} is in use`, "set PORT to another one");
    }
    if (error instanceof Deno.errors.AddrNotAvailable) {
      giveUp(`${host} is not an address of this machine`, "set HOST");
    }
    throw error;
  }
}

/** The first signal lets running checks end, the second does not wait for them. */
function stop(): void {
  if (stopping) Deno.exit(1);
  stopping = true;
  server.shutdown();
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port <= 65535)) giveUp(`PORT is "${value}", which is not a port`, "a number from 0 to 65535 fits");
  return port;
}

function giveUp(message: string, hint: string): never {
  console.error(`check: ${message}\nhint: ${hint}`);
  Deno.exit(3);
}
