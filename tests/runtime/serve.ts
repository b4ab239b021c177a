/** The service for everyone, as a process of its own: `serve.ts ANCHORS_FILE`. Writes its port on a line. */
import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";

const anchors = [await Deno.readTextFile(Deno.args[0]!)];
const app = createApp(denoRuntime(), {
  termsFor: () => ownTerms,
  metricsFor: () => "allowed",
  defaults: { anchors },
});
const onListen = ({ port }: Deno.NetAddr) => console.log(port);
Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, app.fetch);
