/** What is remembered of earlier judgements saves work, and never changes a verdict. */
import assert from "node:assert/strict";
import { generateSigningKey } from "../../src/crypto/signing_key.ts";
import { issue } from "../../src/demo/certificates.ts";
import { RememberedSignatures } from "../../src/x509/path/remembered_signatures.ts";
import { days, hierarchy, judgementOf } from "./support.ts";

Deno.test("the same chain is judged by the clock of each time", async () => {
  const chain = await hierarchy();
  assert.equal((await judgementOf(chain)).chain.error, null);
  const later = (await judgementOf(chain, { now: days(60) })).chain;
  assert.deepEqual([later.valid_now, later.error?.code], [false, "expired"]);
  const earlier = (await judgementOf(chain, { now: days(-1) })).chain;
  assert.deepEqual([earlier.valid_now, earlier.error?.code], [false, "not_yet_valid"]);
  assert.deepEqual(await judgementOf(chain), await judgementOf(chain));
});

Deno.test("the same chain is judged for the name and the anchors of each time", async () => {
  const chain = await hierarchy();
  const stranger = await hierarchy();
  assert.equal((await judgementOf(chain)).chain.error, null);
  const other = await judgementOf(chain, { serverName: "other.example.com" });
  assert.equal(other.chain.error?.code, "name_mismatch");
  const elsewhere = await judgementOf({ ...chain, root: stranger.root });
  assert.equal(elsewhere.chain.trusted, false);
});

Deno.test("a forgery beside a certificate that is remembered is found out", async () => {
  const chain = await hierarchy();
  const options = { dnsNames: ["www.example.com"], key: chain.leaf.key, serial: 7n };
  const genuine = await issue(chain.intermediate, options);
  const forged = await issue(chain.intermediate, { ...options, signedBy: await generateSigningKey("P-256") });
  const judge = async (leaf: typeof genuine) => (await judgementOf({ ...chain, leaf })).chain.error?.code;
  assert.deepEqual(
    [await judge(genuine), await judge(forged), await judge(genuine), await judge(forged)],
    [undefined, "bad_signature", undefined, "bad_signature"],
  );
});

Deno.test("an authority of the same name with another key has signed nothing", async () => {
  const chain = await hierarchy();
  assert.equal((await judgementOf(chain)).chain.trusted, true);
  const impostor = await hierarchy();
  const { chain: judged } = await judgementOf({ ...chain, intermediate: impostor.intermediate });
  assert.equal(judged.trusted, false);
});

Deno.test("what has been known longest makes room", () => {
  const remembered = new RememberedSignatures(2);
  for (const certificate of ["a", "b", "b", "c"]) remembered.add("issuer ", certificate);
  assert.deepEqual(["a", "b", "c"].map((each) => remembered.has("issuer ", each)), [false, true, true]);
  assert.equal(remembered.size, 2);
});
