/** A root, an intermediate, and a leaf of every kind of key, made by the openssl command line. */
import { runTool } from "./servers/mod.ts";

/** What `openssl genpkey` is told, by the name that the table has for the key. */
const keyKinds = {
  "rsa": ["RSA", "rsa_keygen_bits:2048"],
  "rsa-pss": ["RSA-PSS", "rsa_keygen_bits:2048"],
  "ecdsa-p256": ["EC", "ec_paramgen_curve:P-256"],
  "ecdsa-p384": ["EC", "ec_paramgen_curve:P-384"],
  "ecdsa-p521": ["EC", "ec_paramgen_curve:P-521"],
  "ed25519": ["ED25519"],
  "ed448": ["ED448"],
} as const;

/** Not among those that `genpkey` makes in one go. */
const dsa = "dsa";

export type KeyKind = keyof typeof keyKinds | typeof dsa;

/** Paths of PEM files, but for the stapled response. */
export interface Credentials {
  /** The trust anchor. */
  readonly root: string;
  readonly intermediate: string;
  readonly leaf: string;
  /** The leaf and then the intermediate, as most servers want it. */
  readonly chain: string;
  readonly key: string;
  /** The key and then the chain, as the others want it. */
  readonly keyAndChain: string;
  /** DER: an OCSP response that calls the leaf good. */
  readonly ocspResponse: string;
  /** Diffie-Hellman parameters: a prime of 1024 bits that nobody has published, and published ones. */
  readonly dh1024: string;
  readonly modp1536: string;
  readonly ffdhe3072: string;
  readonly ffdhe8192: string;
}

/** Writes them into `directory`, which must be there. */
export async function makeCredentials(directory: string): Promise<Record<KeyKind, Credentials>> {
  const path = (name: string) => `${directory}/${name}`;
  await Deno.writeTextFile(path("openssl.cnf"), openssl);
  await makeAuthority(path, "root", "Test root", null);
  await makeAuthority(path, "intermediate", "Test intermediate", "root");
  const made: [KeyKind, Credentials][] = [];
  await makeParameters(path);
  const kinds = [...Object.keys(keyKinds), dsa] as KeyKind[];
  for (const kind of kinds) made.push([kind, await makeLeaf(path, kind)]);
  return Object.fromEntries(made) as Record<KeyKind, Credentials>;
}

type Path = (name: string) => string;

async function makeAuthority(path: Path, name: string, commonName: string, issuer: string | null) {
  await makeKey(path(`${name}.key`), "ecdsa-p256");
  await certify(path, name, `/CN=${commonName}`, "authority", issuer);
}

async function makeLeaf(path: Path, kind: KeyKind): Promise<Credentials> {
  await makeKey(path(`${kind}.key`), kind);
  await certify(path, kind, "/CN=localhost", kind === "rsa" ? "encrypting_leaf" : "leaf", "intermediate");
  const leaf = await Deno.readTextFile(path(`${kind}.pem`));
  const intermediate = await Deno.readTextFile(path("intermediate.pem"));
  await Deno.writeTextFile(path(`${kind}.chain.pem`), leaf + intermediate);
  const key = await Deno.readTextFile(path(`${kind}.key`));
  await Deno.writeTextFile(path(`${kind}.all.pem`), key + leaf + intermediate);
  await makeOcspResponse(path, kind);
  return {
    root: path("root.pem"),
    intermediate: path("intermediate.pem"),
    leaf: path(`${kind}.pem`),
    chain: path(`${kind}.chain.pem`),
    key: path(`${kind}.key`),
    keyAndChain: path(`${kind}.all.pem`),
    ocspResponse: path(`${kind}.ocsp`),
    dh1024: path("dh1024.pem"),
    modp1536: path("modp_1536.pem"),
    ffdhe3072: path("ffdhe3072.pem"),
    ffdhe8192: path("ffdhe8192.pem"),
  };
}

