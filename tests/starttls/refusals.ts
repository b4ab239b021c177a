/** A table of servers that do not go along, and what the report should say of each. */
import assert from "node:assert/strict";
import { converse, type ConverseOptions, type Script } from "./scripted_peer.ts";

export interface Refusal {
  /** Completes "smtp: …". */
  readonly what: string;
  readonly script: Script;
  readonly code: string;
  readonly message: RegExp;
  readonly hint?: RegExp;
  readonly options?: ConverseOptions;
}

/** One test for each row, with whole reads and with single octets. */
export function testRefusals(protocol: string, refusals: readonly Refusal[]): void {
  for (const { what, script, code, message, hint, options } of refusals) {
    Deno.test(`${protocol}: ${what}`, async () => {
      for (const readSize of [undefined, 1]) {
        const split = readSize === undefined ? options : { ...options, readSize };
        const { failure, injected } = await converse(protocol, script, split);
        assert.equal(failure?.code, code);
        assert.equal(failure.fault, "peer");
        assert.match(failure.message, message);
        assert.doesNotMatch(failure.message, /\.$/);
        if (hint !== undefined) assert.match(failure.hint ?? "", hint);
        assert.equal(injected, null);
      }
    });
  }
}
