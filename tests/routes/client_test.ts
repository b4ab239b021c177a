/** `hono/client` against the type of the service: what it takes and answers is known to the compiler. */
import { hc, type InferRequestType, type InferResponseType } from "hono/client";
import assert from "node:assert/strict";
import type { AppType } from "../../routes/app.ts";
import type { Report } from "../../src/report/mod.ts";
import { healthy } from "./every_sample.ts";
import { appWith } from "./support.ts";

function clientOf(app: ReturnType<typeof appWith>["app"]) {
  return hc<AppType>("http://localhost/", {
    fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise.resolve(app.request(input, init)),
  });
}

type Client = ReturnType<typeof clientOf>;
type Check = Client["api"]["v1"]["check"]["$get"];
type Checks = Client["api"]["v1"]["checks"]["$post"];

/** Compiles only when both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_Statement extends true>() => {};

Deno.test("the client's types are those of the query and of the report", () => {
  holds<Same<InferRequestType<Check>["query"]["target"], string>>();
  holds<Same<InferRequestType<Check>["query"]["timeout"], string | undefined>>();
  holds<Same<InferResponseType<Check, 200>["verdict"], Report["verdict"]>>();
  holds<Same<InferResponseType<Check, 200>["steps"][number]["id"], Report["steps"][number]["id"]>>();
  holds<Same<InferResponseType<Check, 429>["retry_after"], number | undefined>>();
  holds<
    Same<
      InferRequestType<Checks>["json"]["defaults"] extends { port?: unknown } | undefined ? true : false,
      true
    >
  >();
  holds<Same<InferResponseType<Checks, 200>[number]["index"], number>>();
  // @ts-expect-error: a check has a target
  holds<{ port: string } extends InferRequestType<Check>["query"] ? true : false>();
  // @ts-expect-error: there is no such parameter
  holds<"prot" extends keyof InferRequestType<Check>["query"] ? true : false>();
});

Deno.test("the client asks for a check and reads its report", async () => {
  const { app, asked } = appWith(healthy);
  const response = await clientOf(app).api.v1.check.$get({ query: { target: "example.com", port: "8443" } });
  assert.equal(response.status, 200);
  if (!response.ok) assert.fail("narrows to the report");
  const { verdict, connection } = await response.json();
  assert.equal(verdict, healthy.verdict);
  assert.equal(connection?.protocol_version.name, healthy.connection?.protocol_version.name);
  assert.deepEqual(asked, [{ target: "example.com", options: { port: 8443 } }]);
});

Deno.test("the client reads a problem where there is one", async () => {
  const response = await clientOf(appWith(healthy).app).api.v1.check.$get({ query: { target: "" } });
  if (response.ok) assert.fail("there is no target");
  assert.equal((await response.json()).field, "target");
});

Deno.test("the client asks for many checks", async () => {
  const { app } = appWith(healthy);
  const response = await clientOf(app).api.v1.checks.$post({
    json: {
      targets: ["example.com", { target: "example.org", port: 8443, alpn: ["h2"], bytes: true }, "a..b"],
      defaults: { timeout: 5 },
    },
  });
  if (!response.ok) assert.fail(`${response.status}`);
  const rows = await response.json();
  assert.deepEqual(
    rows.map((row) => "report" in row ? row.report.verdict : row.problem.field),
    [healthy.verdict, healthy.verdict, "target"],
  );
});
