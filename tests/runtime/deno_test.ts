import { createApp } from "../../routes/app.ts";
import { ownTerms } from "../../routes/terms.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { aroundTlsOn } from "./around_tls.ts";
import { runtimeSuite } from "./suite.ts";

runtimeSuite({
  name: "deno",
  start(anchorsPem) {
    const app = createApp(denoRuntime(), {
      termsFor: () => ownTerms,
      metricsFor: () => "allowed",
      defaults: { anchors: [anchorsPem] },
    });
    return Promise.resolve({
      fetch: async (path, init) => await app.fetch(new Request(`http://check.test${path}`, init)),
      stop: () => Promise.resolve(),
    });
  },
});

aroundTlsOn({
  name: "deno",
  start(resolver) {
    const app = createApp(denoRuntime({ dnsServer: resolver }), { termsFor: () => ownTerms });
    return Promise.resolve({
      fetch: async (path, init) => await app.fetch(new Request(`http://check.test${path}`, init)),
      stop: () => Promise.resolve(),
    });
  },
});
