/** What a certificate points at, and where that redirects to, is fetched from port 80 of public addresses only. */
import assert from "node:assert/strict";
import { createApp } from "../../routes/app.ts";
import { certificateAuthority, type CertificateOptions, issue } from "../../src/demo/certificates.ts";
import { startTlsServer } from "../../src/demo/tls_server.ts";
import { type ByteStream, Deadline } from "../../src/net/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { MemoryStream } from "../support/memory_stream.ts";
import { recordingRuntime } from "../support/recording_runtime.ts";

const serverAddress = "9.9.9.9";
const webAddress = "8.8.8.8";

const inside = [
  "http://127.0.0.1/ca.cer",
  "http://127.1/ca.cer",
  "http://2130706433/ca.cer",
  "http://0x7f.0.0.1:80/ca.cer",
  "http://[::1]/ca.cer",
  "http://[::ffff:10.0.0.1]/ca.cer",
  "http://[64:ff9b::a9fe:a9fe]/latest/meta-data",
  "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
  "http://localhost/ca.cer",
  "http://LOCALHOST./ca.cer",
  "http://inside.example/ca.cer",
  "http://rebinding.example:80/ca.cer",
  "http://public.example@127.0.0.1/ca.cer",
  "http://public.example:22/ca.cer",
  "http://public.example:25/ca.cer",
  "http://public.example:110/ca.cer",
  "http://public.example:443/ca.cer",
  "http://public.example:8443/ca.cer",
  "http://public.example:6379/%0d%0aFLUSHALL",
  "https://127.0.0.1/ca.cer",
  "ftp://127.0.0.1/ca.cer",
  "ldap://127.0.0.1/cn=CA?cACertificate",
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_FLUSHALL",
  "//127.0.0.1/ca.cer",
  "http:/127.0.0.1/ca.cer",
  "http:\\\\127.0.0.1\\ca.cer",
];

const names = {
  "target.example": [serverAddress],
  "public.example": [webAddress],
  "inside.example": ["10.0.0.1", "fd00::1"],
  "rebinding.example": [["127.0.0.1"], [webAddress], ["127.0.0.1"]],
};

const root = await certificateAuthority({ subject: "Fetching Root", now: new Date() });
const intermediate = await certificateAuthority({ subject: "Fetching Intermediate", issuer: root });

interface Asked {
  /** What the leaf has beside its name. */
  readonly leaf: CertificateOptions;
  readonly query: string;
  readonly sendIntermediate: boolean;
  /** Where every web server redirects to. */
  readonly redirectTo?: string;
}

/** Whom a check of a server with such a certificate reached. */
async function reachedBy({ leaf, query, sendIntermediate, redirectTo = "" }: Asked): Promise<string[]> {
  const issued = await issue(intermediate, { dnsNames: ["target.example"], ...leaf });
  const server = await startTlsServer({
    chain: sendIntermediate ? [issued, intermediate] : [issued],
    protocolVersion: "TLSv1.3",
  });
  try {
    const { runtime, reached } = recordingRuntime(names, {
      dial: (address) => {
        if (address !== serverAddress) return Promise.resolve(redirecting(redirectTo));
        return denoRuntime().dial("127.0.0.1", server.port, new Deadline(5_000));
      },
    });
    const app = createApp(runtime, { defaults: { anchors: [root.pem], noDefaultRoots: true } });
    const response = await app.request(`/api/v1/check?target=target.example&native=0${query}`);
    assert.equal(response.status, 200);
    assert.ok((await response.json()).connection !== null);
    assert.equal(reached.shift(), `dial ${serverAddress} 443`);
    return reached;
  } finally {
    await server.stop();
  }
}

/** A web server that answers every request with a redirection. */
function redirecting(location: string): ByteStream {
  const [client, server] = MemoryStream.pair();
  server.read().then(async () => {
    const answer = `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;
    await server.write(new TextEncoder().encode(answer));
    server.close();
  }, () => {});
  return client;
}

/** The public server may be reached once it is named; nothing else may. */
function assertOnlyPublic(reached: readonly string[], where: string): void {
  for (const one of reached) assert.equal(one, `dial ${webAddress} 80`, where);
}

Deno.test("an issuer's certificate is fetched from where a certificate says, and it is there that redirections begin", async () => {
  const reached = await reachedBy({
    leaf: { authorityInfoAccess: { caIssuers: ["http://public.example/ca.cer"] } },
    query: "",
    sendIntermediate: false,
    redirectTo: "http://public.example/elsewhere.cer",
  });
  assert.ok(reached.length > 1, "the fetch that the other tests see nothing of does happen");
  assertOnlyPublic(reached, "public");
});

Deno.test("an issuer's address that points inside reaches nobody", async () => {
  for (const url of inside) {
    const reached = await reachedBy({
      leaf: { authorityInfoAccess: { caIssuers: [url] } },
      query: "",
      sendIntermediate: false,
    });
    assert.deepEqual(reached, [], url);
  }
});

Deno.test("a redirection that points inside reaches nobody further", async () => {
  for (const url of [...inside, "http://public.example:22/"]) {
    const reached = await reachedBy({
      leaf: { authorityInfoAccess: { caIssuers: ["http://public.example/ca.cer"] } },
      query: "",
      sendIntermediate: false,
      redirectTo: url,
    });
    assert.ok(reached.length > 0, url);
    assertOnlyPublic(reached, url); // one of them is a path of the same server
  }
});

Deno.test("OCSP responders and revocation lists that point inside reach nobody", async () => {
  for (const url of inside) {
    for (
      const leaf of [
        { authorityInfoAccess: { ocsp: [url] } },
        { crlDistributionPoints: [url] },
      ]
    ) {
      const reached = await reachedBy({ leaf, query: "&revocation=1", sendIntermediate: true });
      assert.deepEqual(reached, [], url);
    }
  }
  const reached = await reachedBy({
    leaf: {
      authorityInfoAccess: { ocsp: ["http://public.example/ocsp"] },
      crlDistributionPoints: ["http://public.example/list.crl"],
    },
    query: "&revocation=1",
    sendIntermediate: true,
    redirectTo: "http://169.254.169.254/",
  });
  assert.ok(reached.length >= 2, "both are asked where they are public");
  assertOnlyPublic(reached, "redirected inside");
});

Deno.test("no responder is sent a serial number of more octets than any has", async () => {
  const ofOctets = (length: number) => ({
    leaf: {
      serial: new Uint8Array(length).fill(0x41),
      authorityInfoAccess: { ocsp: ["http://public.example/ocsp"] },
    },
    query: "&revocation=1",
    sendIntermediate: true,
  });
  assert.deepEqual(await reachedBy(ofOctets(21)), []);
  assert.ok((await reachedBy(ofOctets(20))).length > 0);
});