async function makeKey(file: string, kind: KeyKind): Promise<void> {
  if (kind === dsa) return await makeDsaKey(file);
  const [algorithm, ...options] = keyKinds[kind];
  const parameters = options.flatMap((option) => ["-pkeyopt", option]);
  await runTool("openssl", ["genpkey", "-algorithm", algorithm, ...parameters, "-out", file]);
}

async function makeDsaKey(file: string): Promise<void> {
  const parameters = `${file}.parameters`;
  await runTool("openssl", [
    ...["genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:2048"],
    ...["-pkeyopt", "dsa_paramgen_q_bits:256", "-out", parameters],
  ]);
  await runTool("openssl", ["genpkey", "-paramfile", parameters, "-out", file]);
}

async function makeParameters(path: Path): Promise<void> {
  await makeOwnPrime(path, "dh1024", 1024);
  for (const group of ["modp_1536", "ffdhe3072", "ffdhe8192"]) {
    await runTool("openssl", [
      ...["genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", `group:${group}`],
      ...["-out", path(`${group}.pem`)],
    ]);
  }
}

/** A prime with a subgroup is found in no time; s_server wants it written as if it had none. */
async function makeOwnPrime(path: Path, name: string, bits: number): Promise<void> {
  const found = path(`${name}.found`);
  await runTool("openssl", ["dhparam", "-dsaparam", "-out", found, `${bits}`]);
  const printed = await runTool("openssl", ["asn1parse", "-in", found]);
  const [p, g] = [...printed.matchAll(/INTEGER\s*:([0-9A-F]+)/g)].map(([, digits]) => digits);
  const [structure, der] = [path(`${name}.cnf`), path(`${name}.der`)];
  await Deno.writeTextFile(structure, `asn1 = SEQUENCE:dh\n[dh]\np = INTEGER:0x${p}\ng = INTEGER:0x${g}\n`);
  await runTool("openssl", ["asn1parse", "-genconf", structure, "-noout", "-out", der]);
  await runTool("openssl", ["dhparam", "-inform", "DER", "-in", der, "-out", path(`${name}.pem`)]);
}

/** `issuer`: `null` makes it sign itself. */
async function certify(path: Path, name: string, subject: string, section: string, issuer: string | null) {
  const request = path(`${name}.csr`);
  await runTool("openssl", [
    ...["req", "-new", "-key", path(`${name}.key`), "-subj", subject],
    ...["-config", path("openssl.cnf"), "-out", request],
  ]);
  const signer = issuer === null
    ? ["-key", path(`${name}.key`)]
    : ["-CA", path(`${issuer}.pem`), "-CAkey", path(`${issuer}.key`)];
  await runTool("openssl", [
    ...["x509", "-req", "-in", request, "-days", "90", "-sha256", ...signer],
    ...["-extfile", path("openssl.cnf"), "-extensions", section, "-out", path(`${name}.pem`)],
  ]);
}

async function makeOcspResponse(path: Path, kind: KeyKind): Promise<void> {
  const printed = await runTool("openssl", ["x509", "-in", path(`${kind}.pem`), "-noout", "-serial"]);
  const serial = printed.trim().replace("serial=", "");
  // As `openssl ca` keeps it: valid, until when, not revoked, serial number, no file, subject
  await Deno.writeTextFile(path(`${kind}.index`), `V\t491231235959Z\t\t${serial}\tunknown\t/CN=localhost\n`);
  const issuer = path("intermediate.pem");
  await runTool("openssl", [
    ...["ocsp", "-index", path(`${kind}.index`), "-CA", issuer, "-issuer", issuer],
    ...["-rsigner", issuer, "-rkey", path("intermediate.key"), "-cert", path(`${kind}.pem`)],
    ...["-ndays", "7", "-respout", path(`${kind}.ocsp`)],
  ]);
}

const openssl = `
names = DNS:localhost, DNS:server.example, IP:127.0.0.1
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[leaf]
keyUsage = critical, digitalSignature
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = $names
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[encrypting_leaf]
keyUsage = critical, digitalSignature, keyEncipherment
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = $names
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`;
