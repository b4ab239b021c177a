/** A name whose answer changes between the look-up and the connection gains nothing. */
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { createApp } from "../../routes/app.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { listenOnLoopback } from "../../src/demo/loopback.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { Deadline } from "../../src/net/mod.ts";
import type { Report } from "../../src/report/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { nativeHandshake } from "../../src/runtime/deno_native.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";

const publicAddress = "9.9.9.9";

Deno.test("the address that was judged is dialled, every time, whatever the name leads to by then", async () => {
  const authority = await certificateAuthority({ subject: "Rebinding Root", now: new Date() });
  const leaf = await issue(authority, { dnsNames: ["rebinding.example"] });
  const server = await startTlsServer({ chain: [leaf, authority], protocolVersion: "TLSv1.3" });
  try {
    // The first answer is public, every other is not; what is dialled is answered by a server of ours.
    const { runtime, reached, asked } = recordingRuntime(
      { "rebinding.example": [[publicAddress], ["127.0.0.1"], ["169.254.169.254"]] },
      { dial: () => denoRuntime().dial("127.0.0.1", server.port, new Deadline(5_000)) },
    );
    const app = createApp(runtime, { defaults: { anchors: [authority.pem] } });
    const response = await app.request("/api/v1/check?target=rebinding.example");
    const report: Report = await response.json();
    assert.ok(report.connection !== null, report.summary);
    assert.equal(report.address, publicAddress);
    assert.deepEqual(asked, ["rebinding.example"], "it is looked up once");
    assert.ok(reached.includes(`native ${publicAddress} 443`), "the platform's own handshake goes there too");
    for (const one of reached) assert.match(one, /^(dial|native) 9\.9\.9\.9 443$/);
  } finally {
    await server.stop();
  }
});

Deno.test("every further ClientHello goes to the address that was judged", async () => {
  // Whoever hangs up at once is asked again in other ways.
  const server = await listenOnLoopback(() => createServer((socket) => socket.destroy()));
  try {
    const { runtime, reached, asked } = recordingRuntime(
      { "rebinding.example": [[publicAddress], ["127.0.0.1"]] },
      { dial: () => denoRuntime().dial("127.0.0.1", server.port, new Deadline(5_000)) },
    );
    await (await createApp(runtime).request("/api/v1/check?target=rebinding.example&native=0")).text();
    assert.ok(reached.length > 1, "it is tried again");
    assert.deepEqual(new Set(reached), new Set([`dial ${publicAddress} 443`]));
    assert.deepEqual(asked, ["rebinding.example"]);
  } finally {
    await server.stop();
  }
});

Deno.test("a name that was refused and then leads elsewhere is judged anew by the next check", async () => {
  const { runtime, reached } = recordingRuntime({
    "moving.example": [["10.0.0.1"], [publicAddress], ["10.0.0.1"]],
  });
  const app = createApp(runtime);
  const verdicts: string[] = [];
  for (let check = 0; check < 3; check++) {
    verdicts.push((await (await app.request("/api/v1/check?target=moving.example")).json()).verdict);
  }
  assert.deepEqual(verdicts, ["unknown", "fail", "unknown"]);
  assert.deepEqual(reached, [`dial ${publicAddress} 443`]);
});

Deno.test("where plain TCP is refused, Deno's own TLS does not look the name up behind the policy's back", async () => {
  let connections = 0;
  const server = await listenOnLoopback(() =>
    createServer((socket) => {
      connections++;
      socket.destroy();
    })
  );
  try {
    using deadline = new Deadline(2_000);
    const request = {
      address: publicAddress,
      port: server.port,
      serverName: "localhost", // as sni=localhost asks for it
      applicationProtocols: [],
      anchors: [],
      wantCertificates: true,
    };
    const refuseTcp = () => Promise.reject(new Deno.errors.PermissionDenied("not here"));
    const outcome = await nativeHandshake({ ...request, addressOnly: true }, deadline, refuseTcp);
    assert.equal(outcome.outcome, "not_available");
    assert.equal(connections, 0);
    // Without the policy it does: that the test would notice is shown by this.
    await nativeHandshake(request, deadline, refuseTcp);
    assert.ok(connections > 0);
  } finally {
    await server.stop();
  }
});
