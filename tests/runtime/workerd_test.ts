import { aroundTlsOn } from "./around_tls.ts";
import { runtimeSuite } from "./suite.ts";
import { missing, startWorker } from "./workerd.ts";
import { limitationsOfWorkerd } from "./workerd_limitations.ts";
import { namesOnWorkerd } from "./workerd_names.ts";

runtimeSuite({
  name: "workerd",
  missing,
  excused: {
    "whoever goes away ends the check":
      "outside of Cloudflare, workerd notices when it writes the next event",
  },
  start: (anchorsPem) =>
    startWorker({
      bindings: {
        ALLOW_PRIVATE_TARGETS: "true",
        CHECKS_PER_CLIENT: "0",
        CHECKS_PER_TARGET: "0",
        METRICS: "true",
        TRUST_ANCHORS: anchorsPem,
      },
      networks: ["public", "private"],
      trustedCertificates: anchorsPem,
    }),
});

namesOnWorkerd();
limitationsOfWorkerd();
aroundTlsOn({
  name: "workerd",
  missing,
  start: ({ url }) =>
    startWorker({
      bindings: {
        ALLOW_PRIVATE_TARGETS: "true",
        CHECKS_PER_CLIENT: "0",
        CHECKS_PER_TARGET: "0",
        DNS_OVER_HTTPS: url,
      },
      networks: ["public", "private"],
      trustedCertificates: "",
    }),
});
