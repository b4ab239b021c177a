/** OCSP with `openssl ocsp` at the other end: it reads our requests and signs what we judge. Skipped without it. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { issue, type IssuedCertificate } from "../../src/demo/certificates.ts";
import { utcTime } from "../../src/demo/der.ts";
import { ocspResponse, type OcspStatus } from "../../src/demo/ocsp_response.ts";
import { toPem } from "../../src/demo/pem.ts";
import { judgeOcsp, ocspRequest, parseCertificate } from "../../src/x509/mod.ts";
import { canRunOpenssl, type Folder, inFolder, openssl } from "../support/openssl.ts";
import { hierarchy, pem } from "./support.ts";

const available = await canRunOpenssl();

/** openssl has no option for the time of its answers. */
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const { root, intermediate, leaf } = await hierarchy({ root: { now } });

const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

function test(name: string, fn: (folder: Folder) => Promise<void>): void {
  Deno.test({
    name: `${name}${available ? "" : " (skipped: no openssl that may be run)"}`,
    ignore: !available,
    fn: () => inFolder(fn),
  });
}

for (
  const [state, expected] of [
    [`V\t${ending(40)}\t`, "good"],
    [`R\t${ending(40)}\t${ending(-2)},keyCompromise`, "revoked"],
    [null, "unknown"],
  ] as const
) {
  for (const delegated of [false, true]) {
    const who = delegated ? "a responder of the issuer's" : "the issuer";
    test(`${who} run by openssl says ${expected}, and so do we`, async (folder) => {
      const responder = delegated
        ? await issue(intermediate, { subject: "Responder", extendedKeyUsage: ["OCSPSigning"] })
        : intermediate;
      const response = await opensslResponse(folder, responder, state);
      const statement = await judgeOcsp({
        response,
        certificate: parseCertificate(leaf.der),
        issuer: parseCertificate(intermediate.der),
        now: new Date(),
      });
      assert.deepEqual([statement.status, statement.problem], [expected, null], statement.detail);
      if (expected === "revoked") assert.equal(statement.reason, 1);
    });
  }
}

const responder = await issue(intermediate, { subject: "Responder", extendedKeyUsage: ["OCSPSigning"] });
const impostor = await issue(intermediate, { subject: "Impostor", extendedKeyUsage: ["serverAuth"] });

const responses: Readonly<
  Record<string, [Partial<OcspStatus>, Partial<Parameters<typeof ocspResponse>[1]>?]>
> = {
  "the issuer": [{}],
  "a delegate": [{}, { responder }],
  "someone without the purpose": [{}, { responder: impostor }],
  "another key": [{}, { signedBy: await generateSigningKey("P-256") }],
  "an old one": [{ thisUpdate: minutes(-120), nextUpdate: minutes(-60) }],
  "one of tomorrow": [{ thisUpdate: minutes(60) }],
  "one about another certificate": [{ serialNumber: Uint8Array.of(5) }],
};
for (const [what, [status, more]] of Object.entries(responses)) {
  test(`openssl takes and refuses as we do: ${what}`, async (folder) => {
    const response = await ocspResponse(intermediate, {
      responses: [{ serialNumber: leaf.serialNumber, ...status }],
      ...more,
    });
    const { status: ours, detail } = await judgeOcsp({
      response,
      certificate: parseCertificate(leaf.der),
      issuer: parseCertificate(intermediate.der),
      now: new Date(),
    });
    const theirs = await opensslJudges(folder, response);
    assert.equal(ours === "good", theirs.good, `${detail}; openssl: ${theirs.output}`);
  });
}

/** `state`: the first columns of the certificate's line in openssl's index; `null`: it has no line. */
async function opensslResponse(
  folder: Folder,
  responder: IssuedCertificate,
  state: string | null,
): Promise<Uint8Array> {
  const request = await ocspRequest(parseCertificate(leaf.der), parseCertificate(intermediate.der));
  const serial = leaf.serialNumber.toHex().toUpperCase();
  const { success, output } = await openssl([
    ...["ocsp", "-ndays", "1", "-CA", await folder.write("ca.pem", pem(intermediate))],
    ...[
      "-index",
      await folder.write("index.txt", state === null ? "" : `${state}\t${serial}\tunknown\t/CN=x\n`),
    ],
    ...["-rsigner", await folder.write("responder.pem", pem(responder))],
    ...["-rkey", await folder.write("key.pem", toPem("PRIVATE KEY", responder.key.pkcs8))],
    ...["-reqin", await folder.write("request.der", request!), "-respout", folder.path("response.der")],
  ]);
  assert.ok(success, output);
  return await Deno.readFile(folder.path("response.der"));
}

async function opensslJudges(
  folder: Folder,
  response: Uint8Array,
): Promise<{ good: boolean; output: string }> {
  const { success, output } = await openssl([
    ...["ocsp", "-no_nonce", "-respin", await folder.write("response.der", response)],
    ...["-issuer", await folder.write("issuer.pem", pem(intermediate))],
    ...["-cert", await folder.write("leaf.pem", pem(leaf))],
    ...["-CAfile", await folder.write("anchors.pem", pem(root, intermediate))],
  ]);
  // It goes on after an answer that is out of date, and says so.
  return { good: success && /: good/.test(output) && !/WARNING|ERROR/.test(output), output };
}

/** `YYMMDDHHMMSSZ`, so many days from now. */
function ending(days: number): string {
  return new TextDecoder().decode(utcTime(minutes(days * 24 * 60)).subarray(2));
}
