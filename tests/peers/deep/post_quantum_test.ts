/** Post-quantum key exchange with OpenSSL 3.5, as Node has it, and with servers that know nothing of it. */
import assert from "node:assert/strict";
import { namedGroups } from "../../../src/probes/deep/named_groups.ts";
import { postQuantum } from "../../../src/probes/deep/post_quantum.ts";
import { openSslHybridCurves } from "../../../src/rules/configuration/settings/names.ts";
import { otherOffers } from "../../../src/tls/mod.ts";
import { caddy, gnutls, java, laterNode, openssl, reasonToSkip } from "../tls_servers/mod.ts";
import { credentialsOfTest, factsOf, probeServer, type Target } from "./probe_server.ts";

interface Expected {
  readonly outcome: string;
  readonly chosenBesideClassical: boolean | null;
  readonly group: string | null;
  readonly groups: readonly string[];
}

const absent: Expected = { outcome: "absent", chosenBesideClassical: false, group: null, groups: [] };

const rows: readonly (Target & { readonly expected: Expected })[] = [
  // What people are told to write
  node(openSslHybridCurves, {
    outcome: "at_once",
    chosenBesideClassical: true,
    group: "X25519MLKEM768",
    groups: ["X25519MLKEM768"],
  }),
  // It has a share for the one that it wants first
  node("X25519:X25519MLKEM768:MLKEM512", {
    outcome: "at_once",
    chosenBesideClassical: false,
    group: "X25519MLKEM768",
    groups: ["X25519MLKEM768", "MLKEM512"],
  }),
  // No browser offers these
  node("SecP384r1MLKEM1024:P-256", {
    outcome: "after_hello_retry_request",
    chosenBesideClassical: false,
    group: "SecP384r1MLKEM1024",
    groups: ["SecP384r1MLKEM1024"],
  }),
  {
    ...node("MLKEM1024", {
      outcome: "after_hello_retry_request",
      chosenBesideClassical: null,
      group: "MLKEM1024",
      groups: ["MLKEM1024"],
    }),
    offer: otherOffers.widest,
  },
  { server: openssl, certificate: "rsa", configuration: "", expected: absent },
  { server: gnutls, certificate: "rsa", configuration: "NORMAL", expected: absent },
  { server: java, certificate: "rsa", configuration: "", expected: absent },
  { server: caddy, certificate: "ecdsa-p256", configuration: "", expected: absent },
  {
    server: openssl,
    certificate: "rsa",
    configuration: "-tls1_2",
    expected: { ...absent, chosenBesideClassical: null },
  },
];

function node(ecdhCurve: string, expected: Expected): (typeof rows)[number] {
  const configuration = JSON.stringify({ ecdhCurve, minVersion: "TLSv1.3" });
  return { server: laterNode, certificate: "ecdsa-p256", configuration, expected };
}

const credentials = credentialsOfTest();

for (const row of rows) {
  const { server, configuration, expected } = row;
  const reason = await reasonToSkip(server);
  const title = `${server.name}: ${configuration || "as it is"}`;
  Deno.test({
    name: reason === null ? title : `${title}, skipped: ${reason}`,
    ignore: reason !== null,
    async fn() {
      const deep = await probeServer(row, await credentials(), namedGroups, postQuantum);
      const facts = factsOf(deep, "post_quantum");
      assert.deepEqual({
        outcome: facts.outcome,
        chosenBesideClassical: facts.chosen_beside_classical,
        group: facts.negotiated_group?.name ?? null,
        groups: facts.groups.map(({ name }) => name),
      }, expected);
      assert.equal(facts.round_trip_ms !== null, expected.outcome === "after_hello_retry_request");
      assert.deepEqual([facts.one_segment.answered, facts.two_segments.answered], [true, true]);
    },
  });
}
