/** Versions and what protects them, of real servers: as they are configured, and as OpenSSL's client sees them. */
import assert from "node:assert/strict";
import { compression } from "../../../src/probes/deep/compression.ts";
import { downgradeProtection } from "../../../src/probes/deep/downgrade_protection.ts";
import type { Deep } from "../../../src/report/mod.ts";
import { openssl as runOpenssl } from "../../support/openssl.ts";
import { withServer } from "../engine.ts";
import { caddy, gnutls, java, nginx, nss, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probePort, type Target } from "./probe_server.ts";

interface Row extends Target {
  /** The newest first. */
  readonly versions: readonly string[];
  /** What it may ignore or not. */
  readonly undecided?: string;
}

const all = ["TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0"];

const rows: readonly Row[] = [
  { server: openssl, certificate: "rsa", configuration: "-cipher ALL:@SECLEVEL=0", versions: all },
  { server: openssl, certificate: "ecdsa-p256", configuration: "", versions: ["TLS 1.3", "TLS 1.2"] },
  { server: openssl, certificate: "rsa", configuration: "-tls1_3", versions: ["TLS 1.3"] },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-no_tls1_2 -no_tls1_3 -cipher ALL:@SECLEVEL=0",
    versions: ["TLS 1.1", "TLS 1.0"],
  },
  { server: gnutls, certificate: "rsa", configuration: "NORMAL", versions: all },
  {
    server: gnutls,
    certificate: "rsa",
    configuration: "NORMAL:-VERS-ALL:+VERS-TLS1.2:+VERS-TLS1.0",
    versions: ["TLS 1.2", "TLS 1.0"],
  },
  { server: nss, certificate: "rsa", configuration: "-V tls1.0:tls1.3", versions: all },
  { server: nss, certificate: "rsa", configuration: "-V tls1.1:tls1.2", versions: ["TLS 1.2", "TLS 1.1"] },
  {
    server: java,
    certificate: "rsa",
    configuration: "nothingDisabled protocols=SSLv3,TLSv1,TLSv1.1,TLSv1.2,TLSv1.3",
    versions: [...all, "SSL 3.0"],
  },
  {
    server: java,
    certificate: "rsa",
    configuration: "nothingDisabled protocols=SSLv3",
    versions: ["SSL 3.0"],
  },
  {
    server: nginx,
    certificate: "rsa",
    configuration: "ssl_protocols TLSv1.1 TLSv1.3; ssl_ciphers ALL:@SECLEVEL=0;",
    versions: ["TLS 1.3", "TLS 1.1"],
  },
  {
    // RFC 9846 §4.3.1 lets servers of TLS 1.3 refuse it; Go did in 1.19, and later does not
    server: caddy,
    certificate: "rsa",
    configuration: "",
    versions: ["TLS 1.3", "TLS 1.2"],
    undecided: "newer_legacy_version",
  },
];

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, certificate, configuration, versions } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}, ${certificate}: ${configuration}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      await withServer(server, configuration, (await credentials())[certificate], async ({ port }) => {
        const deep = await probePort(port, row, downgradeProtection, compression);
        isAsConfigured(row, deep);
        await isAsSeenByOpenssl(port, deep, versions);
        // None of these servers has any more
        if (versions.join() === "TLS 1.3") assert.equal(deep.facts.compression, null);
        else assert.deepEqual(factsOf(deep, "compression"), { accepted: false, method: null });
      });
    },
  });
}

function isAsConfigured({ versions, undecided }: Row, deep: Deep): void {
  const facts = factsOf(deep, "protocol_versions");
  const accepted = facts.versions.filter(({ accepted }) => accepted).map(({ version }) => version.name);
  assert.deepEqual(accepted, versions);
  assert(facts.versions.every(({ accepted }) => accepted !== null), "each is answered");
  const refused = facts.tolerance.filter(({ tolerated }) => !tolerated).map(({ test }) => test);
  assert.deepEqual(refused.filter((test) => test !== undecided), []);
}

async function isAsSeenByOpenssl(port: number, deep: Deep, versions: readonly string[]): Promise<void> {
  const seen = await Promise.all(all.map((version) => askWithOpenssl(port, version)));
  assert.deepEqual(
    all.filter((_, index) => seen[index]!.random !== null),
    versions.filter((version) => version !== "SSL 3.0"),
  );
  if (versions.length < 2) return assert.equal(deep.facts.downgrade_protection, null);
  const { sentinels, fallback_scsv } = factsOf(deep, "downgrade_protection");
  for (const { version, found } of sentinels) {
    const random = seen[all.indexOf(version.name!)]?.random;
    if (random) assert.equal(found, sentinelOf(random), version.name!);
  }
  const [, second] = versions;
  const { alert } = await askWithOpenssl(port, second!, "-fallback_scsv");
  assert.deepEqual([fallback_scsv!.version.name, fallback_scsv!.refused], [second, alert === 86]);
}

/** `random`: of its ServerHello, in upper-case hex; `null`: the handshake was not completed. */
async function askWithOpenssl(
  port: number,
  version: string,
  ...more: readonly string[]
): Promise<{ readonly random: string | null; readonly alert: number | null }> {
  const option = `-${version.replace("TLS 1.0", "TLS 1").replace("TLS ", "tls").replace(".", "_")}`;
  const { success, output } = await runOpenssl([
    ...["s_client", "-connect", `127.0.0.1:${port}`, "-servername", "localhost", option, "-trace"],
    ...["-cipher", "ALL:@SECLEVEL=0", ...more],
  ]);
  const [, serverHello] = /ServerHello, Length=\d+([^]*?)session_id/.exec(output) ?? [];
  const [, time, rest] = /gmt_unix_time=0x(\w+)\s+random_bytes \(len=28\): (\w+)/.exec(serverHello ?? "") ??
    [];
  const [, alert] = /SSL alert number (\d+)/.exec(output) ?? [];
  return {
    random: success ? `${time}${rest}` : null,
    alert: alert === undefined ? null : Number(alert),
  };
}

/** RFC 9846 §4.2.3. */
function sentinelOf(random: string): string {
  if (random.endsWith("444F574E47524401")) return "tls12";
  return random.endsWith("444F574E47524400") ? "tls11" : "none";
}
