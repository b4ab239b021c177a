/** A chain that anyone made points at lists of someone else: what one check draws from them is bounded as a whole. */
import assert from "node:assert/strict";
import { check } from "../../src/check.ts";
import { certificateAuthority, issue } from "../../src/demo/certificates.ts";
import { MAXIMUM_CRL_OCTETS } from "../../src/probes/mod.ts";
import { denoRuntime } from "../../src/runtime/deno.ts";
import { type Answer, type LoopbackHttp, loopbackHttp } from "../support/loopback_http.ts";
import { loopbackTls } from "../support/loopback_tls.ts";

const now = new Date();
const root = await certificateAuthority({ subject: "Self-made Root", now });

/** `/c1` and `/d1` are the leaf's addresses, then those of each issuer. */
const paths = ["/c1", "/d1", "/c2", "/d2", "/c3", "/d3"];

/** What a check of three certificates with two addresses each said of their lists. Nobody trusts the chain. */
async function told(victim: LoopbackHttp, answers: Readonly<Record<string, Answer>>): Promise<string[]> {
  const at = (n: number) => ({
    crlDistributionPoints: [`${victim.origin}/c${n}`, `${victim.origin}/d${n}`],
  });
  const upper = await certificateAuthority({ subject: "Upper", issuer: root, ...at(3) });
  const lower = await certificateAuthority({ subject: "Lower", issuer: upper, ...at(2) });
  const leaf = await issue(lower, { subject: "leaf", ipAddresses: ["127.0.0.1"], ...at(1) });
  for (const path of paths) victim.answers.set(path, answers[path] ?? answers.other!);
  await using server = loopbackTls({
    certificate: { chain: [leaf, lower, upper, root].map(({ der }) => der), key: leaf.key },
  });
  const report = await check(denoRuntime(), server.target, {
    timeout: 10,
    noNative: true,
    revocation: true,
  });
  assert.equal(report.chain!.trusted, false);
  return report.revocation!.map(({ url, status, detail }) => {
    return `${new URL(url!).pathname} ${status}${/more than/.test(detail) ? " too large" : ""}`;
  });
}

Deno.test("endless lists of three certificates are read within one bound, each at one address", async () => {
  await using victim = loopbackHttp();
  let sent = 0;
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          const piece = new Uint8Array(65_536);
          sent += piece.length;
          controller.enqueue(piece);
        },
      }),
    );
  assert.deepEqual(await told(victim, { other: endless }), [
    "/c1 no_answer too large",
    "/c2 no_answer too large",
    "/c3 no_answer too large",
  ]);
  assert.deepEqual(victim.requests.toSorted(), ["GET /c1", "GET /c2", "GET /c3"]);
  assert.ok(sent < 4 * MAXIMUM_CRL_OCTETS, "beside what is read, no more than three sockets hold");
});

Deno.test("lists that announce more than what is left are not read, and the others are", async () => {
  await using victim = loopbackHttp();
  const large = () => new Response(new Uint8Array(MAXIMUM_CRL_OCTETS + 1));
  const answers = { "/c1": () => new Response("<!doctype html>"), "/d1": new Uint8Array(9), other: large };
  assert.deepEqual(await told(victim, answers), [
    "/c1 invalid",
    "/d1 invalid",
    "/c2 no_answer too large",
    "/c3 no_answer too large",
  ]);
});
