/** What a server sends beside or otherwise than it should, seen by a whole check. */
import assert from "node:assert/strict";
import { certificateAuthority } from "../../src/demo/certificates.ts";
import { checkShown, intermediate, leafOf, now, root } from "./on_loopback.ts";

const above = await certificateAuthority({ subject: { CN: "Upper" }, issuer: root });
const below = await certificateAuthority({ subject: { CN: "Lower" }, issuer: above });
const leaf = await leafOf(below);
const otherRoot = await certificateAuthority({ subject: { CN: "Unrelated" }, now });

for (
  const [what, chain, ids] of [
    ["in order", [leaf, below, above], []],
    ["in the wrong order", [leaf, above, below], ["chain.wrong_order"]],
    ["with a repetition", [leaf, leaf, below, above], ["chain.duplicate_certificates"]],
    ["with the root", [leaf, below, above, root], ["chain.root_sent"]],
    ["with one that nobody needs", [leaf, below, above, intermediate], ["chain.superfluous_certificates"]],
    ["with somebody else's root", [leaf, below, above, otherRoot], ["chain.root_sent"]],
    [
      "in a heap",
      [leaf, root, above, below, below],
      ["chain.wrong_order", "chain.duplicate_certificates", "chain.root_sent"],
    ],
  ] as const
) {
  Deno.test(`a chain ${what} is as good as any, and the findings say what is untidy`, async () => {
    const { verdict, findings } = await checkShown({ chain });
    assert.equal(verdict, "pass");
    assert.deepEqual(findings.map(({ id }) => id).toSorted(), ids.toSorted());
  });
}
