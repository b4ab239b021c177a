/** Chains judged by `openssl verify` too, where it has an opinion. Skipped where there is no openssl to run. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { selfSigned } from "../../src/demo/certificates.ts";
import { crl } from "../../src/demo/crl.ts";
import { nullValue } from "../../src/demo/der.ts";
import { basicConstraints, extension } from "../../src/demo/extensions.ts";
import { dnsName, ipRange } from "../../src/demo/names.ts";
import { toPem } from "../../src/demo/pem.ts";
import { days, type Hierarchy, hierarchy, now, pem, validationOf } from "./support.ts";

const available = await canRunOpenssl();

function crossCheck(
  name: string,
  make: () => Promise<Hierarchy & { readonly crls?: readonly Uint8Array[] }>,
  host = "www.example.com",
): void {
  Deno.test({
    name: `openssl agrees: ${name}${available ? "" : " (skipped: no openssl that may be run)"}`,
    ignore: !available,
    fn: async () => {
      const chain = await make();
      const ours = await validationOf(chain, { serverName: host, crls: chain.crls ?? [] });
      const theirs = await opensslVerify(chain, host, chain.crls ?? []);
      assert.equal(ours.ok, theirs.ok, `${JSON.stringify(ours.error)} against ${theirs.output}`);
    },
  });
}

crossCheck("a good chain", () => hierarchy());
crossCheck("a wildcard", () => hierarchy({ leaf: { dnsNames: ["*.example.com"] } }));
crossCheck("another name", () => hierarchy(), "other.example");
crossCheck(
  "a wildcard over two labels",
  () => hierarchy({ leaf: { dnsNames: ["*.example.com"] } }),
  "a.b.example.com",
);
crossCheck("an expired leaf", () => hierarchy({ leaf: { notBefore: days(-40), notAfter: days(-1) } }));
crossCheck(
  "an expired intermediate",
  () => hierarchy({ intermediate: { notBefore: days(-40), notAfter: days(-1) } }),
);
crossCheck("a leaf of tomorrow", () => hierarchy({ leaf: { notBefore: days(1), notAfter: days(40) } }));
crossCheck(
  "an unknown critical extension",
  () => hierarchy({ leaf: { rawExtensions: [extension("1.2.3.4", nullValue(), true)] } }),
);
crossCheck(
  "an intermediate that is no authority",
  () => hierarchy({ intermediate: { extensions: { basicConstraints: basicConstraints(false, null) } } }),
);
crossCheck(
  "an intermediate that may not sign certificates",
  () => hierarchy({ intermediate: { keyUsage: ["cRLSign"] } }),
);
crossCheck("a path that is too long", () => hierarchy({ root: { pathLength: 0 } }));
crossCheck("a leaf for clients", () => hierarchy({ leaf: { extendedKeyUsage: ["clientAuth"] } }));
crossCheck(
  "an intermediate for mail",
  () => hierarchy({ intermediate: { extendedKeyUsage: ["emailProtection"] } }),
);
crossCheck(
  "a forged signature",
  async () => hierarchy({ leaf: { signedBy: await generateSigningKey("P-256") } }),
);
crossCheck("an unrelated root", async () => ({ ...await hierarchy(), root: (await hierarchy()).root }));
crossCheck(
  "a self-signed leaf",
  async () => ({ ...await hierarchy(), leaf: await selfSigned({ now, dnsNames: ["www.example.com"] }) }),
);
for (const [what, permitted] of [["its domain", "example.com"], ["another domain", "example.net"]] as const) {
  crossCheck(
    `an intermediate permitted ${what}`,
    () => hierarchy({ intermediate: { nameConstraints: { permitted: [dnsName(permitted)] } } }),
  );
}
for (
  const [what, excluded] of [["its name", dnsName("www.example.com")], [
    "addresses",
    ipRange("0.0.0.0/0"),
  ]] as const
) {
  crossCheck(
    `an intermediate forbidden ${what}`,
    () => hierarchy({ intermediate: { nameConstraints: { excluded: [excluded] } } }),
  );
}
for (const kind of ["RSA-2048", "RSA-PSS-2048", "P-384", "P-521", "Ed25519"] as const) {
  crossCheck(
    `an intermediate with a ${kind} key`,
    async () => hierarchy({ intermediate: { key: await generateSigningKey(kind) } }),
  );
}
crossCheck(
  "an RSA-PSS signature over SHA-512",
  async () =>
    hierarchy({
      intermediate: { key: await generateSigningKey("RSA-2048") },
      leaf: { signatureHash: "SHA-512", signaturePss: true },
    }),
);
crossCheck("a revoked leaf", async () => {
  const chain = await hierarchy();
  const list = await crl(chain.intermediate, { revoked: [{ serialNumber: chain.leaf.serialNumber }] });
  return { ...chain, crls: [list.der] };
});
crossCheck("a leaf that is not revoked", async () => {
  const chain = await hierarchy();
  return { ...chain, crls: [(await crl(chain.intermediate)).der] };
});
crossCheck("a list that has run out", async () => {
  const chain = await hierarchy();
  return { ...chain, crls: [(await crl(chain.intermediate, { thisUpdate: days(-30) })).der] };
});

async function opensslVerify(
  { root, intermediate, leaf }: Hierarchy,
  host: string,
  crls: readonly Uint8Array[],
): Promise<{ ok: boolean; output: string }> {
  const folder = await Deno.makeTempDir();
  try {
    const write = async (file: string, text: string) => {
      await Deno.writeTextFile(`${folder}/${file}`, text);
      return `${folder}/${file}`;
    };
    const args = ["verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", host];
    args.push("-attime", String(now.getTime() / 1000), "-no-CApath", "-no-CAstore");
    args.push(
      "-CAfile",
      await write("root.pem", pem(root)),
      "-untrusted",
      await write("intermediate.pem", pem(intermediate)),
    );
    if (crls.length > 0) {
      args.push(
        "-crl_check",
        "-CRLfile",
        await write("crl.pem", crls.map((der) => toPem("X509 CRL", der)).join("")),
      );
    }
    const output = await new Deno.Command("openssl", { args: [...args, await write("leaf.pem", pem(leaf))] })
      .output();
    return { ok: output.success, output: new TextDecoder().decode(output.stderr).trim() };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function canRunOpenssl(): Promise<boolean> {
  for (const name of ["run", "read", "write"] as const) {
    if ((await Deno.permissions.query({ name })).state !== "granted") return false;
  }
  try {
    return (await new Deno.Command("openssl", { args: ["version"], stdout: "null" }).output()).success;
  } catch {
    return false;
  }
}
