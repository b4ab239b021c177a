/** The API takes what the command line takes, by the same names, but for what is of a terminal or of a machine. */
import assert from "node:assert/strict";
import { parameterNames } from "../../routes/query.ts";
import { options } from "../../src/cli/options.ts";

/** Why an option has no parameter. */
const others: Readonly<Record<string, string>> = {
  json: "what is printed",
  format: "what is printed",
  output: "what is printed",
  color: "what is printed",
  help: "what is printed",
  version: "what is printed",
  diff: "of files",
  file: "of files; POST /api/v1/checks has many targets",
  resume: "of files",
  replay: "of files",
  explain: "no check",
  keylog: "a file; evidence=1 and /evidence.zip",
  pcap: "a file; evidence=1 and /evidence.zip",
  "ca-file": "whom to trust is the operator's affair",
  "no-default-roots": "whom to trust is the operator's affair",
  "ct-logs": "whom to trust is the operator's affair",
  "acme-directory": "where to connect beside the target is the operator's affair",
  dns: "whom to ask is the operator's affair: DNS_SERVER",
  concurrency: "the operator's affair",
  "all-addresses": "several reports",
  hostname: "the target itself",
};

/** By another name. */
const spelled: Readonly<Record<string, string>> = { ipv4: "family", ipv6: "family" };

Deno.test("every option of a check is a parameter, and the rest has its reason", () => {
  const left = options.map(({ name }) => name).filter((name) => {
    const parameter = spelled[name] ?? name.replace(/^no-/, "").replaceAll("-", "_");
    return parameterNames.includes(parameter) === Object.hasOwn(others, name);
  });
  assert.deepEqual(left, []);
});

Deno.test("every reason is for an option that there is", () => {
  const names = options.map(({ name }) => name);
  assert.deepEqual(Object.keys({ ...others, ...spelled }).filter((name) => !names.includes(name)), []);
});
