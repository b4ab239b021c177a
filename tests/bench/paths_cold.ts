/** In a fresh process: the first validation of the PEM chain in a file, leaf to root, modules loaded. Prints JSON. */
import { readPemCertificates, validateChain } from "../../src/x509/mod.ts";
import { once } from "./measure.ts";

if (import.meta.main) {
  const [leaf, intermediate, root] = readPemCertificates(await Deno.readTextFile(Deno.args[0]!));
  const input = {
    leaf: leaf!,
    intermediates: [intermediate!],
    anchors: [root!],
    serverName: "www.example.com",
    now: new Date("2026-11-23T12:00:00Z"),
  };
  console.log(JSON.stringify(await once(() => validateChain(input))));
}
