/** A runtime that connects only where a policy lets it: every address is looked at before it is dialled. */
import { parseAddress } from "./address.ts";
import type { Deadline } from "./deadline.ts";
import { NetworkError } from "./network_error.ts";
import { type AddressPolicy, namesOfBlocks, refuseAddress, refuseHostname, refusePort } from "./policy.ts";
import type { NativeOutcome, Runtime, SecureServer } from "./runtime.ts";

/**
 * `runtime` under `policy`. What is refused rejects with a `NetworkError` of code `address_not_allowed` or
 * `port_not_allowed`, and reaches nobody.
 *
 * Only addresses are dialled, never names, and each in the one spelling that was judged: whatever a resolver says
 * the next time it is asked makes no difference. Of a name's addresses those that are refused are left out, and not
 * told: what an inside resolver knows is not for everyone.
 */
export function guarded(runtime: Runtime, policy: AddressPolicy): Runtime {
  const refuse = (address: string, port: number) =>
    refuseAddress(policy, address) ?? refusePort(policy, port);
  return {
    get name() {
      return runtime.name;
    },
    get version() {
      return runtime.version;
    },
    get region() {
      return runtime.region;
    },
    get clock() {
      return runtime.clock;
    },
    random: (length) => runtime.random(length),

    async resolve(hostname, deadline) {
      const refused = refuseHostname(policy, hostname);
      if (refused !== null) throw refused;
      const all = await runtime.resolve(hostname, deadline);
      const allowed = all.filter(({ address }) => refuseAddress(policy, address) === null);
      if (allowed.length === 0 && all.length > 0) {
        const names = namesOfBlocks(policy, all.map(({ address }) => address)).join(", ");
        throw new NetworkError(
          "address_not_allowed",
          `"${hostname}" leads only where no check is made from here (${names})`,
        );
      }
      return allowed;
    },

    /** Goes to the resolver, which whoever runs this has chosen, and to nobody else. */
    get exchangeDns() {
      return runtime.exchangeDns;
    },

    async dial(address, port, deadline) {
      const refused = refuse(address, port);
      if (refused !== null) throw refused;
      return await runtime.dial(parseAddress(address)!.text, port, deadline);
    },

    get dialSecurely() {
      const { dialSecurely } = runtime;
      return dialSecurely && (async (server: SecureServer, deadline: Deadline) => {
        const refused = refuse(server.address, server.port);
        if (refused !== null) throw refused;
        return await dialSecurely({ ...server, address: parseAddress(server.address)!.text }, deadline);
      });
    },

    async native(request, deadline) {
      const refused = refuse(request.address, request.port);
      if (refused !== null) return notAvailable(refused);
      const address = parseAddress(request.address)!.text;
      return await runtime.native({ ...request, address, addressOnly: true }, deadline);
    },
  };
}

function notAvailable({ message }: NetworkError): NativeOutcome {
  return {
    api: "none",
    outcome: "not_available",
    applicationProtocol: null,
    error: message,
    certificates: [],
    protocolVersion: null,
    cipherSuite: null,
  };
}
