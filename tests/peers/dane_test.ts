/**
 * Whether a TLSA record fits, as OpenSSL sees it: every usage, selector and matching type of every certificate that a
 * server sends, and of one that it does not. OpenSSL wants a path to a root that it trusts for PKIX-TA and PKIX-EE,
 * which is given here.
 */
import assert from "node:assert/strict";
import { toHex } from "../../src/bytes/mod.ts";
import { hash } from "../../src/crypto/mod.ts";
import { certificateAuthority, issue, pemChain } from "../../src/demo/certificates.ts";
import { toPem } from "../../src/demo/pem.ts";
import { matchTlsa, parseCertificate } from "../../src/x509/mod.ts";
import { runTool } from "./servers/mod.ts";
import { onFreePort } from "./tls_servers/free_port.ts";
import { ServerProcess } from "./tls_servers/server_process.ts";

const now = new Date();
const root = await certificateAuthority({ subject: "Root", now });
const intermediate = await certificateAuthority({ subject: "Intermediate", issuer: root });
const leaf = await issue(intermediate, { dnsNames: ["mx.example.com"] });
const stranger = await certificateAuthority({ subject: "Stranger", now });

const certificates = { leaf, intermediate, root, stranger };
const sent = [leaf.der, intermediate.der, root.der];

Deno.test("TLSA records match what they match for OpenSSL, and nothing else", async () => {
  const directory = await Deno.makeTempDir();
  const path = (name: string) => `${directory}/${name}.pem`;
  await Deno.writeTextFile(path("leaf"), leaf.pem);
  await Deno.writeTextFile(path("chain"), pemChain(intermediate, root));
  await Deno.writeTextFile(path("root"), root.pem);
  await Deno.writeTextFile(path("key"), toPem("PRIVATE KEY", leaf.key.pkcs8));
  const { server, port } = await onFreePort(async (port) => {
    const server = await ServerProcess.start({
      command: "openssl",
      args: [
        ...["s_server", "-accept", `127.0.0.1:${port}`, "-cert", path("leaf"), "-cert_chain", path("chain")],
        ...["-key", path("key"), "-quiet", "-naccept", "1000"],
      ],
      directory,
      ready: /^/,
    });
    await server.takesConnections(port);
    return { server, port };
  });
  try {
    for (const name of ["mx.example.com", "other.example"]) {
      for (const [title, { der }] of Object.entries(certificates)) {
        // What PKIX-TA and PKIX-EE want of the name is not the record's matter.
        const about = records.filter(([usage]) => usage > 1 || name === "mx.example.com");
        await Promise.all(about.map(async ([usage, selector, matchingType]) => {
          const data = await present(der, selector, matchingType);
          const record = { certificateUsage: usage, selector, matchingType, data };
          const ours = await matchTlsa(record, {
            certificates: sent,
            names: [name],
            isMailTransfer: false,
            now,
          });
          const rrdata = `${usage} ${selector} ${matchingType} ${toHex(data)}`;
          const theirs = await matchesForOpenssl(port, path("root"), name, rrdata);
          assert.equal(ours.matches, theirs, `${name}, ${title}: ${rrdata.slice(0, 40)}`);
        }));
      }
    }
  } finally {
    await server.stop();
    await Deno.remove(directory, { recursive: true });
  }
});

/** Every usage, selector and matching type. */
const records = [0, 1, 2, 3].flatMap((usage) =>
  [0, 1].flatMap((selector) => [0, 1, 2].map((matchingType) => [usage, selector, matchingType] as const))
);

async function present(der: Uint8Array, selector: number, matchingType: number): Promise<Uint8Array> {
  const content = selector === 0 ? der : parseCertificate(der).subjectPublicKeyInfo;
  return matchingType === 0
    ? content
    : await hash(matchingType === 1 ? "SHA-256" : "SHA-512").digest(content);
}

async function matchesForOpenssl(
  port: number,
  anchor: string,
  name: string,
  rrdata: string,
): Promise<boolean> {
  const printed = await runTool("openssl", [
    ...["s_client", "-connect", `127.0.0.1:${port}`, "-servername", name, "-CAfile", anchor],
    // RFC 7671 §5.1: with DANE-EE the name does not count.
    ...["-dane_tlsa_domain", name, "-dane_tlsa_rrdata", rrdata, "-dane_ee_no_namechecks"],
  ]);
  return /Verify return code: 0 \(ok\)/.test(printed);
}
